"""Queries made at random, each as a string and as the condition of ``brute_force`` that it stands for."""

import random
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.archive.search.brute_force import (
    Asked,
    Row,
    Tables,
    Words,
    cut,
    edits,
    every,
    none,
    of_article,
    of_mark,
    overlaps,
    some,
    stemmed,
    within,
)

_TAGS = ("person", "PERSON", "organisation", "gpe", "place")
_ATTRIBUTIONS = ("direct", "Indirect", "mixed", "none")
_LANGUAGES = ("en", "EN-gb", "de", "fr", "it")
_CUES = ("said", "saying", "told", "Interfax", "reporters", "denied")
_HOUSES = ("wire-one", '"Wire One"', "paper-2", '"The Daily 1"', "Reuters", "AFP", "guardian")
_PEOPLE = (
    *('"Ilya Moreau"', "Moreau", '"I. Moreau"', "Johnny", '"Asa Linden"', '"Åsa Lindén"', "Board", "W1", "envoy"),
    *(
        '"envoy to Brussels"',
        "Bruxelles",
        "Linden",
        "koln",
        "Totsky",
        "Totskiy",
        "Putin",
        "Gates",
        "NATO",
        "Serdyukov",
        "nobody",
    ),
)
_CLAIMS = ("bridge", '"bridges are"', '"harbour bridge"', "inspected", "talks", "trust", "missile", "shield")


class Question(NamedTuple):
    """A query as typed, what it stands for, and whether it may stand within one annotation."""

    typed: str
    asked: Asked
    of_marks: bool


class Questions:
    """Makes queries about some tables, the same ones for the same seed."""

    def __init__(self, tables: Tables, *, seed: int) -> None:
        self._tables = tables
        self._draw = random.Random(seed)
        self._blocks = [block for row in tables.rows for block in row.texts["text"].blocks if len(block) > 6]
        self._marked = [mark.texts["words"].blocks[0] for row in tables.rows for mark in row.marks]
        self._vocabulary = sorted({word for row in tables.rows for word in row.texts["text"].all})

    def next(self) -> Question:
        """Give the next query, of up to three conditions in brackets of up to two."""
        makers = [self._leaf, self._leaf, self._joined, self._joined, self._negated, self._within, self._mixed]
        return self._draw.choice(makers)()

    def _leaf(self) -> Question:
        return self._draw.choice([self._of_text, self._of_text, self._of_record, self._of_mark])()

    def _joined(self, leaf: Callable[[], Question] | None = None) -> Question:
        parts = [(leaf or self._leaf)() for _ in range(self._draw.choice([2, 2, 3]))]
        word, join = self._draw.choice([(" AND ", every), (" ", every), (" OR ", some)])
        asked = join(*(part.asked for part in parts))
        return Question(word.join(part.typed for part in parts), asked, all(part.of_marks for part in parts))

    def _negated(self) -> Question:
        kept, left_out = self._leaf(), self._draw.choice([self._leaf, self._joined])()
        typed = self._draw.choice([f"{kept.typed} NOT ({left_out.typed})", f"-({left_out.typed}) {kept.typed}"])
        return Question(typed, every(kept.asked, none(left_out.asked)), of_marks=False)

    def _mixed(self) -> Question:
        """Leave brackets out: AND binds closest, then OR, and words side by side last."""
        one, two, three = (self._leaf() for _ in range(3))
        return self._draw.choice(
            [
                Question(
                    f"{one.typed} AND {two.typed} OR {three.typed}",
                    some(every(one.asked, two.asked), three.asked),
                    of_marks=False,
                ),
                Question(
                    f"{one.typed} OR {two.typed} {three.typed}",
                    every(some(one.asked, two.asked), three.asked),
                    of_marks=False,
                ),
                Question(
                    f"({one.typed} OR {two.typed}) AND {three.typed}",
                    every(some(one.asked, two.asked), three.asked),
                    of_marks=False,
                ),
            ]
        )

    def _within(self) -> Question:
        kind = self._draw.choice(["mention", "statement", "statement"])
        inner = self._joined(self._of_mark) if self._draw.random() < 0.8 else self._of_mark()
        typed, asked = inner.typed, inner.asked
        if self._draw.random() < 0.2:
            other = self._of_mark()
            typed, asked = f"({typed}) AND NOT {other.typed}", every(asked, none(other.asked))
        found = Question(f"{kind}:({typed})", within(kind, asked), of_marks=False)
        if self._draw.random() < 0.3:
            leaf = self._of_text()
            return Question(f"{found.typed} {leaf.typed}", every(found.asked, leaf.asked), of_marks=False)
        return found

    def _of_text(self) -> Question:
        maker = self._draw.choice([self._word, self._word, self._phrase, self._prefix, self._fuzzy, self._together])
        return maker()

    def _word(self) -> Question:
        field = self._draw.choice(["text", "text", "headline", "boilerplate", "place"])
        word = self._draw.choice(self._vocabulary)
        word = self._draw.choice([word, word.upper(), word + "s"]) if field != "place" else "Brussels"
        wanted = stemmed(cut(word)[0])
        return _in_article(f"{field}:{word}", field, lambda words: wanted in words.stems)

    def _phrase(self) -> Question:
        block = self._draw.choice(self._blocks)
        start = self._draw.randrange(len(block) - 4)
        size, slop = self._draw.choice([(2, 0), (3, 0), (2, 2), (1, 0)])
        drawn = block[start : start + size + slop]
        wanted = [drawn[0], *drawn[len(drawn) - size + 1 :]] if size > 1 else drawn[:1]
        typed = f'text:"{" ".join(wanted).title()}"' + (f"~{slop}" if slop else "")
        return _in_article(typed, "text", lambda words: _has_phrase(words, wanted, slop))

    def _prefix(self) -> Question:
        letters = self._draw.choice([word for word in self._vocabulary if len(word) > 5])[:4]
        return _in_article(
            f"text:{letters}*", "text", lambda words: any(word.startswith(letters) for word in words.all)
        )

    def _fuzzy(self) -> Question:
        word = self._draw.choice([word for word in self._vocabulary if len(word) > 5 and word.isalpha()])
        at = self._draw.randrange(1, len(word) - 1)
        typed = self._draw.choice([word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]])
        most = self._draw.choice([1, 2])
        near = frozenset(
            known for known in self._vocabulary if abs(len(known) - len(typed)) <= most and edits(typed, known) <= most
        )
        return _in_article(f"text:{typed}~{most}", "text", lambda words: not near.isdisjoint(words.all))

    def _together(self) -> Question:
        block = self._draw.choice(self._blocks)
        one, two = self._draw.sample(block, 2)
        if self._draw.random() < 0.5:
            far = self._draw.randint(1, 6)
            return _in_article(
                f"near({one}, {two}, {far})", "text", lambda words: _are_near(words, stemmed(one), stemmed(two), far)
            )
        stems = {stemmed(one), stemmed(two)}
        return _in_article(
            f"paragraph({one}, {two})",
            "text",
            lambda words: any(stems <= {stemmed(word) for word in block} for block in words.blocks),
        )

    def _of_record(self) -> Question:
        return self._draw.choice([self._house, self._language, self._days, self._code])()

    def _house(self) -> Question:
        name, field = self._draw.choice(_HOUSES), self._draw.choice(["publisher", "agency"])
        plain = name.strip('"')

        def test(row: Row) -> bool:
            house = getattr(row.record, field)
            return bool(house) and (house.slug == plain or cut(house.name) == cut(plain))

        return Question(f"{field}:{name}", of_article(test), of_marks=False)

    def _language(self) -> Question:
        code = self._draw.choice(_LANGUAGES)
        wanted = code.lower()
        return Question(
            f"language:{code}",
            of_article(lambda row: f"{row.record.language.lower()}-".startswith(f"{wanted}-")),
            of_marks=False,
        )

    def _days(self) -> Question:
        year, month = self._draw.choice([2007, 2008]), self._draw.randint(1, 12)
        first = date(year, month, 1)
        later = date(year, month, self._draw.randint(1, 28))
        typed, begins, ends = self._draw.choice(
            [
                (f"date:{year}", date(year, 1, 1), date(year, 12, 31)),
                (f"date:[{first} TO {later}]", first, later),
                (f"date:{later}", later, later),
                (f"date:[{later} TO *]", later, date.max),
                (f"date:[* TO {year}]", date.min, date(year, 12, 31)),
            ]
        )
        return Question(typed, of_article(lambda row: overlaps(row.record, begins, ends)), of_marks=False)

    def _code(self) -> Question:
        code = self._draw.choice(self._tables.rows).record.reference_code
        return Question(
            f"code:{code.lower()}", of_article(lambda row: row.record.reference_code == code), of_marks=False
        )

    def _of_mark(self) -> Question:
        return self._draw.choice([self._name, self._name, self._claim, self._plain, self._marked_words])()

    def _name(self) -> Question:
        field = self._draw.choice(["entity", "speaker", "speaker", "relay", "speaks_for", "annotator"])
        if field == "annotator":
            name = self._draw.choice(["anna", "Bert", '"carl one"', "carl", "annotator-1"])
            keys = self._tables.annotators(name.strip('"'))
        else:
            name = self._draw.choice(_PEOPLE)
            keys = self._tables.people(name.strip('"'))
        return Question(f"{field}:{name}", of_mark(lambda mark: not keys.isdisjoint(mark.keys[field])), of_marks=True)

    def _claim(self) -> Question:
        words = self._draw.choice(_CLAIMS)
        keys = self._tables.claims(words.strip('"'))
        return Question(f"claim:{words}", of_mark(lambda mark: not keys.isdisjoint(mark.keys["claim"])), of_marks=True)

    def _plain(self) -> Question:
        if self._draw.random() < 0.5:
            tag = self._draw.choice(_TAGS)
            return Question(f"tag:{tag}", of_mark(lambda mark: mark.tag == tag.lower()), of_marks=True)
        kind = self._draw.choice(_ATTRIBUTIONS)
        return Question(f"attribution:{kind}", of_mark(lambda mark: mark.attribution == kind.lower()), of_marks=True)

    def _marked_words(self) -> Question:
        if self._draw.random() < 0.5:
            word, field = self._draw.choice(_CUES), "cue"
        else:
            block = self._draw.choice(self._marked)
            word, field = self._draw.choice(block), "words"
        wanted = stemmed(cut(word)[0])
        return Question(f"{field}:{word}", of_mark(lambda mark: wanted in mark.texts[field].stems), of_marks=True)


def _in_article(typed: str, field: str, test: Callable[[Words], bool]) -> Question:
    return Question(typed, of_article(lambda row: test(row.texts[field])), of_marks=False)


def _has_phrase(words: Words, wanted: list[str], slop: int) -> bool:
    """Say whether one block has two words, or words one after the other, with at most ``slop`` others between."""
    if slop:
        first, last = wanted
        return any(
            word == first and last in block[place + 1 : place + 2 + slop]
            for block in words.blocks
            for place, word in enumerate(block)
        )
    size = len(wanted)
    return any(
        block[place : place + size] == wanted for block in words.blocks for place in range(len(block) - size + 1)
    )


def _are_near(words: Words, one: str, two: str, far: int) -> bool:
    for block in words.blocks:
        stems = [stemmed(word) for word in block]
        ones = [place for place, stem in enumerate(stems) if stem == one]
        twos = [place for place, stem in enumerate(stems) if stem == two]
        if any(0 < abs(first - second) <= far for first in ones for second in twos):
            return True
    return False
