"""Splitting an entity: choose what meant somebody else, and whom."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from annotations.admin.authority.merging import KEEPING
from annotations.admin.entity_page import words_in_context
from annotations.admin.merging import family
from annotations.admin.saving import acting_agent
from annotations.errors import AnnotationsError, InvalidAnnotationError
from annotations.models import Annotation, AnnotationSet, Entity, Span
from annotations.selectors.candidates import entity_candidates
from annotations.services.entities import create_entity
from annotations.services.splitting import split_entity
from annotations.vocabulary import SpanRole
from archive.admin.cells import change_url

#: How many annotations are shown to choose from.
MOST = 500


class SplitForm(forms.Form):
    """Whom the chosen annotations name from now on: one that is here, or a new one."""

    into = forms.ModelChoiceField(label=_("One that is here"), queryset=Entity.objects.none(), required=False)
    label = forms.CharField(label=_("Or a new one, called"), max_length=300, required=False)

    def __init__(self, *args: Any, offered: QuerySet[Entity], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["into"] = forms.ModelChoiceField(
            label=_("One that is here"), queryset=offered, required=False, empty_label=_("none of these")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("into")) == bool(cleaned.get("label", "").strip()):
            raise forms.ValidationError(_("Choose one that is here, or give a new one a name."))
        return cleaned


def split_page(model_admin: ModelAdmin[Entity], request: HttpRequest, pk: int) -> HttpResponse:
    """Show what names an entity; with POST, let what was chosen name another one."""
    if not request.user.has_perm(KEEPING):
        raise PermissionDenied
    entity = get_object_or_404(Entity, pk=pk)
    found = _naming(entity, request)
    form = SplitForm(request.POST or None, offered=_offered(entity, request))
    if request.method == "POST" and form.is_valid():
        try:
            number, into = _split(request, entity, found, form.cleaned_data)
        except AnnotationsError as error:
            form.add_error(None, str(error.args[0]))
        else:
            told = ngettext("%(n)d annotation names “%(into)s” now.", "%(n)d annotations name “%(into)s” now.", number)
            messages.success(request, told % {"n": number, "into": into})
            return HttpResponseRedirect(change_url(entity))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Split “%s”") % entity,
        "subtitle": None,
        "entity": entity,
        "form": form,
        "rows": _rows(found[:MOST]),
        "chosen": set(request.POST.getlist("annotation")),
        "words": request.GET.get("q", ""),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/split.html", context)


@transaction.atomic
def _split(
    request: HttpRequest, entity: Entity, found: QuerySet[Annotation], data: dict[str, Any]
) -> tuple[int, Entity]:
    try:
        uuids = [UUID(value) for value in request.POST.getlist("annotation")]
    except ValueError as error:
        raise InvalidAnnotationError(gettext("These are no annotations.")) from error
    chosen = list(found.filter(uuid__in=uuids))
    if not chosen or len(chosen) != len(set(uuids)):
        raise InvalidAnnotationError(gettext("Choose which annotations mean somebody else."))
    agent = acting_agent(request)
    into = data["into"] or create_entity(kind=entity.kind, label=data["label"].strip(), agent=agent)
    return split_entity(entity=entity, annotations=chosen, into=into, agent=agent), into


def _naming(entity: Entity, request: HttpRequest) -> QuerySet[Annotation]:
    """Give the annotations that name an entity or one merged into it, in people's sets that the person may read."""
    keys = family(entity)
    named = Q(mention__entity__in=keys) | Q(statement__sources__entity__in=keys)
    named |= Q(statement__sources__speaks_for__in=keys)
    sets = AnnotationSet.objects.visible_to(viewer_of(request.user)).without_suggestions().order_by()
    found = Annotation.objects.filter(named, deleted_at=None, annotation_set__in=sets).distinct()
    article = "annotation_set__text_version__article"
    return found.select_related("layer", "creator", article, "annotation_set__annotator").order_by(
        f"{article}__reference_code", "pk"
    )


def _offered(entity: Entity, request: HttpRequest) -> QuerySet[Entity]:
    """Give entities of the same kind to choose from: those that the words looked for may mean."""
    words = request.GET.get("q", "") or entity.label
    found = entity_candidates(words, viewer=viewer_of(request.user), kind=entity.kind, limit=30)
    uuids = [one.uuid for one in found]
    return Entity.objects.filter(uuid__in=uuids, kind=entity.kind, merged_into=None).exclude(pk__in=family(entity))


def _rows(annotations: QuerySet[Annotation]) -> Sequence[dict[str, Any]]:
    rows = list(annotations)
    first: dict[int, Span] = {}
    spans = Span.objects.filter(annotation__in=[row.pk for row in rows], role__in=(SpanRole.BODY, SpanRole.CONTENT))
    for span in spans.order_by("annotation", "-order"):
        first[span.annotation_id] = span
    return [
        {
            "uuid": str(row.uuid),
            "article": row.annotation_set.text_version.article,
            "layer": row.layer.name,
            "words": words_in_context(first[row.pk]) if row.pk in first else "",
            "by": row.annotation_set.annotator.label,
        }
        for row in rows
    ]
