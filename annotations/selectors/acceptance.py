"""What became of programs' suggestions: accepted, rejected, still open."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet, Project, SuggestionRejection
from annotations.vocabulary import SetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A program's suggestions in one layer: ``offered`` are those that hold now, each counted once.

    ``accepted`` are in somebody's set now, ``rejected`` in nobody's and not wanted by somebody.
    """

    agent: str
    version: str
    layer: str
    offered: int
    accepted: int
    rejected: int

    @property
    def open(self) -> int:
        return self.offered - self.accepted - self.rejected

    @property
    def share(self) -> float | None:
        """Accepted of those that somebody decided about; None where nobody did."""
        decided = self.accepted + self.rejected
        return self.accepted / decided if decided else None


def acceptance(*, project: Project, viewer: Viewer) -> list[Acceptance]:
    """Give what became of each program's suggestions by layer; one query."""
    sets = AnnotationSet.objects.visible_to(viewer).filter(project=project, role=SetRole.MACHINE).order_by()
    taken = Exists(Annotation.objects.filter(derived_from=OuterRef("pk"), deleted_at=None))
    refused = Exists(SuggestionRejection.objects.filter(suggestion=OuterRef("pk")))
    rows = (
        Annotation.objects.filter(annotation_set__in=sets, deleted_at=None)
        .annotate(taken=taken, refused=refused)
        .order_by("creator__label", "creator__version", "layer__name")
        .values("creator__label", "creator__version", "layer__name")
        .annotate(
            offered=Count("pk"),
            accepted=Count("pk", filter=Q(taken=True)),
            rejected=Count("pk", filter=Q(taken=False, refused=True)),
        )
    )
    return [
        Acceptance(
            agent=row["creator__label"],
            version=row["creator__version"],
            layer=row["layer__name"],
            offered=row["offered"],
            accepted=row["accepted"],
            rejected=row["rejected"],
        )
        for row in rows
    ]
