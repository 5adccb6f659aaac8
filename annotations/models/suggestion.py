"""What people said about suggestions; an accepted one is an annotation of theirs that is derived from it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from annotations.models.annotation_set import AnnotationSet


class SuggestionRejection(models.Model):
    """That a suggestion is not wanted in a set; it is not offered there again."""

    suggestion = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="rejections")
    annotation_set = models.ForeignKey(AnnotationSet, on_delete=models.CASCADE, related_name="rejections")
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("rejected suggestion")
        verbose_name_plural = _("rejected suggestions")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["suggestion", "annotation_set"], name="suggestion_rejected_once"),
        )

    def __str__(self) -> str:
        return f"{self.suggestion} × {self.annotation_set}"
