"""Entities and their names."""

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from annotations.models import Entity, EntityIdentifier, EntityName
from annotations.vocabulary import EntityKind, NameKind


class EntityFactory(DjangoModelFactory):
    class Meta:
        model = Entity

    kind = EntityKind.PERSON
    label = Sequence(lambda n: f"Entity {n}")


class EntityNameFactory(DjangoModelFactory):
    class Meta:
        model = EntityName

    entity = SubFactory(EntityFactory)
    name = Sequence(lambda n: f"Name {n}")
    kind = NameKind.VARIANT


class EntityIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = EntityIdentifier

    entity = SubFactory(EntityFactory)
    scheme = "wikidata"
    value = Sequence(lambda n: f"Q{n}")
