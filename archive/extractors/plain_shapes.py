"""What a single short line says about the article, told by its shape: stamps, mastheads, bylines, credits, labels.

Every function takes words with white space folded. Nothing here knows an outlet, a file or a position in the text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.extractors.plain_stamps import Stamp, find_stamps
from archive.extractors.plain_words import (
    AGENCIES,
    OUTLET_BEGINNINGS,
    OUTLET_ENDINGS,
    OUTLET_WORDS,
    PARTICLES,
    SECTION_WORDS,
    STRONG_ENDINGS,
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
_REPORTING_BY = re.compile(rf"(?i:reporting|writing) (?i:by)\s+(?P<name>{PERSON})")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"\A[\s,|/(-]*(?:(?:of|for)\b)?\s*|[\s).]*\Z")
_AFFILIATION = re.compile(
    r".*\b(?:correspondent|writer|reporter|editor|staff|bureau(?: chief)?|analyst)s?\b(?:, .{1,40})?", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+){0,2}\.(?:com|org|net|info|co\.uk|eu|[a-z]{2})", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?P<label>headline|title|byline|author|source|publication|publisher|newspaper|dateline)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_MODIFIED = (
    "last update|(?:last )?(?:updated|modified|revised|changed|edited)|(?:zuletzt )?aktualisiert|mis à jour|"
    "actualizado|aggiornato"
)
_CAPTURED = "retrieved|accessed|downloaded|captured|archived|crawled"
_PUBLISHED = (
    "(?:(?:first|web) )?(?:published|posted|issued|released|filed|created|aired|broadcast)|(?:publication )?date|"
    "veröffentlicht|publié|publicado|pubblicato"
)
_STAMP_LABEL = re.compile(
    rf"\b(?:(?P<modified>{_MODIFIED})|(?P<captured>{_CAPTURED})|(?P<published>{_PUBLISHED}))"
    r"(?:\s+(?:at|on|le|am|el|il))?\s*:?\W*$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_DIGIT = re.compile(r"\d")
_TITLE_SEPARATOR = re.compile(r"\s*(?:[|»·•]|::)\s*|\s+[-–—]+\s+")
_SECTION_MARK = re.compile(r"[|·•»]")
_BEFORE_SECTION = re.compile(r"[|·•»]\s*\S")
_GENERAL_WORDS = SECTION_WORDS | OUTLET_ENDINGS | OUTLET_WORDS | PARTICLES
_MAX_SHAPE = 200
_MAX_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote, where, and the agency named beside them or alone."""

    name: str = ""
    place: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class LabelledStamp:
    """A stamp with the field that its label names (empty where none is known), the label, and where they begin."""

    stamp: Stamp
    field: str
    label: str
    start: int


def is_masthead(words: str) -> bool:
    """Tell whether a line is the name of an outlet: short, capitalised, and ending as the names of outlets do."""
    name = words.strip(" .|-–—*=")
    parts = name.split()
    if _DOMAIN.fullmatch(name) or name.lower() in AGENCIES:
        return True
    if not 1 <= len(parts) <= 6 or not all(map(is_name_word, parts)) or is_section_words(name):
        return False
    lowered = [part.lower().strip(".,'’") for part in parts]
    if len(parts) == 1 and _ACRONYM.fullmatch(name) and lowered[0] not in _GENERAL_WORDS:
        return True
    own = lowered[1:] if lowered[0] == "the" else lowered
    if lowered[-1] in OUTLET_WORDS or (len(own) > 2 and own[0] in OUTLET_WORDS and own[1] == "of"):
        return True
    if len(parts) == 1:
        return False
    named = not _GENERAL_WORDS.issuperset(lowered) or not OUTLET_WORDS.isdisjoint(lowered)
    if lowered[-1] in STRONG_ENDINGS or (lowered[-1] in OUTLET_ENDINGS and named):
        return True
    broadcaster = _ACRONYM.fullmatch(parts[0]) or lowered[0] in AGENCIES
    return lowered[0] in OUTLET_BEGINNINGS or (bool(broadcaster) and SECTION_WORDS.issuperset(lowered[1:]))


def split_title(words: str) -> tuple[str, str] | None:
    """Give the story's and the outlet's part of a page's title ("Gates in Moscow - The Daily Post"), or None."""
    parts = [part.strip() for part in _TITLE_SEPARATOR.split(words)]
    outlets = [part for part in parts if is_masthead(part)]
    longest = max(parts, key=len)
    if len(parts) < 2 or len(outlets) != 1 or longest in outlets or len(longest.split()) < 3:
        return None
    return longest, outlets[0]


def is_byline(words: str) -> bool:
    """Tell whether a line names who wrote or supplied the story: "By Jane Roe, AP", "Source: AFP", "Reporting by …"."""
    if _BYLINE.fullmatch(words) or _REPORTING.fullmatch(words):
        return True
    return bool(_credited_agency(words)) and words.lower() not in AGENCIES


def is_agency_credit(words: str) -> bool:
    """Tell whether a line is the credit of an agency, or its bare name."""
    return bool(_credited_agency(words))


def is_correspondent(words: str) -> bool:
    """Tell whether a line is a person and a place: "Jane Roe in Moscow"."""
    return bool(_CORRESPONDENT.fullmatch(words))


def is_person(words: str) -> bool:
    """Tell whether a line could be a person's name."""
    return bool(_PERSON.fullmatch(words))


def read_byline(words: str) -> Byline:
    """Give what a line of the role byline says; empty members are not in it. Names are as printed."""
    if agency := _credited_agency(words):
        return Byline(agency=agency)
    if match := _BYLINE.fullmatch(words):
        place = (match.group("place") or "").rstrip(".")
        return Byline(name=match.group("name"), place=place, agency=_agency_in(match.group("rest") or ""))
    if match := _CORRESPONDENT.fullmatch(words):
        return Byline(name=match.group("name"), place=match.group("place"))
    if label := _LABELLED.fullmatch(words):
        return Byline(name=_BY.sub("", label.group("value")))
    if match := _REPORTING_BY.search(words):
        return Byline(name=match.group("name"))
    return Byline(name=words) if is_person(words) and not is_affiliation(words) else Byline(agency=_agency_in(words))


def _credited_agency(words: str) -> str:
    match = _AGENCY_BYLINE.fullmatch(words.strip(" ()[]/–—-.|"))
    name = match.group("agency").strip() if match else ""
    return name if name.lower() in AGENCIES else ""


def _agency_in(words: str) -> str:
    """Give the agency that is named beside a person: "AP Military Writer", "Associated Press"."""
    bare = _BESIDE_NAME.sub("", words)
    parts = bare.split()
    for length in range(min(len(parts), 4), 0, -1):
        name = " ".join(parts[:length]).rstrip(",")
        if name.lower() in AGENCIES and (length == len(parts) or is_affiliation(bare) or "," in bare):
            return name
    return ""


def is_affiliation(words: str) -> bool:
    """Tell whether a line says what the person named in the line before it is: "Defence correspondent, Brussels"."""
    return len(words.split()) <= 8 and bool(_AFFILIATION.fullmatch(words))


def match_label(words: str) -> re.Match[str] | None:
    """Match a labelled line of a database print-out ("HEADLINE: ..."): groups ``label`` and ``value``."""
    return _LABELLED.fullmatch(words)


@lru_cache(maxsize=1024)
def stamps_of(line: str) -> tuple[LabelledStamp, ...]:
    """Give a line's stamps if stamps are what the line is; a date within a sentence or a title gives nothing."""
    if len(line) > _MAX_SHAPE or not _DIGIT.search(line):
        return ()
    stamps: list[LabelledStamp] = []
    position = 0
    for stamp in find_stamps(line):
        label = _STAMP_LABEL.search(line[position : stamp.start])
        field = label.lastgroup or "" if label else ""
        words = " ".join(label.group(field).split()) if label else ""
        stamps.append(LabelledStamp(stamp, field, words, position + label.start() if label else stamp.start))
        position = stamp.end
    if not stamps:
        return ()
    before, after = line[: stamps[0].stamp.start], line[position:]
    told = any(found.field or found.stamp.has_time for found in stamps) or not before.strip()
    return tuple(stamps) if told and max(len(before.split()), len(after.split())) <= _MAX_NEIGHBOURS else ()


@lru_cache(maxsize=1024)
def is_link_date(line: str) -> bool:
    """Tell whether a line is the date below a related link: a day without time or label, with the link's section."""
    if len(line) > _MAX_SHAPE or not _SECTION_MARK.search(line):
        return False
    found = next(find_stamps(line), None)
    if found is None or found.has_time or line[: found.start].strip(" |([-–—"):
        return False
    return bool(_BEFORE_SECTION.match(line[found.end :].strip()))
