"""Collections."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.vocabulary import CollectionLevel


class Collection(models.Model):
    """An archival unit that articles belong to, described by ISAD(G)."""

    slug = models.SlugField(unique=True, max_length=100)
    title = models.CharField(_("title"), max_length=300)
    level = models.CharField(
        _("level of description"), max_length=20, choices=CollectionLevel, default=CollectionLevel.COLLECTION
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    scope = models.TextField(_("scope and content"), blank=True)
    custodial_history = models.TextField(_("custodial history"), blank=True)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title
