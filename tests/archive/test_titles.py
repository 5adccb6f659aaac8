"""Titles supplied for articles without a headline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extractors.plain_blocks import read_pieces, tile
from archive.records import Block
from archive.titles import MAX_TITLE, supplied_title


def _title(text: str) -> str:
    return supplied_title(text, (Block(start=0, end=len(text), role="paragraph"),))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Talks ended. They failed.", "[Talks ended.]", id="the first sentence"),
        pytest.param("BRUSSELS, April 19 (Reuters) - Talks ended.", "[Talks ended.]", id="without the dateline"),
        pytest.param("\n  Talks\nended early\n", "[Talks ended early]", id="white space folded"),
        pytest.param(
            "The U.S. and Lt. Gen. Roe agreed. Then", "[The U.S. and Lt. Gen. Roe agreed.]", id="abbreviations"
        ),
        pytest.param('"It is over." He left.', '["It is over."]', id="a closing quotation mark"),
        pytest.param("北约秘书长说。俄罗斯", "[北约秘书长说。俄罗斯]", id="a script without spaces"),
        pytest.param(
            "The United States won backing from allies for its planned missile shield system at talks at NATO.",
            "[The United States won backing from allies for its planned missile shield system at…]",
            id="cut at the end of a word",
        ),
        pytest.param("a" * 200, f"[{'a' * 87}…]", id="one word longer than a title"),
        pytest.param("MOSCOW (AP) -", "[MOSCOW (AP) -]", id="nothing but a dateline"),
    ],
)
def test_supplied_title_is_the_first_sentence(text, title):
    assert _title(text) == title


def test_supplied_title_takes_the_first_paragraph():
    text = "...\nA caption\nThe talks ended."
    blocks = (
        Block(start=0, end=4, role="notice"),
        Block(start=4, end=14, role="caption"),
        Block(start=14, end=len(text), role="paragraph"),
    )
    assert supplied_title(text, blocks) == "[The talks ended.]"


def test_supplied_title_takes_other_content_where_there_is_no_paragraph():
    assert supplied_title("Menu\n", (Block(start=0, end=5, role="navigation"),)) == "[Menu]"


def test_supplied_title_of_no_words_says_so():
    assert supplied_title(" ", (Block(start=0, end=1, role="paragraph"),)) == "[…]"


@given(st.text(max_size=300).filter(str.strip))
def test_supplied_title_is_never_longer_than_allowed(text):
    title = supplied_title(text, tile(text, read_pieces(text)))
    assert (len(title) <= MAX_TITLE, title[0], title[-1]) == (True, "[", "]")
