"""Bytes as received."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.append_only import AppendOnlyModel


class Blob(AppendOnlyModel):
    """Bytes as received, kept in content-addressed storage under their SHA-256; never rewritten."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    bytes_expected = models.BooleanField(
        _("bytes expected"), default=True, help_text=_("No: restored from a format that carries no bytes.")
    )
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("blob")
        verbose_name_plural = _("blobs")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.sha256[:12]}… ({self.size})"
