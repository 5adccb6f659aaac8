"""Annotation sets: what one agent says about one text."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import Viewer
from accounts.models import Agent
from annotations.models.project import Assignment, Project
from annotations.vocabulary import READABLE_STATES, WRITABLE_STATES, SetRole, SetState
from archive.models import TextVersion, article_visible_to


class AnnotationSetQuerySet(models.QuerySet["AnnotationSet"]):
    """Filters that every face shares."""

    def owned_by(self, viewer: Viewer) -> "AnnotationSetQuerySet":
        """Keep the viewer's own sets, on articles they may read: part of what is visible, and cheaper to ask for."""
        readable = article_visible_to(viewer, through="text_version__article__")
        return self.filter(readable, annotator_id=viewer.agent_id)

    def without_suggestions(self) -> "AnnotationSetQuerySet":
        """Leave out what programs suggest: it counts for nothing before somebody accepts it."""
        return self.exclude(role=SetRole.MACHINE, state__in=WRITABLE_STATES)

    def visible_to(self, viewer: Viewer) -> "AnnotationSetQuerySet":
        """Keep the sets this viewer may read.

        Everybody: submitted and curated sets of published projects, on articles they may read. Who annotates: also
        their own and what programs suggest, but of a text that they are still to hand in no other person's. Curators
        and archivists: all.
        """
        found = self.filter(article_visible_to(viewer, through="text_version__article__"))
        if viewer.sees_every_set:
            return found
        offered = models.Q(state__in=READABLE_STATES, project__published=True)
        if viewer.agent_id is None:
            return found.filter(offered)
        own = models.Q(annotator_id=viewer.agent_id)
        suggested = models.Q(role=SetRole.MACHINE) if viewer.annotates else models.Q()
        return found.filter(own | suggested | (offered & ~_still_to_hand_in(viewer)))


def _still_to_hand_in(viewer: Viewer) -> models.Q:
    """Keep the sets on texts that a viewer is annotating, or has been assigned and has not begun."""
    own = AnnotationSet.objects.filter(
        annotator_id=viewer.agent_id,
        project=models.OuterRef("project"),
        text_version=models.OuterRef("text_version"),
    )
    assigned = Assignment.objects.filter(
        annotator_id=viewer.user_id,
        project=models.OuterRef("project"),
        article=models.OuterRef("text_version__article"),
    )
    begun = models.Q(models.Exists(own))
    return models.Q(models.Exists(own.filter(state__in=WRITABLE_STATES))) | (models.Q(models.Exists(assigned)) & ~begun)


class AnnotationSet(models.Model):
    """All annotations that one agent made, in one role, on one text version, for one project."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sets")
    text_version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="annotation_sets")
    annotator = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="annotation_sets")
    role = models.CharField(_("role"), max_length=10, choices=SetRole, default=SetRole.ANNOTATOR)
    state = models.CharField(_("state"), max_length=10, choices=SetState, default=SetState.OPEN)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")
    #: The guidelines that were in force when the set was begun, or handed in for the last time.
    guidelines_version = models.CharField(_("guidelines version"), max_length=20, blank=True)
    created = models.DateTimeField(_("created"), default=timezone.now)
    modified = models.DateTimeField(_("modified"), default=timezone.now)

    objects = AnnotationSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("annotation set")
        verbose_name_plural = _("annotation sets")
        ordering = ("text_version", "role", "id")
        permissions = (
            ("annotate", _("May annotate")),
            ("curate", _("May adjudicate, link and judge claims")),
            ("view_every_annotationset", _("May read every annotation set")),
        )
        constraints = (
            models.UniqueConstraint(fields=["project", "text_version", "annotator", "role"], name="annotationset_once"),
        )

    def __str__(self) -> str:
        return f"{self.annotator} · {self.get_role_display()} · {self.get_state_display()}"


class Note(models.Model):
    """A remark on a set, between annotators and curators."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    annotation_set = models.ForeignKey(AnnotationSet, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Agent, on_delete=models.PROTECT)
    body = models.TextField(_("note"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.body[:60]
