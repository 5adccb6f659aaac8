"""The form for a statement: what was said, how, by whom and through whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotate.choices import EntityField, Offer
from annotations.admin.annotate.quoting import QuotingForm
from annotations.drafts import AnnotationDraft, SourceDraft, StatementDraft
from annotations.models import Annotation, Layer, Span, Statement, StatementSource
from annotations.vocabulary import Attribution, Factuality, SourceKind, SourceRole, SpanRole

#: The parts of a source, as the names of its fields end.
SOURCE_PARTS = ("role", "kind", "entity", "speaks_for", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementParts:
    """What a statement that is there already consists of, as the form's rows show it."""

    contents: Sequence[Span] = ()
    cues: Sequence[Span] = ()
    #: Each source with its words; words that belong to no source yet are a row without one.
    sources: Sequence[tuple[StatementSource | None, Span | None]] = ()

    @classmethod
    def of(cls, annotation: Annotation | None) -> "StatementParts":
        if annotation is None:
            return cls()
        spans = sorted(annotation.spans.all(), key=lambda span: span.order)
        sources = [(source, source.span) for source in annotation.statement.sources.all()]
        tied = {span.pk for _source, span in sources if span}
        loose = [span for span in spans if span.role in {SpanRole.SOURCE, SpanRole.VIA} and span.pk not in tied]
        return cls(
            contents=[span for span in spans if span.role == SpanRole.CONTENT],
            cues=[span for span in spans if span.role == SpanRole.CUE],
            sources=[*sources, *((None, span) for span in loose)],
        )


class StatementForm(QuotingForm):
    """That somebody said something, and who passed it on."""

    template_name = "admin/annotations/statement_form.html"

    def __init__(
        self,
        *args: Any,
        layer: Layer,
        entities: Offer,
        parents: Sequence[tuple[str, str]],
        annotation: Annotation | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layer = layer
        self.annotation = annotation
        parts = StatementParts.of(annotation)
        self._add_words(
            "content", SpanRole.CONTENT, (_("What was said"), _("… and a further part of it")), parts.contents
        )
        self._add_words(
            "cue", SpanRole.CUE, (_("How it was said (said, hinted)"), _("… and a further part")), parts.cues
        )
        self._add_judgements(parents)
        self.source_count = max(2, len(parts.sources) + 1)
        for row in range(self.source_count):
            self._add_source(row, entities, *(parts.sources[row] if row < len(parts.sources) else (None, None)))
        self.fields["find"] = forms.CharField(label=_("Look for an entity"), required=False)

    def _add_words(self, name: str, role: str, labels: tuple[Any, Any], spans: Sequence[Span]) -> None:
        """One field for each span, at least one, and a spare one; the first of the content must be filled."""
        spare = 1 if spans or role == SpanRole.CONTENT else 0
        for order in range(max(1, len(spans)) + spare):
            span = spans[order] if order < len(spans) else None
            required = role == SpanRole.CONTENT and order == 0
            self.add_quote(f"{name}-{order}", role=role, label=labels[min(order, 1)], required=required, span=span)

    def _add_judgements(self, parents: Sequence[tuple[str, str]]) -> None:
        self.fields["attribution"] = forms.ChoiceField(
            label=_("Attribution"), choices=[("", _("choose")), *Attribution.choices]
        )
        self.fields["factuality"] = forms.ChoiceField(
            label=_("How certain the speaker presents it"),
            required=False,
            choices=[("", _("not given")), *Factuality.choices],
        )
        self.fields["said"] = forms.CharField(
            label=_("When it was said (EDTF)"), required=False, max_length=60, help_text=_("Such as 2007-04-19.")
        )
        self.fields["occasion"] = forms.CharField(label=_("Occasion"), required=False, max_length=300)
        self.fields["parent"] = forms.ChoiceField(
            label=_("Stands inside"), required=False, choices=[("", _("no other statement")), *parents]
        )

    def _add_source(self, row: int, entities: Offer, source: StatementSource | None, span: Span | None) -> None:
        """The fields of one source; the first row starts as the speaker, later ones as a relay; all may stay empty."""
        role = SourceRole.SPEAKER if row == 0 else SourceRole.RELAY
        if span is not None and source is None:
            role = SourceRole.SPEAKER if span.role == SpanRole.SOURCE else SourceRole.RELAY
        name = f"source-{row}"
        self.add_quote(f"{name}-words", role=SpanRole.SOURCE, label=_("Words that name it"), span=span)
        self.fields[f"{name}-role"] = forms.ChoiceField(label=_("Part"), choices=SourceRole.choices, initial=role)
        self.fields[f"{name}-kind"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("no such source")), *SourceKind.choices]
        )
        self.fields[f"{name}-entity"] = EntityField(label=_("Entity"), offer=entities)
        self.fields[f"{name}-speaks_for"] = EntityField(label=_("Speaks for"), offer=entities)
        self.fields[f"{name}-description"] = forms.CharField(
            label=_("As printed, where no words name it"), required=False, max_length=500
        )

    def clean(self) -> dict[str, Any]:
        for row in range(self.source_count):
            speaker = self.cleaned_data.get(f"source-{row}-role") == SourceRole.SPEAKER
            self.quotes.roles[f"source-{row}-words"] = SpanRole.SOURCE if speaker else SpanRole.VIA
        cleaned = super().clean()
        for row in range(self.source_count):
            self._check_source(row, cleaned)
        return cleaned

    def _check_source(self, row: int, cleaned: dict[str, Any]) -> None:
        """A source that says anything needs its kind."""
        name = f"source-{row}"
        parts = ("words", "entity", "speaks_for", "description")
        if any(cleaned.get(f"{name}-{part}") for part in parts) and not cleaned.get(f"{name}-kind"):
            self.add_error(f"{name}-kind", _("Choose what kind of source this is."))

    def content_pairs(self) -> list[tuple[BoundField, BoundField]]:
        return self.pairs("content-")

    def cue_pairs(self) -> list[tuple[BoundField, BoundField]]:
        return self.pairs("cue-")

    def source_rows(self) -> Iterator[tuple[BoundField, BoundField, list[BoundField]]]:
        """Give each source's field for words and its place, and its other fields."""
        for row in range(self.source_count):
            words, at = self.pairs(f"source-{row}-words")[0]
            yield words, at, [self[f"source-{row}-{part}"] for part in SOURCE_PARTS]

    def field_at(self, pointer: str) -> str | None:
        steps = pointer.strip("/").split("/")
        if len(steps) == 4 and steps[1] == "sources":
            rows = self._filled_rows()
            return f"source-{rows[int(steps[2])]}-{steps[3]}"
        return super().field_at(pointer)

    def _filled_rows(self) -> list[int]:
        return [row for row in range(self.source_count) if self.cleaned_data.get(f"source-{row}-kind")]

    def draft(self) -> AnnotationDraft:
        """Give the annotation that a valid form describes."""
        data = self.cleaned_data
        kept = self.annotation
        return AnnotationDraft(
            layer=self.layer.code,
            spans=self.spans(),
            statement=StatementDraft(
                attribution=data["attribution"],
                factuality=data["factuality"],
                said=data["said"],
                occasion=data["occasion"],
                parent=UUID(data["parent"]) if data["parent"] else None,
                sources=tuple(self._source(row) for row in self._filled_rows()),
            ),
            motivation=kept.motivation if kept else "",
            derived_from=kept.derived_from.uuid if kept and kept.derived_from else None,
        )

    def _source(self, row: int) -> SourceDraft:
        places = {name: (role, order) for name, role, order in self.quotes.numbered()}
        words, entity, speaks_for = (f"source-{row}-{part}" for part in ("words", "entity", "speaks_for"))
        data = self.cleaned_data
        return SourceDraft(
            role=data[f"source-{row}-role"],
            kind=data[f"source-{row}-kind"],
            entity=UUID(data[entity]) if data[entity] else None,
            description=data[f"source-{row}-description"],
            speaks_for=UUID(data[speaks_for]) if data[speaks_for] else None,
            span=places.get(words),
        )


def statement_initial(annotation: Annotation) -> dict[str, Any]:
    """Give what the form shows of an annotation that is there already, besides its words."""
    statement = annotation.statement
    initial = {"version": annotation.version, "parent": _parent(statement)}
    initial |= {name: getattr(statement, name) for name in ("attribution", "factuality", "said", "occasion")}
    for row, source in enumerate(statement.sources.all()):
        initial |= {f"source-{row}-{part}": getattr(source, part) for part in ("role", "kind", "description")}
        initial[f"source-{row}-entity"] = str(source.entity.uuid) if source.entity else ""
        initial[f"source-{row}-speaks_for"] = str(source.speaks_for.uuid) if source.speaks_for else ""
    return initial


def _parent(statement: Statement) -> str:
    return str(statement.parent.annotation.uuid) if statement.parent else ""
