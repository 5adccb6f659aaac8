"""Reads the bodies of Web Annotations: mentions and statements."""

from collections.abc import Iterable
from uuid import UUID

from annotations.errors import InvalidAnnotationError
from annotations.snapshots import MentionSnapshot, SpanSnapshot, StatementSnapshot, StatementSourceSnapshot
from annotations.webannotation.iris import Iris
from annotations.webannotation.members import Members

_TYPES = {"TextualBody": "tag", "SpecificResource": "entity", "dl:Statement": "statement"}


def read_bodies(
    top: Members, iris: Iris, uuid: UUID, spans: Iterable[SpanSnapshot]
) -> tuple[MentionSnapshot | None, StatementSnapshot | None]:
    """Give the mention and the statement that an annotation's bodies hold; each kind of body stands once at most."""
    bodies: dict[str, Members] = {}
    for value, pointer in top.each("body"):
        body = Members(value, pointer)
        name = body.text("type")
        kind = _TYPES.get(name)
        if kind is None:
            raise body.fault("type", f"A body of type {name!r} can't be kept.")
        if kind in bodies:
            raise InvalidAnnotationError(f"A second body of type {name!r}.", pointer=pointer)
        bodies[kind] = body
    mention = _read_mention(bodies.get("tag"), bodies.get("entity"), iris)
    statement = _read_statement(bodies["statement"], iris, uuid, spans) if "statement" in bodies else None
    for body in bodies.values():
        body.close()
    return mention, statement


def _read_mention(tag: Members | None, entity: Members | None, iris: Iris) -> MentionSnapshot | None:
    if tag is None and entity is not None:
        raise InvalidAnnotationError("A body that names an entity needs one with its tag.", pointer=entity.pointer)
    if tag is None:
        return None
    tag.constant("purpose", ["tagging"], required=True)
    tag.constant("format", ["text/plain"])
    if entity is not None:
        entity.constant("purpose", ["identifying"], required=True)
    return MentionSnapshot(
        tag=tag.text("value"),
        entity=None if entity is None else entity.iri("source", iris.read_entity),
        certainty=tag.optional_code("dl:certainty", "Certainty"),
    )


def _read_statement(body: Members, iris: Iris, uuid: UUID, spans: Iterable[SpanSnapshot]) -> StatementSnapshot:
    body.constant("id", [iris.statement(uuid)])
    known = {(span.role, span.order) for span in spans}
    sources: dict[int, StatementSourceSnapshot] = {}
    for value, pointer in body.each("dl:sources"):
        source = _read_source(Members(value, pointer), iris, uuid, known)
        if source.order in sources:
            raise InvalidAnnotationError(f"A second source with the order {source.order}.", pointer=pointer)
        sources[source.order] = source
    return StatementSnapshot(
        attribution=body.code("dl:attribution", "Attribution"),
        factuality=body.optional_code("dl:factuality", "Factuality"),
        said=body.text("dl:said", ""),
        occasion=body.text("dl:occasion", ""),
        parent=body.optional_iri("dl:parent", iris.read_statement),
        sources=tuple(sources[order] for order in sorted(sources)),
    )


def _read_source(source: Members, iris: Iris, uuid: UUID, known: set[tuple[str, int]]) -> StatementSourceSnapshot:
    source.constant("type", ["dl:StatementSource"])
    span = iris.read_span(uuid, source.text("dl:span")) if "dl:span" in source else None
    if "dl:span" in source and span not in known:
        raise source.fault("dl:span", f"{source.text('dl:span')!r} is none of the annotation's targets.")
    snapshot = StatementSourceSnapshot(
        order=source.number("dl:order"),
        role=source.code("dl:role", "SourceRole"),
        kind=source.code("dl:kind", "SourceKind"),
        entity=source.optional_iri("dl:entity", iris.read_entity),
        description=source.text("dl:description", ""),
        speaks_for=source.optional_iri("dl:speaksFor", iris.read_entity),
        span_role=span[0] if span else "",
        span_order=span[1] if span else None,
    )
    source.close()
    return snapshot
