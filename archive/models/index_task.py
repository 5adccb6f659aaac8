"""The outbox of the search index."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IndexTask(models.Model):
    """That an article's index documents must be made anew; ``key`` is the article's uuid and is not unique.

    Where ``annotation`` names one (``AnnotationDocument.key``), nothing else of the article has changed.

    Rows are deleted by id after the index has been committed, so a change made meanwhile is never forgotten.
    """

    key = models.UUIDField(_("key"))
    annotation = models.PositiveBigIntegerField(_("annotation"), null=True, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("index task")
        verbose_name_plural = _("index tasks")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.key)
