"""Corrections: a better value, another role for a block. Nothing is overwritten and no offset moves."""

from django.db import transaction

from accounts.models import Agent
from archive import edtf_dates, evidence
from archive.errors import InvalidValueError
from archive.models import Article, Block, FieldValue
from archive.records import FoundValue
from archive.services.events import enqueue_index, record_change, record_event
from archive.services.projection import projected_columns
from archive.services.versions import claim_version
from archive.vocabulary import DATE_FIELDS, BlockRole, Certainty, ChangeAction, EventType, Field, ValueStatus


def check_value(found: FoundValue) -> None:
    """Raise InvalidValueError, naming the member, where a value can't stand in its field."""
    if found.field not in Field.values:
        raise InvalidValueError(f"{found.field!r} is not a field", field="field")
    if found.status not in ValueStatus.values:
        raise InvalidValueError(f"{found.status!r} is not a status", field="status")
    if found.certainty and found.certainty not in Certainty.values:
        raise InvalidValueError(f"{found.certainty!r} is not a certainty", field="certainty")
    stated = found.status != ValueStatus.NOT_STATED
    if stated and not (found.value.strip() or found.edtf):
        raise InvalidValueError("a value is needed, unless it is not stated", field="value")
    if not stated and (found.value or found.edtf):
        raise InvalidValueError("what is not stated has no value", field="value")
    if found.field in DATE_FIELDS and stated and not found.edtf:
        raise InvalidValueError("a date is needed in EDTF, such as 2007-04-19 or 2007-04?", field="edtf")
    if found.start is not None and found.start == found.end:
        raise InvalidValueError("the evidence is empty: it begins where it ends", field="end")
    if found.edtf and found.field not in DATE_FIELDS:
        raise InvalidValueError("only dates have EDTF", field="edtf")
    if found.edtf:
        edtf_dates.check(found.edtf)


def new_value(
    *,
    article: Article,
    found: FoundValue,
    agent: Agent,
    supersedes: FieldValue | None = None,
    with_text: bool = True,
) -> FieldValue:
    """Make an unsaved row of a checked value, its evidence looked up in the article's current text.

    A value without words as its evidence needs no text: ``with_text=False`` saves reading it.

    Raises InvalidValueError where the value can't stand or its words are not in the text.
    """
    check_value(found)
    text = article.current_text if with_text else None
    if text is not None:
        found = evidence.resolve(text.text, found)
    earliest, latest = edtf_dates.bounds(found.edtf) if found.edtf else (None, None)
    has_span = found.start is not None
    return FieldValue(
        article=article,
        field=found.field,
        value=found.value,
        edtf=found.edtf,
        earliest=earliest,
        latest=latest,
        status=found.status,
        certainty=found.certainty,
        evidence_text=text if has_span else None,
        evidence_start=found.start,
        evidence_end=found.end,
        locator=found.locator,
        note=found.note,
        agent=agent,
        supersedes=supersedes,
    )


@transaction.atomic
def set_value(*, article: Article, value: FoundValue, agent: Agent, version: int) -> FieldValue:
    """Give a field a new current value; the former one stays as history.

    Raises InvalidValueError where the value can't stand, StaleVersionError where the article changed meanwhile.
    """
    former = FieldValue.objects.filter(article=article, field=value.field, current=True).first()
    row = new_value(article=article, found=value, agent=agent, supersedes=former)
    current = {found.field: found for found in article.values.filter(current=True)}
    current[row.field] = row
    claim_version(article=article, version=version, **projected_columns(current, publishers={}))
    if former:
        FieldValue.objects.filter(pk=former.pk).update(current=False)
    row.save(force_insert=True)
    record_event(
        type=EventType.METADATA_MODIFICATION,
        agent=agent,
        article=article,
        detail=f"{row.field}: {shown_value(former)} → {shown_value(row)}. {row.note}".strip(),
        object_ids=[f"field:{row.field}"],
    )
    record_change(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    enqueue_index([article.uuid])
    return row


def shown_value(value: FieldValue | None) -> str:
    """Give a value as an event tells of it: a date whose words are not printed by its EDTF."""
    return repr((value.value or value.edtf) if value else "")


@transaction.atomic
def set_block_role(*, block: Block, role: str, agent: Agent, version: int) -> Block:
    """Give a block another role: cleaning is marking, so the text and every offset stay.

    Raises InvalidValueError for an unknown role, StaleVersionError where the article changed meanwhile.
    """
    if role not in BlockRole.values:
        raise InvalidValueError(f"{role!r} is not a role of a block", field="role")
    article = block.text_version.article
    claim_version(article=article, version=version)
    former, block.role = block.role, role
    block.save(update_fields=["role"])
    record_event(
        type=EventType.MODIFICATION,
        agent=agent,
        article=article,
        detail=f"block {block.order} [{block.start}, {block.end}): {former} → {role}",
        object_ids=[f"text:{block.text_version.uuid}"],
    )
    record_change(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    enqueue_index([article.uuid])
    return block
