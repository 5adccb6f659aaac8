"""Annotations, sets, entities, claims and projects as JSON objects, in the shapes of ``annotations.api.schemas``."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from annotations.selectors.annotation import PlacedAnnotation
from annotations.selectors.authority import KnownClaim, KnownEntity
from annotations.snapshots import ProjectSnapshot
from annotations.webannotation import ANNO_CONTEXT, CONTEXT, to_web_annotation
from archive.api.addresses import Addresses

Json = dict[str, Any]

#: The media type of one annotation (W3C Web Annotation Protocol, section 3.3.1).
WEB_ANNOTATION = f'application/ld+json; profile="{ANNO_CONTEXT}"'

#: The context of lists, which stands once for all their items.
LIST_CONTEXT = [ANNO_CONTEXT, CONTEXT]

SET_COLUMNS = (
    "pk",
    "uuid",
    "role",
    "state",
    "created",
    "modified",
    "project__uuid",
    "annotator__uuid",
    "annotator__label",
    "text_version__uuid",
    "text_version__article__uuid",
)


def web_annotation(found: PlacedAnnotation, *, alone: bool = True) -> Json:
    """Give an annotation as a document of its own, or for a list, whose context stands there once."""
    return to_web_annotation(
        found.snapshot,
        base_url=settings.BASE_URL,
        article_uuid=found.article,
        text_version_uuid=found.text_version,
        agents={found.snapshot.creator: found.creator_label},
        alone=alone,
    )


def annotation_set(row: Mapping[str, Any], addresses: Addresses) -> Json:
    """Give a set from ``SET_COLUMNS``."""
    article, text = row["text_version__article__uuid"], row["text_version__uuid"]
    return {
        **addresses.named("sets", row["uuid"]),
        "project": addresses.url("projects", row["project__uuid"]),
        "article": addresses.url("articles", article),
        "text_version": addresses.url("articles", article, "texts", text),
        "annotator": addresses.url("agents", row["annotator__uuid"]),
        "annotator_label": row["annotator__label"],
        "role": row["role"],
        "state": row["state"],
        "created": row["created"],
        "modified": row["modified"],
        "annotations": addresses.url("sets", row["uuid"], "annotations"),
    }


def entity(found: KnownEntity, addresses: Addresses) -> Json:
    """Give an entity with its names, and which one stands for it."""
    snapshot = found.snapshot
    return {
        **addresses.named("entities", snapshot.uuid),
        "kind": snapshot.kind,
        "label": snapshot.label,
        "description": snapshot.description,
        "version": snapshot.version,
        "names": [{"name": name.name, "kind": name.kind, "language": name.language} for name in snapshot.names],
        "identifiers": [{"scheme": one.scheme, "value": one.value} for one in snapshot.identifiers],
        "merged_into": addresses.url("entities", snapshot.merged_into) if snapshot.merged_into else None,
        "stands_for_it": addresses.url("entities", found.root) if found.root else None,
        "mentions": found.mentions,
        "statements": found.statements,
    }


def claim(row: Mapping[str, Any], addresses: Addresses) -> Json:
    """Give a claim of a list, from the columns that ``annotations.api.claim`` names."""
    return {
        **addresses.named("claims", row["uuid"]),
        "text": row["text"],
        "topic": row["topic"],
        "place": addresses.url("entities", row["place__uuid"]) if row["place__uuid"] else None,
        "time": row["time"],
        "version": row["version"],
        "merged_into": addresses.url("claims", row["merged_into__uuid"]) if row["merged_into__uuid"] else None,
    }


def whole_claim(found: KnownClaim, addresses: Addresses) -> Json:
    """Give a claim with who affirmed and denied it, which texts are silent, and how it bears on others."""
    row = found.claim
    head = {
        "uuid": row.uuid,
        "text": row.text,
        "topic": row.topic,
        "place__uuid": row.place.uuid if row.place else None,
        "time": row.time,
        "version": row.version,
        "merged_into__uuid": row.merged_into.uuid if row.merged_into else None,
    }
    return {
        **claim(head, addresses),
        "stands_for_it": addresses.url("claims", found.root) if found.root else None,
        "stances": [_stance(one, addresses) for one in found.stances],
        "readings": [_reading(one, addresses) for one in found.readings],
        "relations": [_relation(one, addresses) for one in found.relations],
    }


def _stance(row: Mapping[str, Any], addresses: Addresses) -> Json:
    return {
        "statement": addresses.url("annotations", row["annotation"]),
        "article": addresses.url("articles", row["article"]),
        "polarity": row["polarity"],
        "status": row["status"],
        "rationale": row["rationale"],
        "by": addresses.url("agents", row["by_uuid"]),
        "at": row["at"],
    }


def _reading(row: Mapping[str, Any], addresses: Addresses) -> Json:
    return {
        "article": addresses.url("articles", row["article"]),
        "text_version": addresses.url("articles", row["article"], "texts", row["text_uuid"]),
        "by": addresses.url("agents", row["by_uuid"]),
        "at": row["at"],
    }


def _relation(row: Mapping[str, Any], addresses: Addresses) -> Json:
    return {
        "a": addresses.url("claims", row["a_uuid"]),
        "b": addresses.url("claims", row["b_uuid"]),
        **{name: row[name] for name in ("kind", "extent", "status", "rationale", "evidence")},
        "by": addresses.url("agents", row["by_uuid"]),
        "at": row["at"],
    }


def project(found: ProjectSnapshot, addresses: Addresses) -> Json:
    """Give a project with its guidelines, layers and tags."""
    return {
        **addresses.named("projects", found.uuid),
        "slug": found.slug,
        "name": found.name,
        "guidelines": found.guidelines,
        "guidelines_version": found.guidelines_version,
        "published": found.published,
        "layers": [
            {
                "code": layer.code,
                "kind": layer.kind,
                "name": layer.name,
                "tags": [{"code": tag.code, "name": tag.name, "uri": tag.uri} for tag in layer.tags],
            }
            for layer in found.layers
        ],
    }
