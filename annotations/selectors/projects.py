"""Projects that a viewer may know."""

from django.db.models import QuerySet

from accounts.access import Viewer
from annotations.models import Project


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    """Give the published projects; to those who annotate, all."""
    found = Project.objects.prefetch_related("layers__tags")
    return found if viewer.annotates or viewer.sees_every_set else found.filter(published=True)
