"""Shapes of answers that hold several records."""

from typing import Any

from rest_framework import serializers


def page_of(item: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """Give the shape of a page of a list: ``items``, and ``next`` where there are more."""
    return _shape(item, "Page", next=serializers.CharField(allow_null=True, help_text="The next page; null: none."))


def items_of(item: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """Give the shape of a list that is given whole."""
    return _shape(item, "List")


def _shape(
    item: type[serializers.Serializer[Any]], kind: str, **more: serializers.Field[Any, Any, Any, Any]
) -> serializers.Serializer[Any]:
    name = item.__name__.removesuffix("Schema")
    members = {"items": item(many=True), **more, "__doc__": f"{kind} of {name}."}
    base: Any = serializers.Serializer
    made: serializers.Serializer[Any] = type(base)(f"{name}{kind}Schema", (base,), members)()
    return made
