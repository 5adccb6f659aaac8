"""Outlets and agencies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.vocabulary import PublisherKind


class Publisher(models.Model):
    """An outlet that publishes or an agency that supplies outlets: the authority record."""

    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=PublisherKind, default=PublisherKind.OUTLET)
    homepage = models.URLField(_("homepage"), blank=True)
    authority_uri = models.URLField(_("authority URI"), blank=True)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name
