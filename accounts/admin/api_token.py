"""API tokens in the admin: made, shown once, revoked."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.errors import TokenRequestError
from accounts.models import ApiToken, User
from accounts.selectors.tokens import is_open, tokens_of
from accounts.services.tokens import issue_token, revoke_token
from accounts.vocabulary import Scope


class ApiTokenForm(forms.ModelForm[ApiToken]):
    """What a token is to be good for; only superusers choose whose it is."""

    scopes = forms.MultipleChoiceField(
        label=_("Scopes"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple, initial=[Scope.READ]
    )

    class Meta:
        model = ApiToken
        fields = ("label", "scopes", "expires_at", "user")

    def clean_expires_at(self) -> Any:
        value = self.cleaned_data["expires_at"]
        if value is not None and value <= timezone.now():
            raise forms.ValidationError(gettext("That time is past."))
        return value


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin[ApiToken]):
    """One's own tokens; to superusers everybody's."""

    form = ApiTokenForm
    list_display = ("label", "prefix", "user", "scopes", "created", "expires_at", "last_used", "is_open")
    list_select_related = ("user",)
    readonly_fields = ("prefix", "created", "last_used", "revoked_at")
    actions = ("revoke",)

    @admin.display(boolean=True, description=_("open"))
    def is_open(self, token: ApiToken) -> bool:
        return is_open(token, now=timezone.now())

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        return tokens_of(_user(request))

    def get_fields(self, request: HttpRequest, obj: ApiToken | None = None) -> tuple[str, ...]:
        if obj is not None:
            return ("label", "user", "scopes", "expires_at", *self.readonly_fields)
        return ("label", "scopes", "expires_at", *(("user",) if _user(request).is_superuser else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: ApiToken | None = None) -> tuple[str, ...]:  # noqa: ARG002 - Django's signature
        return self.readonly_fields if obj is not None else ()

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Say whether the action is offered."""
        return _user(request).has_perm("accounts.revoke_apitoken")

    @admin.action(description=_("Revoke the chosen tokens"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        for token in queryset:
            revoke_token(token=token)
        messages.success(request, gettext("Revoked: from now on they let nobody in."))

    def save_model(self, request: HttpRequest, obj: ApiToken, form: forms.ModelForm[ApiToken], change: bool) -> None:  # noqa: ARG002, FBT001 - Django's signature
        """Make the token with the service, and keep its secret for the one page that shows it."""
        asked = form.cleaned_data
        try:
            made, secret = issue_token(
                user=asked.get("user") or _user(request),
                label=asked["label"],
                scopes=asked["scopes"],
                expires_at=asked["expires_at"],
            )
        except TokenRequestError as error:  # the form has checked this; only a clock can bring it here
            raise PermissionDenied(str(error)) from error
        obj.pk, obj.prefix, obj.user, obj.digest = made.pk, made.prefix, made.user, made.digest
        obj._state.adding = False
        request._dateline_secret = secret  # type: ignore[attr-defined]  # ours, for response_add

    def response_add(self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ARG002 - Django's signature
        """Show the secret in the answer to the form: it is in no message, session or log."""
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("The token, once"),
            "opts": self.opts,
            "token": obj,
            "secret": request._dateline_secret,  # type: ignore[attr-defined]  # set by save_model
        }
        headers = {"Cache-Control": "no-store"}
        return TemplateResponse(request, "admin/accounts/api_token_secret.html", context, headers=headers)


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
