"""What programs log in with."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A token for the API. Its secret is shown once and kept as a digest; ``prefix`` finds the row.

    ``scopes`` lists values of ``accounts.vocabulary.Scope``. ``last_used`` is true to the hour.
    """

    prefix = models.CharField(_("begins with"), max_length=16, unique=True, editable=False)
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    label = models.CharField(_("label"), max_length=100, help_text=_("What it is for, to tell it from others."))
    scopes = models.JSONField(_("scopes"), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="api_tokens"
    )
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created", "-id")
        permissions = (("revoke_apitoken", _("May revoke one's own API tokens")),)

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}…)"
