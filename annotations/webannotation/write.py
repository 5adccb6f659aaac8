"""Writes annotations as Web Annotations."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from uuid import UUID

from annotations.errors import InvalidAnnotationError
from annotations.snapshots import (
    AnnotationSnapshot,
    MentionSnapshot,
    SpanSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
)
from annotations.webannotation.context import ANNO_CONTEXT, CONTEXT, check_code
from annotations.webannotation.iris import Iris


def to_web_annotation(
    snapshot: AnnotationSnapshot,
    *,
    base_url: str,
    article_uuid: UUID,
    text_version_uuid: UUID | int,
    agents: Mapping[UUID, str] | None = None,
    alone: bool = True,
) -> dict[str, object]:
    """Give an annotation as a JSON-LD object; ``agents`` are the labels of those to be named.

    Its context comes with it unless it is to stand in a larger document, not ``alone``. A text version whose uuid
    isn't known is named by its number.

    ``from_web_annotation`` gives the same snapshot back. Raises ``InvalidAnnotationError`` for a snapshot that no such
    object can hold: without spans, with a code that is not in the vocabulary, a time without zone, or a source whose
    span is not there.
    """
    if not snapshot.spans:
        raise InvalidAnnotationError("An annotation needs a target.", pointer="/target")
    iris = Iris(base_url)
    data: dict[str, object] = {
        **({"@context": [ANNO_CONTEXT, deepcopy(CONTEXT)]} if alone else {}),
        "id": iris.annotation(snapshot.uuid),
        "type": "Annotation",
        "motivation": check_code("Motivation", snapshot.motivation, "/motivation"),
        "creator": _creator(snapshot.creator, iris, agents or {}),
        "created": _instant(snapshot.created, "/created"),
        "modified": _instant(snapshot.modified, "/modified"),
        "dl:layer": snapshot.layer,
        "dl:version": snapshot.version,
    }
    if snapshot.derived_from is not None:
        data["prov:wasDerivedFrom"] = iris.annotation(snapshot.derived_from)
    bodies = _bodies(snapshot, iris)
    if bodies:
        data["body"] = bodies
    source = {"source": iris.text_version(article_uuid, text_version_uuid), "scope": iris.article(article_uuid)}
    data["target"] = _targets(snapshot, iris, source)
    return data


def _targets(snapshot: AnnotationSnapshot, iris: Iris, source: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        _target(span, iris.span(snapshot.uuid, span.role, span.order), source, f"/target/{index}")
        for index, span in enumerate(snapshot.spans)
    ]


def _creator(uuid: UUID, iris: Iris, agents: Mapping[UUID, str]) -> dict[str, str]:
    name = {"name": agents[uuid]} if uuid in agents else {}
    return {"id": iris.agent(uuid), **name}


def _instant(moment: datetime, pointer: str) -> str:
    if moment.utcoffset() is None:
        raise InvalidAnnotationError("A time without its zone.", pointer=pointer)
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _target(span: SpanSnapshot, iri: str, source: Mapping[str, str], pointer: str) -> dict[str, object]:
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    quote = {"type": "TextQuoteSelector", "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix}
    return {
        "id": iri,
        "type": "SpecificResource",
        **source,
        "dl:role": _term("SpanRole", span.role, f"{pointer}/dl:role"),
        "dl:order": span.order,
        "selector": [position, quote],
    }


def _bodies(snapshot: AnnotationSnapshot, iris: Iris) -> list[dict[str, object]]:
    bodies = [] if snapshot.mention is None else _mention(snapshot.mention, iris)
    if snapshot.statement is not None:
        bodies.append(_statement(snapshot, snapshot.statement, iris, f"/body/{len(bodies)}"))
    return bodies


def _mention(mention: MentionSnapshot, iris: Iris) -> list[dict[str, object]]:
    tag: dict[str, object] = {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": mention.tag}
    if mention.certainty:
        tag["dl:certainty"] = _term("Certainty", mention.certainty, "/body/0/dl:certainty")
    if mention.entity is None:
        return [tag]
    return [tag, {"type": "SpecificResource", "purpose": "identifying", "source": iris.entity(mention.entity)}]


def _statement(snapshot: AnnotationSnapshot, statement: StatementSnapshot, iris: Iris, at: str) -> dict[str, object]:
    body: dict[str, object] = {
        "id": iris.statement(snapshot.uuid),
        "type": "dl:Statement",
        "dl:attribution": _term("Attribution", statement.attribution, f"{at}/dl:attribution"),
    }
    if statement.factuality:
        body["dl:factuality"] = _term("Factuality", statement.factuality, f"{at}/dl:factuality")
    if statement.said:
        body["dl:said"] = statement.said
    if statement.occasion:
        body["dl:occasion"] = statement.occasion
    if statement.parent is not None:
        body["dl:parent"] = iris.statement(statement.parent)
    if statement.sources:
        body["dl:sources"] = [
            _source(source, snapshot, iris, f"{at}/dl:sources/{index}")
            for index, source in enumerate(statement.sources)
        ]
    return body


def _source(source: StatementSourceSnapshot, snapshot: AnnotationSnapshot, iris: Iris, at: str) -> dict[str, object]:
    data: dict[str, object] = {
        "type": "dl:StatementSource",
        "dl:order": source.order,
        "dl:role": _term("SourceRole", source.role, f"{at}/dl:role"),
        "dl:kind": _term("SourceKind", source.kind, f"{at}/dl:kind"),
    }
    if source.entity is not None:
        data["dl:entity"] = iris.entity(source.entity)
    if source.description:
        data["dl:description"] = source.description
    if source.speaks_for is not None:
        data["dl:speaksFor"] = iris.entity(source.speaks_for)
    span = source.span_role, source.span_order
    if span == ("", None):
        return data
    if source.span_order is None or span not in {(one.role, one.order) for one in snapshot.spans}:
        raise InvalidAnnotationError("The source's span is not there.", pointer=f"{at}/dl:span")
    data["dl:span"] = iris.span(snapshot.uuid, source.span_role, source.span_order)
    return data


def _term(kind: str, code: str, pointer: str) -> str:
    return f"dl:{check_code(kind, code, pointer)}"
