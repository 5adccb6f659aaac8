"""Where names stand, and texts without them: as long as before, and without a word of the name."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import words
from archive.withholding import BLOCK, NOTHING, Withholding

MASK = Withholding(["Zora Qvist", "Qvist", "Zoé-Nowák"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    title: str
    size: int
    parts: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Zora Qvist said so.", "██████████ said so."),
        ("ZORA\nQVIST said so.", "██████████ said so."),
        ("Mr Qvist’s boat", "Mr █████’s boat"),
        ("Zora said so to Qvister.", "Zora said so to Qvister."),
        ("zoe nowak, a name without its accents", "█████████, a name without its accents"),
        ("Zora Qvist-Qvist", "██████████-█████"),
        ("", ""),
    ],
)
def test_names_are_blotted_out_whole(text: str, without: str):
    assert MASK.text(text) == without


@given(
    st.text(alphabet="ab é\n.-", max_size=40), st.lists(st.text(alphabet="abé ", min_size=1, max_size=5), max_size=3)
)
def test_no_name_is_left_and_no_offset_moves(text: str, names: list[str]):
    mask = Withholding(names)
    without = mask.text(text)
    assert len(without) == len(text)
    assert not mask.within(without)
    assert [one for one, other in zip(text, without, strict=True) if other != BLOCK] == [
        other for other in without if other != BLOCK
    ]
    assert mask.within(text) == (without != text)
    assert bool(mask) == any(map(words, names))


@pytest.mark.parametrize(
    ("text", "at_end", "without"),
    [
        ("as was said by Zora Qvi", True, "as was said by ████████"),
        ("as was said by Zora", True, "as was said by ████"),
        ("as was said by Zo", True, "as was said by Zo"),
        ("vist said so", False, "████ said so"),
        ("Qvist said so", False, "█████ said so"),
        ("or nobody", False, "or nobody"),
        ("nothing of it", True, "nothing of it"),
    ],
)
def test_names_that_an_edge_cuts_are_known_again(text: str, at_end: bool, without: str):
    assert MASK.cut(text, at_end=at_end) == without


def test_records_are_taken_apart_however_deep():
    kept = Kept(title="Qvist sails", size=3, parts=("Zora", "by Qvist"))
    assert MASK.record(kept) == Kept(title="█████ sails", size=3, parts=("Zora", "by █████"))
    data = {"a": [{"prefix": "so said Zora Qv", "exact": "Qvist"}], "n": 1, "none": None}
    assert MASK.record(data) == {"a": [{"prefix": "so said ███████", "exact": "█████"}], "n": 1, "none": None}
    assert NOTHING.record(kept) == kept
