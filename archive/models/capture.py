"""Captures: acquisitions of bytes."""

import uuid6
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.accession import Accession
from archive.models.blob import Blob


class Capture(models.Model):
    """One acquisition of a blob: where it came from, when, under which name, and how its characters were decoded."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="captures")
    accession = models.ForeignKey(Accession, on_delete=models.PROTECT, related_name="captures")
    media_type = models.CharField(_("media type"), max_length=100)
    charset = models.CharField(_("charset"), max_length=40, blank=True)
    charset_evidence = models.CharField(_("how the charset was found"), max_length=300, blank=True)
    newline = models.CharField(_("line ends"), max_length=20, blank=True)
    source_uri = models.URLField(_("source"), max_length=2000, blank=True)
    file_name = models.CharField(_("file name"), max_length=500, blank=True)
    captured_at = models.DateTimeField(_("captured"), null=True, blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.file_name or str(self.uuid)


class ArticleCapture(models.Model):
    """Ties an article to a capture it stands in; ``locator`` says where (byte range, XPath, record id; empty: all)."""

    article = models.ForeignKey("archive.Article", on_delete=models.PROTECT, related_name="article_captures")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="article_captures")
    locator = models.CharField(_("locator"), max_length=500, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    class Meta:
        verbose_name = _("capture of an article")
        verbose_name_plural = _("captures of articles")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["article", "capture", "locator"], name="articlecapture_once"),
            # One place of one capture is one article.
            models.UniqueConstraint(fields=["capture", "locator"], name="articlecapture_place_once"),
        )

    def __str__(self) -> str:
        return f"{self.capture} {self.locator}".strip()
