"""Evaluating extraction: figures that a better or worse reading changes."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive.evaluation import f1
from tests.archive.extractors.test_html import PAGE, PARAGRAPHS


@pytest.fixture
def pages(tmp_path):
    for name, expected in (("good", PARAGRAPHS), ("odd", ["Nothing of this stands on the page at all, not a word."])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.html").write_text(PAGE)
        (tmp_path / name / "expected.html").write_text("".join(f"<p>{one}</p>" for one in expected))
    metadata = {"byline": "jane roe", "siteName": "The Daily Tunnel", "publishedTime": "2007-04-23T11:00:00Z"}
    (tmp_path / "good" / "expected-metadata.json").write_text(json.dumps(metadata))
    return tmp_path


def test_figures_are_those_of_the_pages(pages, capsys):
    call_command("evaluate", "extraction", str(pages), "--json")
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert 0.4 < figures.pop("f1") < 0.5
    assert 0.4 < figures.pop("f1_trafilatura") <= 0.5
    assert [row["page"] for row in figures.pop("worse")] in ([], ["good"])
    assert figures == {"pages": 2, "byline_found": "1 of 1", "published_found": "1 of 1", "publisher_found": "0 of 1"}


def test_f1_is_that_of_shingles():
    assert f1("a b c d e", "A, b; c d e!") == 1
    assert f1("a b c d e", "a b c d x") == pytest.approx(0.5)
    assert f1("a b c d", "e f g h") == 0
    assert f1("a b", "a b") == 1
    assert f1("a b", "a c") == 0


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no folder with source.html"):
        call_command("evaluate", "extraction", str(tmp_path))
