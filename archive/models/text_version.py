"""Texts and their blocks."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.append_only import AppendOnlyModel
from archive.models.capture import ArticleCapture
from archive.vocabulary import BlockRole


class TextVersion(AppendOnlyModel):
    """One immutable Unicode text made from a capture by a named extractor; every offset counts its code points."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    article = models.ForeignKey("archive.Article", on_delete=models.PROTECT, related_name="text_versions")
    article_capture = models.ForeignKey(ArticleCapture, on_delete=models.PROTECT, related_name="text_versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    sha256 = models.CharField("SHA-256", max_length=64, help_text=_("Of the text in UTF-8."))
    extractor = models.CharField(_("extractor"), max_length=40)
    extractor_version = models.CharField(_("extractor version"), max_length=40)
    created = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("text version")
        verbose_name_plural = _("text versions")
        ordering = ("article", "number")
        constraints = (models.UniqueConstraint(fields=["article", "number"], name="textversion_number_once"),)
        indexes = (models.Index(fields=["sha256"], name="textversion_sha256"),)

    def __str__(self) -> str:
        return f"{_('text version')} {self.number}"


class Block(models.Model):
    """A piece ``[start, end)`` of a text and its role; a text's blocks tile it. Correcting a role moves no offset."""

    text_version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="blocks")
    order = models.PositiveIntegerField(_("order"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    role = models.CharField(_("role"), max_length=12, choices=BlockRole)
    xpath = models.CharField("XPath", max_length=1000, blank=True)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ("text_version", "order")
        constraints = (
            models.UniqueConstraint(fields=["text_version", "order"], name="block_order_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="block_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.start}-{self.end}"
