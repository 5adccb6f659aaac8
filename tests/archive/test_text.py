"""Digests, normalisation, and code points as bytes and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidValueError
from archive.text import (
    ByteMap,
    Replacement,
    bytes_digest,
    context,
    decode_marked,
    normalise,
    text_digest,
    trimmed,
)

CHARSETS = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "gb18030"]

#: Text with what moves offsets: line ends of all kinds, NUL, marks, no-break spaces, letters of one to four bytes.
texts = st.text(
    st.sampled_from("a b\r\n\x00\x03\u00a0\u0301é\ufeff漢😀\u2028") | st.characters(codec="utf-8"), max_size=30
)


def test_text_digest_is_that_of_the_utf_8_bytes():
    assert text_digest("Straße\n") == bytes_digest("Straße\n".encode())


def test_bytes_digest_is_sha_256_in_hexadecimal():
    assert bytes_digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("decoded", "text"),
    [
        pytest.param("\ufeffa\ufeff", "a\ufeff", id="only a leading byte order mark goes"),
        pytest.param("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne", id="line ends become LF"),
        pytest.param("a\x00b", "a\ufffdb", id="NUL becomes U+FFFD"),
        pytest.param("a\ud83db\udc80", "a\ufffdb\ufffd", id="lone surrogates become U+FFFD"),
        pytest.param(" \x03e\u0301\u00a0\t ", " \x03e\u0301\u00a0\t ", id="nothing else changes"),
    ],
)
def test_normalise_changes_what_can_not_be_kept(decoded, text):
    assert normalise(decoded) == text


def test_decode_marked_marks_each_bad_byte():
    assert decode_marked(b"caf\xe9 \xf0\x9f\x98", "utf-8") == "caf\udc80 \udc80\udc80\udc80"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(0, 9, (2, 6), id="white space on both sides goes"),
        pytest.param(2, 6, (2, 6), id="words stay"),
        pytest.param(6, 9, (6, 6), id="white space alone is empty at its start"),
        pytest.param(4, 4, (4, 4), id="an empty range stays"),
    ],
)
def test_trimmed_leaves_out_white_space_around_words(start, end, expected):
    assert trimmed(" \na\u00a0bc\n \u00a0", start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        pytest.param(-1, 2, "start", id="before the text"),
        pytest.param(1, 4, "end", id="after the text"),
        pytest.param(2, 1, "end", id="backwards"),
        pytest.param(4, 4, "start", id="beginning after the text"),
    ],
)
def test_ranges_outside_are_refused(start, end, field):
    for call in (lambda: trimmed("abc", start, end), lambda: context("abc", start, end)):
        with pytest.raises(InvalidValueError) as caught:
            call()
        assert caught.value.field == field


def test_context_gives_what_stands_on_both_sides():
    assert context("0123456789", 4, 6, size=3) == ("123", "678")


def test_context_is_shorter_at_the_ends():
    assert context("😀word!", 1, 5) == ("😀", "!")


def test_byte_map_counts_bytes_of_each_character():
    data = "\ufeffé漢\r\n😀\x00a".encode()
    found = ByteMap(data, "utf-8")
    assert found.text == "é漢\n😀\ufffda"
    assert [found.to_bytes(index, index + 1) for index in range(6)] == [
        (3, 5),
        (5, 8),
        (8, 10),
        (10, 14),
        (14, 15),
        (15, 16),
    ]


def test_byte_map_says_where_characters_were_replaced():
    assert ByteMap(b"a\x00\r\n\xff\xfeb", "utf-8").replaced == (
        Replacement(1, is_nul=True),
        Replacement(4, is_nul=False),
        Replacement(5, is_nul=False),
    )


def test_byte_map_knows_charsets_of_one_byte():
    assert ByteMap("“naïve”".encode("cp1252"), "windows-1252").to_bytes(1, 6) == (1, 6)


@pytest.mark.parametrize("charset", ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"])
def test_byte_map_knows_charsets_of_several_bytes(charset):
    data = "NATO 中\r\n大a".encode(charset)
    assert ByteMap(data, charset).to_bytes(5, 9) == (5, len(data))


@pytest.mark.parametrize("byte", [0, 2, 4, 6, 9], ids="byte {}".format)
def test_byte_map_refuses_bytes_inside_a_character(byte):
    with pytest.raises(InvalidValueError):
        ByteMap("\ufeffé漢\r\n".encode(), "utf-8").to_characters(byte, 10)


@pytest.mark.parametrize(("start", "end"), [(0, 4), (-1, 1), (2, 1)])
def test_byte_map_refuses_ranges_outside(start, end):
    found = ByteMap(b"abc", "ascii")
    for call in (found.to_bytes, found.to_characters):
        with pytest.raises(InvalidValueError):
            call(start, end)


@given(text=texts, charset=st.sampled_from(CHARSETS), bounds=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_byte_map_leads_there_and_back(text, charset, bounds):
    found = ByteMap(text.encode(charset), charset)
    start, end = sorted(min(bound, len(found.text)) for bound in bounds)
    assert found.to_characters(*found.to_bytes(start, end)) == (start, end)


@given(text=texts, charset=st.sampled_from(CHARSETS))
def test_byte_map_gives_each_character_its_own_bytes(text, charset):
    data = text.encode(charset)
    found = ByteMap(data, charset)
    for index, character in enumerate(found.text):
        start, end = found.to_bytes(index, index + 1)
        printed = decode_marked(data[start:end], charset)
        assert character == ("\ufeff" if printed == "\ufeff" else normalise(printed))


@given(data=st.binary(max_size=40), charset=st.sampled_from(["utf-8", "utf-16le", "cp1252", "ascii"]))
def test_byte_map_covers_damaged_bytes(data, charset):
    found = ByteMap(data, charset)
    places = [found.to_bytes(index, index)[0] for index in range(len(found.text) + 1)]
    assert places == sorted(set(places))
    assert places[-1] == len(data)
