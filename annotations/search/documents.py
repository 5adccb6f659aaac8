"""Annotations as search documents: one each, with the words, the cue, and whom and what it is about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import F, Q

from annotations.models import Annotation, Claim, Entity, Span, Stance, StatementSource
from annotations.selectors.merges import roots
from annotations.vocabulary import (
    READABLE_STATES,
    WRITABLE_STATES,
    ReviewStatus,
    SetRole,
    SetState,
    SourceRole,
    SpanRole,
)
from archive.search.documents import AnnotationDocument

_COLUMNS = {
    "pk": F("pk"),
    "uuid": F("uuid"),
    "article": F("annotation_set__text_version__article"),
    "text": F("annotation_set__text_version"),
    "project": F("annotation_set__project"),
    "published": F("annotation_set__project__published"),
    "state": F("annotation_set__state"),
    "annotator": F("annotation_set__annotator"),
    "tag": F("mention__tag__code"),
    "entity": F("mention__entity"),
    "attribution": F("statement__attribution"),
}
#: The spans whose words are an annotation's own, and those that attribute a statement.
_WORDS = frozenset({SpanRole.BODY, SpanRole.CONTENT})
_ATTRIBUTION = frozenset({SpanRole.CUE, SpanRole.VIA})


class _SpanRow(NamedTuple):
    role: str
    start: int
    end: int
    exact: str


class _Said(NamedTuple):
    """The roots of a statement's sources, of those they speak for, and of the claims it has a stance on."""

    speaker: frozenset[int] = frozenset()
    relay: frozenset[int] = frozenset()
    speaks_for: frozenset[int] = frozenset()


def article_annotations(article_ids: Collection[int]) -> dict[int, tuple[AnnotationDocument, ...]]:
    """Give the annotations of every set on the current text of these articles, by article; six queries.

    Sets that others have superseded are left out, and what programs suggest; who may read the rest is decided when a
    query is answered.
    """
    documents: defaultdict[int, list[AnnotationDocument]] = defaultdict(list)
    for document in _documents(Q(annotation_set__text_version__article__in=article_ids)):
        documents[document.article].append(document)
    return {article: tuple(group) for article, group in documents.items()}


def annotation_documents(keys: Collection[int]) -> list[AnnotationDocument]:
    """Give those of the annotations with these keys that ``article_annotations`` would give; six queries."""
    return _documents(Q(pk__in=keys))


def _documents(which: Q) -> list[AnnotationDocument]:
    found = (
        Annotation.objects.filter(
            which,
            annotation_set__text_version=F("annotation_set__text_version__article__current_text"),
            deleted_at=None,
        )
        .exclude(annotation_set__state=SetState.SUPERSEDED)
        .exclude(annotation_set__role=SetRole.MACHINE, annotation_set__state__in=WRITABLE_STATES)
        .order_by("pk")
    )
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in found.values_list(*_COLUMNS.values())]
    pks = [row["pk"] for row in rows]
    spans, sources, stances = _spans(pks), _sources(pks), _stances(pks)
    entities = roots(Entity, _entity_ids(rows, sources))
    claims = roots(Claim, {claim for pks in stances.values() for claim in pks})
    documents = []
    for row in rows:
        said = sources.get(row["pk"], _Said())
        ids = {
            "entity": _ids([row["entity"]] if row["entity"] else [], entities),
            "speaker": _ids(said.speaker, entities),
            "relay": _ids(said.relay, entities),
            "speaks_for": _ids(said.speaks_for, entities),
            "claim": _ids(stances.get(row["pk"], ()), claims),
            "annotator": (str(row["annotator"]),),
        }
        documents.append(_document(row, spans[row["pk"]], ids))
    return documents


def task_name(project: int, text_version: int) -> str:
    """Give the name of annotating a text for a project, by which blindness is decided."""
    return f"{project}-{text_version}"


def _document(row: dict[str, Any], spans: list[_SpanRow], ids: dict[str, tuple[str, ...]]) -> AnnotationDocument:
    words = [span for span in spans if span.role in _WORDS]
    attributing = [span for span in spans if span.role in _ATTRIBUTION]
    is_statement = row["attribution"] is not None
    codes = {"attribution": row["attribution"]} if is_statement else {"tag": row["tag"] or ""}
    return AnnotationDocument(
        key=row["pk"],
        uuid=row["uuid"],
        article=row["article"],
        kind="statement" if is_statement else "mention",
        offered=row["published"] and row["state"] in READABLE_STATES,
        curated=row["state"] == SetState.CURATED,
        annotator=row["annotator"],
        task=task_name(row["project"], row["text"]),
        start=words[0].start,
        end=words[-1].end,
        texts={"words": _joined(words), "cue": _joined(attributing)},
        codes=codes,
        ids=ids,
    )


def _joined(spans: Iterable[_SpanRow]) -> str:
    return "\n".join(span.exact for span in sorted(spans, key=lambda span: span.start))


def _spans(pks: Collection[int]) -> defaultdict[int, list[_SpanRow]]:
    found: defaultdict[int, list[_SpanRow]] = defaultdict(list)
    rows = Span.objects.filter(annotation__in=pks).order_by("start")
    for pk, *columns in rows.values_list("annotation_id", *_SpanRow._fields):
        found[pk].append(_SpanRow(*columns))
    return found


def _sources(pks: Collection[int]) -> dict[int, _Said]:
    grouped: defaultdict[int, list[tuple[str, int | None, int | None]]] = defaultdict(list)
    rows = StatementSource.objects.filter(statement__in=pks).order_by()
    for pk, role, entity, spoken_for in rows.values_list("statement_id", "role", "entity_id", "speaks_for_id"):
        grouped[pk].append((role, entity, spoken_for))
    return {
        pk: _Said(
            speaker=frozenset(one for role, one, _for in group if one and role == SourceRole.SPEAKER),
            relay=frozenset(one for role, one, _for in group if one and role == SourceRole.RELAY),
            speaks_for=frozenset(one for _role, _entity, one in group if one),
        )
        for pk, group in grouped.items()
    }


def _stances(pks: Collection[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = Stance.objects.filter(statement__in=pks).exclude(status=ReviewStatus.REJECTED).order_by()
    for pk, claim in rows.values_list("statement_id", "claim_id"):
        found[pk].append(claim)
    return found


def _entity_ids(rows: Iterable[Mapping[str, Any]], sources: Mapping[int, _Said]) -> set[int]:
    found = {row["entity"] for row in rows if row["entity"]}
    return found.union(*(said.speaker | said.relay | said.speaks_for for said in sources.values()))


def _ids(keys: Iterable[int], stands_for: Mapping[int, int]) -> tuple[str, ...]:
    return tuple(str(key) for key in sorted({stands_for[key] for key in keys}))
