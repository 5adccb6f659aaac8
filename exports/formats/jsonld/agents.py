"""Agents by pseudonym (PROV-O), and projects with their layers and tags (SKOS)."""

from annotations.snapshots import LayerSnapshot, ProjectSnapshot, TagSnapshot
from archive.snapshots import AgentSnapshot
from exports.formats.jsonld.kinds import Flag, Text
from exports.formats.jsonld.record import Parts, Record

AGENT = Record(
    make=AgentSnapshot,
    kinds="AgentKind",
    address="agent",
    rows=(
        ("label", "name", Text()),
        ("orcid", "dl:orcid", Text()),
        ("version", "schema:softwareVersion", Text()),
    ),
)

TAG = Record(
    make=TagSnapshot,
    type=("dl:Tag", "skos:Concept"),
    rows=(
        ("code", "skos:notation", Text()),
        ("name", "skos:prefLabel", Text()),
        ("colour", "dl:colour", Text()),
        ("uri", "dl:uri", Text()),
    ),
)

LAYER = Record(
    make=LayerSnapshot,
    kinds="LayerKind",
    rows=(
        ("code", "skos:notation", Text()),
        ("name", "skos:prefLabel", Text()),
        ("tags", "dl:tags", Parts(TAG, "tag")),
    ),
)

PROJECT = Record(
    make=ProjectSnapshot,
    type=("dl:Project",),
    address="project",
    rows=(
        ("slug", "schema:identifier", Text()),
        ("name", "schema:name", Text()),
        ("guidelines", "dl:guidelines", Text()),
        ("guidelines_version", "dl:guidelinesVersion", Text()),
        ("published", "dl:published", Flag()),
        ("layers", "dl:layers", Parts(LAYER, "layer")),
    ),
)
