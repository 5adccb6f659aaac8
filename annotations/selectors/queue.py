"""A person's work, in the order in which it is to be done; and how far a project is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from accounts.access import Viewer
from annotations.models import AnnotationSet, Assignment, Note, Project
from annotations.vocabulary import SetRole, SetState
from archive.models import Article, article_visible_to


class Stage(StrEnum):
    """Where a piece of work stands, in the order in which it is to be done."""

    RETURNED = "returned"
    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"


_STAGES = {
    SetState.RETURNED: Stage.RETURNED,
    SetState.OPEN: Stage.OPEN,
    SetState.SUBMITTED: Stage.DONE,
    SetState.CURATED: Stage.DONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An article to be annotated in a project: assigned, begun, or both.

    ``annotations`` counts what is marked; ``note`` is why the set was returned.
    """

    stage: Stage
    article: Article
    project: Project
    due: date | None = None
    assignment: Assignment | None = None
    annotation_set: AnnotationSet | None = None
    annotations: int = 0
    note: str = ""


def work_queue(viewer: Viewer) -> list[Task]:
    """Give a person's work: returned first, then begun, then waiting, then done; each by the day it is due.

    Two queries. Articles that the person may no longer read, and sets that were superseded, are left out.
    """
    if viewer.agent_id is None:
        return []
    assigned = {(one.project_id, one.article_id): one for one in _assignments(viewer)}
    tasks = [_begun(one, assigned) for one in _sets(viewer)]
    begun = {(task.project.pk, task.article.pk) for task in tasks}
    tasks += [_waiting(one) for key, one in assigned.items() if key not in begun]
    return sorted(tasks, key=_order)


def neighbours(tasks: Sequence[Task], annotation_set: AnnotationSet) -> tuple[int, int, Task | None, Task | None]:
    """Give a set's place among what is not done, how much that is, and the tasks before and after it.

    The place counts from 1; 0: the set is done. The task after the last one is the first.
    """
    left = [task for task in tasks if task.stage is not Stage.DONE]
    place = next((n for n, task in enumerate(left, 1) if task.annotation_set == annotation_set), 0)
    if not place:
        return 0, len(left), None, left[0] if left else None
    others = left[place:] + left[: place - 1]
    return place, len(left), left[place - 2] if place > 1 else None, others[0] if others else None


def _assignments(viewer: Viewer) -> QuerySet[Assignment]:
    readable = Assignment.objects.filter(article_visible_to(viewer, through="article__"), annotator=viewer.user_id)
    return readable.select_related("project", "article").order_by(F("due").asc(nulls_last=True), "pk")


def _sets(viewer: Viewer) -> QuerySet[AnnotationSet]:
    live = AnnotationSet.objects.filter(pk=OuterRef("pk"), annotations__deleted_at=None).order_by()
    total = live.values("pk").annotate(n=Count("annotations")).values("n")
    why = Note.objects.filter(annotation_set=OuterRef("pk")).order_by("-at", "-pk").values("body")
    return (
        AnnotationSet.objects.owned_by(viewer)
        .filter(role=SetRole.ANNOTATOR, text_version=F("text_version__article__current_text"))
        .exclude(state=SetState.SUPERSEDED)
        .select_related("project", "text_version__article")
        .defer("text_version__text")
        .annotate(total=Subquery(total), why=Subquery(why[:1]))
        .order_by("created", "pk")
    )


def _begun(annotation_set: AnnotationSet, assigned: Mapping[tuple[int, int], Assignment]) -> Task:
    article = annotation_set.text_version.article
    assignment = assigned.get((annotation_set.project_id, article.pk))
    stage = _STAGES[SetState(annotation_set.state)]
    return Task(
        stage=stage,
        article=article,
        project=annotation_set.project,
        due=assignment.due if assignment else None,
        assignment=assignment,
        annotation_set=annotation_set,
        annotations=getattr(annotation_set, "total", None) or 0,
        note=(getattr(annotation_set, "why", None) or "") if stage is Stage.RETURNED else "",
    )


def _waiting(assignment: Assignment) -> Task:
    return Task(
        stage=Stage.WAITING,
        article=assignment.article,
        project=assignment.project,
        due=assignment.due,
        assignment=assignment,
    )


def _order(task: Task) -> tuple[int, date, int]:
    place = task.assignment.pk if task.assignment else 0
    return list(Stage).index(task.stage), task.due or date.max, place
