"""Annotation projects."""

import uuid6
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from annotations.vocabulary import LayerKind
from archive.models import AppendOnlyModel, Article


class Project(models.Model):
    """What is annotated how: guidelines, layers and tags. Only a published project's sets reach the reading room."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(_("name"), max_length=200)
    guidelines = models.TextField(_("guidelines"), blank=True)
    guidelines_version = models.CharField(_("guidelines version"), max_length=20, default="1")
    published = models.BooleanField(_("published"), default=False)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class GuidelinesVersion(AppendOnlyModel):
    """A version of a project's guidelines, as it was published; the project itself repeats the latest one."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="guidelines_history")
    version = models.CharField(_("version"), max_length=20)
    text = models.TextField(_("text"), blank=True)
    note = models.CharField(_("what changed"), max_length=500, blank=True)
    by = models.ForeignKey(Agent, verbose_name=_("by"), on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("version of guidelines")
        verbose_name_plural = _("versions of guidelines")
        ordering = ("project", "id")
        constraints = (models.UniqueConstraint(fields=["project", "version"], name="guidelines_version_once"),)

    def __str__(self) -> str:
        return f"{self.project} {self.version}"


class Layer(models.Model):
    """A layer of a project: its annotations are all mentions or all statements."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="layers")
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=LayerKind)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("layer")
        verbose_name_plural = _("layers")
        ordering = ("project", "id")
        constraints = (models.UniqueConstraint(fields=["project", "code"], name="layer_code_once"),)

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A tag of a layer; ``colour`` is a name of the palette (person, org, place, object, statement)."""

    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="tags")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=100)
    colour = models.CharField(_("colour"), max_length=20, blank=True)
    uri = models.URLField("URI", blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("layer", "id")
        constraints = (models.UniqueConstraint(fields=["layer", "code"], name="tag_code_once"),)

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """That somebody is to annotate an article in a project."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="assignments")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="assignments")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("annotator"), on_delete=models.PROTECT, related_name="assignments"
    )
    due = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("due", "id")
        constraints = (models.UniqueConstraint(fields=["project", "article", "annotator"], name="assignment_once"),)

    def __str__(self) -> str:
        return f"{self.article} · {self.annotator}"
