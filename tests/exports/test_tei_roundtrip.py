"""TEI carries whole dossiers: what is read is what was written, whatever was done to the file's layout."""

import io
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats import tei
from tests.exports.example import BASE_URL, dossier
from tests.exports.examples import many, some
from tests.exports.strategies import dossiers


def read(data: bytes) -> list[Dossier]:
    return list(tei.read(io.BytesIO(data)))


def pretty(data: bytes) -> bytes:
    command = ["xmllint", "--format", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def corpus(articles: list[Dossier], **options: Any) -> bytes:
    stream = io.BytesIO()
    assert tei.write_many(articles, stream, base_url=BASE_URL, **options) == len(articles)
    return stream.getvalue()


@many
@given(dossiers())
def test_tei_gives_back_the_dossier(one: Dossier) -> None:
    assert read(tei.write(one, base_url=BASE_URL)) == [one]


@some
@given(dossiers())
def test_tei_gives_back_the_dossier_after_pretty_printing(one: Dossier) -> None:
    assert read(pretty(tei.write(one, base_url=BASE_URL))) == [one]


@some
@given(dossiers(), dossiers())
def test_tei_corpus_gives_back_its_dossiers_in_order(one: Dossier, other: Dossier) -> None:
    assert read(pretty(corpus([one, other, one]))) == [one, other, one]


@some
@given(dossiers())
def test_tei_is_the_same_for_equal_dossiers(one: Dossier) -> None:
    again = read(tei.write(one, base_url=BASE_URL))[0]
    assert tei.write(again, base_url=BASE_URL) == tei.write(one, base_url=BASE_URL)


@pytest.mark.parametrize("inline", ["names", "rs", "none"])
def test_tei_reading_passes_inline_names_over(inline: tei.Inline) -> None:
    assert read(tei.write(dossier(), base_url=BASE_URL, inline=inline)) == [dossier()]


def test_tei_is_the_same_without_the_profile_check() -> None:
    assert tei.write(dossier(), base_url=BASE_URL, checks=False) == tei.write(dossier(), base_url=BASE_URL)


def test_tei_corpus_of_one_gives_that_one() -> None:
    assert read(corpus([dossier()])) == [dossier()]


def test_tei_corpus_without_articles_is_refused_before_a_byte() -> None:
    stream = io.BytesIO()
    with pytest.raises(ExportError, match=r"^a corpus needs at least one article$"):
        tei.write_many([], stream, base_url=BASE_URL)
    assert stream.getvalue() == b""


def test_tei_corpus_writes_no_byte_of_a_faulty_article() -> None:
    good = dossier()
    bad = replace(good, agents=())
    stream = io.BytesIO()
    with pytest.raises(ExportError, match=r"agent .* is missing"):
        tei.write_many([good, bad], stream, base_url=BASE_URL)
    assert b'<TEI xmlns="http://www.tei-c.org/ns/1.0">' in stream.getvalue()
    assert b"t2." not in stream.getvalue()


def test_tei_corpus_is_read_one_article_at_a_time() -> None:
    """An article is given before the parser has seen the file's end."""
    data = corpus([dossier()] * 20)
    stream = io.BytesIO(data)
    first = next(tei.read(stream))
    assert first == dossier()
    assert stream.tell() < len(data)
