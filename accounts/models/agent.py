"""Who did something."""

import uuid6
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import AgentKind


class Agent(models.Model):
    """A person, organisation or program that acts (PREMIS agent); named in exports by ``label``, a pseudonym."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=AgentKind, default=AgentKind.PERSON)
    label = models.CharField(_("label"), max_length=200, help_text=_("A pseudonym; exports show it."))
    orcid = models.CharField("ORCID", max_length=19, blank=True)
    version = models.CharField(_("version"), max_length=50, blank=True, help_text=_("Of a program."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("log-in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agent",
    )

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        ordering = ("label", "id")
        constraints = (
            # A program is one agent a version; also the index by which services find it.
            models.UniqueConstraint(
                fields=["label", "version"], condition=models.Q(kind="software"), name="agent_software_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.version}".strip()
