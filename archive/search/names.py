"""From names to ids: completes a tree that the parser made; and from ids to labels, for facets."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from accounts.access import Viewer
from archive.models import Collection as ArchiveCollection
from archive.models import Publisher
from archive.search.contributor import CONTRIBUTORS, Contributor
from archive.search.fields import ARTICLE_FIELDS, FieldSpec
from archive.search.matching import contains, is_whole
from archive.search.results import Label
from archive.search.tree import And, Ids, Name, Node, Not, Or, Within
from archive.selectors.delisting import Withheld


def all_fields() -> dict[str, FieldSpec]:
    """Give every field that a query may name, by name: the archive's and those of other apps."""
    specs = [*ARTICLE_FIELDS, *(spec for contributor in CONTRIBUTORS for spec in contributor.fields)]
    return {spec.name: spec for spec in specs}


def contributor_of(field: str) -> Contributor | None:
    """Give the contributor a field comes from, or None for the archive's own."""
    for contributor in CONTRIBUTORS:
        if any(spec.name == field for spec in contributor.fields):
            return contributor
    return None


def resolve(node: Node, *, viewer: Viewer, withheld: Mapping[str, frozenset[str]] = MappingProxyType({})) -> Node:
    """Give a tree with ids in the place of names; a name that nobody has, or whose ids are withheld, finds nothing."""
    match node:
        case And(nodes):
            return And(tuple(resolve(one, viewer=viewer, withheld=withheld) for one in nodes))
        case Or(nodes):
            return Or(tuple(resolve(one, viewer=viewer, withheld=withheld) for one in nodes))
        case Not(inner):
            return Not(resolve(inner, viewer=viewer, withheld=withheld))
        case Within(kind, inner):
            return Within(kind, resolve(inner, viewer=viewer, withheld=withheld))
        case Name(field, text, _place):
            contributor = contributor_of(field)
            found = contributor.resolve(field, text, viewer=viewer) if contributor else _own(field, text)
            return Ids(field, found - withheld.get(field, frozenset()))
    return node


def withheld_ids(withheld: Withheld) -> dict[str, frozenset[str]]:
    """Give the ids that are not to be known where this is withheld, by field."""
    return {field: ids for one in CONTRIBUTORS for field, ids in one.withheld(withheld).items()}


def labels(field: str, values: Collection[str]) -> Mapping[str, Label]:
    """Give what values of a counted field are called; codes and months are called what they are."""
    contributor = contributor_of(field)
    if contributor:
        return contributor.labels(field, values)
    if field in {"publisher", "agency"}:
        rows: Iterable[tuple[int, str, str]] = Publisher.objects.filter(pk__in=values).values_list("pk", "name", "slug")
    elif field == "collection":
        rows = ArchiveCollection.objects.filter(pk__in=values).values_list("pk", "title", "slug")
    else:
        return {value: Label(value, f'"{value}"' if " " in value else value) for value in values}
    return {str(pk): Label(text, slug) for pk, text, slug in rows}


def best_matches(names: Iterable[tuple[int, str]], typed: str) -> set[int]:
    """Give the keys whose name is what was typed, or where there is none, those whose name has its words."""
    held = list(names)
    whole = {key for key, name in held if is_whole(name, typed)}
    return whole or {key for key, name in held if contains(name, typed)}


def _own(field: str, text: str) -> frozenset[str]:
    """Give the ids of outlets, agencies and collections of a name or slug."""
    if field == "collection":
        rows = list(ArchiveCollection.objects.values_list("pk", "slug", "title"))
    else:
        rows = list(Publisher.objects.values_list("pk", "slug", "name"))
    slugs = {key for key, slug, _name in rows if slug == text}
    return frozenset(map(str, slugs or best_matches(((key, name) for key, _slug, name in rows), text)))
