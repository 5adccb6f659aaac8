"""Annotations written by hand in a file: project, entities, claims, sets and judgements, through the services.

The file names its records by keys; uuids follow from the project and the key, so that loading it twice is loading it
once and every archive that loads it has the same identifiers.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accounts.models import Agent
from annotations.drafts import AnnotationDraft, MentionDraft, SourceDraft, SpanDraft, StatementDraft
from annotations.models import Annotation, AnnotationSet, Claim, Entity, GuidelinesVersion, Layer, Project, Tag
from annotations.services.annotate import create_annotation
from annotations.services.claims import create_claim
from annotations.services.curation import adjudicate
from annotations.services.entities import create_entity
from annotations.services.sets import open_set, submit_set
from annotations.services.stances import link_utterances, record_reading, relate_claims, set_stance
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from annotations.vocabulary import SetRole
from archive.models import Article

_NAMESPACE = UUID("0c1f8f5c-2f1b-5d0e-9d3c-6b7a2f3e4d55")

Data = Mapping[str, Any]


@dataclass(slots=True)
class _Loading:
    """What has been loaded so far, by key."""

    project: Project
    agents: Mapping[str, Agent]
    articles: Mapping[str, Article]
    curator: Agent
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    annotations: dict[str, Annotation] = field(default_factory=dict)

    def uuid(self, key: str) -> UUID:
        return uuid5(_NAMESPACE, f"{self.project.slug}/{key}")


@transaction.atomic
def load_annotations(
    data: Data,
    *,
    articles: Mapping[str, Article],
    agents: Mapping[str, Agent],
    curator: Agent,
    progress: Callable[[int], None] | None = None,
) -> dict[str, int]:
    """Load a file's content and give the counts of what it holds; a project that is here already is left alone.

    ``articles`` are keyed as the file names them, ``agents`` by label; ``curator`` signs entities, claims and
    judgements. Raises the services' errors, and nothing is loaded then.
    """
    spec = data["project"]
    if Project.objects.filter(slug=spec["slug"]).exists():
        return _counts(data)
    loading = _Loading(project=_project(spec), agents=agents, articles=articles, curator=curator)
    for entity in data["entities"]:
        loading.entities[entity["key"]] = _entity(entity, loading)
    for claim in data["claims"]:
        loading.claims[claim["key"]] = _claim(claim, loading)
    for found in sorted(data["sets"], key=lambda found: found["role"] == SetRole.CURATOR):
        _set(found, data, loading)
        if progress:
            progress(len(found["annotations"]))
    _judgements(data, loading)
    return _counts(data)


def _counts(data: Data) -> dict[str, int]:
    return {
        "entities": len(data["entities"]),
        "claims": len(data["claims"]),
        "sets": len(data["sets"]),
        "annotations": sum(len(found["annotations"]) for found in data["sets"]),
        "stances": len(data["stances"]),
    }


def _project(spec: Data) -> Project:
    project = Project.objects.create(
        uuid=uuid5(_NAMESPACE, spec["slug"]),
        slug=spec["slug"],
        name=spec["name"],
        guidelines=spec["guidelines"],
        guidelines_version=spec["guidelines_version"],
        published=spec["published"],
    )
    GuidelinesVersion.objects.create(project=project, version=project.guidelines_version, text=project.guidelines)
    for layer in spec["layers"]:
        row = Layer.objects.create(project=project, code=layer["code"], kind=layer["kind"], name=layer["name"])
        Tag.objects.bulk_create(Tag(layer=row, **tag) for tag in layer["tags"])
    return project


def _entity(spec: Data, loading: _Loading) -> Entity:
    return create_entity(
        kind=spec["kind"],
        label=spec["label"],
        description=spec["description"],
        names=[EntityNameSnapshot(**name) for name in spec["names"]],
        identifiers=[EntityIdentifierSnapshot(**found) for found in spec["identifiers"]],
        agent=loading.curator,
        uuid=loading.uuid(f"entity/{spec['key']}"),
    )


def _claim(spec: Data, loading: _Loading) -> Claim:
    return create_claim(
        text=spec["text"],
        topic=spec["topic"],
        place=loading.entities[spec["place"]] if spec["place"] else None,
        time=spec["time"],
        agent=loading.curator,
        uuid=loading.uuid(f"claim/{spec['key']}"),
    )


def _set(spec: Data, data: Data, loading: _Loading) -> None:
    agent = loading.agents[spec["annotator"]]
    text_version = loading.articles[spec["article"]].current_text
    if text_version is None:
        raise LookupError(f"article {spec['article']} has no text")
    row = open_set(project=loading.project, text_version=text_version, agent=agent, role=spec["role"])
    drafts = {found["key"]: _draft(found, loading) for found in spec["annotations"]}
    if spec["role"] == SetRole.CURATOR:
        _adjudicate(row, spec["article"], drafts, data, loading)
    for key, draft in drafts.items():
        if key not in loading.annotations:
            loading.annotations[key] = create_annotation(
                annotation_set=row, draft=draft, agent=agent, uuid=loading.uuid(f"annotation/{key}")
            )
    submit_set(annotation_set=row, agent=agent)


def _adjudicate(
    row: AnnotationSet,
    article: str,
    drafts: Mapping[str, AnnotationDraft],
    data: Data,
    loading: _Loading,
) -> None:
    for decision in data["adjudications"]:
        if decision["article"] != article:
            continue
        key = decision["curated"]
        adjudication = adjudicate(
            curated_set=row,
            decision=decision["decision"],
            sources=[loading.annotations[source] for source in decision["sources"]],
            draft=drafts[key] if key else None,
            note=decision["note"],
            agent=row.annotator,
            uuid=loading.uuid(f"annotation/{key}") if key else None,
        )
        if adjudication.curated is not None:
            loading.annotations[key] = adjudication.curated


def _draft(spec: Data, loading: _Loading) -> AnnotationDraft:
    derived = spec.get("derived_from")
    return AnnotationDraft(
        layer=spec["layer"],
        spans=tuple(_spans(spec["spans"])),
        mention=_mention(spec["mention"], loading) if "mention" in spec else None,
        statement=_statement(spec["statement"], loading) if "statement" in spec else None,
        derived_from=loading.uuid(f"annotation/{derived}") if derived else None,
    )


def _spans(specs: list[Data]) -> Iterator[SpanDraft]:
    """Give the spans, numbered within their role as they are listed."""
    numbers: Counter[str] = Counter()
    for spec in specs:
        yield SpanDraft(**spec, order=numbers[spec["role"]])
        numbers[spec["role"]] += 1


def _mention(spec: Data, loading: _Loading) -> MentionDraft:
    entity = loading.entities[spec["entity"]].uuid if spec["entity"] else None
    return MentionDraft(tag=spec["tag"], entity=entity, certainty=spec["certainty"])


def _statement(spec: Data, loading: _Loading) -> StatementDraft:
    return StatementDraft(
        attribution=spec["attribution"],
        factuality=spec["factuality"],
        said=spec["said"],
        occasion=spec["occasion"],
        parent=loading.uuid(f"annotation/{spec['parent']}") if spec["parent"] else None,
        sources=tuple(_source(source, loading) for source in spec["sources"]),
    )


def _source(spec: Data, loading: _Loading) -> SourceDraft:
    role, _colon, order = (spec["span"] or "").partition(":")
    return SourceDraft(
        role=spec["role"],
        kind=spec["kind"],
        entity=loading.entities[spec["entity"]].uuid if spec["entity"] else None,
        description=spec["description"],
        speaks_for=loading.entities[spec["speaks_for"]].uuid if spec["speaks_for"] else None,
        span=(role, int(order)) if role else None,
    )


def _judgements(data: Data, loading: _Loading) -> None:
    """Load what curators judge across articles."""
    agent = loading.curator
    for spec in data["stances"]:
        set_stance(
            claim=loading.claims[spec["claim"]],
            statement=loading.annotations[spec["statement"]].statement,
            polarity=spec["polarity"],
            status=spec["status"],
            rationale=spec["rationale"],
            agent=agent,
        )
    for spec in data["readings"]:
        text_version = loading.articles[spec["article"]].current_text
        if text_version is not None:
            record_reading(claim=loading.claims[spec["claim"]], text_version=text_version, agent=agent)
    for spec in data["relations"]:
        relate_claims(
            a=loading.claims[spec["a"]],
            b=loading.claims[spec["b"]],
            kind=spec["kind"],
            extent=spec["extent"],
            rationale=spec["rationale"],
            status=spec["status"],
            agent=agent,
        )
    for spec in data["utterance_links"]:
        link_utterances(
            a=loading.annotations[spec["a"]].statement, b=loading.annotations[spec["b"]].statement, agent=agent
        )
