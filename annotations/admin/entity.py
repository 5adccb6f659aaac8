"""Entities in the admin: names, identifiers, every place they are mentioned, and merging."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from annotations.admin.authority.duplicates import duplicates_page
from annotations.admin.authority.merging import KEEPING, apart_view, merge_page
from annotations.admin.authority.splitting import split_page
from annotations.admin.entity_page import mentions_table, statements_table
from annotations.admin.merging import OFFERED, MergingAdmin, family
from annotations.admin.saving import ServiceForm, acting_agent
from annotations.models import AnnotationSet, Entity, EntityIdentifier, EntityName, Mention, Revision
from annotations.selectors.candidates import entity_candidates
from annotations.services import entities
from annotations.services.authorities import go_back, undo_merge_under
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from annotations.vocabulary import RevisionKind
from archive.admin.read_only import ROWS
from archive.admin.workbench import LabelledTabularInline


class EntityForm(ServiceForm[Entity]):
    """An entity's own fields."""

    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 80})
    )

    class Meta:
        model = Entity
        fields = ("kind", "label", "description")


class EntityNameInline(LabelledTabularInline[EntityName, Entity]):
    """An entity's names."""

    model = EntityName
    extra = 1


class EntityIdentifierInline(LabelledTabularInline[EntityIdentifier, Entity]):
    """An entity's identifiers in outside authorities."""

    model = EntityIdentifier
    extra = 1


class MergedFilter(admin.SimpleListFilter):
    """Whether another entity stands for this one."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin[Entity]) -> list[tuple[str, Any]]:
        return [("no", _("stands for itself")), ("yes", _("merged into another"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Entity]) -> QuerySet[Entity]:
        if self.value() in {"yes", "no"}:
            return queryset.filter(merged_into__isnull=self.value() == "no")
        return queryset


@admin.register(Entity)
class EntityAdmin(MergingAdmin[Entity]):
    """The authority file of people, bodies, places and things."""

    form = EntityForm
    list_display = ("label", "kind", "mention_count", "is_merged")
    list_filter = ("kind", MergedFilter)
    search_fields = ("label", "names__name", "identifiers__value")
    fields = ("kind", "label", "description", "version")
    inlines = (EntityNameInline, EntityIdentifierInline)
    actions = None
    change_form_template = "admin/annotations/merging_change_form.html"
    change_list_template = "admin/annotations/entity_list.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("duplicates/", wrap(partial(duplicates_page, self)), name="annotations_entity_duplicates"),
            path("apart/", wrap(apart_view), name="annotations_entity_apart"),
            path("<int:pk>/merge/look/", wrap(partial(merge_page, self)), name="annotations_entity_merge_look"),
            path("<int:pk>/split/", wrap(partial(split_page, self)), name="annotations_entity_split"),
            path("<int:pk>/back/", wrap(require_POST(self.back_view)), name="annotations_entity_back"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = {"may_keep": request.user.has_perm(KEEPING)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """Find what holds the words, and what is spelt like them; the likest first."""
        found, twice = super().get_search_results(request, queryset, search_term)
        alike = entity_candidates(search_term, viewer=viewer_of(request.user), limit=OFFERED)
        if not alike:
            return found, twice
        rank = Case(*(When(uuid=one.uuid, then=n) for n, one in enumerate(alike)), default=len(alike))
        either = queryset.filter(Q(pk__in=found.values("pk")) | Q(uuid__in=[one.uuid for one in alike]))
        return either.annotate(rank=rank).order_by("rank", "label", "pk"), twice

    def back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give an entity the content of a former version."""
        entity = self._changeable(request, pk)
        wanted = request.POST.get("to_version", "")
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 0
        agent = acting_agent(request)
        done = gettext("“%(entity)s” is as it was at version %(number)d.") % {"entity": entity, "number": number}
        return self._call(
            request,
            entity,
            done,
            lambda version: go_back(entity=entity, to_version=number, agent=agent, version=version),
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        sets = AnnotationSet.objects.visible_to(viewer_of(request.user))
        live = Mention.objects.filter(annotation__deleted_at=None, annotation__annotation_set__in=sets)
        total = live.filter(entity=OuterRef("pk")).order_by().values("entity").annotate(n=Count("pk")).values("n")
        return super().get_queryset(request).annotate(mention_total=Subquery(total)).select_related("merged_into")

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        return False

    @admin.display(description=_("mentions"), ordering="mention_total")
    def mention_count(self, entity: Entity) -> int:
        return getattr(entity, "mention_total", None) or 0

    @admin.display(description=_("merged into"), ordering="merged_into__label")
    def is_merged(self, entity: Entity) -> str:
        return str(entity.merged_into or "")

    def write(
        self, request: HttpRequest, form: forms.ModelForm[Entity], formsets: list[BaseFormSet[Any]], *, change: bool
    ) -> Entity:
        data = form.cleaned_data
        content: dict[str, Any] = {name: data[name] for name in ("kind", "label", "description")}
        rows = {formset.model: list(_kept(formset)) for formset in formsets}  # type: ignore[attr-defined]  # admin's formsets are of models
        content["names"] = [
            EntityNameSnapshot(name=row["name"], kind=row["kind"], language=row["language"]) for row in rows[EntityName]
        ]
        content["identifiers"] = [
            EntityIdentifierSnapshot(scheme=row["scheme"], value=row["value"]) for row in rows[EntityIdentifier]
        ]
        agent = acting_agent(request)
        if not change:
            return entities.create_entity(**content, agent=agent)
        entity = Entity.objects.get(pk=form.instance.pk)
        return entities.update_entity(entity=entity, **content, agent=agent, version=data["version"] or 0)

    def find_targets(self, request: HttpRequest, words: str) -> QuerySet[Entity]:
        found = entity_candidates(words, viewer=viewer_of(request.user), limit=OFFERED)
        rank = Case(*(When(uuid=one.uuid, then=n) for n, one in enumerate(found)), default=len(found))
        return Entity.objects.filter(uuid__in=[one.uuid for one in found], merged_into=None).order_by(rank, "pk")

    def merge(self, record: Entity, into: Entity, *, request: HttpRequest, version: int) -> None:
        entities.merge_entities(entity=record, into=into, agent=acting_agent(request), version=version)

    def undo(self, record: Entity, *, request: HttpRequest, version: int) -> None:
        undo_merge_under(entity=record, agent=acting_agent(request), version=version)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        entity = self.get_object(request, object_id)
        context: dict[str, Any] = {}
        if entity is not None and self.has_view_permission(request, entity):
            keys, viewer = family(entity), viewer_of(request.user)
            mentions = mentions_table(keys, viewer, page=request.GET.get("mentions", ""))
            tables = [mentions, statements_table(keys, viewer), self.history(request, entity)]
            context = {"tables": tables, **self.merge_context(request, entity), **_ways(entity)}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def _kept(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """Give the rows of a formset that are filled and not marked for deletion."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data]
    return [row for row in rows if not row.get("DELETE")]


def _ways(entity: Entity) -> dict[str, Any]:
    """Give where an entity is merged after a look, split, and put back to what it was."""
    former = Revision.objects.filter(kind=RevisionKind.ENTITY, uuid=entity.uuid, version__lt=entity.version)
    return {
        "look_url": reverse("admin:annotations_entity_merge_look", args=[entity.pk]),
        "split_url": reverse("admin:annotations_entity_split", args=[entity.pk]),
        "go_back_url": reverse("admin:annotations_entity_back", args=[entity.pk]),
        "former": former.order_by("-version")[:ROWS],
    }
