"""TEI back to dossiers, streamed: what isn't exactly what the writer writes is refused with file, line and reason."""

from collections.abc import Iterator
from operator import attrgetter

from lxml import etree

from archive.snapshots import ArticleSnapshot
from exports.checks import check_dossier
from exports.dossier import Dossier
from exports.errors import ExportError, ImportProblem
from exports.formats.protocol import BinarySource
from exports.formats.tei.agents import read_agents
from exports.formats.tei.authorities import read_entities
from exports.formats.tei.characters import BLANK
from exports.formats.tei.claims import read_claims, read_links, read_readings, read_relations, read_stances
from exports.formats.tei.events import read_events
from exports.formats.tei.header import HEADER
from exports.formats.tei.names import ID, STANDOFF, TEI, TEI_CORPUS
from exports.formats.tei.parts import Element, by_type, line_of, only
from exports.formats.tei.projects import read_codes, read_projects
from exports.formats.tei.publication import read_publication
from exports.formats.tei.sets import read_sets
from exports.formats.tei.sources import read_origin
from exports.formats.tei.text import read_text
from exports.formats.tei.validation import SAFE, find_faults, malformed, refuse_doctype
from exports.formats.tei.values import read_values


def read(stream: BinarySource, *, file: str = "") -> Iterator[Dossier]:
    """Give the dossiers of a ``TEI`` or ``teiCorpus`` document, one at a time; ``file`` names it in messages.

    Raises ``ImportProblem`` for input that isn't well-formed, has a DOCTYPE, isn't valid against the profile, or whose
    digests, quotes, pointers and references don't hold; articles given before it are sound.
    """
    events = etree.iterparse(stream, events=("start", "end"), **SAFE)
    try:
        yield from _read(events)
    except etree.XMLSyntaxError as error:
        problem = _first_error(events) or malformed(error)
        raise ImportProblem(problem.reason, file=file, line=problem.line) from error
    except ImportProblem as problem:
        raise ImportProblem(problem.reason, file=file, line=problem.line) from problem


def _first_error(events: etree.iterparse) -> ImportProblem | None:
    """Give what the parser complained of first: what lxml raises may only follow from it."""
    errors = (entry for entry in events.error_log if entry.level >= etree.ErrorLevels.ERROR)
    return next((ImportProblem(entry.message, line=entry.line) for entry in errors), None)


def _read(events: etree.iterparse) -> Iterator[Dossier]:
    root: Element | None = None
    depth = articles = 0
    for event, element in events:
        if element.getparent() is None and event == "start":
            _check_root(element, first=root is None)
            root = element
        depth += 1 if event == "start" else -1
        if event == "end" and root is not None and depth == (root.tag == TEI_CORPUS):
            yield from _read_part(element)
            articles += element.tag == TEI
            _forget(root, element)
    if root is not None:
        _check_gaps(root)
    if depth or not articles:
        raise _first_error(events) or ImportProblem("a corpus without articles")


def _check_root(root: Element, *, first: bool) -> None:
    """Refuse what has no place as a root; after some errors lxml goes on with what follows as with a new document."""
    if not first:
        raise ImportProblem("not well-formed: a second root", line=line_of(root))
    refuse_doctype(root)
    if root.tag not in {TEI, TEI_CORPUS}:
        raise ImportProblem(f"the root is {root.tag}, not TEI's TEI or teiCorpus", line=line_of(root))


def _read_part(element: Element) -> Iterator[Dossier]:
    """Give the article of a ``TEI`` element; a corpus has a header too, and nothing else."""
    if element.tag == TEI:
        yield _read_article(element)
    elif element.tag != HEADER:
        raise ImportProblem(f"{element.tag} has no place in a corpus", line=line_of(element))


def _forget(root: Element, element: Element) -> None:
    """Free what was read; lxml must keep the last element until the parser has moved on."""
    if element is root:
        return
    _check_gaps(root)
    element.clear()
    while root[0] is not element:
        del root[0]


def _check_gaps(corpus: Element) -> None:
    """Refuse text between articles: it would be lost."""
    for text in (corpus.text, *(part.tail for part in corpus)):
        if (text or "").strip(BLANK):
            raise ImportProblem("text between articles", line=line_of(corpus))


def _read_article(root: Element) -> Dossier:
    fault = next(find_faults(root), None)
    if fault:
        raise ImportProblem(fault.reason, line=fault.line)
    _check_identifiers(root)
    try:
        dossier = _build(root)
    except (ValueError, LookupError, OverflowError) as error:
        reason = f"a member can't be read: {error}"
        raise ImportProblem(reason, line=line_of(root)) from error
    try:
        check_dossier(dossier)
    except ExportError as error:
        raise ImportProblem(str(error), line=_line_of(root, error.record)) from error
    return dossier


def _check_identifiers(root: Element) -> None:
    """Refuse an identifier that stands twice: pointers to it would be ambiguous."""
    seen: set[str] = set()
    for element in root.iter():
        key = element.get(ID)
        if key in seen:
            raise ImportProblem(f"{key} stands twice", line=line_of(element))
        if key:
            seen.add(key)


def _line_of(root: Element, record: str) -> int | None:
    """Give the line of the record that an error names by kind and uuid, or that of the article."""
    key = record.rpartition(" ")[2]
    found = (element for element in root.iter() if len(key) == 36 and element.get(ID, "").endswith(key))
    return line_of(next(found, root))


def _build(root: Element) -> Dossier:
    header = only(root, HEADER)
    title_stmt, publication_stmt, source_desc = header[0]
    encoding = header[1]
    publication, origin = read_publication(publication_stmt), read_origin(source_desc)
    parts = by_type(source_desc)
    text, places = read_text(parts["text"], root[-1][0][0])
    article = ArticleSnapshot(
        uuid=publication.uuid,
        reference_code=publication.reference_code,
        access=publication.access,
        state=publication.state,
        created=publication.created,
        text=text,
        captures=origin.captures,
        values=read_values(parts.get("values"), places),
        events=tuple(read_events(header)),
        embargo_until=publication.embargo_until,
        rights=publication.rights,
        collection=origin.collection,
        publisher=origin.publisher,
        agency=origin.agency,
    )
    known = by_type(root).get("authorities", etree.Element(STANDOFF))
    return Dossier(
        article=article,
        agents=tuple(read_agents(title_stmt)),
        projects=tuple(read_projects(encoding)),
        sets=tuple(read_sets(root, read_codes(encoding), places)),
        entities=tuple(sorted(read_entities(known), key=attrgetter("uuid"))),
        claims=tuple(read_claims(known)),
        stances=tuple(read_stances(known)),
        readings=tuple(read_readings(known)),
        relations=tuple(read_relations(known)),
        utterance_links=tuple(read_links(known)),
    )
