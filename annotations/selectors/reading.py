"""One set as a reader is shown it: the part of a bundle that a page needs, read with few queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from accounts.models import Agent
from annotations.models import AnnotationSet, Claim, Entity, Layer, Stance
from annotations.selectors.claim_snapshot import claim_snapshot, stance_snapshot
from annotations.selectors.merges import merge_chains
from annotations.selectors.names import Names
from annotations.selectors.set_rows import content_of
from annotations.selectors.set_snapshot import set_snapshots
from annotations.selectors.snapshot import Bundle, by_uuid
from annotations.snapshots import EntitySnapshot, LayerSnapshot, ProjectSnapshot, TagSnapshot
from annotations.vocabulary import ReviewStatus
from archive.selectors.snapshot import agent_snapshot


def reading_bundle(*, annotation_set: AnnotationSet | None, agents: Collection[UUID]) -> Bundle:
    """Give a set's annotations with the stances, claims and entities they name, and ``agents`` by pseudonym.

    ``annotation_set`` is one of ``readable_sets``: whoever asks knows that the viewer may read it. Left out are
    rejected stances, names and identifiers of entities, readings, relations, links, notes, decisions, and what
    annotations were derived from. Seven queries, and one more a step of merging; one without a set.
    """
    if annotation_set is None:
        return Bundle(agents=by_uuid(map(agent_snapshot, Agent.objects.filter(uuid__in=agents))))
    layers = _layers(annotation_set)
    rows = content_of(annotation_set=annotation_set, layers=layers.codes, tags=layers.tag_codes)
    stances = list(
        Stance.objects.filter(
            ~Q(status=ReviewStatus.REJECTED),
            statement__annotation__annotation_set=annotation_set,
            statement__annotation__deleted_at=None,
        )
        .select_related("claim")
        .order_by("claim__uuid", "statement")
    )
    claims = _claims({row.claim_id: row.claim for row in stances})
    places = {row.place_id for row in claims.values() if row.place_id is not None}
    entities = merge_chains(Entity, rows.entity_ids() | places)
    judges = rows.agent_ids() | {row.by_id for row in stances}
    people = {row.pk: row for row in Agent.objects.filter(Q(pk__in=judges) | Q(uuid__in=agents))}
    names = Names(agents=people, entities=entities, claims=claims)
    return Bundle(
        agents=by_uuid(map(agent_snapshot, people.values())),
        projects=(_project(annotation_set, layers),),
        sets=set_snapshots(article_id=annotation_set.text_version_id, rows=rows, names=names),
        entities=by_uuid(_entity(row, names) for row in entities.values()),
        claims=by_uuid(claim_snapshot(row, names) for row in claims.values()),
        stances=tuple(stance_snapshot(row, rows, names) for row in stances),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layers:
    """A project's layers, and the codes of layers and tags by key."""

    layers: tuple[LayerSnapshot, ...]
    codes: Mapping[int, str]
    tag_codes: Mapping[int, str]


def _layers(annotation_set: AnnotationSet) -> _Layers:
    """Give the layers of the set's project with their tags, in one query."""
    found = Layer.objects.filter(project=annotation_set.project_id).order_by("pk", "tags__pk")
    layers: dict[int, tuple[str, str, str]] = {}
    tags: defaultdict[int, list[TagSnapshot]] = defaultdict(list)
    tag_codes: dict[int, str] = {}
    tag_fields = ("tags__pk", "tags__code", "tags__name", "tags__colour", "tags__uri")
    for pk, code, kind, name, tag_pk, *tag in found.values_list("pk", "code", "kind", "name", *tag_fields):
        layers[pk] = (code, kind, name)
        if tag_pk is not None:
            tags[pk].append(TagSnapshot(code=tag[0], name=tag[1], colour=tag[2], uri=tag[3]))
            tag_codes[tag_pk] = tag[0]
    return _Layers(
        layers=tuple(
            LayerSnapshot(code=code, kind=kind, name=name, tags=tuple(tags[pk]))
            for pk, (code, kind, name) in layers.items()
        ),
        codes={pk: code for pk, (code, _kind, _name) in layers.items()},
        tag_codes=tag_codes,
    )


def _project(annotation_set: AnnotationSet, layers: _Layers) -> ProjectSnapshot:
    project = annotation_set.project
    return ProjectSnapshot(
        uuid=project.uuid,
        slug=project.slug,
        name=project.name,
        guidelines=project.guidelines,
        guidelines_version=project.guidelines_version,
        published=project.published,
        layers=layers.layers,
    )


def _claims(named: dict[int, Claim]) -> dict[int, Claim]:
    """Give these claims with all that they are merged into."""
    into = {row.merged_into_id for row in named.values() if row.merged_into_id is not None} - named.keys()
    return {**named, **merge_chains(Claim, into)}


def _entity(row: Entity, names: Names) -> EntitySnapshot:
    return EntitySnapshot(
        uuid=row.uuid,
        kind=row.kind,
        label=row.label,
        version=row.version,
        description=row.description,
        merged_into=names.entity(row.merged_into_id),
    )
