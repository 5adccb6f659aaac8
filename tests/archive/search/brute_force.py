"""Search the slow way: every condition is a plain function of one article or one annotation, read from the tables.

Nothing of ``archive.search`` is used here: words, stems, names and visibility are worked out anew.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any
from uuid import UUID

import snowballstemmer

from accounts.access import Viewer
from accounts.models import Agent
from annotations.models import Annotation, Claim, Entity, EntityName
from archive.models import Article, Block

_CONTENT = {"headline", "standfirst", "byline", "caption", "crosshead", "paragraph", "quote", "list", "table"}
_AROUND = {"masthead", "navigation", "teaser", "error", "notice", "image-alt"}
_STEMMER = snowballstemmer.stemmer("english")


@cache
def folded(word: str) -> str:
    """Give a word in lower case and without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def cut(text: str) -> list[str]:
    """Give the folded words of a text."""
    return [folded(word) for word in re.findall(r"\w+", text)]


@cache
def stemmed(word: str) -> str:
    """Give the stem of a folded word."""
    return str(_STEMMER.stemWord(word))


@cache
def edits(one: str, other: str) -> int:
    """Give the edits from one word to another: a letter more, less, or another, or two neighbours changed about."""
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            changed = table[row - 1][column - 1] + (one[row - 1] != other[column - 1])
            table[row][column] = min(table[row - 1][column] + 1, table[row][column - 1] + 1, changed)
            swapped = row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]
            if swapped:
                table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
    return table[-1][-1]


@dataclass(slots=True)
class Words:
    """The words of a text by block, with what is asked of them most."""

    blocks: list[list[str]]
    all: frozenset[str] = field(init=False)
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.all = frozenset(word for block in self.blocks for word in block)
        self.stems = frozenset(map(stemmed, self.all))


@dataclass(slots=True, kw_only=True)
class Mark:
    """An annotation: names are the keys of the records that merged ones became."""

    uuid: UUID
    kind: str
    texts: dict[str, Words]
    keys: dict[str, set[int]]
    tag: str
    attribution: str
    annotator: int
    offered: bool


@dataclass(slots=True, kw_only=True)
class Row:
    """An article with its annotations."""

    record: Article
    texts: dict[str, Words]
    marks: list[Mark]


class Tables:
    """Everything that is held, as rows."""

    def __init__(self) -> None:
        self._became = {model: self._ends(model) for model in (Entity, Claim)}
        marks = self._marks()
        blocks: defaultdict[int, list[Block]] = defaultdict(list)
        for block in Block.objects.order_by("order"):
            blocks[block.text_version_id].append(block)
        self.rows = [
            Row(
                record=record, texts=_texts(record, blocks[record.current_text_id]), marks=marks[record.current_text_id]
            )
            for record in Article.objects.select_related("current_text", "publisher", "agency", "collection")
            if record.current_text
        ]

    @cached_property
    def _names(self) -> list[tuple[int, str, bool]]:
        """Give every name of an entity, and whether a part of it may stand for it."""
        names = [(row.entity_id, row.name, row.kind != "role") for row in EntityName.objects.all()]
        return names + [(row.pk, row.label, True) for row in Entity.objects.all()]

    def people(self, typed: str) -> set[int]:
        """Give the roots of whom a name, or part of one, stands for."""
        whole = {key for key, name, _part in self._names if cut(name) == cut(typed)}
        found = whole or {key for key, name, part in self._names if part and _has_run(cut(name), cut(typed))}
        return {self._became[Entity][key] for key in found}

    def claims(self, typed: str) -> set[int]:
        """Give the roots of the claims whose text or topic has these words in any forms."""
        wanted = [stemmed(word) for word in cut(typed)]
        found = {
            row.pk
            for row in Claim.objects.all()
            if any(_has_run([stemmed(word) for word in cut(text)], wanted) for text in (row.text, row.topic))
        }
        return {self._became[Claim][key] for key in found}

    def annotators(self, typed: str) -> set[int]:
        """Give the agents of a label, or whose label has these words."""
        rows = list(Agent.objects.values_list("pk", "label"))
        whole = {key for key, label in rows if cut(label) == cut(typed)}
        return whole or {key for key, label in rows if _has_run(cut(label), cut(typed))}

    def _ends(self, model: Any) -> dict[int, int]:
        into = dict(model.objects.values_list("pk", "merged_into_id"))
        ends = {}
        for key in into:
            end = key
            while into[end]:
                end = into[end]
            ends[key] = end
        return ends

    def _marks(self) -> defaultdict[int, list[Mark]]:
        found: defaultdict[int, list[Mark]] = defaultdict(list)
        rows = (
            Annotation.objects.select_related("annotation_set__project", "mention__tag", "statement")
            .prefetch_related("spans", "statement__sources", "statement__stances")
            .filter(deleted_at=None)
        )
        for row in rows:
            if row.annotation_set.state != "superseded":
                found[row.annotation_set.text_version_id].append(self._mark(row))
        return found

    def _mark(self, row: Annotation) -> Mark:
        made = row.annotation_set
        statement, mention = getattr(row, "statement", None), getattr(row, "mention", None)
        sources = list(statement.sources.all()) if statement else []
        stances = [one for one in statement.stances.all() if one.status != "rejected"] if statement else []
        people, claims = self._became[Entity], self._became[Claim]
        spans = sorted(row.spans.all(), key=lambda span: span.start)
        return Mark(
            uuid=row.uuid,
            kind="statement" if statement else "mention",
            texts={
                "words": Words([cut(" ".join(span.exact for span in spans if span.role in {"body", "content"}))]),
                "cue": Words([cut(" ".join(span.exact for span in spans if span.role in {"cue", "via"}))]),
            },
            keys={
                "entity": {people[mention.entity_id]} if mention and mention.entity_id else set(),
                "speaker": {people[one.entity_id] for one in sources if one.role == "speaker" and one.entity_id},
                "relay": {people[one.entity_id] for one in sources if one.role == "relay" and one.entity_id},
                "speaks_for": {people[one.speaks_for_id] for one in sources if one.speaks_for_id},
                "claim": {claims[one.claim_id] for one in stances},
                "annotator": {made.annotator_id},
            },
            tag=mention.tag.code if mention else "",
            attribution=statement.attribution if statement else "",
            annotator=made.annotator_id,
            offered=made.project.published and made.state in {"submitted", "curated"},
        )


def _texts(record: Article, blocks: Iterable[Block]) -> dict[str, Words]:
    text = record.current_text.text if record.current_text else ""
    held = list(blocks)
    return {
        "text": Words([cut(text[block.start : block.end]) for block in held if block.role in _CONTENT]),
        "boilerplate": Words([cut(text[block.start : block.end]) for block in held if block.role in _AROUND]),
        "headline": Words([cut(record.headline)]),
        "place": Words([cut(record.place)]),
    }


def _has_run(whole: list[str], part: list[str]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


MarkTest = Callable[[Row, Mark], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition: of an article with those of its annotations that may be read, and of one annotation."""

    article: Callable[[Row, list[Mark]], bool]
    mark: MarkTest


def of_article(test: Callable[[Row], bool]) -> Asked:
    """Give a condition on articles; an annotation fulfils it where its article does."""
    return Asked(lambda row, _marks: test(row), lambda row, _mark: test(row))


def of_mark(test: Callable[[Mark], bool]) -> Asked:
    """Give a condition on annotations; an article fulfils it where one of its annotations does."""
    return Asked(lambda _row, marks: any(map(test, marks)), lambda _row, mark: test(mark))


def every(*asked: Asked) -> Asked:
    """Give the condition that all of several are."""
    return Asked(
        lambda row, marks: all(one.article(row, marks) for one in asked),
        lambda row, mark: all(one.mark(row, mark) for one in asked),
    )


def some(*asked: Asked) -> Asked:
    """Give the condition that any of several is."""
    return Asked(
        lambda row, marks: any(one.article(row, marks) for one in asked),
        lambda row, mark: any(one.mark(row, mark) for one in asked),
    )


def none(asked: Asked) -> Asked:
    """Give the condition that another is not."""
    return Asked(lambda row, marks: not asked.article(row, marks), lambda row, mark: not asked.mark(row, mark))


def within(kind: str, asked: Asked) -> Asked:
    """Give the condition that one annotation of a kind fulfils another."""

    def test(row: Row, mark: Mark) -> bool:
        return mark.kind == kind and asked.mark(row, mark)

    return Asked(lambda row, marks: any(test(row, mark) for mark in marks), test)


def may_read(row: Row, viewer: Viewer) -> bool:
    """Say whether a viewer may read an article."""
    record = row.record
    level = {"open": True, "registered": viewer.registered, "staff": viewer.sees_staff}[record.access]
    embargoed = record.embargo_until is not None and record.embargo_until > viewer.now
    return level and (viewer.sees_embargoed or not embargoed) and (viewer.sees_withdrawn or record.state == "active")


def readable_marks(row: Row, viewer: Viewer) -> list[Mark]:
    """Give the annotations of an article that a viewer without tasks may read."""
    return [mark for mark in row.marks if viewer.sees_every_set or mark.offered or mark.annotator == viewer.agent_id]


def overlaps(record: Article, first: date, last: date) -> bool:
    """Say whether an article's date may lie between two days."""
    if record.date_earliest is None and record.date_latest is None:
        return False
    return (record.date_earliest or first) <= last and (record.date_latest or last) >= first
