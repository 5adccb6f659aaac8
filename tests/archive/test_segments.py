"""A text with marks as a tree of segments."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.segments import Fragment, Mark, Words, segments, walk


def _outline(nodes) -> str:
    """Give a tree as words, with ``[id`` and ``]`` around fragments and ``…`` where a mark goes on."""
    parts = []
    for kind, node in walk(nodes):
        if kind == "words":
            parts.append(node.text)
        elif kind == "open":
            parts.append(f"[{node.mark.id}{'' if node.first else '…'}:")
        else:
            parts.append("]" if node.last else "…]")
    return "".join(parts)


def _marks(*ranges: tuple[int, int]) -> list[Mark]:
    return [Mark(id="abcdefgh"[index], start=start, end=end) for index, (start, end) in enumerate(ranges)]


@pytest.mark.parametrize(
    ("ranges", "outline"),
    [
        pytest.param([], "0123456789", id="no mark leaves the text as it is"),
        pytest.param([(2, 5)], "01[a:234]56789", id="one mark stands around its words"),
        pytest.param([(2, 5), (5, 7)], "01[a:234][b:56]789", id="marks that touch stay apart"),
        pytest.param([(4, 6), (2, 8)], "01[b:23[a:45]67]89", id="the longer mark is outside"),
        pytest.param([(2, 8), (2, 5)], "01[a:[b:234]567]89", id="of two that begin together the longer is outside"),
        pytest.param([(2, 5), (2, 5)], "01[a:[b:234]]56789", id="of two equal ones the first is outside"),
        pytest.param([(2, 8), (5, 8)], "01[a:234[b:567]]89", id="two that end together nest"),
        pytest.param([(2, 6), (4, 8)], "01[a:23[b:45…]][b…:67]89", id="of two that overlap the later is split"),
        pytest.param(
            [(1, 4), (2, 6), (3, 8)],
            "0[a:1[b:2[c:3…]…]][c…:[b…:45]67]89",
            id="of what goes on after a cut the longer is outside",
        ),
        pytest.param([(0, 10)], "[a:0123456789]", id="a mark on everything"),
        pytest.param([(3, 3)], "0123456789", id="an empty mark is left out"),
        pytest.param([(12, 20)], "0123456789", id="a mark elsewhere is left out"),
    ],
)
def test_segments_nest_and_split(ranges, outline):
    assert _outline(segments("0123456789", start=0, end=10, marks=_marks(*ranges))) == outline


def test_segments_cut_marks_at_the_range():
    assert _outline(segments("0123456789", start=3, end=6, marks=_marks((1, 5), (4, 9)))) == "[a…:3[b:4…]][b…:5…]"


def test_segments_say_where_each_piece_stands():
    mark = Mark(id="a", start=1, end=3, classes=("m", "person"), of="x")
    assert segments("0123", start=0, end=4, marks=[mark]) == (
        Words(0, "0"),
        Fragment(mark, 1, 3, (Words(1, "12"),)),
        Words(3, "3"),
    )


def test_segments_count_code_points():
    text = "a\U0001f600é́b"
    assert _outline(segments(text, start=0, end=len(text), marks=_marks((1, 2)))) == "a[a:\U0001f600]é́b"


def test_segments_hold_a_thousand_nested_marks():
    marks = [Mark(id=str(n), start=0, end=3) for n in range(1000)]
    tree = segments("abc", start=0, end=3, marks=marks)
    assert [node.mark.id for kind, node in walk(tree) if kind == "open"] == [mark.id for mark in marks]


def test_segments_show_a_mark_given_twice_once():
    mark = Mark(id="a", start=0, end=1)
    assert _outline(segments("abc", start=0, end=3, marks=[mark, mark])) == "[a:a]bc"


@st.composite
def marked_texts(draw):
    text = draw(st.text(max_size=30))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    place = st.integers(0, len(text))
    ranges = draw(st.lists(st.tuples(place, place), max_size=8))
    marks = [Mark(id=str(n), start=min(pair), end=max(pair)) for n, pair in enumerate(ranges)]
    return text, start, end, marks


@given(marked_texts())
def test_segments_hold_every_character_once_and_every_mark_whole(case):
    text, start, end, marks = case
    tree = segments(text, start=start, end=end, marks=marks)
    words = [node for kind, node in walk(tree) if kind == "words"]
    assert "".join(node.text for node in words) == text[start:end]
    assert [text[node.start : node.start + len(node.text)] for node in words] == [node.text for node in words]

    pieces = defaultdict(list)
    for kind, node in walk(tree):
        if kind == "open":
            pieces[node.mark.id].append((node.start, node.end))
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        whole = [place for piece in pieces[mark.id] for place in range(*piece)]
        assert whole == list(range(first, last))


@given(marked_texts())
def test_segments_give_each_fragment_the_words_inside_it(case):
    text, start, end, marks = case
    inside: list[list[str]] = [[]]
    for kind, node in walk(segments(text, start=start, end=end, marks=marks)):
        if kind == "open":
            inside.append([])
        elif kind == "words":
            inside[-1].append(node.text)
        else:
            words = "".join(inside.pop())
            assert words == text[node.start : node.end]
            inside[-1].append(words)
