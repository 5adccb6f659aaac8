"""Export runs: what left the house."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from exports.vocabulary import RunState


class ExportRun(models.Model):
    """One export: the format, what was asked for, who saw it, its digest, counts and the checks that were on."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    format = models.CharField(_("format"), max_length=20)
    query = models.JSONField(_("query"), default=dict, blank=True)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.RUNNING)
    started = models.DateTimeField(_("started"), default=timezone.now)
    finished = models.DateTimeField(_("finished"), null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    report = models.JSONField(_("report"), default=list, blank=True)

    class Meta:
        verbose_name = _("export run")
        verbose_name_plural = _("export runs")
        ordering = ("-id",)
        permissions = (("export_article", _("May export articles")),)

    def __str__(self) -> str:
        return f"{self.format} {self.started:%Y-%m-%d %H:%M}"
