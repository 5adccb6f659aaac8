"""The seeds changed by code as other archives' files differ: what the rules give changes with that, and only that."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from archive.extractors import EXTRACTORS
from archive.records import ExtractedText

SEEDS = Path(__file__).parents[2] / "seeds"

Outline = list[tuple[str, str]]
Values = dict[str, tuple[str, str, str]]


@cache
def _bytes(seed: str) -> bytes:
    [path] = SEEDS.glob(f"{seed}_*.txt")
    return path.read_bytes()


def _extract(data: bytes) -> ExtractedText:
    return EXTRACTORS["plain"].extract(data)


def _outline(extracted: ExtractedText) -> Outline:
    return [(block.role, " ".join(extracted.text[block.start : block.end].split())) for block in extracted.blocks]


def _values(extracted: ExtractedText) -> Values:
    """Give value or date, status and the words of the evidence by field."""
    return {
        value.field: (
            value.value or value.edtf,
            value.status,
            " ".join(extracted.text[value.start : value.end].split()) if value.end else "",
        )
        for value in extracted.values
    }


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A change of a seed, and what must change in the result.

    ``edit`` changes words, in the text and in each expected block; ``change`` then changes the layout or the bytes.
    ``outline`` gives the expected blocks from those of the seed, ``values`` the expected values, None where one goes.
    """

    name: str
    seed: str
    edit: Callable[[str], str] = _same
    change: Callable[[str], str | bytes] = _same
    outline: Callable[[Outline], Outline] = list
    values: dict[str, tuple[str, str, str] | None] = field(default_factory=dict)


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def _without(words: str) -> tuple[Callable[[str], str], Callable[[Outline], Outline]]:
    """Give a change that takes a line away, and the same for an outline."""
    return (
        lambda text: text.replace(f"{words}\n", ""),
        lambda outline: [block for block in outline if block[1] != words],
    )


def _typographic(text: str) -> str:
    return re.sub(r'(?<!\S)"', "“", text).replace('"', "”")


def _after(line: str, *added: str) -> tuple[Callable[[str], str], Callable[[Outline], Outline]]:
    """Give a change that adds lines after a line, and the same, as teasers, for an outline."""
    folded = " ".join(line.split())
    teasers = [("teaser", " ".join(words.split())) for words in added]
    return (
        lambda text: text.replace(line, "\n".join([line, *added])),
        lambda outline: [found for block in outline for found in [block, *(teasers if block[1] == folded else [])]],
    )


def _wrap(width: int, gap: str) -> Callable[[str], str]:
    """Give a change that breaks every line at a width, with this between what were lines or paragraphs."""

    def change(text: str) -> str:
        paragraphs = text.split("\n\n\n") if "\n\n\n" in text else text.split("\n")
        return gap.join(textwrap.fill(" ".join(part.split()), width) for part in paragraphs if part.strip())

    return change


def _printed(value: str, words: str) -> tuple[str, str, str]:
    return value, "as-printed", words


STAMP = "Last Updated: Thursday, 19 April 2007, 21:24 GMT 22:24 UK"
PAGE_STAMP = "Other News Materials 23 April 2007 17:46 (UTC +04:00)"
CREDIT = "Teri Schultz has the story from Brussels."
DATELINE = "BRUSSELS, April 19 (Reuters) -"
REGIONS = "Americas Africa Europe Middle East South Asia Asia Pacific"
DANCER = "Why Royal Ballet principal Sergei Polunin quit"


def _of_place(dateline: str, place: str, edtf: str, agency: str, credit: str) -> dict[str, tuple[str, str, str] | None]:
    status = "partly-supplied" if "X" in edtf else "as-printed"
    return {
        "dateline_place": _printed(place, dateline),
        "dateline_date": (edtf, status, dateline),
        "agency": _printed(agency, credit),
    }


CUT, NO_CUT = _without("...")
UNNAMED, NO_MASTHEAD = _without("BBC News")
UNSTAMPED, NO_STAMP = _without(STAMP)
MORE_LINKS, WITH_LINKS = _after("19 Feb 07\u00a0|\u00a0 Europe", "In pictures: Moscow", "30 Apr 07\u00a0|\u00a0 Europe")
MORE_TEASERS, WITH_TEASERS = _after(DANCER, "What the pigeons of Venice eat", "Ten things about 14 March 2012")
SUMMER = "Last Updated: Friday, 20 April 2007, 08:05 BST"
POSTED = "Published: April 19, 2007 5:24 p.m. EDT"
WORLD = "World 2 May 2007 09:15 (UTC +02:00)"
REPORTS = "VOA's Teri Schultz reports from The Hague."
WARSAW, HAGUE = "WARSAW, May 3 (AP) --", "THE HAGUE, 19 April (dpa) -"
DATED, UNCREDITED = "BRUSSELS, April 19, 2007 (Reuters) -", "BRUSSELS, April 19 -"
RESTORED = "MOSCOW, April 23 (Reuters) -"

MUTATIONS = [
    Mutation(name="wrapped at 72 columns with blank lines", seed="000", change=_wrap(72, "\n\n")),
    Mutation(name="wrapped at 60 columns with two blank lines", seed="002", change=_wrap(60, "\n\n\n")),
    Mutation(name="wrapped at 40 columns instead of 65", seed="003", change=_wrap(40, "\n\n")),
    Mutation(name="wrapped at 80 columns on a page", seed="004", change=_wrap(80, "\n\n")),
    Mutation(name="one line for each paragraph", seed="003", change=_wrap(10_000, "\n")),
    Mutation(name="line ends of Windows", seed="001", change=lambda text: text.replace("\n", "\r\n")),
    Mutation(name="line ends of old Macintoshes", seed="001", change=lambda text: text.replace("\n", "\r")),
    Mutation(name="in UTF-16 with a byte order mark", seed="001", change=lambda text: text.encode("utf-16")),
    Mutation(name="in windows-1252", seed="001", change=lambda text: text.encode("cp1252")),
    Mutation(name="typographic quotation marks", seed="002", edit=_typographic),
    Mutation(name="blank lines at both ends", seed="000", change="\n\n \n{}\n\n\n".format),
    Mutation(name="without the mark of a cut", seed="000", change=CUT, outline=NO_CUT),
    Mutation(
        name="another city, day and agency",
        seed="000",
        edit=_swap(DATELINE, WARSAW),
        values=_of_place(WARSAW, "Warsaw", "XXXX-05-03", "AP", "(AP)"),
    ),
    Mutation(
        name="a city of two words and the day first",
        seed="000",
        edit=_swap(DATELINE, HAGUE),
        values=_of_place(HAGUE, "The Hague", "XXXX-04-19", "DPA", "(dpa)"),
    ),
    Mutation(
        name="a year in the dateline",
        seed="000",
        edit=_swap(DATELINE, DATED),
        values=_of_place(DATED, "Brussels", "2007-04-19", "Reuters", "(Reuters)"),
    ),
    Mutation(
        name="no agency in the dateline",
        seed="000",
        edit=_swap(DATELINE, UNCREDITED),
        values={**_of_place(UNCREDITED, "Brussels", "XXXX-04-19", "", ""), "agency": None},
    ),
    Mutation(
        name="another agency's credit alone",
        seed="004",
        edit=_swap("( Reuters ) -", "(AFP) -"),
        values={"agency": _printed("AFP", "(AFP) -")},
    ),
    Mutation(
        name="the dateline put back",
        seed="004",
        edit=_swap("( Reuters ) -", RESTORED),
        values=_of_place(RESTORED, "Moscow", "XXXX-04-23", "Reuters", "(Reuters)"),
    ),
    Mutation(
        name="another outlet",
        seed="001",
        edit=_swap("BBC News", "The Washington Post"),
        values={"publisher": _printed("The Washington Post", "The Washington Post")},
    ),
    Mutation(
        name="an outlet named by its address",
        seed="001",
        edit=_swap("BBC News", "www.example.org"),
        values={"publisher": _printed("www.example.org", "www.example.org")},
    ),
    Mutation(name="no outlet", seed="001", change=UNNAMED, outline=NO_MASTHEAD, values={"publisher": None}),
    Mutation(
        name="another day and summer time in the stamp",
        seed="001",
        edit=_swap(STAMP, SUMMER),
        values={
            "modified": _printed("2007-04-20T08:05:00+01:00", SUMMER),
            "published": ("../2007-04-20", "supplied", ""),
        },
    ),
    Mutation(
        name="a stamp of publication",
        seed="001",
        edit=_swap(STAMP, POSTED),
        values={"published": _printed("2007-04-19T17:24:00-04:00", POSTED), "modified": None},
    ),
    Mutation(
        name="no stamp",
        seed="001",
        change=UNSTAMPED,
        outline=NO_STAMP,
        values={"published": None, "modified": None},
    ),
    Mutation(
        name="another section, day and zone in the stamp",
        seed="004",
        edit=_swap(PAGE_STAMP, WORLD),
        values={"published": _printed("2007-05-02T09:15:00+02:00", WORLD)},
    ),
    Mutation(
        name="the stamp before the headline",
        seed="004",
        change=lambda text: "\n\n".join([*reversed(text.split("\n\n")[:2]), *text.split("\n\n")[2:]]),
        outline=lambda outline: [outline[1], outline[0], *outline[2:]],
    ),
    Mutation(
        name="more related links, younger than the story",
        seed="001",
        change=MORE_LINKS,
        outline=WITH_LINKS,
    ),
    Mutation(name="more teasers, one with a date", seed="001", change=MORE_TEASERS, outline=WITH_TEASERS),
    Mutation(name="another name in the footer", seed="001", edit=_swap("Sergei Polunin", "Rudolf Nureyev")),
    Mutation(name="another outlet's disclaimer", seed="001", edit=_swap("The BBC is not", "The Guardian is not")),
    Mutation(name="another row of regions", seed="001", edit=_swap(REGIONS, "England Northern Ireland Scotland Wales")),
    Mutation(
        name="another error",
        seed="001",
        edit=_swap("[an error occurred while processing this directive]", "Warning: include() failed on line 12"),
    ),
    Mutation(
        name="another control",
        seed="001",
        edit=_swap("watch One-Minute World News", "Listen to the latest bulletin"),
    ),
    Mutation(
        name="other labels at the top",
        seed="002",
        edit=lambda text: text.replace("Accessibility links", "Skip to content").replace(
            "Breaking News", "World | Europe"
        ),
    ),
    Mutation(
        name="another sentence of who reports from where",
        seed="002",
        edit=_swap(CREDIT, REPORTS),
        values={"byline": _printed("Teri Schultz", REPORTS), "dateline_place": _printed("The Hague", REPORTS)},
    ),
    Mutation(
        name="no sentence of who reports from where",
        seed="002",
        edit=_swap(f" {CREDIT}", ""),
        values={"byline": None, "dateline_place": None},
    ),
]


@pytest.mark.parametrize("mutation", [pytest.param(m, id=f"{m.seed}: {m.name}") for m in MUTATIONS])
def test_rules_follow_a_mutation(mutation):
    original = _extract(_bytes(mutation.seed))
    changed = mutation.change(mutation.edit(original.text))
    assert changed != original.text
    mutated = _extract(changed if isinstance(changed, bytes) else changed.encode())
    expected = {**_values(original), **mutation.values}
    assert _values(mutated) == {name: value for name, value in expected.items() if value is not None}
    assert _outline(mutated) == mutation.outline([(role, mutation.edit(words)) for role, words in _outline(original)])
