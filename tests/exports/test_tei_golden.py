"""The golden file: what TEI looks like, byte for byte."""

import io
from pathlib import Path

import pytest
from lxml import etree

from exports.formats import tei
from tests.exports.example import BASE_URL, dossier

GOLDEN = Path(__file__).parents[1] / "data" / "tei" / "article.xml"


def test_tei_writes_the_golden_file() -> None:
    assert tei.write(dossier(), base_url=BASE_URL).decode() == GOLDEN.read_text(encoding="utf-8")


def test_tei_reads_the_golden_file() -> None:
    with GOLDEN.open("rb") as stream:
        assert list(tei.read(stream, file="article.xml")) == [dossier()]


@pytest.mark.usefixtures("tei_all")
def test_tei_golden_file_passes_every_check() -> None:
    assert tei.validate_strict(GOLDEN) == []


def test_tei_golden_file_may_have_other_encodings_comments_and_instructions() -> None:
    text = GOLDEN.read_text(encoding="utf-8").replace("encoding='UTF-8'", "encoding='UTF-16'")
    text = text.replace("Shield talks", "Shield<!-- a comment --> <?an instruction?>talks").replace(
        "<body>", "<![CDATA[\n]]><body>"
    )
    assert list(tei.read(io.BytesIO(text.encode("utf-16")))) == [dossier()]


def test_tei_title_is_the_headline() -> None:
    root = etree.parse(GOLDEN)
    found = root.xpath("string(//tei:titleStmt/tei:title)", namespaces={"tei": "http://www.tei-c.org/ns/1.0"})
    assert found == "Shield talks end"
