"""The shapes of what a search finds."""

from typing import Any

from rest_framework import serializers

from archive.api.schemas import NamedSchema


class PieceSchema(serializers.Serializer[Any]):
    """A piece of a snippet."""

    text = serializers.CharField(trim_whitespace=False)
    marked = serializers.BooleanField(help_text="Whether it is what was searched for.")


class HitSchema(NamedSchema):
    """An article or annotation that was found; the last five members are an annotation's."""

    kind = serializers.ChoiceField([("article", "article"), ("annotation", "annotation")])
    article = serializers.CharField(help_text="The article, in this API.")
    reference_code = serializers.CharField()
    title = serializers.CharField(help_text="The printed headline, or a supplied title in square brackets.")
    publisher = serializers.CharField()
    agency = serializers.CharField()
    date = serializers.CharField(help_text="EDTF; empty: none is known.")
    date_field = serializers.CharField(help_text="Which date it is.")
    score = serializers.FloatField()
    snippet = PieceSchema(many=True, help_text="Empty where the rights leave nothing to quote.")
    annotation_kind = serializers.ChoiceField([("mention", "mention"), ("statement", "statement")], required=False)
    annotator = serializers.CharField(required=False)
    curated = serializers.BooleanField(required=False)
    start = serializers.IntegerField(required=False)
    end = serializers.IntegerField(required=False)


class FacetValueSchema(serializers.Serializer[Any]):
    """A value of a facet; ``query`` added to the query narrows down to it."""

    value = serializers.CharField()
    count = serializers.IntegerField(min_value=1)
    query = serializers.CharField()


class FacetSchema(serializers.Serializer[Any]):
    """The commonest values of a field among what was found."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a member's name
    values = FacetValueSchema(many=True)


class SearchSchema(serializers.Serializer[Any]):
    """A page of what was found, best first."""

    query = serializers.CharField()
    total = serializers.IntegerField(min_value=0)
    offset = serializers.IntegerField(min_value=0)
    items = HitSchema(many=True)
    next = serializers.CharField(allow_null=True, help_text="The next page; null: none.")
    facets = FacetSchema(many=True)
    from_database = serializers.BooleanField(help_text="The index could not answer: slower, and just as right.")
