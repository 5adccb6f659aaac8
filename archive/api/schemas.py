"""The shapes of the archive's records in JSON, as the OpenAPI document states them."""

from typing import Any

from rest_framework import serializers

from archive.vocabulary import (
    Access,
    ArticleState,
    BlockRole,
    Certainty,
    ChangeAction,
    CollectionLevel,
    EventType,
    Field,
    Outcome,
    PublisherKind,
    RelationKind,
    ValueStatus,
)

Sha256 = serializers.RegexField(r"^[0-9a-f]{64}$", help_text="SHA-256, lower-case hexadecimal.")


def nullable(field: type[serializers.Field[Any, Any, Any, Any]], help_text: str = "") -> Any:
    """Give a field that may be null, and is always there."""
    return field(allow_null=True, help_text=help_text or None)


class NamedSchema(serializers.Serializer[Any]):
    """A record's names: ``id`` for good, ``url`` in this API, ``uuid`` alone."""

    id = serializers.CharField(help_text="The identifier in JSON-LD and TEI; it leads to the record.")
    url = serializers.CharField(help_text="The record in this API.")
    uuid = serializers.UUIDField()


class FaultSchema(serializers.Serializer[Any]):
    """What is wrong with one member of the body, or one parameter of the query."""

    pointer = serializers.CharField(required=False, help_text="JSON Pointer (RFC 6901) of a member of the body.")
    parameter = serializers.CharField(required=False, help_text="Name of a parameter of the query.")
    detail = serializers.CharField()
    start = serializers.IntegerField(
        required=False, help_text="Where the fault begins in the parameter, in code points."
    )
    end = serializers.IntegerField(required=False, help_text="Where it ends, half-open.")


class ProblemSchema(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(required=False)
    errors = FaultSchema(many=True, required=False)  # type: ignore[assignment]  # the member's name is the standard's


class AgentSchema(NamedSchema):
    """Who did something, by pseudonym."""

    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a member's name
    orcid = serializers.CharField()
    version = serializers.CharField()


class PublisherSchema(serializers.Serializer[Any]):
    """An outlet or agency."""

    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(PublisherKind.choices)
    homepage = serializers.CharField()
    authority_uri = serializers.CharField()


class CollectionSchema(serializers.Serializer[Any]):
    """A collection, by ISAD(G)."""

    slug = serializers.CharField()
    title = serializers.CharField()
    level = serializers.ChoiceField(CollectionLevel.choices)


class RightsSchema(serializers.Serializer[Any]):
    """A rights statement."""

    uri = serializers.CharField()
    holder = serializers.CharField()
    note = serializers.CharField()
    quotation_limit = nullable(serializers.IntegerField, "In characters; null: no limit.")


class DateSchema(serializers.Serializer[Any]):
    """The best date that is known, as EDTF, with its earliest and latest day."""

    field = serializers.ChoiceField(Field.choices)
    edtf = serializers.CharField()
    earliest = nullable(serializers.DateField)
    latest = nullable(serializers.DateField)


class ArticleSchema(NamedSchema):
    """An article, as lists have it."""

    reference_code = serializers.CharField()
    title = serializers.CharField(help_text="The printed headline, or a supplied title in square brackets.")
    headline = serializers.CharField()
    byline = serializers.CharField()
    publisher = PublisherSchema(allow_null=True)
    agency = PublisherSchema(allow_null=True)
    place = serializers.CharField()
    language = serializers.CharField()
    date = DateSchema(allow_null=True)
    collection = CollectionSchema(allow_null=True)
    rights = RightsSchema(allow_null=True)
    access = serializers.ChoiceField(Access.choices)
    state = serializers.ChoiceField(ArticleState.choices)
    embargo_until = nullable(serializers.DateTimeField)
    version = serializers.IntegerField(min_value=1)
    created = serializers.DateTimeField()
    modified = serializers.DateTimeField()


class BlockSchema(serializers.Serializer[Any]):
    """A piece ``[start, end)`` of the text; blocks tile it."""

    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)
    role = serializers.ChoiceField(BlockRole.choices)
    xpath = serializers.CharField()


class TextVersionSchema(NamedSchema):
    """One immutable text; offsets count its code points."""

    number = serializers.IntegerField(min_value=1)
    current = serializers.BooleanField()
    sha256 = Sha256
    length = serializers.IntegerField(min_value=0, help_text="In code points.")
    extractor = serializers.CharField()
    extractor_version = serializers.CharField()
    created = serializers.DateTimeField()
    capture = serializers.CharField(help_text="The capture it was made from, in this API.")


class WholeTextVersionSchema(TextVersionSchema):
    """A text version with its words and blocks."""

    text = serializers.CharField(trim_whitespace=False)
    blocks = BlockSchema(many=True)


class EvidenceSchema(serializers.Serializer[Any]):
    """Where a value stands: a span of a text version, or a locator into the capture."""

    text_version = nullable(serializers.IntegerField, "Its number.")
    start = nullable(serializers.IntegerField)
    end = nullable(serializers.IntegerField)
    exact = serializers.CharField()
    locator = serializers.CharField()


class FieldValueSchema(serializers.Serializer[Any]):
    """One value of a descriptive field, current or superseded."""

    uuid = serializers.UUIDField()
    field = serializers.ChoiceField(Field.choices)
    value = serializers.CharField()
    status = serializers.ChoiceField(ValueStatus.choices)
    certainty = serializers.ChoiceField([("", "not stated"), *Certainty.choices])
    edtf = serializers.CharField()
    earliest = nullable(serializers.DateField)
    latest = nullable(serializers.DateField)
    evidence = EvidenceSchema(allow_null=True)
    note = serializers.CharField()
    agent = serializers.CharField(help_text="Who says so, in this API.")
    at = serializers.DateTimeField()
    current = serializers.BooleanField()
    supersedes = nullable(serializers.UUIDField)


class EventSchema(serializers.Serializer[Any]):
    """A preservation event (PREMIS 3.0)."""

    uuid = serializers.UUIDField()
    type = serializers.ChoiceField(EventType.choices)
    at = serializers.DateTimeField()
    agent = serializers.CharField(help_text="Who did it, in this API.")
    outcome = serializers.ChoiceField(Outcome.choices)
    detail = serializers.CharField()
    objects = serializers.ListField(child=serializers.CharField())


class BlobSchema(serializers.Serializer[Any]):
    """Bytes as received; ``bytes`` leads to them where you may have them."""

    sha256 = Sha256
    url = serializers.CharField()
    size = serializers.IntegerField(min_value=0)
    held = serializers.BooleanField(help_text="No: the record came from a format that carries no bytes.")
    bytes = nullable(serializers.CharField, "Null: the rights do not let you have them.")


class AccessionSchema(serializers.Serializer[Any]):
    """The act of taking in that brought a capture."""

    number = serializers.CharField()
    acquired_from = serializers.CharField()
    received_at = serializers.DateTimeField()
    reader = serializers.CharField()


class CaptureSchema(NamedSchema):
    """One acquisition of a blob."""

    blob = serializers.CharField(help_text="Its bytes' record, in this API.")
    sha256 = Sha256
    size = serializers.IntegerField(min_value=0)
    media_type = serializers.CharField()
    charset = serializers.CharField()
    charset_evidence = serializers.CharField()
    newline = serializers.CharField()
    file_name = serializers.CharField()
    source_uri = serializers.CharField()
    captured_at = nullable(serializers.DateTimeField)
    accession = AccessionSchema()


class PlacedCaptureSchema(CaptureSchema):
    """A capture of an article, and where in it the article stands."""

    locator = serializers.CharField(help_text="Empty: the article is all of it.")


class RelatedArticleSchema(NamedSchema):
    """An article that is related to another."""

    reference_code = serializers.CharField()
    title = serializers.CharField()


class ArticleRelationSchema(serializers.Serializer[Any]):
    """That a person said how two articles belong together."""

    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(RelationKind.choices)
    score = serializers.FloatField(min_value=0, max_value=1, help_text="How sure the method was.")
    method = serializers.CharField(help_text="How the relation was found.")
    at = serializers.DateTimeField()
    words = serializers.ListField(child=serializers.CharField(), help_text="Shared passages, the longest first.")
    article = RelatedArticleSchema()


class WholeArticleSchema(ArticleSchema):
    """An article with its current text, captures, values and events."""

    text = WholeTextVersionSchema()
    captures = PlacedCaptureSchema(many=True)
    values = FieldValueSchema(many=True)
    events = EventSchema(many=True)


class ChangeSchema(serializers.Serializer[Any]):
    """That a record changed; ``withdrawn`` is all that is said of one that you may no longer see."""

    cursor = serializers.CharField(help_text="Stands behind this line: `after` takes it.")
    kind = serializers.CharField(help_text="article, annotationset, annotation, entity or claim.")
    uuid = serializers.UUIDField()
    url = nullable(serializers.CharField, "The record in this API; null where it is withdrawn.")
    action = serializers.ChoiceField(ChangeAction.choices)
    at = serializers.DateTimeField()


class ChangesSchema(serializers.Serializer[Any]):
    """Lines of the change feed, oldest first."""

    items = ChangeSchema(many=True)
    next = serializers.CharField(help_text="Where to go on, now or later.")
    more = serializers.BooleanField(help_text="Whether there is more at this moment.")
