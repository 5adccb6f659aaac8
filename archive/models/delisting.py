"""Delistings: an article is not to be found under a person's name."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from archive.models.article import Article


class Delisting(models.Model):
    """That an article is not to be found under these names, at a person's request, until somebody ends it.

    ``names`` are the forms in which the person is printed there. Only staff see this register.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="delistings")
    names = models.JSONField(_("names"))
    reason = models.TextField(_("reason"))
    agent = models.ForeignKey(Agent, verbose_name=_("agent"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("from"), default=timezone.now)
    ended_by = models.ForeignKey(
        Agent, verbose_name=_("ended by"), on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_why = models.TextField(_("why it ended"), blank=True)

    class Meta:
        verbose_name = _("delisting")
        verbose_name_plural = _("delistings")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__gte=F("at")),
                name="delisting_ended_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article.reference_code}: {', '.join(self.names)}"
