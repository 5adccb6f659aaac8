"""Agents as ``respStmt`` (TEI P5, 2.2.2): the pseudonym, the kind, and an ORCID or a version."""

from collections.abc import Iterable, Iterator

from lxml.etree import SubElement

from archive.snapshots import AgentSnapshot
from exports.errors import ExportError
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import ID, NAME, NOTE, tei
from exports.formats.tei.parts import Element, identified
from exports.formats.tei.pointers import Pointers, uuid_of

RESP_STMT = tei("respStmt")
RESP = tei("resp")
#: Kinds of agent and the element that names one.
NAMED_BY = {"person": tei("persName"), "organization": tei("orgName"), "software": NAME}
_KINDS = {element: kind for kind, element in NAMED_BY.items()}


def write_agents(parent: Element, agents: Iterable[AgentSnapshot], to: Pointers) -> None:
    """Add one ``respStmt`` an agent; raises ``ExportError`` for a kind that the profile lacks."""
    for agent in agents:
        if agent.kind not in NAMED_BY:
            raise ExportError(f"TEI has no name for kind {agent.kind!r}", record=f"agent {agent.uuid}")
        statement = identified(parent, RESP_STMT, to.id("agent", agent.uuid))
        SubElement(statement, RESP).text = agent.kind
        free(statement, NAMED_BY[agent.kind], agent.label)
        if agent.orcid:
            free(statement, NOTE, agent.orcid, kind="orcid")
        if agent.version:
            free(statement, NOTE, agent.version, kind="version")


def read_agents(parent: Element) -> Iterator[AgentSnapshot]:
    """Give the agents that ``write_agents`` wrote."""
    for statement in parent.iterchildren(RESP_STMT):
        name = statement[1]
        notes = {note.get("type"): text_of(note) for note in statement.iterchildren(NOTE)}
        yield AgentSnapshot(
            uuid=uuid_of(statement.get(ID, "")),
            kind=_KINDS[name.tag],
            label=text_of(name),
            orcid=notes.get("orcid", ""),
            version=notes.get("version", ""),
        )
