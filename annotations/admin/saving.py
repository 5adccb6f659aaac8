"""Admin pages whose save is a service: the form is checked, the service writes, and what it refuses is a form error."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext

from accounts.models import Agent, User
from accounts.services.agents import agent_of
from annotations.errors import AnnotationsError, InvalidAnnotationError, StaleVersionError
from archive.admin.workbench import ModelT, WorkbenchAdmin

#: Where a request keeps what a service refused while the page is made again.
_REFUSED = "_dateline_refused"


class ServiceForm(forms.ModelForm[ModelT]):
    """A model form that writes nothing itself; it carries the version it was shown with."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    refused: AnnotationsError | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        error = self.refused
        if isinstance(error, InvalidAnnotationError):
            name = error.pointer.strip("/").split("/")[0]
            self.add_error(name if name in self.fields else None, str(error.args[0]))
        elif error is not None:
            self.add_error(None, str(error))
        if isinstance(error, StaleVersionError):
            self.add_error(None, gettext("What you typed is kept. Save again to put it in place of the other version."))
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("version")] = str(error.current)
            self.data = data
        return cleaned


class ServiceSavedAdmin(WorkbenchAdmin[ModelT]):
    """Calls ``write`` where Django would save; a refusal shows the form again with everything typed."""

    def write(
        self, request: HttpRequest, form: forms.ModelForm[ModelT], formsets: list[BaseFormSet[Any]], *, change: bool
    ) -> ModelT:
        """Call the service with the form's content and give the record it wrote."""
        raise NotImplementedError

    def get_form(
        self,
        request: HttpRequest,
        obj: ModelT | None = None,
        change: bool = False,  # noqa: FBT001 - Django's signature
        **kwargs: Any,
    ) -> type[forms.ModelForm[ModelT]]:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refused": getattr(request, _REFUSED, None)})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_changeform_initial_data(request), "version": 0}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except AnnotationsError as error:
            setattr(request, _REFUSED, error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: ModelT, form: forms.ModelForm[ModelT], change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write nothing yet: the service takes the record with its parts, in ``save_related``."""

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm[ModelT],
        formsets: list[BaseFormSet[Any]],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        for formset in formsets:
            formset.save(commit=False)  # type: ignore[attr-defined]  # admin's formsets are of models
        written = self.write(request, form, formsets, change=change)
        form.instance.pk = written.pk
        form.instance._state.adding = False


def acting_agent(request: HttpRequest) -> Agent:
    """Give the agent who acts; raises PermissionDenied for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return agent_of(request.user)
