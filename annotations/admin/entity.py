"""Entities in the admin: names, identifiers, every place they are mentioned, and merging."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from annotations.admin.entity_page import mentions_table, statements_table
from annotations.admin.merging import MergingAdmin, family
from annotations.admin.saving import ServiceForm, acting_agent
from annotations.models import AnnotationSet, Entity, EntityIdentifier, EntityName, Mention
from annotations.services import entities
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
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
        named = Q(label__icontains=words) | Q(names__name__icontains=words)
        return Entity.objects.filter(named, merged_into=None).distinct().order_by("label", "pk")

    def merge(self, record: Entity, into: Entity, *, request: HttpRequest, version: int) -> None:
        entities.merge_entities(entity=record, into=into, agent=acting_agent(request), version=version)

    def undo(self, record: Entity, *, request: HttpRequest, version: int) -> None:
        entities.undo_merge(entity=record, agent=acting_agent(request), version=version)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        entity = self.get_object(request, object_id)
        context: dict[str, Any] = {}
        if entity is not None and self.has_view_permission(request, entity):
            keys, viewer = family(entity), viewer_of(request.user)
            tables = [mentions_table(keys, viewer), statements_table(keys, viewer), self.history(request, entity)]
            context = {"tables": tables, **self.merge_context(request, entity)}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def _kept(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """Give the rows of a formset that are filled and not marked for deletion."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data]
    return [row for row in rows if not row.get("DELETE")]
