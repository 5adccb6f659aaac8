"""The events of taking an article in, in the order in which it happened."""

from collections.abc import Collection, Iterator, Mapping

from accounts.models import Agent
from archive.models import Accession, Article, Event, TextVersion
from archive.services.preparation import PreparedArticle
from archive.vocabulary import EventType, Outcome


def first_with(digests: Collection[str]) -> Mapping[str, str]:
    """Give, by a text's SHA-256, the code of the first article that has it; one query."""
    texts = TextVersion.objects.filter(sha256__in=set(digests)).order_by("-pk")
    return dict(texts.values_list("sha256", "article__reference_code"))


def events_of(
    prepared: PreparedArticle,
    *,
    article: Article,
    text: TextVersion,
    extractor: Agent,
    accession: Accession,
    agent: Agent,
    same_text: str = "",
) -> Iterator[Event]:
    """Give the events of one article; ``same_text`` is the code of an article with the same text from other bytes."""
    blob = f"blob:{prepared.sha256}"
    record = prepared.record
    place = f", {record.locator}" if record.locator else ""
    came = f"{record.file_name}, {prepared.size} bytes{place}"
    yield _event(article, EventType.INGESTION, agent, came, [f"accession:{accession.number}", blob])
    yield _event(article, EventType.MESSAGE_DIGEST, extractor, f"SHA-256 {prepared.sha256}", [blob])
    yield _event(
        article,
        EventType.EXTRACTION,
        extractor,
        _told(prepared, same_text),
        [blob, f"text:{text.uuid}"],
        outcome=Outcome.WARNING if prepared.extracted.warnings else Outcome.SUCCESS,
    )
    if prepared.supplied:
        fields = [value.field for value in prepared.supplied]
        detail = f"supplied: {', '.join(fields)}"
        yield _event(article, EventType.METADATA_MODIFICATION, agent, detail, [f"field:{name}" for name in fields])


def _told(prepared: PreparedArticle, same_text: str) -> str:
    extracted = prepared.extracted
    how = f"{extracted.charset} ({extracted.charset_evidence}), {extracted.newline}".removesuffix(", ")
    return "; ".join([how, *extracted.warnings, *([f"the same text as {same_text}"] if same_text else [])])


def _event(
    article: Article,
    kind: EventType,
    agent: Agent,
    detail: str,
    object_ids: list[str],
    *,
    outcome: Outcome = Outcome.SUCCESS,
) -> Event:
    return Event(type=kind, agent=agent, article=article, detail=detail, object_ids=object_ids, outcome=outcome)
