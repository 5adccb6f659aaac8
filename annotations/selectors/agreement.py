"""What people marked in the same texts of a project, ready to be compared."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from accounts.access import Viewer
from accounts.vocabulary import AgentKind
from annotations.agreement import Document, Scope, Unit
from annotations.models import AnnotationSet, Project, Span
from annotations.vocabulary import READABLE_STATES, LayerKind, SetRole, SpanRole
from archive.analysis import WORD
from archive.models import Block, TextVersion
from archive.vocabulary import CONTENT_ROLES

#: What takes the place of a tag in a layer of statements: what a span is to its statement.
STATEMENT_TAGS = (SpanRole.CONTENT, SpanRole.SOURCE, SpanRole.CUE, SpanRole.VIA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A project's texts that two people or more annotated.

    ``curators`` are the annotators' names that stand for curated sets, ``programs`` those that stand for suggestions;
    ``layers`` and ``tags`` give the names of the scopes' codes.
    """

    documents: tuple[Document, ...]
    scopes: tuple[Scope, ...]
    curators: frozenset[str]
    programs: frozenset[str]
    layers: Mapping[str, str]
    tags: Mapping[tuple[str, str], str]

    def pairs(self) -> list[tuple[str, str]]:
        """Give the pairs of annotators with a text in common, in order."""
        return sorted({pair for one in self.documents for pair in combinations(sorted(one.annotators), 2)})


def compared_sets(*, project: Project, viewer: Viewer, programs: bool = False) -> Compared:
    """Give what a viewer may read of people's submitted and curated sets; as many queries for many as for few.

    With ``programs`` also what programs suggested, to be held against what people marked. Only texts (text versions,
    not articles) that have two such sets or more. Who is still to hand in a set of a text sees none of the others' of
    it. Tokens are the words of the texts' content blocks.
    """
    sets = _sets(project, viewer, programs=programs)
    shared = sets.values("text_version").annotate(number=Count("pk")).filter(number__gt=1).values("text_version")
    rows = list(sets.filter(text_version__in=shared).select_related("annotator").order_by("pk"))
    names = _names(rows)
    units = _units(rows, sets)
    texts = {text.pk: text for text in TextVersion.objects.filter(pk__in=shared).order_by().only("pk", "uuid", "text")}
    tokens = _tokens(texts)
    by_text: defaultdict[int, dict[str, tuple[Unit, ...]]] = defaultdict(dict)
    for row in rows:
        by_text[row.text_version_id][names[row.pk]] = tuple(units[row.pk])
    scopes, layers, tags = _scopes(project)
    return Compared(
        documents=tuple(
            Document(key=str(texts[key].uuid), tokens=tuple(tokens[key]), annotators=read)
            for key, read in by_text.items()
        ),
        scopes=scopes,
        curators=frozenset(names[row.pk] for row in rows if row.role == SetRole.CURATOR),
        programs=frozenset(names[row.pk] for row in rows if row.role == SetRole.MACHINE),
        layers=layers,
        tags=tags,
    )


def _sets(project: Project, viewer: Viewer, *, programs: bool) -> QuerySet[AnnotationSet]:
    """Give people's sets that are handed in and that the viewer may read, and programs' where they are wanted."""
    handed_in = Q(state__in=READABLE_STATES, role__in=(SetRole.ANNOTATOR, SetRole.CURATOR))
    people = handed_in & ~Q(annotator__kind=AgentKind.SOFTWARE)
    wanted = people | Q(role=SetRole.MACHINE) if programs else people
    return AnnotationSet.objects.visible_to(viewer).filter(wanted, project=project).order_by()


def _names(rows: Iterable[AnnotationSet]) -> dict[int, str]:
    """Give what each set's annotator is called: the pseudonym, told apart where two have the same."""
    agents = {row.annotator_id: row.annotator for row in rows}
    often = Counter(agent.label for agent in agents.values())
    names = {}
    for row in rows:
        agent = row.annotator
        name = agent.label if often[agent.label] == 1 else f"{agent.label} {agent.uuid.hex[-6:]}"
        names[row.pk] = gettext("%s (curated)") % name if row.role == SetRole.CURATOR else name
    return names


def _tokens(texts: Mapping[int, TextVersion]) -> defaultdict[int, list[tuple[int, int]]]:
    """Give, by text, where its words stand, in the content blocks only."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    blocks = Block.objects.filter(text_version__in=list(texts), role__in=CONTENT_ROLES)
    for key, start, end in blocks.order_by("text_version", "start").values_list("text_version", "start", "end"):
        found[key] += [match.span() for match in WORD.finditer(texts[key].text, start, end)]
    return found


def _units(rows: Iterable[AnnotationSet], sets: QuerySet[AnnotationSet]) -> defaultdict[int, list[Unit]]:
    """Give, by set, its annotations' spans; a statement has one unit for each role that its spans have."""
    wanted = {row.pk for row in rows}
    spans = Span.objects.filter(annotation__annotation_set__in=sets, annotation__deleted_at=None)
    found: defaultdict[tuple[int, int, str, str], list[tuple[int, int]]] = defaultdict(list)
    for set_id, annotation_id, layer, kind, tag, role, start, end in spans.order_by("annotation", "start").values_list(
        "annotation__annotation_set",
        "annotation",
        "annotation__layer__code",
        "annotation__layer__kind",
        "annotation__mention__tag__code",
        "role",
        "start",
        "end",
    ):
        if set_id in wanted:
            name = role if kind == LayerKind.CLAIM else tag or ""
            found[(set_id, annotation_id, layer, name)].append((start, end))
    units: defaultdict[int, list[Unit]] = defaultdict(list)
    for (set_id, _annotation, layer, name), ranges in found.items():
        units[set_id].append(Unit(layer=layer, tag=name, ranges=tuple(ranges)))
    return units


def _scopes(project: Project) -> tuple[tuple[Scope, ...], dict[str, str], dict[tuple[str, str], str]]:
    """Give the project, its layers and their tags as scopes, and what layers and tags are called."""
    scopes = [Scope()]
    layers: dict[str, str] = {}
    tags: dict[tuple[str, str], str] = {}
    for layer in project.layers.prefetch_related("tags").order_by("pk"):
        layers[layer.code] = layer.name
        if layer.kind == LayerKind.CLAIM:
            named = {str(role): str(role.label) for role in STATEMENT_TAGS}
        else:
            named = {tag.code: tag.name for tag in layer.tags.all()}
        tags |= {(layer.code, code): name for code, name in named.items()}
        scopes += [Scope(layer=layer.code), *(Scope(layer=layer.code, tag=code) for code in named)]
    return tuple(scopes), layers, tags
