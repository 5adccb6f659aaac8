"""How far a project is: by annotator and by article."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet, Assignment, Project
from annotations.vocabulary import SetRole, SetState
from archive.models import Article, article_visible_to


@dataclass(slots=True)
class Tally:
    """What there is of somebody, or of an article: ``waiting`` is assigned and not begun."""

    name: str
    assigned: int = 0
    waiting: int = 0
    open: int = 0
    returned: int = 0
    submitted: int = 0
    curated: int = 0
    annotations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """By annotator (by pseudonym) and by article (by reference code); ``articles`` have their keys for links."""

    annotators: list[Tally] = field(default_factory=list)
    articles: list[tuple[int, Tally]] = field(default_factory=list)


def project_progress(*, project: Project, viewer: Viewer) -> Progress:
    """Give how far a project is, as far as a viewer may read its articles and sets; four queries."""
    people: defaultdict[int, Tally] = defaultdict(lambda: Tally(""))
    articles: defaultdict[int, Tally] = defaultdict(lambda: Tally(""))
    begun: set[tuple[int, int]] = set()
    counts = _counts(project, viewer)
    sets = AnnotationSet.objects.visible_to(viewer).filter(
        project=project, text_version=F("text_version__article__current_text")
    )
    rows = sets.exclude(Q(state=SetState.SUPERSEDED) | Q(role=SetRole.MACHINE)).order_by("annotator__label", "pk")
    for pk, role, state, person, label, article in rows.values_list(
        "pk", "role", "state", "annotator", "annotator__label", "text_version__article"
    ):
        if role == SetRole.ANNOTATOR:
            begun.add((article, person))
            people[person].name = label
            _count(people[person], state, counts[pk])
        _count(articles[article], state, counts[pk])
    for article, person, label in _assignments(project, viewer):
        for tally in (people[person], articles[article]):
            tally.assigned += 1
            tally.waiting += (article, person) not in begun
        people[person].name = label
    codes = Article.objects.filter(pk__in=articles).order_by("reference_code").values_list("pk", "reference_code")
    for pk, code in codes:
        articles[pk].name = code
    return Progress(
        annotators=sorted(people.values(), key=lambda one: one.name),
        articles=[(pk, articles[pk]) for pk, _code in codes],
    )


def _count(tally: Tally, state: str, annotations: int) -> None:
    setattr(tally, state, getattr(tally, state) + 1)
    tally.annotations += annotations


def _counts(project: Project, viewer: Viewer) -> Counter[int]:
    """Give how many annotations each set has."""
    sets = AnnotationSet.objects.visible_to(viewer).filter(project=project).order_by()
    live = Annotation.objects.filter(annotation_set__in=sets, deleted_at=None).order_by()
    return Counter(dict(live.values_list("annotation_set").annotate(n=Count("pk"))))


def _assignments(project: Project, viewer: Viewer) -> list[tuple[int, int, str]]:
    """Give article, agent and pseudonym of each assignment; who has never acted has no agent and is left out."""
    found = Assignment.objects.filter(article_visible_to(viewer, through="article__"), project=project)
    rows = found.filter(annotator__agent__isnull=False).order_by("pk")
    return list(rows.values_list("article", "annotator__agent", "annotator__agent__label"))
