"""Assignments: who is to annotate what; handed out in one step, taken back where nobody has begun."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from annotations.models import AnnotationSet, Assignment, Project
from annotations.vocabulary import SetRole, SetState
from archive.models import Article


@transaction.atomic
def assign(*, project: Project, pairs: Iterable[tuple[Article, User]], due: date | None = None) -> int:
    """Assign articles to annotators; what is assigned already stays as it is. Give how many are new."""
    rows = [Assignment(project=project, article=article, annotator=user, due=due) for article, user in pairs]
    before = Assignment.objects.filter(project=project).count()
    Assignment.objects.bulk_create(rows, ignore_conflicts=True)
    return Assignment.objects.filter(project=project).count() - before


@transaction.atomic
def withdraw_assignments(*, project: Project, annotator: User | None = None) -> int:
    """Take back assignments that were not begun, one annotator's or all; give how many."""
    begun = AnnotationSet.objects.filter(
        project=project,
        role=SetRole.ANNOTATOR,
        text_version__article=OuterRef("article"),
        annotator__user=OuterRef("annotator"),
    ).exclude(state=SetState.SUPERSEDED)
    found = Assignment.objects.filter(~Exists(begun), project=project)
    if annotator is not None:
        found = found.filter(annotator=annotator)
    number, _kinds = found.delete()
    return number
