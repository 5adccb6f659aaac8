"""Adjudications: what a curator decided."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.models.annotation import Annotation
from annotations.models.annotation_set import AnnotationSet
from annotations.vocabulary import Decision


class AdjudicationQuerySet(models.QuerySet["Adjudication"]):
    """Filters that every face shares."""

    def standing(self) -> "AdjudicationQuerySet":
        """Keep the decisions that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Adjudication(models.Model):
    """A decision on annotators' versions: the curated annotation it led to (none: rejected), and why.

    A decision that is withdrawn, or replaced by another one, stays, with the moment at which it ceased to hold.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    annotation_set = models.ForeignKey(AnnotationSet, on_delete=models.PROTECT, related_name="adjudications")
    curated = models.ForeignKey(
        Annotation, on_delete=models.PROTECT, null=True, blank=True, related_name="adjudications"
    )
    sources = models.ManyToManyField(Annotation, related_name="adjudicated_in", blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    by = models.ForeignKey(Agent, on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = AdjudicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("adjudication")
        verbose_name_plural = _("adjudications")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.get_decision_display()
