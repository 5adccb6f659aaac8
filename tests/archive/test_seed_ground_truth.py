"""The five seeds: what the rules find and what the manifest supplies, held against facts noted by reading."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive.evidence import find_quote, resolve
from archive.extractors import EXTRACTORS
from archive.readers import READERS
from archive.records import ArticleRecord, ExtractedText, FoundValue
from archive.text import ByteMap, bytes_digest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
TRUTH = json.loads((ROOT / "tests" / "data" / "ground-truth.json").read_text(encoding="utf-8"))
FACTS: dict[str, dict[str, Any]] = {facts["seed"]: facts for facts in TRUTH["seeds"]}
FIELDS = (
    *("headline", "byline", "publisher", "agency", "dateline_place", "event_date", "dateline_date"),
    *("published", "modified", "captured", "language"),
)
ROLE_OF_KIND = {
    "truncation-marker": "notice",
    "ssi-error": "error",
    "masthead": "masthead",
    "navigation": "navigation",
    "section-label": "navigation",
    "timestamp": "timestamp",
    "image-alt": "image-alt",
    "related-link": "teaser",
    "related-link-date": "teaser",
    "disclaimer": "notice",
    "teaser": "teaser",
}
CHARSETS = {"US-ASCII": "us-ascii", "UTF-8": "utf-8"}


@cache
def _record(seed: str) -> ArticleRecord:
    records = READERS["plain"].read([SEEDS], manifest=SEEDS / "manifest.json")
    return next(record for record in records if isinstance(record, ArticleRecord) and record.file_name[:3] == seed)


@cache
def _extracted(seed: str) -> ExtractedText:
    return EXTRACTORS["plain"].extract(_record(seed).data)


def _found(seed: str) -> dict[str, FoundValue]:
    return {value.field: value for value in _extracted(seed).values}


def _supplied(seed: str) -> dict[str, FoundValue]:
    return {value.field: value for value in _record(seed).supplied.values}


def _line_roles(seed: str) -> dict[int, str]:
    """Give the role of every line that is not blank, by its number, as the rules have it."""
    extracted = _extracted(seed)
    roles = {}
    start = 0
    for number, line in enumerate(extracted.text.split("\n"), start=1):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            roles[number] = next(block.role for block in extracted.blocks if block.start <= first < block.end)
        start += len(line) + 1
    return roles


def _facts_of(*found_by: str) -> list[Any]:
    verb = {"rule": "is found", "either": "is found or supplied", "curator": "is supplied"}
    return [
        pytest.param(seed, field, id=f"{seed}: {field} {verb[found_by[0]]}")
        for seed, facts in FACTS.items()
        for field in FIELDS
        if facts[field]["found_by"] in found_by
    ]


def _span(fact: dict[str, Any]) -> tuple[int | None, int | None]:
    evidence = fact.get("evidence", {})
    return evidence.get("char_start"), evidence.get("char_end")


@pytest.mark.parametrize("seed", FACTS)
def test_seed_is_kept_byte_for_byte(seed):
    facts, record = FACTS[seed], _record(seed)
    assert (record.file_name, bytes_digest(record.data), len(record.data)) == (
        facts["file"],
        facts["sha256"],
        facts["bytes"],
    )


def test_readme_lists_the_digests():
    printed = re.findall(r"`([0-9a-f]{64})`", (SEEDS / "README.md").read_text(encoding="utf-8"))
    assert printed == [facts["sha256"] for facts in FACTS.values()]


@pytest.mark.parametrize("seed", FACTS)
def test_seed_is_decoded_without_a_change(seed):
    facts, extracted = FACTS[seed], _extracted(seed)
    assert (extracted.charset, extracted.newline, extracted.warnings) == (
        CHARSETS[facts["encoding"]],
        facts["newline"],
        (),
    )
    assert (len(extracted.text), extracted.text.encode()) == (facts["chars"], _record(seed).data)


@pytest.mark.parametrize(("seed", "field"), _facts_of("rule", "either"))
def test_rules_find_exactly_what_is_printed(seed, field):
    fact, found = FACTS[seed][field], _found(seed).get(field)
    if fact.get("status") == "not-stated":
        assert found is None
        return
    edtf = fact.get("edtf_from_text_alone", fact.get("edtf", ""))
    value = fact.get("value_from_text_alone", fact.get("edtf_from_text_alone", fact["value"])) or ""
    certainty = fact.get("certainty", "")
    assert (found.value, found.edtf, found.status, found.certainty) == (value, edtf, fact["status"], certainty)
    assert (found.start, found.end) == _span(fact)


@pytest.mark.parametrize(("seed", "field"), _facts_of("curator"))
def test_rules_do_not_invent_what_a_curator_supplies(seed, field):
    assert field not in _found(seed)


@pytest.mark.parametrize(("seed", "field"), _facts_of("curator"))
def test_manifest_supplies_what_a_curator_knows(seed, field):
    fact, supplied = FACTS[seed][field], resolve(_extracted(seed).text, _supplied(seed)[field])
    value = fact.get("value") or ""
    edtf = fact.get("edtf") or (value if field == "event_date" else "")
    assert (supplied.value, supplied.edtf, supplied.certainty) == (value, edtf, fact.get("certainty", ""))
    assert supplied.status == fact.get("status", "supplied")
    assert supplied.note == fact.get("note", supplied.note)
    assert "evidence" not in fact or (supplied.start, supplied.end) == _span(fact)


@pytest.mark.parametrize(("seed", "field"), _facts_of("rule", "either", "curator"))
def test_rules_and_manifest_give_the_value_together(seed, field):
    fact = FACTS[seed][field]
    value = {**_found(seed), **_supplied(seed)}.get(field)
    status = fact.get("status", "supplied")
    if value is None:
        assert status == "not-stated"
        return
    expected = fact.get("value") or ""
    edtf = fact.get("edtf") or (expected if field == "event_date" else "")
    assert (value.value, value.edtf, value.status) == (expected, edtf, status)


@pytest.mark.parametrize("seed", FACTS)
def test_manifest_supplies_the_genre(seed):
    assert _supplied(seed)["genre"].value == FACTS[seed]["genre"]


@pytest.mark.parametrize("seed", FACTS)
def test_manifest_supplies_nothing_beyond_the_facts(seed):
    wanted = {"genre"}
    for field in FIELDS:
        fact = FACTS[seed][field]
        completed = "value_from_text_alone" in fact and fact["value_from_text_alone"] != fact["value"]
        kept_note = fact.get("status") == "not-stated" and "note" in fact
        if fact["found_by"] == "curator" or "edtf_from_text_alone" in fact or completed or kept_note:
            wanted.add(field)
    assert set(_supplied(seed)) == wanted


@pytest.mark.parametrize(
    ("seed", "line", "role"),
    [
        pytest.param(
            seed, entry["line"], ROLE_OF_KIND[entry["kind"]], id=f"{seed}: line {entry['line']} {entry['kind']}"
        )
        for seed, facts in FACTS.items()
        for entry in facts["boilerplate"]
    ],
)
def test_rules_tell_boilerplate(seed, line, role):
    assert _line_roles(seed)[line] == role


@pytest.mark.parametrize(
    ("seed", "line", "role"),
    [
        pytest.param(seed, line, role, id=f"{seed}: line {line} is a {role}")
        for seed, facts in FACTS.items()
        for role in ("caption", "crosshead")
        for line in facts.get(f"{role}_lines", {}).get("lines", [])
    ],
)
def test_rules_tell_captions_and_crossheads(seed, line, role):
    assert _line_roles(seed)[line] == role


@pytest.mark.parametrize("seed", FACTS)
def test_rules_tell_the_headline(seed):
    line = FACTS[seed]["headline_line"]["line"]
    headlines = [number for number, role in _line_roles(seed).items() if role == "headline"]
    assert headlines == ([line] if line else [])


@pytest.mark.parametrize("seed", FACTS)
def test_rules_tell_the_body(seed):
    facts = FACTS[seed]
    first, last = facts["body_lines"]
    others = {entry["line"] for entry in facts["boilerplate"]} | set(facts.get("crosshead_lines", {}).get("lines", []))
    roles = _line_roles(seed)
    body = [number for number, role in roles.items() if role == "paragraph"]
    assert body == [number for number in roles if first <= number <= last and number not in others]


@pytest.mark.parametrize("seed", FACTS)
def test_manifest_gives_the_roles_that_rules_do_not_find(seed):
    lines = FACTS[seed].get("standfirst_lines", {}).get("lines", [])
    assert _record(seed).supplied.line_roles == tuple((line, line, "standfirst") for line in lines)


def test_wrapped_lines_are_put_together():
    words = [" ".join(_extracted("003").text[block.start : block.end].split()) for block in _extracted("003").blocks]
    assert (len(words), words[5]) == (20, "However, there was little sign of progress in easing Moscow's opposition.")


def _evidence(node: Any) -> list[dict[str, Any]]:
    """Give every quotation with offsets that the facts hold, however deep."""
    if isinstance(node, dict):
        own = [node] if "char_start" in node else []
        return own + [found for child in node.values() for found in _evidence(child)]
    return [found for child in node for found in _evidence(child)] if isinstance(node, list) else []


EVIDENCE = {(entry["seed"], entry["char_start"], entry["char_end"]): entry for entry in _evidence(TRUTH)}


@pytest.mark.parametrize("seed", FACTS)
def test_offsets_of_all_evidence_are_the_same_in_characters_and_bytes(seed):
    found = ByteMap(_record(seed).data, _extracted(seed).charset)
    entries = [entry for entry in EVIDENCE.values() if entry["seed"] == seed]
    assert len(entries) > 0
    for entry in entries:
        characters = entry["char_start"], entry["char_end"]
        covered = entry["byte_start"], entry["byte_end"]
        assert (found.to_bytes(*characters), found.to_characters(*covered)) == (covered, characters)
        assert " ".join(found.text[slice(*characters)].split()) == " ".join(entry["quote"].split())


@pytest.mark.parametrize("seed", FACTS)
def test_quotations_that_stand_once_are_found(seed):
    text = _extracted(seed).text
    for entry in EVIDENCE.values():
        if entry["seed"] == seed and entry["occurrences"] == 1:
            assert find_quote(text, entry["quote"]) == (entry["char_start"], entry["char_end"])
