"""Rights, access, embargo and withdrawal."""

from datetime import datetime

from django.db import transaction

from accounts.models import Agent
from archive.errors import InvalidValueError
from archive.models import Article, RightsStatement
from archive.services.events import enqueue_index, record_change, record_event
from archive.services.versions import claim_version
from archive.vocabulary import Access, ArticleState, ChangeAction, EventType


@transaction.atomic
def set_access(
    *,
    article: Article,
    access: str,
    embargo_until: datetime | None,
    rights: RightsStatement | None,
    agent: Agent,
    version: int,
) -> Article:
    """Decide who may read an article, from when, and under which rights statement.

    Raises InvalidValueError for an unknown access level, StaleVersionError where the article changed meanwhile.
    """
    if access not in Access.values:
        raise InvalidValueError(f"{access!r} is not an access level", field="access")
    claim_version(article=article, version=version, access=access, embargo_until=embargo_until, rights=rights)
    until = f", under embargo until {embargo_until.isoformat()}" if embargo_until else ""
    _record(article, agent, EventType.POLICY_ASSIGNMENT, f"access {access}{until}; rights: {rights or 'not stated'}")
    return article


@transaction.atomic
def withdraw(*, article: Article, reason: str, agent: Agent, version: int) -> Article:
    """Take an article out of the readers' sight; its record, bytes and history stay.

    Raises InvalidValueError where no reason is given, StaleVersionError where the article changed meanwhile.
    """
    _require(reason)
    claim_version(article=article, version=version, state=ArticleState.WITHDRAWN)
    _record(article, agent, EventType.DEACCESSION, reason)
    return article


@transaction.atomic
def reinstate(*, article: Article, reason: str, agent: Agent, version: int) -> Article:
    """Offer a withdrawn article again; errors as for ``withdraw``."""
    _require(reason)
    claim_version(article=article, version=version, state=ArticleState.ACTIVE)
    _record(article, agent, EventType.RECOVERY, reason)
    return article


def _require(reason: str) -> None:
    if not reason.strip():
        raise InvalidValueError("a reason is needed", field="reason")


def _record(article: Article, agent: Agent, event: EventType, detail: str) -> None:
    record_event(type=event, agent=agent, article=article, detail=detail)
    withdrawn = event == EventType.DEACCESSION
    action = ChangeAction.WITHDRAWN if withdrawn else ChangeAction.ACCESS
    record_change(kind="article", uuid=article.uuid, action=action)
    enqueue_index([article.uuid])
