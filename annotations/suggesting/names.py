"""Names of the authority file in a text: longest first, whole words only (Aho and Corasick, CACM 18, 1975)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from annotations.suggesting.records import KnownName, Named, Range

#: A name of fewer letters is taken only as it is written: “Us” is not “US”.
_SHORT = 4

#: Characters that stand for one another, one to one, so that offsets stay: line ends, no-break spaces, apostrophes.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\n\r\t\f\v\u00a0\u2007\u2009\u202f", " "),
        "\u2019": "'",
        "\u2018": "'",
        "\u2010": "-",
        "\u2011": "-",
    }
)


def find_names(text: str, *, within: Sequence[Range], names: Iterable[KnownName]) -> list[Named]:
    """Give the names that stand in these ranges of a text, in order, none overlapping another.

    A name counts as it is written, and in capitals; a person's last name alone counts where the whole name stands in
    the text, too. Where several entities share a name, the one that was linked most is meant; where they are even, the
    kind is given and the entity left open. Names of offices are taken only where they belong to one entity.
    """
    plain = text.translate(_ALIKE)
    known = _by_name(names)
    whole = _search(plain, known, within)
    last = _last_names(whole, known)
    found = whole + _search(plain, last, within, taken=whole, sure=False)
    return sorted(found, key=lambda one: one.start)


def _by_name(names: Iterable[KnownName]) -> dict[str, list[KnownName]]:
    """Give names by the words that are looked for."""
    known: defaultdict[str, list[KnownName]] = defaultdict(list)
    for name in names:
        words = " ".join(name.name.translate(_ALIKE).split())
        if len(words) < 2 or (name.role and words == words.lower()):
            continue
        known[words].append(name)
        if len(words) >= _SHORT:
            # In capitals, as in headlines; and an acronym as British papers write it: Nato.
            known[words.capitalize() if words.isupper() else words.upper()].append(name)
    return {words: found for words, found in known.items() if not _is_vague(found)}


def _is_vague(found: Sequence[KnownName]) -> bool:
    return any(one.role for one in found) and len({one.entity for one in found}) > 1


def _search(
    plain: str,
    known: Mapping[str, Sequence[KnownName]],
    within: Sequence[Range],
    *,
    taken: Sequence[Named] = (),
    sure: bool = True,
) -> list[Named]:
    """Give the longest names of each place that cross nothing that is taken."""
    patterns = list(known)
    if not patterns:
        return []
    automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)
    places = [(start, end, index) for index, start, end in automaton.find_matches_as_indexes(plain, overlapping=True)]
    places.sort(key=lambda place: (place[0] - place[1], place[0]))
    used = bytearray(len(plain))
    for one in taken:
        used[one.start : one.end] = b"\1" * (one.end - one.start)
    chosen: list[Named] = []
    for start, end, index in places:
        if not _is_word(plain, start, end) or not _is_inside(start, end, within):
            continue
        if any(used[start:end]):
            continue
        used[start:end] = b"\1" * (end - start)
        chosen.append(_named(start, end, known[patterns[index]], sure=sure))
    return chosen


def _named(start: int, end: int, meant: Sequence[KnownName], *, sure: bool) -> Named:
    """Give who is meant by a name: who was linked most, if there is one such."""
    ranked = sorted({one.entity: one for one in meant}.values(), key=lambda one: -one.weight)
    clear = len(ranked) == 1 or ranked[0].weight > ranked[1].weight
    return Named(
        start=start, end=end, kind=ranked[0].kind, entity=ranked[0].entity if clear else None, sure=sure and clear
    )


def _last_names(found: Iterable[Named], known: Mapping[str, Sequence[KnownName]]) -> dict[str, list[KnownName]]:
    """Give the last names of persons whose whole name was found; those that are names already are left out."""
    persons = {one.entity for one in found if one.kind == "person" and one.entity is not None}
    last: defaultdict[str, list[KnownName]] = defaultdict(list)
    for words, names in known.items():
        for name in names:
            parts = words.split(" ")
            if name.entity in persons and not name.role and len(parts) > 1 and len(parts[-1]) >= _SHORT:
                last[parts[-1]].append(name)
    return {words: names for words, names in last.items() if words not in known}


def _is_word(plain: str, start: int, end: int) -> bool:
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (before.isalnum() and plain[start].isalnum()) and not (after.isalnum() and plain[end - 1].isalnum())


def _is_inside(start: int, end: int, within: Sequence[Range]) -> bool:
    return any(first <= start and end <= last for first, last in within)
