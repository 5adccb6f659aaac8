"""Delisting at a person's request, and ending it. Nothing of the archive changes but who finds what by which name."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from archive.analysis import words
from archive.errors import InvalidValueError
from archive.models import Article, Delisting
from archive.services.events import record_change, record_event
from archive.vocabulary import ChangeAction, EventType


@transaction.atomic
def delist(*, article: Article, names: Sequence[str], reason: str, agent: Agent) -> Delisting:
    """Withhold names in an article from all but staff; the event says nothing of the name.

    Raises InvalidValueError without a name that has a word, or without a reason.
    """
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names if words(name)))
    if not wanted:
        raise InvalidValueError("a name is needed", field="names")
    if not reason.strip():
        raise InvalidValueError("the reason is needed", field="reason")
    row = Delisting.objects.create(article=article, names=wanted, reason=reason.strip(), agent=agent)
    _tell(row, agent, "names are withheld from readers at a person's request")
    return row


@transaction.atomic
def end_delisting(*, delisting: Delisting, reason: str, agent: Agent) -> Delisting:
    """Offer an article under these names again; the register keeps the entry.

    Raises InvalidValueError where it has ended already, or without a reason.
    """
    if not reason.strip():
        raise InvalidValueError("the reason is needed", field="reason")
    row = Delisting.objects.select_for_update().get(pk=delisting.pk)
    if row.ended_at is not None:
        raise InvalidValueError("it has ended already")
    row.ended_by, row.ended_at, row.ended_why = agent, timezone.now(), reason.strip()
    row.save(update_fields=["ended_by", "ended_at", "ended_why"])
    _tell(row, agent, "names that were withheld are shown to readers again")
    return row


def _tell(row: Delisting, agent: Agent, detail: str) -> None:
    record_event(
        type=EventType.POLICY_ASSIGNMENT,
        agent=agent,
        article=row.article,
        detail=detail,
        object_ids=[f"delisting:{row.uuid}"],
    )
    record_change(kind="article", uuid=row.article.uuid, action=ChangeAction.UPDATED)
