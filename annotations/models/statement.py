"""Statements: that somebody said something."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation, Span
from annotations.models.entity import Entity
from annotations.vocabulary import Attribution, Factuality, SourceKind, SourceRole


class Statement(models.Model):
    """What was said, how it is attributed and how certain its holder presents it; content and cue are spans."""

    annotation = models.OneToOneField(Annotation, on_delete=models.CASCADE, primary_key=True, related_name="statement")
    attribution = models.CharField(_("attribution"), max_length=10, choices=Attribution)
    factuality = models.CharField(_("factuality"), max_length=3, choices=Factuality, blank=True)
    said = models.CharField(_("said (EDTF)"), max_length=60, blank=True)
    occasion = models.CharField(_("occasion"), max_length=300, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="nested")

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("annotation_id",)

    def __str__(self) -> str:
        return f"{self.get_attribution_display()}"


class StatementSource(models.Model):
    """A source of a statement, in printed order: who holds the words, or who passed them on."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="sources")
    order = models.PositiveIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=10, choices=SourceRole)
    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    description = models.CharField(_("as printed"), max_length=500, blank=True)
    speaks_for = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="statements_for"
    )
    # Written after the spans of the same annotation and removed with them.
    span = models.ForeignKey(Span, on_delete=models.CASCADE, null=True, blank=True, related_name="sources")

    class Meta:
        verbose_name = _("source of a statement")
        verbose_name_plural = _("sources of statements")
        ordering = ("statement", "order")
        constraints = (models.UniqueConstraint(fields=["statement", "order"], name="statementsource_order_once"),)

    def __str__(self) -> str:
        return self.description or str(self.entity or self.get_kind_display())
