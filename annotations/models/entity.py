"""Entities: what mentions name."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.vocabulary import EntityKind, NameKind


class Entity(models.Model):
    """A person, body, place or thing. Merging repoints nothing: ``merged_into`` names the entity that stands for it."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=EntityKind)
    label = models.CharField(_("label"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ("label", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="entity_not_merged_into_itself"
            ),
        )

    def __str__(self) -> str:
        return self.label


class EntityName(models.Model):
    """A name of an entity: preferred, variant, as printed somewhere, or a role that denotes it."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=35, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.VARIANT)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ("entity", "kind", "name", "language")
        constraints = (models.UniqueConstraint(fields=["entity", "name", "language", "kind"], name="entityname_once"),)
        indexes = (
            # Authority look-ups by a printed name.
            models.Index(fields=["name"], name="entityname_name"),
        )

    def __str__(self) -> str:
        return self.name


class EntityIdentifier(models.Model):
    """An entity's identifier in an outside authority, such as ``wikidata`` Q7184."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.SlugField(_("scheme"), max_length=40)
    value = models.CharField(_("identifier"), max_length=200)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ("entity", "scheme", "value")
        constraints = (models.UniqueConstraint(fields=["entity", "scheme", "value"], name="entityidentifier_once"),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class EntityDistinction(models.Model):
    """That two entities are not the same: they are never offered for merging again. The older one is ``a``."""

    a = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Agent, verbose_name=_("by"), on_delete=models.PROTECT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("distinction of entities")
        verbose_name_plural = _("distinctions of entities")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["a", "b"], name="entitydistinction_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="entitydistinction_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.a} ≠ {self.b}"
