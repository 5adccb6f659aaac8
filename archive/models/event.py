"""Preservation events."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from archive.models.append_only import AppendOnlyModel
from archive.models.article import Article
from archive.vocabulary import EventType, Outcome


class Event(AppendOnlyModel):
    """Something that was done to an article or the archive (PREMIS 3.0, section 2); ``object_ids`` names its objects.

    An object is written ``blob:SHA256``, ``text:UUID``, ``accession:NUMBER``, ``field:NAME``, ``relation:UUID``,
    ``article:UUID``, ``destruction:UUID``, ``delisting:UUID``, ``bulk:UUID`` or
    ``embargo:MOMENT``.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    type = models.CharField(_("type"), max_length=30, choices=EventType)
    at = models.DateTimeField(_("at"), default=timezone.now)
    agent = models.ForeignKey(Agent, verbose_name=_("agent"), on_delete=models.PROTECT)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.SUCCESS)
    detail = models.TextField(_("detail"), blank=True)
    object_ids = models.JSONField(_("objects"), default=list, blank=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="events")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.at:%Y-%m-%d %H:%M}"
