"""Bytes to text, with the evidence for the charset and what had to be replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ExtractionError
from archive.extractors.plain_decoding import decode
from archive.text import MAX_TEXT_BYTES

ENGLISH = "The minister said – “for the record” – that the café would close."
GERMAN = "Der Außenminister sagte, die Verhandlungen über Rüstung könnten weitergehen."
CZECH = "Ministr zahraničí řekl, že jednání o základně v České republice budou příští týden pokračovat. " * 3
RUSSIAN = "Генеральный секретарь заявил, что система не угрожает России. " * 5
JAPANESE = "外相は来週も協議を続けると述べた。システムは脅威を与えない。" * 3


@pytest.mark.parametrize(
    ("data", "charset", "evidence"),
    [
        pytest.param(b"plain", "us-ascii", "every byte is below 0x80", id="US-ASCII"),
        pytest.param(ENGLISH.encode(), "utf-8", "the bytes are valid UTF-8", id="UTF-8"),
        pytest.param(ENGLISH.encode("utf-8-sig"), "utf-8", "byte order mark EF BB BF", id="UTF-8 with a mark"),
        pytest.param(b"\xff\xfe" + ENGLISH.encode("utf-16le"), "utf-16le", "byte order mark FF FE", id="UTF-16LE"),
        pytest.param(b"\xfe\xff" + ENGLISH.encode("utf-16be"), "utf-16be", "byte order mark FE FF", id="UTF-16BE"),
        pytest.param(
            b"\xff\xfe\x00\x00" + ENGLISH.encode("utf-32le"), "utf-32le", "byte order mark FF FE 00 00", id="UTF-32LE"
        ),
        pytest.param(
            b"\x00\x00\xfe\xff" + ENGLISH.encode("utf-32be"), "utf-32be", "byte order mark 00 00 FE FF", id="UTF-32BE"
        ),
        pytest.param(
            ENGLISH.encode("utf-16le"),
            "utf-16le",
            "no byte order mark, but zero in most second bytes of a pair",
            id="UTF-16LE without a mark",
        ),
        pytest.param(
            ENGLISH.encode("utf-16be"),
            "utf-16be",
            "no byte order mark, but zero in most first bytes of a pair",
            id="UTF-16BE without a mark",
        ),
        pytest.param(
            GERMAN.encode("cp1252"),
            "windows-1252",
            "not UTF-8; as windows-1252 it reads as language de (1.00)",
            id="windows-1252 by its language",
        ),
        pytest.param(
            "‘Yes’ – ‘no’.".encode("cp1252"),
            "windows-1252",
            "not UTF-8; 0 of 5 letters are beyond US-ASCII",
            id="windows-1252 by its few letters beyond US-ASCII",
        ),
    ],
)
def test_decode_says_which_charset_and_why(data, charset, evidence):
    found = decode(data)
    assert (found.charset, found.evidence, found.warnings) == (charset, evidence, ())


@pytest.mark.parametrize(
    ("text", "codec", "charset"),
    [
        pytest.param(CZECH, "cp1250", "windows-1250", id="Czech"),
        pytest.param(RUSSIAN, "cp1251", "windows-1251", id="Russian for Windows"),
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", id="Russian for Unix"),
        pytest.param(JAPANESE, "cp932", "cp932", id="Japanese"),
    ],
)
def test_decode_asks_statistics_last(text, codec, charset):
    found = decode(text.encode(codec))
    assert (found.text, found.charset) == (text, charset)
    assert found.evidence.startswith("charset-normalizer, from the frequencies (disorder ")


@pytest.mark.parametrize(
    ("data", "declared", "charset", "evidence", "warnings"),
    [
        pytest.param(
            RUSSIAN.encode("koi8-r"), "KOI8-R", "koi8-r", "declared as KOI8-R, and every byte fits", (), id="it fits"
        ),
        pytest.param(
            "“a”".encode("cp1252"),
            "iso-8859-1",
            "windows-1252",
            "declared as iso-8859-1, with bytes from 0x80 to 0x9F as windows-1252 has them",
            (),
            id="Latin-1 with typographic marks is windows-1252",
        ),
        pytest.param(
            "\ufeffé".encode(),
            "iso-8859-1",
            "utf-8",
            "byte order mark EF BB BF; declared as iso-8859-1, but the byte order mark says utf-8",
            ("declared as iso-8859-1, but the byte order mark says utf-8",),
            id="a byte order mark is stronger",
        ),
        pytest.param(
            "\ufeffé".encode("utf-16le"), "UTF-16", "utf-16le", "byte order mark FF FE", (), id="a mark of the family"
        ),
        pytest.param(
            GERMAN.encode("cp1252"),
            "utf-8",
            "windows-1252",
            "not UTF-8; as windows-1252 it reads as language de (1.00); "
            "declared as utf-8, but byte 6 does not fit that",
            ("declared as utf-8, but byte 6 does not fit that",),
            id="it does not fit",
        ),
        pytest.param(
            b"plain",
            "x-secret",
            "us-ascii",
            "every byte is below 0x80; declared as x-secret, which is not a charset that is known here",
            ("declared as x-secret, which is not a charset that is known here",),
            id="it is unknown",
        ),
        pytest.param(
            b"plain",
            "rot13",
            "us-ascii",
            "every byte is below 0x80; declared as rot13, which is not a charset that is known here",
            ("declared as rot13, which is not a charset that is known here",),
            id="it is no charset",
        ),
        pytest.param(
            ENGLISH.encode("utf-16be"),
            "utf-16",
            "utf-16be",
            "no byte order mark, but zero in most first bytes of a pair; "
            "declared as utf-16, but there is no byte order mark",
            ("declared as utf-16, but there is no byte order mark",),
            id="its byte order is missing",
        ),
    ],
)
def test_decode_weighs_a_declared_charset(data, declared, charset, evidence, warnings):
    found = decode(data, declared)
    assert (found.charset, found.evidence, found.warnings) == (charset, evidence, warnings)


def test_decode_keeps_a_long_declaration_short_in_its_evidence():
    assert len(decode(b"plain", "x" * 1000).evidence) <= 300


@pytest.mark.parametrize(
    ("data", "text", "warnings"),
    [
        pytest.param(
            "“Straße” – caf".encode() + b"\xc3 end",
            "“Straße” – caf\ufffd end",
            ("bytes that can't be decoded: 1 became U+FFFD, at byte 21",),
            id="a damaged byte in UTF-8",
        ),
        pytest.param(
            b"a long enough line\x00with NUL\x00",
            "a long enough line\ufffdwith NUL\ufffd",
            ("NUL characters: 2 became U+FFFD, at byte 18, 27",),
            id="NUL",
        ),
        pytest.param(
            ("é" * 300 + "\x00" * 25).encode(),
            "é" * 300 + "\ufffd" * 25,
            (
                "NUL characters: 25 became U+FFFD, at byte 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, "
                "611, 612, 613, 614, 615, 616, 617, 618, 619 and 5 more",
            ),
            id="more than are listed",
        ),
        pytest.param(
            b"\xff\xfea\x00\x00\xd8b\x00c\x00d\x00e\x00f\x00g\x00h\x00i\x00j\x00k\x00l\x00m\x00n\x00o\x00p\x00q\x00r\x00s\x00t\x00",
            "a\ufffd\ufffdbcdefghijklmnopqrst",
            ("bytes that can't be decoded: 2 became U+FFFD, at byte 4, 5",),
            id="half a surrogate pair in UTF-16",
        ),
    ],
)
def test_decode_counts_what_it_replaces(data, text, warnings):
    found = decode(data)
    assert (found.text, found.warnings) == (text, warnings)


@pytest.mark.parametrize(
    ("data", "newline", "warnings"),
    [
        pytest.param(b"a\nb\n", "LF", (), id="LF"),
        pytest.param(b"a\r\nb", "CRLF", (), id="CRLF"),
        pytest.param(b"a\rb", "CR", (), id="CR"),
        pytest.param(b"a", "none", (), id="none"),
        pytest.param(
            b"a\r\nb\nc\n",
            "mixed",
            ("the line ends are mixed: 1 CRLF, 2 LF; the text has LF for each",),
            id="mixed",
        ),
    ],
)
def test_decode_tells_the_line_ends(data, newline, warnings):
    found = decode(data)
    assert (found.newline, found.warnings) == (newline, warnings)


def test_decode_keeps_controls_and_white_space():
    text = " \x03 Reuters \x02\u2028had\x1f these in its wire files.\t\n\n"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "The capture is empty: it has no bytes.", id="no bytes"),
        pytest.param(b" \r\n\t", "there is nothing but white space.", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "there is nothing but white space.", id="a byte order mark"),
        pytest.param(b"\x00\x01\x02", "nothing but white space and control characters.", id="controls"),
        pytest.param(b"%PDF-1.7\n...", "The capture is a PDF document, not text", id="a PDF document"),
        pytest.param(b"PK\x03\x04....", "a ZIP archive or office document", id="a ZIP archive"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "The capture is a PNG image, not text", id="an image"),
        pytest.param(b"{\\rtf1 words}", "The capture is an RTF document, not text", id="rich text"),
        pytest.param(b"ab\x00\x01cd\x02ef", "The capture is binary, not text: 3 of 9 characters", id="many controls"),
        pytest.param(bytes(range(256)) * 9, "text in no charset that can be told", id="every byte there is"),
        pytest.param(
            b"a" * (MAX_TEXT_BYTES + 1),
            "The capture has 20000001 bytes; the most that is read as text is 20000000.",
            id="too large",
        ),
    ],
)
def test_decode_refuses_what_is_no_text(data, reason):
    with pytest.raises(ExtractionError) as caught:
        decode(data)
    assert reason in str(caught.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_decode_gives_back_what_was_written(text):
    written = text.replace("\ufffd", "?").removeprefix("\ufeff") or "a"
    if written.strip():
        assert decode(written.encode("utf-8-sig")).text == written


@given(
    st.binary(max_size=200), st.sampled_from(["", "utf-8", "utf-16", "iso-8859-1", "shift_jis", "utf-7", "\x00", "é"])
)
def test_decode_gives_text_or_a_reason(data, declared):
    try:
        text = decode(data, declared).text
    except ExtractionError:
        return
    assert (text.isspace(), "\x00" in text, "\r" in text) == (False, False, False)
