"""The golden file: what JSON-LD looks like, member by member in order."""

import json
from pathlib import Path

from exports.formats import jsonld
from tests.exports.example import BASE_URL, dossier

GOLDEN = Path(__file__).parents[1] / "data" / "jsonld" / "article.jsonld"


def test_jsonld_writes_the_golden_file() -> None:
    written = json.loads(jsonld.write(dossier(), base_url=BASE_URL))
    assert json.dumps(written, ensure_ascii=False, indent=1) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_jsonld_reads_the_golden_file() -> None:
    with GOLDEN.open("rb") as stream:
        assert list(jsonld.read(stream, file="article.jsonld")) == [dossier()]


def test_jsonld_golden_file_passes_every_check() -> None:
    assert jsonld.validate_strict(GOLDEN) == []
