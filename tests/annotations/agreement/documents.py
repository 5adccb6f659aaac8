"""Documents for agreement: short ways to write them, and strategies that make them."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from annotations.agreement import Document, Scope, Unit

LAYER, TAGS = "entities", ("person", "place")
SCOPES = (Scope(), Scope(layer=LAYER), *(Scope(layer=LAYER, tag=tag) for tag in TAGS))


def unit(start: int, end: int, tag: str = "person", *more: tuple[int, int], layer: str = LAYER) -> Unit:
    """Give a unit of one range, or of several."""
    return Unit(layer=layer, tag=tag, ranges=((start, end), *more))


def document(annotators: Mapping[str, Sequence[Unit]], *, tokens: int = 10, key: str = "1") -> Document:
    """Give a document of tokens of one code point each, so that ranges of code points are ranges of tokens."""
    return Document(
        key=key,
        tokens=tuple((place, place + 1) for place in range(tokens)),
        annotators={name: tuple(units) for name, units in annotators.items()},
    )


def units(tokens: int = 30) -> st.SearchStrategy[list[Unit]]:
    """Make units that may overlap, nest and repeat."""
    ranges = st.tuples(st.integers(0, tokens - 1), st.integers(1, 8)).map(lambda one: (one[0], sum(one)))
    made = st.builds(lambda place, tag: unit(*place, tag), ranges, st.sampled_from(TAGS))
    return st.lists(made.filter(lambda one: one.ranges[0][1] <= tokens), max_size=8)


def apart(tokens: int = 30) -> st.SearchStrategy[list[Unit]]:
    """Make units in order that do not overlap."""
    edges = st.lists(st.integers(0, tokens), max_size=10, unique=True).map(sorted)
    tags = st.lists(st.sampled_from(TAGS), min_size=5, max_size=5)
    return st.builds(
        lambda found, names: [
            unit(start, end, tag) for start, end, tag in zip(found[::2], found[1::2], names, strict=False)
        ],
        edges,
        tags,
    )


def corpora() -> st.SearchStrategy[list[Document]]:
    """Make one to three documents, each read by two or three people."""
    readers = st.dictionaries(st.sampled_from("abc"), units(), min_size=2)
    return st.lists(readers, min_size=1, max_size=3).map(
        lambda found: [document(one, tokens=30, key=str(place)) for place, one in enumerate(found)]
    )
