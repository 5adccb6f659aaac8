"""JSON-LD carries whole dossiers: what is read is what was written, however the JSON is laid out."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats import jsonld
from tests.exports.example import BASE_URL, dossier
from tests.exports.examples import many, some
from tests.exports.strategies import dossiers


class Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time, whatever is asked for."""

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read(97)


def read(data: bytes) -> list[Dossier]:
    return list(jsonld.read(io.BytesIO(data)))


def graph(articles: list[Dossier]) -> bytes:
    stream = io.BytesIO()
    assert jsonld.write_many(articles, stream, base_url=BASE_URL) == len(articles)
    return stream.getvalue()


def turned(value: Any) -> Any:
    """Give JSON with the members of every object the other way round."""
    if isinstance(value, dict):
        return {name: turned(value[name]) for name in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


@many
@given(dossiers())
def test_jsonld_gives_back_the_dossier(one: Dossier) -> None:
    assert read(jsonld.write(one, base_url=BASE_URL)) == [one]


@some
@given(dossiers(), st.booleans(), st.sampled_from([None, 0, 3]))
def test_jsonld_gives_back_the_dossier_after_it_was_laid_out_otherwise(
    one: Dossier, ascii_only: bool, indent: int | None
) -> None:
    parsed = json.loads(jsonld.write(one, base_url=BASE_URL))
    assert read(json.dumps(turned(parsed), ensure_ascii=ascii_only, indent=indent).encode()) == [one]


@some
@given(dossiers(), dossiers())
def test_jsonld_graph_gives_back_its_dossiers_in_order(one: Dossier, other: Dossier) -> None:
    data = graph([one, other, one])
    assert read(data) == [one, other, one]
    assert read(json.dumps(turned(json.loads(data)), indent=1).encode()) == [one, other, one]


def test_jsonld_is_read_from_a_stream_that_gives_little_at_a_time() -> None:
    assert list(jsonld.read(Trickle(graph([dossier()] * 3)))) == [dossier()] * 3


def test_jsonld_is_the_same_for_equal_dossiers() -> None:
    assert jsonld.write(read(jsonld.write(dossier(), base_url=BASE_URL))[0], base_url=BASE_URL) == jsonld.write(
        dossier(), base_url=BASE_URL
    )


def test_jsonld_is_the_same_without_checks() -> None:
    assert jsonld.write(dossier(), base_url=BASE_URL, checks=False) == jsonld.write(dossier(), base_url=BASE_URL)


def test_jsonld_graph_without_articles_is_refused_before_a_byte() -> None:
    stream = io.BytesIO()
    with pytest.raises(ExportError, match=r"^a graph needs at least one article$"):
        jsonld.write_many([], stream, base_url=BASE_URL)
    assert stream.getvalue() == b""


def test_jsonld_graph_writes_no_byte_of_a_faulty_article() -> None:
    stream = io.BytesIO()
    with pytest.raises(ExportError, match=r"agent .* is missing"):
        jsonld.write_many([dossier(), replace(dossier(), agents=())], stream, base_url=BASE_URL)
    assert stream.getvalue().count(b"schema:NewsArticle") == 1


def test_jsonld_graph_is_read_one_article_at_a_time() -> None:
    """An article is given before the file's end has been read."""
    stream = io.BytesIO(graph([dossier()] * 60))
    assert next(jsonld.read(stream)) == dossier()
    assert stream.tell() < len(stream.getvalue())


def test_jsonld_refuses_a_base_that_no_identifier_starts_with() -> None:
    with pytest.raises(ExportError, match="is no address that identifiers can start with"):
        jsonld.write(dossier(), base_url="not an address")
