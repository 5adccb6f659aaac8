"""Destroying an article by order of a court or the like: two people, an authority, a reason, and a tombstone.

Removed are bytes, texts, values, quotes, histories and what the index holds. What is left is the order itself, with
the article's identifiers and the digests of its bytes, which neither ingest nor restore brings back. Copies that left
the archive, and its backups, are beyond it.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Agent
from archive.errors import InvalidValueError
from archive.models import (
    Article,
    ArticleCapture,
    ArticleRelation,
    Blob,
    Block,
    Capture,
    Delisting,
    Destruction,
    Event,
    FieldValue,
    TextVersion,
)
from archive.search.engines import index
from archive.services.events import enqueue_index, record_change, record_event
from archive.services.rights import withdraw
from archive.storage import remove_blob
from archive.vocabulary import ArticleState, ChangeAction, EventType

#: What higher apps remove of an article before it goes; each is called inside the transaction.
ERASERS: list[Callable[[Article], None]] = []


def destroyed_digests() -> set[str]:
    """Give the SHA-256 of all bytes that were destroyed by order."""
    rows = Destruction.objects.filter(confirmed_at__isnull=False).values_list("sha256s", flat=True)
    return {digest for digests in rows for digest in digests}


@transaction.atomic
def propose_destruction(*, article: Article, authority: str, reason: str, agent: Agent) -> Destruction:
    """Record an order to destroy an article; it is withdrawn at once, and goes when a second person confirms.

    Raises InvalidValueError without authority or reason, or where there is an order already.
    """
    for name, value in (("authority", authority), ("reason", reason)):
        if not value.strip():
            raise InvalidValueError(f"the {name} is needed", field=name)
    if Destruction.objects.filter(article_uuid=article.uuid).exists():
        raise InvalidValueError("there is an order to destroy this article already", field="article")
    if article.state == ArticleState.ACTIVE:
        withdraw(article=article, reason="it is to be destroyed", agent=agent, version=article.version)
    return Destruction.objects.create(
        article_uuid=article.uuid,
        reference_code=article.reference_code,
        authority=authority.strip(),
        reason=reason.strip(),
        proposed_by=agent,
    )


def confirm_destruction(*, order: Destruction, agent: Agent) -> Destruction:
    """Destroy the article of an order, by the word of another person than the one who recorded it.

    Raises InvalidValueError where it is the same person, or the article is destroyed already.
    """
    with transaction.atomic():
        _secure_deletion()
        order = Destruction.objects.select_for_update().get(pk=order.pk)
        if order.confirmed_at:
            raise InvalidValueError("the article is destroyed already", field="order")
        if order.proposed_by_id == agent.pk:
            raise InvalidValueError("another person than the one who recorded the order confirms it", field="agent")
        article = Article.objects.select_for_update().get(uuid=order.article_uuid)
        for erase in ERASERS:
            erase(article)
        digests = _erase(article)
        values = {"confirmed_by": agent, "confirmed_at": timezone.now(), "sha256s": digests}
        Destruction.objects.filter(pk=order.pk).update(**values)
        record_event(
            type=EventType.DELETION,
            agent=agent,
            detail=f"an article was destroyed; authority: {order.authority}; reason: {order.reason}",
            object_ids=[f"article:{order.article_uuid}", f"destruction:{order.uuid}"],
        )
        record_change(kind="article", uuid=order.article_uuid, action=ChangeAction.WITHDRAWN)
        enqueue_index([order.article_uuid])
        transaction.on_commit(lambda: _after(digests))
    order.refresh_from_db()
    return order


@transaction.atomic
def drop_order(*, order: Destruction, agent: Agent) -> None:
    """Take an order back that nobody has confirmed; the article stays withdrawn until it is reinstated.

    Raises InvalidValueError where the article is destroyed already.
    """
    if order.confirmed_at:
        raise InvalidValueError("the article is destroyed already", field="order")
    article = Article.objects.get(uuid=order.article_uuid)
    record_event(
        type=EventType.POLICY_ASSIGNMENT, agent=agent, article=article, detail="the order to destroy it was taken back"
    )
    order.delete()


def _after(digests: list[str]) -> None:
    """Remove the bytes, and let the whole index be made anew: a deleted document stays in it until then."""
    for digest in digests:
        remove_blob(digest)
    index().request_rebuild()


def _erase(article: Article) -> list[str]:
    """Remove an article's rows and give the digests of the bytes that it stood in."""
    places = list(ArticleCapture.objects.filter(article=article).select_related("capture__blob"))
    captures = {place.capture_id: place.capture for place in places}
    Article.objects.filter(pk=article.pk).update(current_text=None)
    FieldValue.objects.filter(article=article).update(supersedes=None)
    for rows in (
        Delisting.objects.filter(article=article),
        ArticleRelation.objects.filter(article=article),
        ArticleRelation.objects.filter(other=article),
        FieldValue.objects.filter(article=article),
        Block.objects.filter(text_version__article=article),
        TextVersion.objects.filter(article=article),
        Event.objects.filter(article=article),
        ArticleCapture.objects.filter(article=article),
    ):
        rows._raw_delete(rows.db)
    alone = [pk for pk in captures if not ArticleCapture.objects.filter(capture=pk).exists()]
    Capture.objects.filter(pk__in=alone)._raw_delete("default")
    digests = sorted({capture.blob.sha256 for capture in captures.values()})
    # Bytes in which other articles stand go too: theirs are absent from now on.
    blobs = Blob.objects.filter(sha256__in=digests)
    shared = blobs.filter(captures__isnull=False).values_list("pk", flat=True)
    Blob.objects.filter(pk__in=list(shared)).update(bytes_expected=False)
    blobs.exclude(captures__isnull=False)._raw_delete("default")
    Article.objects.filter(pk=article.pk)._raw_delete("default")
    return digests


def _secure_deletion() -> None:
    """Let SQLite overwrite what it deletes; on PostgreSQL the operator's VACUUM FULL does so."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
