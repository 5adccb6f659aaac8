"""Annotations: spans of a text, and what they are."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.models.annotation_set import AnnotationSet
from annotations.models.entity import Entity
from annotations.models.project import Layer, Tag
from annotations.vocabulary import Motivation, SpanRole
from archive.vocabulary import Certainty


class Annotation(models.Model):
    """One annotation: a mention or a statement on one or more spans (W3C Web Annotation Data Model, section 3).

    ``version`` grows by one with every write and is what compare-and-swap compares; ``deleted_at`` hides it, and a
    restore makes a new version.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    annotation_set = models.ForeignKey(AnnotationSet, on_delete=models.PROTECT, related_name="annotations")
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="annotations")
    version = models.PositiveIntegerField(_("version"), default=1)
    motivation = models.CharField(_("motivation"), max_length=20, choices=Motivation, default=Motivation.IDENTIFYING)
    creator = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="annotations")
    created = models.DateTimeField(_("created"), default=timezone.now)
    modified = models.DateTimeField(_("modified"), default=timezone.now)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)
    derived_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="derivations"
    )

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.uuid)


class Span(models.Model):
    """A half-open range of code points and its words. Several of one role are one discontinuous whole."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="spans")
    role = models.CharField(_("role"), max_length=10, choices=SpanRole, default=SpanRole.BODY)
    order = models.PositiveIntegerField(_("order"), default=0)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("words"))
    prefix = models.CharField(_("before"), max_length=64, blank=True)
    suffix = models.CharField(_("after"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        ordering = ("annotation", "role", "order")
        constraints = (
            models.UniqueConstraint(fields=["annotation", "role", "order"], name="span_order_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="span_not_empty"),
            models.CheckConstraint(condition=Q(end=F("start") + Length("exact")), name="span_exact_is_as_long"),
        )

    def __str__(self) -> str:
        return f"{self.start}-{self.end} {self.exact[:40]}"


class Mention(models.Model):
    """That the annotation's words stand for something: its tag, and the entity where it is known."""

    annotation = models.OneToOneField(Annotation, on_delete=models.CASCADE, primary_key=True, related_name="mention")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="mentions")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="mentions")
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, blank=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ("annotation_id",)

    def __str__(self) -> str:
        return f"{self.tag}"
