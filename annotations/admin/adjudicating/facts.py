"""What versions say of their words, named and in words, and where they say something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from annotations.adjudicating import Case, Version
from annotations.drafts import SourceDraft, StatementDraft
from annotations.models import Entity, Project
from annotations.vocabulary import Attribution, Factuality, SourceKind, SourceRole
from archive.vocabulary import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What codes are called: layers, tags by (layer, tag) with their colours; and entities by uuid."""

    layers: Mapping[str, str]
    tags: Mapping[tuple[str, str], tuple[str, str]]
    entities: Mapping[UUID, Entity]

    def entity(self, uuid: UUID | None) -> str:
        if uuid is None:
            return ""
        return self.entities[uuid].label if uuid in self.entities else gettext("an entity that is gone")


def names_of(project: Project, entities: Mapping[UUID, Entity]) -> Names:
    """Give the names of a project's codes; two queries."""
    layers = list(project.layers.prefetch_related("tags"))
    return Names(
        layers={layer.code: layer.name for layer in layers},
        tags={(layer.code, tag.code): (tag.name, tag.colour) for layer in layers for tag in layer.tags.all()},
        entities=entities,
    )


class Facts:
    """What the versions of a case say: named alike, so that they can be held against each other."""

    def __init__(self, case: Case, names: Names) -> None:
        self._names = names
        self._said = {version.annotation: dict(self._facts(version)) for version in case.versions.values()}
        self._shown = [
            name
            for name in dict.fromkeys(name for said in self._said.values() for name in said)
            if any(said.get(name) for said in self._said.values())
        ]

    def of(self, version: Version) -> Iterator[tuple[str, str, bool]]:
        """Give (name, value, whether another version says something else) of each fact that any version has."""
        for name in self._shown:
            values = {said.get(name, "") for said in self._said.values()}
            yield name, self._said[version.annotation].get(name, "") or "–", len(values) > 1

    def colour(self, version: Version) -> str:
        """Give the name of the colour of a mention's tag."""
        mention = version.draft.mention
        return self._names.tags.get((version.draft.layer, mention.tag), ("", ""))[1] if mention else "statement"

    def _facts(self, version: Version) -> Iterator[tuple[str, str]]:
        mention, statement = version.draft.mention, version.draft.statement
        if mention:
            yield gettext("Tag"), self._names.tags.get((version.draft.layer, mention.tag), (mention.tag, ""))[0]
            yield gettext("Stands for"), self._names.entity(mention.entity)
            yield gettext("Certainty"), _label(Certainty, mention.certainty)
        if statement:
            yield from self._statement(version, statement)

    def _statement(self, version: Version, statement: StatementDraft) -> Iterator[tuple[str, str]]:
        words = {(span.role, span.order): " ".join(span.exact.split()) for span in version.draft.spans}
        for number, source in enumerate(statement.sources, start=1):
            yield gettext("Source %d") % number, self._source(source, words)
        yield gettext("Cue"), " … ".join(exact for (role, _order), exact in sorted(words.items()) if role == "cue")
        yield gettext("Attribution"), _label(Attribution, statement.attribution)
        yield gettext("Factuality"), _label(Factuality, statement.factuality)
        yield gettext("Said"), statement.said
        yield gettext("Occasion"), statement.occasion
        yield gettext("Nested"), gettext("in another statement") if statement.parent else ""

    def _source(self, source: SourceDraft, words: Mapping[tuple[str, int], str]) -> str:
        """Give a source: who, as what, for whom, and the words that name it."""
        named = self._names.entity(source.entity) or source.description
        printed = words.get(source.span, "") if source.span else ""
        who = named or printed or _label(SourceKind, source.kind)
        parts = [who, _label(SourceRole, source.role), _label(SourceKind, source.kind)]
        if source.speaks_for:
            parts.append(gettext("for %s") % self._names.entity(source.speaks_for))
        if printed and printed != who:
            parts.append(f"“{printed}”")
        return " · ".join(dict.fromkeys(filter(None, parts)))


def _label(choices: "type[Attribution | Certainty | Factuality | SourceKind | SourceRole]", value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
