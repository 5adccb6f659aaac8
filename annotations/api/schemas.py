"""The shapes of the annotations' records in JSON, as the OpenAPI document states them."""

from typing import Any

from rest_framework import serializers

from annotations.vocabulary import (
    ClaimRelationKind,
    EntityKind,
    Extent,
    LayerKind,
    NameKind,
    Polarity,
    ReviewStatus,
    RevisionAction,
    SetRole,
    SetState,
)
from archive.api.schemas import NamedSchema, WholeArticleSchema, nullable

_REF = "#/components/schemas/WebAnnotation"

#: One Web Annotation, where a document refers to it.
WEB_ANNOTATION_REF: dict[str, Any] = {"$ref": _REF}


def _one_or_list(items: dict[str, Any]) -> dict[str, Any]:
    return {"oneOf": [items, {"type": "array", "items": items, "minItems": 1}]}


#: Shapes that serializers can't state: their members have names such as ``@context`` and ``dl:layer``.
COMPONENTS: dict[str, Any] = {
    "WebAnnotation": {
        "type": "object",
        "description": (
            "A W3C Web Annotation: a mention (a tagging body, and an identifying one where the entity is known) or a "
            "statement (a body of type dl:Statement) on one or more targets, each a span of one text. Offsets are code "
            "points, half-open. docs/api.md describes the members."
        ),
        "required": ["type", "target"],
        "properties": {
            "@context": {},
            "id": {"type": "string"},
            "type": {"type": "string", "enum": ["Annotation"]},
            "motivation": {"type": "string", "enum": ["identifying", "classifying", "describing", "commenting"]},
            "creator": {},
            "created": {"type": "string", "format": "date-time"},
            "modified": {"type": "string", "format": "date-time"},
            "dl:layer": {"type": "string"},
            "dl:version": {"type": "integer", "minimum": 1, "maximum": 2147483647},
            "prov:wasDerivedFrom": {"type": "string"},
            "body": _one_or_list({"type": "object"}),
            "target": _one_or_list({"$ref": "#/components/schemas/WebAnnotationTarget"}),
        },
        "additionalProperties": False,
    },
    "WebAnnotationTarget": {
        "type": "object",
        "required": ["source", "selector"],
        "properties": {
            "id": {"type": "string"},
            "type": {"type": "string", "enum": ["SpecificResource"]},
            "source": {"type": "string"},
            "scope": {"type": "string"},
            "dl:role": {"type": "string", "enum": ["dl:body", "dl:content", "dl:source", "dl:cue", "dl:via"]},
            "dl:order": {"type": "integer", "minimum": 0, "maximum": 2147483647},
            "selector": _one_or_list({"type": "object"}),
        },
        "additionalProperties": False,
    },
    "AnnotationPage": {
        "type": "object",
        "required": ["@context", "items", "next"],
        "properties": {
            "@context": {"type": "array", "items": {}},
            "items": {"type": "array", "items": WEB_ANNOTATION_REF},
            "next": {"type": "string", "nullable": True},
        },
    },
    "ArticleAnnotations": {
        "type": "object",
        "required": ["@context", "article", "sets"],
        "properties": {
            "@context": {"type": "array", "items": {}},
            "article": {"type": "string"},
            "sets": {"type": "array", "items": {"$ref": "#/components/schemas/AnnotatedSet"}},
        },
    },
    "AnnotatedSet": {
        "allOf": [
            {"$ref": "#/components/schemas/AnnotationSet"},
            {
                "type": "object",
                "required": ["items"],
                "properties": {"items": {"type": "array", "items": WEB_ANNOTATION_REF}},
            },
        ]
    },
}


class AnnotationSetSchema(NamedSchema):
    """All annotations that one agent made, in one role, on one text, for one project."""

    project = serializers.CharField()
    article = serializers.CharField()
    text_version = serializers.CharField()
    annotator = serializers.CharField()
    annotator_label = serializers.CharField(help_text="A pseudonym.")
    role = serializers.ChoiceField(SetRole.choices)
    state = serializers.ChoiceField(SetState.choices)
    created = serializers.DateTimeField()
    modified = serializers.DateTimeField()
    annotations = serializers.CharField(help_text="Where they are.")


class NewSetSchema(serializers.Serializer[Any]):
    """What a set is opened with."""

    project = serializers.UUIDField()
    article = serializers.UUIDField(help_text="Its current text is what is annotated.")


class RestorationSchema(serializers.Serializer[Any]):
    """Which version an annotation is to be again."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class AnnotationVersionSchema(serializers.Serializer[Any]):
    """One version of an annotation: what made it, who, when; its content, where it was not deleted by it."""

    version = serializers.IntegerField()
    action = serializers.ChoiceField(RevisionAction.choices)
    at = serializers.DateTimeField()
    by = serializers.CharField()
    by_label = serializers.CharField(help_text="A pseudonym.")
    comment = serializers.CharField()
    annotation = nullable(serializers.DictField, "A Web Annotation without its context.")


class AnnotationVersionsSchema(serializers.Serializer[Any]):
    """The versions of an annotation, the first one first."""

    items = AnnotationVersionSchema(many=True)


class EntityNameSchema(serializers.Serializer[Any]):
    """A name of an entity."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(NameKind.choices)
    language = serializers.CharField()


class EntityIdentifierSchema(serializers.Serializer[Any]):
    """An identifier in an outside authority."""

    scheme = serializers.CharField()
    value = serializers.CharField()


class EntitySchema(NamedSchema):
    """A person, body, place or thing."""

    kind = serializers.ChoiceField(EntityKind.choices)
    label = serializers.CharField()  # type: ignore[assignment]  # a member's name
    description = serializers.CharField()
    version = serializers.IntegerField(min_value=1)
    names = EntityNameSchema(many=True)
    identifiers = EntityIdentifierSchema(many=True)
    merged_into = nullable(serializers.CharField, "The entity it was merged into.")
    stands_for_it = nullable(serializers.CharField, "The entity that stands for it in the end; null: itself.")
    mentions = serializers.IntegerField(min_value=0, help_text="In the sets that you may read.")
    statements = serializers.IntegerField(min_value=0, help_text="It is a source of, in the sets that you may read.")


class ClaimSchema(NamedSchema):
    """A proposition, across articles."""

    text = serializers.CharField()
    topic = serializers.CharField()
    place = nullable(serializers.CharField)
    time = serializers.CharField(help_text="EDTF.")
    version = serializers.IntegerField(min_value=1)
    merged_into = nullable(serializers.CharField)


class StanceSchema(serializers.Serializer[Any]):
    """What a statement does to a claim."""

    statement = serializers.CharField()
    article = serializers.CharField()
    polarity = serializers.ChoiceField(Polarity.choices)
    status = serializers.ChoiceField(ReviewStatus.choices)
    rationale = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class ReadingSchema(serializers.Serializer[Any]):
    """That a text was read for a claim and is silent."""

    article = serializers.CharField()
    text_version = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class RelationSchema(serializers.Serializer[Any]):
    """How claim ``a`` bears on claim ``b``."""

    a = serializers.CharField()
    b = serializers.CharField()
    kind = serializers.ChoiceField(ClaimRelationKind.choices)
    extent = serializers.ChoiceField([("", "not stated"), *Extent.choices])
    status = serializers.ChoiceField(ReviewStatus.choices)
    rationale = serializers.CharField()
    evidence = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class WholeClaimSchema(ClaimSchema):
    """A claim with the judgements on it that you may see."""

    stands_for_it = nullable(serializers.CharField)
    stances = StanceSchema(many=True)
    readings = ReadingSchema(many=True)
    relations = RelationSchema(many=True)


class TagSchema(serializers.Serializer[Any]):
    """A tag of a layer."""

    code = serializers.CharField()
    name = serializers.CharField()
    uri = serializers.CharField()


class LayerSchema(serializers.Serializer[Any]):
    """A layer: its annotations are all mentions or all statements."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(LayerKind.choices)
    name = serializers.CharField()
    tags = TagSchema(many=True)


class ProjectSchema(NamedSchema):
    """What is annotated how."""

    slug = serializers.CharField()
    name = serializers.CharField()
    guidelines = serializers.CharField()
    guidelines_version = serializers.CharField()
    published = serializers.BooleanField()
    layers = LayerSchema(many=True)


class AnnotatedArticleSchema(WholeArticleSchema):
    """An article, with ``?include=annotations`` also the sets on its current text and all that is in them."""

    sets = serializers.ListField(required=False, child=serializers.DictField())
