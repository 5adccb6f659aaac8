"""What to do next: the first card of the admin's start page, in words, by what a person may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from accounts.access import Viewer, viewer_of
from accounts.models import User
from annotations.models import AnnotationSet, Assignment
from annotations.vocabulary import WRITABLE_STATES, SetRole, SetState
from archive.admin.cells import change_url
from archive.models import Accession, Article, Event
from archive.vocabulary import EventType, Outcome

#: How many things one step names.
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something named below a step, with the address it leads to."""

    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One sentence on what waits, the address where it is done, and what it names."""

    text: str
    url: str = ""
    lines: Sequence[Line] = ()
    alarming: bool = False


def next_steps(user: User | AnonymousUser) -> list[Step]:
    """Give what waits for a person; at most eight queries."""
    viewer = viewer_of(user)
    steps: list[Step] = []
    if user.has_perm("annotations.annotate"):
        steps += [*_assigned(viewer), *_open_sets(viewer)]
    if user.has_perm("annotations.curate"):
        steps += _submitted(viewer)
    if user.has_perm("archive.accession_article"):
        steps += _last_accession()
    if user.has_perm("archive.check_fixity"):
        steps += _last_check()
    return steps


def _assigned(viewer: Viewer) -> Iterator[Step]:
    """Articles assigned to the person where they have not handed in a set."""
    started = AnnotationSet.objects.filter(
        project=OuterRef("project"),
        annotator=viewer.agent_id,
        role=SetRole.ANNOTATOR,
        text_version__article=OuterRef("article"),
    ).exclude(state=SetState.SUPERSEDED)
    readable = Article.objects.visible_to(viewer)
    waiting = Assignment.objects.filter(~Exists(started), annotator=viewer.user_id, article__in=readable)
    count = waiting.count()
    if not count:
        yield Step(text=gettext("No assigned article waits to be begun."))
        return
    lines = [
        Line(label=str(one.article), url=change_url(one.article), detail=_due(one))
        for one in waiting.select_related("article", "project")[:NAMED]
    ]
    text = ngettext(
        "%d article is assigned to you and not begun.", "%d articles are assigned to you and not begun.", count
    )
    yield Step(text=text % count, url=reverse("admin:annotations_assignment_queue"), lines=lines)


def _due(assignment: Assignment) -> str:
    if assignment.due is None:
        return str(assignment.project)
    parts = {"project": assignment.project, "due": date_format(assignment.due)}
    if assignment.due < timezone.localdate():
        return gettext("%(project)s · was due %(due)s") % parts
    return gettext("%(project)s · due %(due)s") % parts


def _open_sets(viewer: Viewer) -> Iterator[Step]:
    """Sets that the person has begun or been given back."""
    mine = AnnotationSet.objects.visible_to(viewer).filter(annotator=viewer.agent_id, state__in=WRITABLE_STATES)
    count = mine.count()
    if not count or viewer.agent_id is None:
        return
    found = mine.select_related("project", "text_version__article").defer("text_version__text").order_by("-modified")
    lines = [
        Line(
            label=str(one.text_version.article),
            url=reverse("admin:annotations_annotationset_bench", args=[one.pk]),
            detail=f"{one.project} · {one.get_state_display()}",
        )
        for one in found[:NAMED]
    ]
    text = ngettext("%d set of yours is open: go on annotating.", "%d sets of yours are open: go on annotating.", count)
    yield Step(text=text % count, url=reverse("admin:annotations_assignment_queue"), lines=lines)


def _submitted(viewer: Viewer) -> Iterator[Step]:
    """Submitted sets on texts that have no curated set yet."""
    curated = AnnotationSet.objects.filter(
        project=OuterRef("project"), text_version=OuterRef("text_version"), state=SetState.CURATED
    )
    waiting = AnnotationSet.objects.visible_to(viewer).filter(~Exists(curated), state=SetState.SUBMITTED)
    count = waiting.count()
    found = (
        waiting.select_related("annotator", "text_version__article").defer("text_version__text").order_by("modified")
    )
    lines = [
        Line(label=str(one.text_version.article), url=change_url(one), detail=str(one.annotator))
        for one in found[:NAMED]
    ]
    url = f"{reverse('admin:annotations_annotationset_changelist')}?state__exact={SetState.SUBMITTED.value}"
    text = ngettext("%d submitted set awaits curation.", "%d submitted sets await curation.", count) % count
    yield Step(text=text if count else gettext("No submitted set awaits curation."), url=url, lines=lines)


def _last_accession() -> Iterator[Step]:
    last = Accession.objects.order_by("-received_at", "-pk").first()
    if last is None:
        yield Step(text=gettext("Nothing has been taken in yet."))
        return
    parts = {
        "number": last.number,
        "at": date_format(last.received_at, "j F Y"),
        "ingested": last.ingested,
        "rejected": len(last.report),
    }
    text = gettext("Last accession: %(number)s, %(at)s – %(ingested)d taken in, %(rejected)d rejected.") % parts
    yield Step(text=text, url=change_url(last), alarming=bool(last.report))


def _last_check() -> Iterator[Step]:
    last = Event.objects.filter(type=EventType.FIXITY_CHECK).order_by("-at", "-pk").first()
    if last is None:
        yield Step(text=gettext("Fixity has never been checked."), alarming=True)
        return
    parts = {"at": date_format(last.at, "j F Y"), "detail": last.detail}
    text = gettext("Last fixity check: %(at)s – %(detail)s") % parts
    yield Step(text=text, url=change_url(last), alarming=last.outcome != Outcome.SUCCESS)
