"""Claims: propositions that statements make, across articles."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.models.entity import Entity
from annotations.models.statement import Statement
from annotations.vocabulary import ClaimRelationKind, Extent, Polarity, ReviewStatus
from archive.models import TextVersion


class Claim(models.Model):
    """A proposition; it has no span of its own. Merging repoints nothing, as with entities."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    text = models.TextField(_("proposition"))
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    place = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="claims_about")
    time = models.CharField(_("time (EDTF)"), max_length=60, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ("topic", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="claim_not_merged_into_itself"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Stance(models.Model):
    """What a statement does to a claim, by a curator's judgement."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="stances")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="stances")
    polarity = models.CharField(_("polarity"), max_length=12, choices=Polarity)
    by = models.ForeignKey(Agent, on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    status = models.CharField(_("status"), max_length=10, choices=ReviewStatus, default=ReviewStatus.CONFIRMED)
    rationale = models.TextField(_("rationale"), blank=True)

    class Meta:
        verbose_name = _("stance")
        verbose_name_plural = _("stances")
        ordering = ("claim", "id")
        constraints = (models.UniqueConstraint(fields=["claim", "statement"], name="stance_once"),)

    def __str__(self) -> str:
        return self.get_polarity_display()


class ClaimReading(models.Model):
    """That a text was read for a claim and nothing was found: silence, told apart from not having been read."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="readings")
    text_version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="claim_readings")
    by = models.ForeignKey(Agent, on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("reading for a claim")
        verbose_name_plural = _("readings for claims")
        ordering = ("claim", "id")
        constraints = (models.UniqueConstraint(fields=["claim", "text_version"], name="claimreading_once"),)

    def __str__(self) -> str:
        return f"{self.claim} · {self.text_version}"


class ClaimRelation(models.Model):
    """How claim ``a`` bears on claim ``b``; a contradiction is stored once, from the smaller uuid to the greater."""

    a = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations")
    b = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_to")
    kind = models.CharField(_("kind"), max_length=12, choices=ClaimRelationKind)
    extent = models.CharField(_("extent"), max_length=10, choices=Extent, blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    by = models.ForeignKey(Agent, on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    status = models.CharField(_("status"), max_length=10, choices=ReviewStatus, default=ReviewStatus.CONFIRMED)

    class Meta:
        verbose_name = _("relation of claims")
        verbose_name_plural = _("relations of claims")
        ordering = ("a", "b", "kind")
        constraints = (
            models.UniqueConstraint(fields=["a", "b", "kind"], name="claimrelation_once"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="claimrelation_not_with_itself"),
        )

    def __str__(self) -> str:
        return f"{self.a_id} {self.kind} {self.b_id}"


class UtteranceLink(models.Model):
    """The same words, reported twice; kept apart from claims. ``a`` has the smaller annotation uuid."""

    a = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="utterance_links")
    b = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="utterance_links_to")
    status = models.CharField(_("status"), max_length=10, choices=ReviewStatus, default=ReviewStatus.CONFIRMED)
    score = models.FloatField(_("score"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=40)
    by = models.ForeignKey(Agent, on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("link of utterances")
        verbose_name_plural = _("links of utterances")
        ordering = ("a", "b")
        constraints = (
            models.UniqueConstraint(fields=["a", "b"], name="utterancelink_once"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="utterancelink_not_with_itself"),
        )

    def __str__(self) -> str:
        return f"{self.a_id} = {self.b_id}"
