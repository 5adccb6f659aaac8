"""The demo annotations as the tests read them: the file, the texts it quotes, and look-ups by key."""

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Extent = tuple[int, int]

SEEDS = Path(__file__).parents[2] / "seeds"
DATA: Record = json.loads((SEEDS / "annotations.json").read_text(encoding="utf-8"))
GROUND_TRUTH: Record = json.loads((Path(__file__).parents[1] / "data" / "ground-truth.json").read_text())
TEXTS = {path.name[:3]: path.read_bytes().decode() for path in sorted(SEEDS.glob("*.txt"))}

ANNOTATIONS: list[tuple[Record, Record]] = [(owner, item) for owner in DATA["sets"] for item in owner["annotations"]]
MENTIONS = [(owner, item) for owner, item in ANNOTATIONS if item["layer"] == "entities"]
STATEMENTS = [(owner, item) for owner, item in ANNOTATIONS if item["layer"] == "statements"]
ENTITIES: dict[str, Record] = {entity["key"]: entity for entity in DATA["entities"]}
CLAIMS = {claim["key"] for claim in DATA["claims"]}
BY_KEY = {item["key"]: item for _, item in ANNOTATIONS}
SET_OF = {item["key"]: (owner["article"], owner["annotator"]) for owner, item in ANNOTATIONS}

#: The set each article is read with: the curated one, else the first annotator's.
READ_WITH = {
    ("000", "annotator-1"),
    ("001", "curator-1"),
    ("002", "annotator-2"),
    ("003", "annotator-1"),
    ("004", "annotator-2"),
}
#: Sets that stand beside them, of the articles that two people annotated.
BESIDE = {("000", "annotator-2"), ("001", "annotator-1"), ("001", "annotator-2")}


def folded(words: str) -> str:
    """Give words with every run of white space as one space: 003 breaks lines within sentences."""
    return " ".join(words.split())


def spans_of(item: Record, role: str) -> list[Record]:
    return [span for span in item["spans"] if span["role"] == role]


def words_of(item: Record, role: str) -> list[str]:
    return [folded(span["exact"]) for span in spans_of(item, role)]


def content_extent(key: str) -> Extent:
    content = spans_of(BY_KEY[key], "content")
    return content[0]["start"], content[-1]["end"]


def overlap(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def is_read(key: str) -> bool:
    """Tell whether an annotation stands in the set its article is read with."""
    return SET_OF[key] in READ_WITH
