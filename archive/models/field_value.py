"""Values of descriptive fields, each with its evidence."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from archive.models.article import Article
from archive.models.bulk_correction import BulkCorrection
from archive.models.text_version import TextVersion
from archive.vocabulary import Certainty, Field, ValueStatus


class FieldValue(models.Model):
    """One value of one field: what it is, how it came to be known, where it stands, who says so and when.

    A correction adds a row that supersedes the former one; only ``current`` of the former one changes. Dates carry
    EDTF and its earliest and latest day.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="values")
    field = models.CharField(_("field"), max_length=20, choices=Field)
    value = models.TextField(_("value"), blank=True)
    edtf = models.CharField("EDTF", max_length=60, blank=True)
    earliest = models.DateField(_("earliest"), null=True, blank=True)
    latest = models.DateField(_("latest"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=ValueStatus)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, blank=True)
    evidence_text = models.ForeignKey(TextVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evidence_start = models.PositiveIntegerField(_("evidence from"), null=True, blank=True)
    evidence_end = models.PositiveIntegerField(_("evidence to"), null=True, blank=True)
    locator = models.CharField(_("locator"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    agent = models.ForeignKey(Agent, verbose_name=_("agent"), on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    current = models.BooleanField(_("current"), default=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    bulk = models.ForeignKey(BulkCorrection, on_delete=models.PROTECT, null=True, blank=True, related_name="values")
    #: What ended the value without putting another one in its place.
    ended_by = models.ForeignKey(BulkCorrection, on_delete=models.PROTECT, null=True, blank=True, related_name="ended")

    class Meta:
        verbose_name = _("field value")
        verbose_name_plural = _("field values")
        ordering = ("article", "field", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["article", "field"], condition=Q(current=True), name="fieldvalue_one_current"
            ),
            models.CheckConstraint(
                condition=Q(evidence_text=None, evidence_start=None, evidence_end=None)
                | Q(
                    evidence_text__isnull=False,
                    evidence_start__isnull=False,
                    evidence_end__isnull=False,
                    evidence_start__lt=F("evidence_end"),
                ),
                name="fieldvalue_evidence_whole",
            ),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(earliest__lte=F("latest")),
                name="fieldvalue_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value}"
