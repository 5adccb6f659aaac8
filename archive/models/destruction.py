"""Destroying an article for good, by order of a court or the like: what two people signed, and what is left to know."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent


class Destruction(models.Model):
    """An order to destroy an article; once a second person has confirmed it, the article's tombstone.

    Nothing of the article's words stands here. ``sha256s`` are the digests of bytes that were removed, which no restore
    brings back.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    article_uuid = models.UUIDField(_("article"), unique=True)
    reference_code = models.CharField(_("reference code"), max_length=60)
    authority = models.CharField(_("authority"), max_length=300)
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        Agent, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by"), null=True, blank=True
    )
    confirmed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)
    sha256s = models.JSONField(_("digests of what was removed"), default=list, blank=True)

    class Meta:
        verbose_name = _("destruction")
        verbose_name_plural = _("destructions")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="destruction_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="destruction_confirmed_whole",
            ),
        )

    def __str__(self) -> str:
        return self.reference_code
