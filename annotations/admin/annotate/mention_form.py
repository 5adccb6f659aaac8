"""The form for a mention: words, tag, entity, certainty."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotate.choices import EntityField, Offer
from annotations.admin.annotate.quoting import QuotingForm
from annotations.drafts import AnnotationDraft, MentionDraft
from annotations.models import Annotation, Layer, Span, Tag
from annotations.vocabulary import SpanRole
from archive.vocabulary import Certainty


class MentionForm(QuotingForm):
    """That some words stand for an entity."""

    template_name = "admin/annotations/mention_form.html"

    def __init__(
        self, *args: Any, layer: Layer, entities: Offer, annotation: Annotation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layer = layer
        self.annotation = annotation
        self.tags = list(layer.tags.all())
        self._add_quotes(sorted(annotation.spans.all(), key=lambda span: span.order) if annotation else [])
        self.fields["tag"] = forms.ChoiceField(
            label=_("Tag"), choices=[(tag.code, tag.name) for tag in self.tags], widget=forms.RadioSelect
        )
        self.fields["find"] = forms.CharField(label=_("Look for an entity"), required=False)
        self.fields["entity"] = EntityField(label=_("Entity"), offer=entities)
        self.fields["certainty"] = forms.ChoiceField(
            label=_("Certainty"), required=False, choices=[("", _("not given")), *Certainty.choices]
        )

    def _add_quotes(self, spans: Sequence[Span]) -> None:
        """One field for each span and, where there are several, or one at all, a spare one for a further part."""
        for order in range(len(spans) + 1 if spans else 1):
            span = spans[order] if order < len(spans) else None
            label = _("Words in the text") if order == 0 else _("Further part of the words")
            self.add_quote(f"body-{order}", role=SpanRole.BODY, label=str(label), required=order == 0, span=span)

    def quote_pairs(self) -> list[tuple[BoundField, BoundField]]:
        return self.pairs("body-")

    def tag_options(self) -> Iterator[tuple[BoundWidget, Tag]]:
        """Give each tag's radio button with the tag, for its colour."""
        return zip(self["tag"].subwidgets, self.tags, strict=True)

    def draft(self) -> AnnotationDraft:
        """Give the annotation that a valid form describes."""
        data = self.cleaned_data
        return AnnotationDraft(
            layer=self.layer.code,
            spans=self.spans(),
            mention=MentionDraft(
                tag=data["tag"],
                entity=UUID(data["entity"]) if data["entity"] else None,
                certainty=data["certainty"],
            ),
            motivation=self.annotation.motivation if self.annotation else "",
            derived_from=self.annotation.derived_from.uuid
            if self.annotation and self.annotation.derived_from
            else None,
        )


def mention_initial(annotation: Annotation) -> dict[str, Any]:
    """Give what the form shows of an annotation that is there already, besides its words."""
    mention = annotation.mention
    return {
        "version": annotation.version,
        "tag": mention.tag.code,
        "entity": str(mention.entity.uuid) if mention.entity else "",
        "certainty": mention.certainty,
    }
