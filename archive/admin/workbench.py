"""What every admin page of ours shares: our stylesheets, labels in tabular rows, and readable filters."""

from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field, Model, URLField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

#: An address typed without a scheme is taken as https.
OVERRIDES: dict[type[Field[Any, Any]], dict[str, Any]] = {URLField: {"assume_scheme": "https"}}

ModelT = TypeVar("ModelT", bound=Model)
ParentT = TypeVar("ParentT", bound=Model)


class WorkbenchAdmin(admin.ModelAdmin[ModelT]):
    """Django's list and form, with our stylesheets beside Django's."""

    formfield_overrides = OVERRIDES

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["archive/tokens.css", "archive/workbench.css"]}


class LabelledFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Rows whose check box for deletion says what it does."""

    deletion_widget = forms.CheckboxInput(attrs={"aria-label": _("Delete this row")})  # type: ignore[assignment]  # an instance works as well as a class


class LabelledTabularInline(admin.TabularInline[ModelT, ParentT]):
    """A tabular inline whose every field has a name of its own, not only a column heading."""

    template = "admin/archive/tabular.html"
    formset = LabelledFormSet
    formfield_overrides = OVERRIDES

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            # A choice of other records is wrapped in links; what is inside takes the name.
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", db_field.verbose_name)
        return field


class StatedValuesFilter(admin.AllValuesFieldListFilter):
    """All values of a field, with words for the empty one."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("not stated")}
