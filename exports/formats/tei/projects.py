"""Annotation projects as taxonomies (TEI P5, 2.3.7): a project's layers, and a layer's tags as categories."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import SubElement

from annotations.snapshots import LayerSnapshot, ProjectSnapshot, TagSnapshot
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import BIBL, ID, IDNO, NOTE, TAXONOMY, TERM, TITLE, tei
from exports.formats.tei.parts import Element, identified
from exports.formats.tei.pointers import Pointers, uuid_of

CLASS_DECL = tei("classDecl")
CATEGORY = tei("category")
CAT_DESC = tei("catDesc")
EDITION = tei("edition")


@dataclass(frozen=True, slots=True)
class Codes:
    """What identifiers of layers and tags stand for: the codes by ``xml:id``."""

    layers: dict[str, str]
    tags: dict[str, str]


def write_projects(parent: Element, projects: Iterable[ProjectSnapshot], to: Pointers) -> None:
    """Add one taxonomy a project to ``encodingDesc``."""
    declaration: Element | None = None
    for project in projects:
        if declaration is None:
            declaration = SubElement(parent, CLASS_DECL)
        _write_project(declaration, project, to)


def _write_project(parent: Element, project: ProjectSnapshot, to: Pointers) -> None:
    taxonomy = identified(parent, TAXONOMY, to.id("project", project.uuid))
    status = "published" if project.published else "unpublished"
    bibl = SubElement(taxonomy, BIBL, {"type": "project", "status": status})
    free(bibl, TITLE, project.name)
    free(bibl, IDNO, project.slug, kind="slug")
    if project.guidelines_version:
        free(bibl, EDITION, project.guidelines_version)
    if project.guidelines:
        free(bibl, NOTE, project.guidelines, kind="guidelines")
    for number, layer in enumerate(project.layers, 1):
        _write_layer(taxonomy, layer, f"{to.id('layer', project.uuid)}.{number}")


def _write_layer(parent: Element, layer: LayerSnapshot, key: str) -> None:
    taxonomy = identified(parent, TAXONOMY, key)
    bibl = SubElement(taxonomy, BIBL, {"type": "layer", "subtype": layer.kind})
    free(bibl, TITLE, layer.name)
    free(bibl, IDNO, layer.code, kind="code")
    for number, tag in enumerate(layer.tags, 1):
        category = SubElement(identified(taxonomy, CATEGORY, f"{key}.{number}"), CAT_DESC)
        free(category, TERM, tag.name)
        free(category, IDNO, tag.code, kind="code")
        if tag.colour:
            free(category, IDNO, tag.colour, kind="colour")
        if tag.uri:
            free(category, IDNO, tag.uri, kind="URI")


def read_projects(parent: Element) -> Iterator[ProjectSnapshot]:
    """Give the projects that ``write_projects`` wrote, in their order."""
    for taxonomy in parent.iterfind(f"{CLASS_DECL}/{TAXONOMY}"):
        bibl = taxonomy[0]
        guidelines, edition = bibl.find(NOTE), bibl.find(EDITION)
        yield ProjectSnapshot(
            uuid=uuid_of(taxonomy.get(ID, "")),
            slug=text_of(bibl[1]),
            name=text_of(bibl[0]),
            guidelines="" if guidelines is None else text_of(guidelines),
            guidelines_version="" if edition is None else text_of(edition),
            published=bibl.get("status") == "published",
            layers=tuple(_read_layer(layer) for layer in taxonomy.iterchildren(TAXONOMY)),
        )


def _read_layer(taxonomy: Element) -> LayerSnapshot:
    bibl = taxonomy[0]
    return LayerSnapshot(
        code=text_of(bibl[1]),
        kind=bibl.get("subtype", ""),
        name=text_of(bibl[0]),
        tags=tuple(_read_tag(category[0]) for category in taxonomy.iterchildren(CATEGORY)),
    )


def _read_tag(description: Element) -> TagSnapshot:
    parts = {part.get("type"): text_of(part) for part in description.iterchildren(IDNO)}
    return TagSnapshot(
        code=parts["code"],
        name=text_of(description[0]),
        colour=parts.get("colour", ""),
        uri=parts.get("URI", ""),
    )


def read_codes(parent: Element) -> Codes:
    """Give what the identifiers of layers and tags in ``encodingDesc`` stand for."""
    codes = Codes({}, {})
    for layer in parent.iterfind(f"{CLASS_DECL}/{TAXONOMY}/{TAXONOMY}"):
        codes.layers[layer.get(ID, "")] = text_of(layer[0][1])
        for category in layer.iterchildren(CATEGORY):
            codes.tags[category.get(ID, "")] = _read_tag(category[0]).code
    return codes
