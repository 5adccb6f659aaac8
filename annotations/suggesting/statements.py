"""Statements in English news by rules: quotations with who is said to have said them, and what is reported indirectly.

The rules are those of the trade's own style: a quotation has its speaker in its sentence, before or after it, next to
a reporting verb; a paragraph that goes on quoting keeps its speaker; what follows “said that”, or stands before
“, X said”, is reported speech (Pareti 2016, PARC 3.0: source, cue, content).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import Match

from annotations.suggesting.quotes import quotations
from annotations.suggesting.records import Named, Range, Said
from annotations.suggesting.reporting import ACCORDING, CUE, DESCRIBED, PRONOUN, sentences

#: Code points between a verb and whoever its subject is.
_NEAR = 45


@dataclass(frozen=True, slots=True)
class _Reported:
    """A reporting verb with the words that are its subject."""

    cue: Range
    speaker: Range | None
    who: Named | None
    pronoun: bool
    through: Named | None


def find_statements(text: str, *, paragraphs: Sequence[Range], names: Sequence[Named]) -> list[Said]:
    """Give the statements of a text in order; ``names`` are those found in it."""
    found: list[Said] = []
    for paragraph in paragraphs:
        spoken = list(_in_paragraph(text, paragraph, names, before=found[-1] if found else None))
        found += spoken
    return sorted(found, key=lambda said: said.content[0])


def _in_paragraph(text: str, paragraph: Range, names: Sequence[Named], *, before: Said | None) -> Iterator[Said]:
    parts = list(sentences(text, *paragraph))
    quoted = list(quotations(text, paragraph, parts))
    last = before
    for sentence in _joined(parts, quoted):
        inside = [quote for quote in quoted if sentence[0] <= quote[0] < sentence[1]]
        cues = list(_cues(text, sentence, inside, names))
        said = _of_sentence(text, sentence, inside, cues, last)
        if said is not None:
            last = said
            yield said


def _joined(parts: Sequence[Range], quoted: Sequence[Range]) -> Iterator[Range]:
    """Give sentences; those within one quotation are one."""
    first: int | None = None
    for start, end in parts:
        first = start if first is None else first
        if not any(opened < end < closed for opened, closed in quoted):
            yield first, end
            first = None
    if first is not None:
        yield first, parts[-1][1]


def _of_sentence(
    text: str, sentence: Range, inside: Sequence[Range], cues: Sequence[_Reported], last: Said | None
) -> Said | None:
    if inside:
        return _quoted(text, sentence, inside, cues, last)
    return _reported(text, sentence, cues)


def _quoted(
    text: str, sentence: Range, inside: Sequence[Range], cues: Sequence[_Reported], last: Said | None
) -> Said | None:
    """Give a sentence with quotations: direct where they are all of what was said, else mixed."""
    cue = min(cues, key=lambda one: min(abs(one.cue[0] - quote[1]) for quote in inside), default=None)
    if cue is None:
        wholly = inside[0][0] == sentence[0]
        if wholly and last is not None and last.attribution != "indirect":
            return replace(
                last, content=tuple(inside), attribution="direct", cue=None, speaker=None, relay=None, through=None
            )
        return None
    around = _clause(text, sentence, cue)
    mixed = around is not None and any(around[0] < quote[0] - 1 and quote[1] <= around[1] for quote in inside)
    content = (around,) if mixed and around else tuple(inside)
    return _said(content, "mixed" if mixed else "direct", cue)


def _reported(text: str, sentence: Range, cues: Sequence[_Reported]) -> Said | None:
    """Give a sentence that reports without quoting."""
    according = ACCORDING.search(text, *sentence)
    if according is not None and not cues:
        content = _trim(text, sentence[0], according.start())
        after = _trim(text, according.end(), sentence[1])
        if _is_clause(text, content):
            return Said(content=(content,), attribution="indirect", cue=according.span(), speaker=after)
    for cue in cues:
        clause = _clause(text, sentence, cue)
        if cue.speaker is not None and clause is not None and _is_clause(text, clause):
            return _said((clause,), "indirect", cue)
    return None


def _said(content: tuple[Range, ...], attribution: str, cue: _Reported) -> Said:
    return Said(
        content=content,
        attribution=attribution,
        cue=cue.cue,
        speaker=cue.speaker,
        who=cue.who,
        pronoun=cue.pronoun,
        relay=(cue.through.start, cue.through.end) if cue.through else None,
        through=cue.through,
    )


def _clause(text: str, sentence: Range, cue: _Reported) -> Range | None:
    """Give what a reporting verb reports: what follows it, or, where it ends the sentence, what stands before."""
    start, end = sentence
    passed = cue.through.end if cue.through else 0
    after = _trim(text, max(cue.cue[1], cue.speaker[1] if cue.speaker else 0, passed), end)
    if after and _is_clause(text, after):
        words = text[slice(*after)]
        lead = next((len(one) for one in ("that ", "that\n") if words.startswith(one)), 0)
        return _trim(text, after[0] + lead, after[1])
    first = min(cue.cue[0], cue.speaker[0] if cue.speaker else cue.cue[0])
    before = _trim(text, start, first)
    return before if _is_clause(text, before) else None


def _cues(text: str, sentence: Range, inside: Sequence[Range], names: Sequence[Named]) -> Iterator[_Reported]:
    """Give the reporting verbs of a sentence that stand outside quotations, with their subjects."""
    for match in CUE.finditer(text, *sentence):
        in_name = text[match.start("verb")].isupper() and match.start() > sentence[0]  # “United States”
        if in_name or any(start <= match.start() < end for start, end in inside):
            continue
        speaker, who, pronoun = _subject(text, sentence, inside, names, match)
        through = _told(text, names, match) if match["verb"].lower() in {"told", "tells"} else None
        yield _Reported(match.span("verb"), speaker, who, pronoun, through)


def _told(text: str, names: Sequence[Named], cue: Match[str]) -> Named | None:
    """Give the agency or paper that was told something: the name right after the verb (“told Interfax”)."""
    found = next((one for one in names if one.kind == "organization" and one.start >= cue.end()), None)
    between = text[cue.end() : found.start].split() if found else []
    return found if found and between in ([], ["the"]) else None


def _subject(
    text: str, sentence: Range, inside: Sequence[Range], names: Sequence[Named], cue: Match[str]
) -> tuple[Range | None, Named | None, bool]:
    """Give who is the subject of a verb: the nearest name, description or pronoun before it, else right after it."""
    lowest = max([sentence[0], *(end for _start, end in inside if end <= cue.start())])
    highest = min([sentence[1], *(start for start, _end in inside if start >= cue.end())])
    named = [one for one in names if one.kind not in {"object", "event"} and lowest <= one.start and one.end <= highest]
    before: list[tuple[int, Range, Named | None]] = [
        (one.end, (one.start, one.end), one) for one in named if one.end <= cue.start()
    ]
    before += [(found.end(), found.span(), None) for found in DESCRIBED.finditer(text, lowest, cue.start())]
    before += [(found.end(), found.span(), None) for found in PRONOUN.finditer(text, lowest, cue.start())]
    near = [one for one in before if cue.start() - one[0] <= _NEAR]
    if near:
        _end, span, who = max(near, key=lambda one: (one[0], one[2] is not None, -one[1][0]))
        return span, who, who is None and PRONOUN.fullmatch(text, *span) is not None
    after = [one for one in named if 0 <= one.start - cue.end() <= 2]
    if after:
        return (after[0].start, after[0].end), after[0], False
    described = DESCRIBED.search(text, cue.end(), min(highest, cue.end() + _NEAR))
    if described is not None and described.start() - cue.end() <= 2:
        return described.span(), None, False
    return None, None, False


def _trim(text: str, start: int, end: int) -> Range:
    """Give a range without white space, commas and dashes at its edges; a full stop at its end belongs to it."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return start, end


def _is_clause(text: str, place: Range | None) -> bool:
    """Say whether a range is long enough to be something said."""
    return place is not None and len(text[slice(*place)].split()) >= 4
