"""What a single short line says about the article, told by its shape: stamps, mastheads, bylines, credits, labels.

Every function takes words with white space folded. Nothing here knows an outlet, a file or a position in the text.
"""

import re
from dataclasses import dataclass

from archive.extractors.plain_stamps import Stamp, find_stamps
from archive.extractors.plain_words import (
    AGENCIES,
    OUTLET_BEGINNINGS,
    OUTLET_ENDINGS,
    OUTLET_WORDS,
    PARTICLES,
    SECTION_WORDS,
    is_name_word,
    is_section_words,
)

_CAPITALISED = r"[^\W\d_a-z][\w'’.-]*"
_PARTICLE = r"(?:d[eiua]s?|del|v[ao]n|der|den|bin|al|el|la|le|y)"
#: A person's name: two to five words, the first and the last with a capital.
PERSON = rf"{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|{_PARTICLE})){{0,3}}\s+[^\W\d_a-z][\w'’-]+"
#: A place's name: one to four words with capitals.
PLACE = rf"{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|de|of|the)){{0,3}}"

_PEOPLE = rf"{PERSON}(?:(?:,\s*{PERSON})*,?\s+(?:and|AND|&)\s+{PERSON})?"
_BYLINE = re.compile(
    rf"(?:By|BY|by|From|FROM|Von|Par|Por)\s*:?\s+(?P<name>{_PEOPLE})(?:\s+(?:in|IN)\s+(?P<place>{PLACE}))?"
    r"(?P<rest>(?:\s*[,|/(-]|\s+of\b|\s+for\b).{1,80})?\.?"
)
_CORRESPONDENT = re.compile(rf"(?P<name>{PERSON})\s+in\s+(?P<place>{PLACE})")
_PERSON = re.compile(PERSON)
_AGENCY_BYLINE = re.compile(r"(?:By|BY|by|From|Source|Credit|Via|via)?\s*:?\s*(?P<agency>[^,]+)")
_REPORTING = re.compile(r"\W*(?:additional |with )?(?:reporting|writing|editing) by\b.+", re.IGNORECASE)
_AFFILIATION = re.compile(
    r".*\b(?:correspondent|writer|reporter|editor|staff|bureau(?: chief)?|analyst)s?\b(?:, .{1,40})?", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+){0,2}\.(?:com|org|net|info|co\.uk|eu|[a-z]{2})", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?P<label>headline|title|byline|author|source|publication|publisher|newspaper|dateline)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_STAMP_LABEL = re.compile(
    r"\b(?:(?P<modified>(?:last )?(?:updated|modified|revised|changed|edited)|(?:zuletzt )?aktualisiert|mis à jour|"
    r"actualizado|aggiornato)|(?P<captured>retrieved|accessed|downloaded|captured|archived|crawled)|(?P<published>"
    r"(?:(?:first|web) )?(?:published|posted|issued|released|filed|created|aired|broadcast)|(?:publication )?date|"
    r"veröffentlicht|publié|publicado|pubblicato))(?:\s+(?:at|on|le|am|el|il))?\s*:?\W*$",
    re.IGNORECASE,
)
_TITLE_SEPARATOR = re.compile(r"\s*(?:[|»·•]|::)\s*|\s+[-–—]+\s+")
_BEFORE_SECTION = re.compile(r"[|·•»]\s*\S")
_MAX_SHAPE = 200
_MAX_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class LabelledStamp:
    """A stamp with the field that its label names (empty where there is none that is known), and the label's words."""

    stamp: Stamp
    field: str
    label: str


def is_masthead(words: str) -> bool:
    """Tell whether a line is the name of an outlet: short, capitalised, and ending as the names of outlets do."""
    name = words.strip(" .|-–—*=")
    parts = name.split()
    if _DOMAIN.fullmatch(name) or name.lower() in AGENCIES:
        return True
    if not 1 <= len(parts) <= 6 or not all(map(is_name_word, parts)) or is_section_words(name):
        return False
    lowered = [part.lower().strip(".,'’") for part in parts]
    general = SECTION_WORDS | OUTLET_ENDINGS | OUTLET_WORDS | PARTICLES
    if len(parts) == 1 and name.isalpha() and name.isupper() and len(name) <= 5 and lowered[0] not in general:
        return True
    own = lowered[1:] if lowered[0] == "the" else lowered
    if lowered[-1] in OUTLET_WORDS or (len(own) > 2 and own[0] in OUTLET_WORDS and own[1] == "of"):
        return True
    named = not general.issuperset(lowered) or not OUTLET_WORDS.isdisjoint(lowered)
    return (lowered[-1] in OUTLET_ENDINGS and named) or (len(parts) > 1 and lowered[0] in OUTLET_BEGINNINGS)


def split_title(words: str) -> tuple[str, str] | None:
    """Give the story's and the outlet's part of a page's title ("Gates in Moscow - The Daily Post"), or None."""
    parts = [part.strip() for part in _TITLE_SEPARATOR.split(words)]
    outlets = [part for part in parts if is_masthead(part)]
    longest = max(parts, key=len)
    if len(parts) < 2 or len(outlets) != 1 or longest in outlets or len(longest.split()) < 3:
        return None
    return longest, outlets[0]


def match_byline(words: str) -> re.Match[str] | None:
    """Match a line that names who wrote: groups ``name``, ``place`` and ``rest`` (an agency, an office)."""
    return _BYLINE.fullmatch(words)


def match_correspondent(words: str) -> re.Match[str] | None:
    """Match a line that is a person and a place, "Jane Roe in Moscow": groups ``name`` and ``place``."""
    return _CORRESPONDENT.fullmatch(words)


def is_person(words: str) -> bool:
    """Tell whether a line could be a person's name."""
    return bool(_PERSON.fullmatch(words))


def credited_agency(words: str) -> str:
    """Give the agency that a line is the credit of ("By Reuters", "Source: AFP", "(AP)"), as it signs; else nothing."""
    match = _AGENCY_BYLINE.fullmatch(words.strip(" ()[]/–—-.|"))
    return AGENCIES.get(match.group("agency").strip().lower(), "") if match else ""


def is_reporting_credit(words: str) -> bool:
    """Tell whether a line names reporters and editors at the end of a story."""
    return bool(_REPORTING.fullmatch(words))


def is_affiliation(words: str) -> bool:
    """Tell whether a line says what the person named in the line before it is: "Defence correspondent, Brussels"."""
    return len(words.split()) <= 8 and bool(_AFFILIATION.fullmatch(words))


def match_label(words: str) -> re.Match[str] | None:
    """Match a labelled line of a database print-out ("HEADLINE: ..."): groups ``label`` and ``value``."""
    return _LABELLED.fullmatch(words)


def stamps_of(line: str) -> list[LabelledStamp]:
    """Give a line's stamps if stamps are what the line is; a date within a sentence or a title gives nothing."""
    if len(line) > _MAX_SHAPE or not any(character.isdigit() for character in line):
        return []
    stamps: list[LabelledStamp] = []
    position = 0
    for stamp in find_stamps(line):
        label = _STAMP_LABEL.search(line[position : stamp.start])
        words = " ".join(label.group().split()).rstrip(" :") if label else ""
        stamps.append(LabelledStamp(stamp, label.lastgroup or "" if label else "", words))
        position = stamp.end
    if not stamps:
        return []
    before, after = line[: stamps[0].stamp.start], line[position:]
    told = any(found.field or found.stamp.has_time for found in stamps) or not before.strip()
    return stamps if told and max(len(before.split()), len(after.split())) <= _MAX_NEIGHBOURS else []


def is_link_date(line: str) -> bool:
    """Tell whether a line is the date below a related link: a day without time or label, alone or before a section."""
    found = next(find_stamps(line), None) if len(line) <= _MAX_SHAPE else None
    if found is None or found.has_time or line[: found.start].strip(" |([-–—"):
        return False
    rest = line[found.end :].strip()
    return not rest.strip(" )]") or bool(_BEFORE_SECTION.match(rest))


def is_sectioned_link_date(line: str) -> bool:
    """Tell whether a line is a link's date with the link's section: "23 Feb 07 | Americas"."""
    return is_link_date(line) and any(mark in line for mark in "|·•»")
