"""Revisions: every former state of annotations, entities and claims."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.models import AppendOnlyModel


class Revision(AppendOnlyModel):
    """The state of one record at one version, as JSON; one table for three kinds. A restore makes a new one."""

    kind = models.CharField(_("kind"), max_length=10, choices=RevisionKind)
    uuid = models.UUIDField("UUID")
    version = models.PositiveIntegerField(_("version"))
    action = models.CharField(_("action"), max_length=10, choices=RevisionAction)
    snapshot = models.JSONField(_("state"))
    editor = models.ForeignKey(Agent, on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    comment = models.CharField(_("comment"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("kind", "uuid", "version")
        constraints = (models.UniqueConstraint(fields=["kind", "uuid", "version"], name="revision_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid} v{self.version} {self.action}"
