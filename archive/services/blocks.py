"""Where one block ends and the next begins: split and joined by hand. The text and every offset stay."""

from django.db import transaction
from django.db.models import F

from accounts.models import Agent
from archive.errors import InvalidValueError
from archive.evidence import find_quotes
from archive.models import Block
from archive.services.events import enqueue_index, record_change, record_event
from archive.services.versions import claim_version
from archive.vocabulary import ChangeAction, EventType

#: More than a text has blocks: numbers are moved out of the way by it, and back.
_ASIDE = 10_000_000


@transaction.atomic
def split_block(*, block: Block, before: str, agent: Agent, version: int) -> Block:
    """Begin a new block of the same role before these words, and give it.

    Raises InvalidValueError where they do not stand once in the block, or at its very beginning; StaleVersionError
    where the article changed meanwhile.
    """
    text = block.text_version.text[block.start : block.end]
    places = find_quotes(text, before)
    if len(places) != 1:
        where = f"at {len(places)} places in" if places else "nowhere in"
        raise InvalidValueError(f"the words stand {where} the block; they must stand there once", field="before")
    at = block.start + places[0][0]
    if not text[: places[0][0]].strip():
        raise InvalidValueError("the block begins with these words; there is nothing to split off", field="before")
    claim_version(article=block.text_version.article, version=version)
    _renumber(block, by=1)
    made = Block(
        text_version=block.text_version,
        order=block.order + 1,
        start=at,
        end=block.end,
        role=block.role,
        xpath=block.xpath,
    )
    Block.objects.filter(pk=block.pk).update(end=at)
    made.save(force_insert=True)
    _tell(block, agent, f"block {block.order} [{block.start}, {block.end}) was split at {at}")
    return made


@transaction.atomic
def join_blocks(*, block: Block, agent: Agent, version: int) -> Block:
    """Let a block go on to the end of the next one, which takes its role.

    Raises InvalidValueError where it is the last, StaleVersionError where the article changed meanwhile.
    """
    following = Block.objects.filter(text_version=block.text_version, order=block.order + 1).first()
    if following is None:
        raise InvalidValueError("it is the last block; there is none to join it with", field="block")
    claim_version(article=block.text_version.article, version=version)
    following.delete()
    Block.objects.filter(pk=block.pk).update(end=following.end)
    _renumber(following, by=-1)
    told = f"blocks {block.order} and {following.order} [{block.start}, {following.end}) were joined as {block.role}"
    _tell(block, agent, told)
    block.refresh_from_db()
    return block


def _renumber(block: Block, *, by: int) -> None:
    """Move the numbers of the blocks after this one; in two steps, as no two may be equal in between."""
    later = Block.objects.filter(text_version=block.text_version, order__gt=block.order)
    later.update(order=F("order") + _ASIDE)
    aside = Block.objects.filter(text_version=block.text_version, order__gte=_ASIDE)
    aside.update(order=F("order") - _ASIDE + by)


def _tell(block: Block, agent: Agent, detail: str) -> None:
    article = block.text_version.article
    record_event(
        type=EventType.MODIFICATION,
        agent=agent,
        article=article,
        detail=detail,
        object_ids=[f"text:{block.text_version.uuid}"],
    )
    record_change(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    enqueue_index([article.uuid])
