"""Adjudications: what a curator decided."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.models.annotation import Annotation
from annotations.models.annotation_set import AnnotationSet
from annotations.vocabulary import Decision


class Adjudication(models.Model):
    """A decision on annotators' versions: the curated annotation it led to (none: rejected), and why."""

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

    class Meta:
        verbose_name = _("adjudication")
        verbose_name_plural = _("adjudications")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.get_decision_display()
