"""Reads Web Annotations, our own and plain ones of other tools."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from annotations.errors import InvalidAnnotationError
from annotations.snapshots import AnnotationSnapshot
from annotations.webannotation.bodies import read_bodies
from annotations.webannotation.context import ANNO_CONTEXT, CONTEXT, check_code
from annotations.webannotation.iris import Iris
from annotations.webannotation.members import Members
from annotations.webannotation.targets import Place, read_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for a plain annotation of another tool where it does not say, or where it says so in foreign terms.

    Without them an annotation must say everything. A foreign ``id`` or ``creator`` is replaced; the version is then 1.
    """

    uuid: UUID
    creator: UUID
    at: datetime
    layer: str
    motivation: str = "identifying"


def from_web_annotation(
    data: object,
    *,
    base_url: str,
    article_uuid: UUID,
    text_version_uuid: UUID | int,
    text: str | None = None,
    defaults: Defaults | None = None,
) -> AnnotationSnapshot:
    """Give the annotation that a JSON-LD object holds, spans by (role, order), sources by order.

    The object stands alone or in a larger one, then without ``@context``. Its targets' source must be the text version
    given (by its number, where its uuid isn't known), or its article. With ``text``, offsets are checked against the
    words and either selector alone is enough; without, every target needs both, and the caller checks. Targets without
    ``dl:role`` are the annotation's words (``body``). Raises ``InvalidAnnotationError``, whose pointer names the place,
    for whatever can't be kept without loss.
    """
    iris, top = Iris(base_url), Members(data, "")
    _check_context(top)
    top.constant("type", ["Annotation"], required=True)
    uuid = _read_uuid(top, iris, defaults)
    spans = read_spans(top, iris, uuid, Place(article_uuid, text_version_uuid, text))
    mention, statement = read_bodies(top, iris, uuid, spans)
    created = _read_instant(top, "created", defaults.at if defaults else None)
    snapshot = AnnotationSnapshot(
        uuid=uuid,
        layer=top.text("dl:layer", defaults.layer if defaults else None),
        version=top.number("dl:version", least=1) if "dl:version" in top or defaults is None else 1,
        motivation=_read_motivation(top, defaults),
        creator=_read_creator(top, iris, defaults),
        created=created,
        modified=_read_instant(top, "modified", created if defaults else None),
        spans=spans,
        derived_from=top.optional_iri("prov:wasDerivedFrom", iris.read_annotation),
        mention=mention,
        statement=statement,
    )
    top.close()
    return snapshot


def _check_context(top: Members) -> None:
    contexts = top.each("@context")
    for value, pointer in contexts:
        if value not in (ANNO_CONTEXT, CONTEXT):
            raise InvalidAnnotationError("Only the W3C's context and Dateline's own are read.", pointer=pointer)
    if "@context" in top and all(value != ANNO_CONTEXT for value, _ in contexts):
        raise top.fault("@context", f"The context {ANNO_CONTEXT} is missing.")


def _read_uuid(top: Members, iris: Iris, defaults: Defaults | None) -> UUID:
    iri = top.text("id", None if defaults is None else "")
    uuid = iris.read_annotation(iri) or (defaults.uuid if defaults else None)
    if uuid is None:
        raise top.fault("id", f"{iri!r} is not the address of an annotation here.")
    return uuid


def _read_motivation(top: Members, defaults: Defaults | None) -> str:
    motivation = top.text("motivation", defaults.motivation if defaults else None)
    return check_code("Motivation", motivation, top.at("motivation"))


def _read_instant(top: Members, name: str, default: datetime | None) -> datetime:
    return default if default is not None and name not in top else top.instant(name)


def _read_creator(top: Members, iris: Iris, defaults: Defaults | None) -> UUID:
    """Read who made an annotation, as an IRI or an object; a name is the agent's own affair and not read."""
    if defaults is not None and "creator" not in top:
        return defaults.creator
    value = top.value("creator")
    if isinstance(value, str):
        iri, fault = value, top.fault("creator", f"{value!r} is not the address of an agent here.")
    else:
        creator = Members(value, top.at("creator"))
        iri = creator.text("id")
        fault = creator.fault("id", f"{iri!r} is not the address of an agent here.")
        creator.text("name", "")
        creator.constant("type", ["Person", "Organization", "Software"])
        creator.close()
    uuid = iris.read_agent(iri) or (defaults.creator if defaults else None)
    if uuid is None:
        raise fault
    return uuid
