"""Collecting values: one a field, the first that is given, with the words or the place that it rests on."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from archive import edtf_dates
from archive.errors import InvalidValueError
from archive.extractors.building import TextBuilder, folded
from archive.extractors.event_dates import event_date
from archive.extractors.language import identify_language
from archive.extractors.plain_datelines import find_dateline
from archive.extractors.plain_shapes import read_byline
from archive.extractors.plain_stamps import find_stamps
from archive.extractors.plain_words import AGENCIES
from archive.records import FoundValue

_BY = re.compile(r"\A(?:by|von|par|por|da|di)[:\s]+", re.IGNORECASE)
_LENGTH_OF_DAY = len("2007-04-23")
_MIN_PROBABILITY = 0.5
_SAMPLE_ROLES = frozenset({"headline", "standfirst", "paragraph", "list", "quote"})
_SAMPLE = 800
_OPENING_PARAGRAPHS = 3


class Values:
    """The values of one article under extraction."""

    def __init__(self) -> None:
        self._found: dict[str, FoundValue] = {}

    def __contains__(self, field: str) -> bool:
        return field in self._found

    @property
    def all(self) -> tuple[FoundValue, ...]:
        """What was given, in the order of giving."""
        return tuple(self._found.values())

    def in_text(self, field: str, value: str, place: tuple[int, int] | None, *, note: str = "") -> None:
        """Give a value whose words stand in the text at ``place``; nothing where there is no place or no value."""
        if value.strip() and place:
            self._add(field, value, start=place[0], end=place[1], note=note)

    def stated(self, field: str, value: str, locator: str, *, note: str = "", certainty: str = "high") -> None:
        """Give a value that an element or a member of the capture states."""
        if value.strip():
            self._add(field, value, locator=locator, note=note, certainty=certainty)

    def byline(self, words: str, place: tuple[int, int] | None) -> None:
        """Give who wrote, and the agency beside them, as a line says it."""
        words = folded(words)
        found = read_byline(words)
        self.in_text("agency", found.agency, place)
        if found.name or not found.agency:
            self.in_text("byline", _BY.sub("", found.name or words).rstrip(" ,;"), place)

    def moment(self, field: str, written: str, locator: str, *, note: str = "") -> None:
        """Give a date or an instant that is stated; one that can't be read is left out.

        Of two fields with the same instant only the first is given: a version that is the first was not modified.
        """
        edtf = date_of(written)
        if edtf and edtf not in (found.edtf for found in self._found.values()):
            self._add(field, folded(written), locator=locator, edtf=edtf, note=note)

    def supplier(self, name: str, locator: str) -> None:
        """Give who supplied or published: a known agency as the agency, anybody else as the publisher."""
        self.stated("agency" if folded(name).lower() in AGENCIES else "publisher", folded(name), locator)

    def datelines(self, builder: TextBuilder) -> None:
        """Give what a dateline that opens one of the first paragraphs says."""
        paragraphs = [block for block in builder.blocks if block.role == "paragraph"]
        for block in paragraphs[:_OPENING_PARAGRAPHS]:
            if found := find_dateline(builder.text, block.start, block.end):
                self.in_text("agency", found.agency, (found.agency_start, found.agency_end))
                self.in_text("dateline_place", found.place, (found.start, found.end))
                if found.edtf:
                    status = "partly-supplied" if "X" in found.edtf else "as-printed"
                    self._add(
                        "dateline_date", found.edtf, edtf=found.edtf, status=status, start=found.start, end=found.end
                    )

    def event(self, builder: TextBuilder) -> None:
        """Give the day of what the story tells, where a weekday and a known day say it."""
        if found := event_date(builder.text, builder.blocks, self._found.values()):
            self._found.setdefault(found.field, found)

    def language(self, builder: TextBuilder, declared: str, locator: str) -> None:
        """Give the language that the article calls itself, else the one that its words are in."""
        code = declared.replace("_", "-").split("-")[0].strip().lower()
        if code.isalpha() and len(code) in {2, 3}:
            self.stated("language", code, locator)
            return
        parts = [builder.text[block.start : block.end] for block in builder.blocks if block.role in _SAMPLE_ROLES]
        code, probability = identify_language("".join(parts)[:_SAMPLE])
        if probability >= _MIN_PROBABILITY:
            note = f"identified by py3langid, probability {probability:.2f}"
            self._found.setdefault("language", FoundValue(field="language", value=code, status="supplied", note=note))

    def _add(
        self,
        field: str,
        value: str,
        *,
        edtf: str = "",
        status: str = "as-printed",
        certainty: str = "high",
        start: int | None = None,
        end: int | None = None,
        locator: str = "",
        note: str = "",
    ) -> None:
        found = FoundValue(
            field=field,
            value=folded(value),
            edtf=edtf,
            status=status,
            certainty=certainty,
            start=start,
            end=end,
            locator=locator,
            note=note,
        )
        self._found.setdefault(field, found)


def date_of(written: str) -> str:
    """Give a date or an instant that markup states as EDTF; nothing for what is none, or could be two.

    Read are ISO 8601, the dates of mails and RSS (RFC 5322, section 3.3), and what news prints.
    """
    written = written.strip()
    try:
        moment = datetime.fromisoformat(written)
        edtf = moment.isoformat(timespec="seconds") if len(written) > _LENGTH_OF_DAY else moment.date().isoformat()
    except ValueError:
        edtf = _of_mail(written) or _of_print(written)
    edtf = edtf.replace("+00:00", "Z")
    try:
        edtf_dates.check(edtf)
    except InvalidValueError:
        return ""
    return edtf


def _of_mail(written: str) -> str:
    try:
        return parsedate_to_datetime(written).isoformat(timespec="seconds") if ":" in written else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _of_print(written: str) -> str:
    found = list(find_stamps(written))
    return found[0].edtf if len(found) == 1 and not found[0].edtf.startswith("[") else ""
