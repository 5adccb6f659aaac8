"""How articles belong together: suggested by alignment, decided by people."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from archive.models.article import Article
from archive.vocabulary import RelationKind, RelationStatus


class ArticleRelation(models.Model):
    """Two articles that share words or a happening, the earlier one first.

    ``score`` is from 0 to 1 by ``method``; ``passages`` are the shared ones, as ``[start, end, start in the other, end
    in the other]`` in code points of the texts they were found in, the longest first. Only staff see a suggestion.
    """

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="relations_from")
    kind = models.CharField(_("kind"), max_length=16, choices=RelationKind)
    score = models.FloatField(_("score"), default=0)
    method = models.CharField(_("method"), max_length=100, blank=True)
    passages = models.JSONField(_("shared passages"), default=list, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=RelationStatus, default=RelationStatus.SUGGESTED)
    note = models.TextField(_("note"), blank=True)
    agent = models.ForeignKey(Agent, verbose_name=_("agent"), on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("relation of articles")
        verbose_name_plural = _("relations of articles")
        ordering = ("-score", "id")
        constraints = (
            models.UniqueConstraint(fields=["article", "other"], name="articlerelation_once"),
            models.CheckConstraint(condition=Q(article__lt=F("other")), name="articlerelation_in_order"),
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=1), name="articlerelation_score"),
        )

    def __str__(self) -> str:
        return f"{self.article} – {self.other}"
