"""Corrections of many articles in one step."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent


class BulkCorrection(models.Model):
    """That values of many articles were set in one transaction; each value that it made, or ended, points to it.

    ``field`` is empty where a file set several fields; ``source`` is the file's name; ``skipped`` counts what was
    refused or had changed meanwhile. An undoing is one itself, and can be undone.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    field = models.CharField(_("field"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("file"), max_length=255, blank=True)
    agent = models.ForeignKey(Agent, verbose_name=_("agent"), on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    skipped = models.PositiveIntegerField(_("skipped"), default=0)
    undoes = models.ForeignKey(
        "self", verbose_name=_("undoes"), on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        verbose_name = _("bulk correction")
        verbose_name_plural = _("bulk corrections")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.field or self.source}"
