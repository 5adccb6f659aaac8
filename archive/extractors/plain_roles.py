"""Roles of a plain text's pieces, by their shape and by where they stand.

The first and the last piece of prose part the page into head, body and tail. What has a shape of its own (a stamp, an
error, a notice, a control) is told anywhere; the rest by its place: a title in the head is the headline, in the body a
crosshead, in the tail a teaser. Codes are those of ``BlockRole``.
"""

import re

from archive.extractors import plain_page as page
from archive.extractors import plain_shapes as shapes
from archive.extractors.plain_datelines import find_dateline, read_dateline
from archive.extractors.plain_lines import Piece, ends_sentence
from archive.extractors.plain_stamps import is_partial_stamp
from archive.extractors.plain_tables import table_rows

_MAX_SHAPE = 400
_MAX_TITLE = 220
_LONG_PROSE = 25
_SHORT_PROSE = 8
_ASKING_PROSE = 14
_MAX_PROSE_AFTER_END = 0.3
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BULLET = re.compile(r"(?:[-*•·▪‣–—]|\d{1,2}[.)])\s+\S")
_QUOTED = re.compile(r"[\"'“‘«].*[\"'”’»]")
_LABEL_ROLES = {
    "headline": "headline",
    "title": "headline",
    "byline": "byline",
    "author": "byline",
    "dateline": "timestamp",
}


def count_words(words: str) -> int:
    """Give the number of words; in scripts without spaces two characters count as one."""
    count = words.count(" ") + 1
    return count if words.isascii() else count + len(_WITHOUT_SPACES.findall(words)) // 2


class Page:
    """One text's pieces while their roles are being found; an empty role is not known yet."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.words = [piece.words for piece in pieces]
        self.counts = [count_words(words) for words in self.words]
        self.roles = [self._shape(index) for index in range(len(pieces))]
        self.prose = [not self.roles[index] and self._is_prose(index) for index in range(len(pieces))]
        rows = table_rows([words if not role else "" for words, role in zip(self.words, self.roles, strict=True)])
        self.table = [index in rows and not self.prose[index] for index in range(len(pieces))]
        self.first, self.stop = self._body()

    def read(self) -> list[tuple[str, str]]:
        """Give each piece's role and the part it stands in: ``head``, ``body`` or ``tail``."""
        self._mark_linked_stories()
        self._read_head()
        for index in range(self.first, self.stop):
            self.roles[index] = self.roles[index] or self._body_role(index)
        for index in range(self.stop, len(self.pieces)):
            undated = self.roles[index] != "timestamp" or self._is_stamp_of_page(index)
            self.roles[index] = (self.roles[index] if undated else "teaser") or self._tail_role(index)
        parts = ["head"] * self.first + ["body"] * (self.stop - self.first)
        return list(zip(self.roles, parts + ["tail"] * (len(self.pieces) - self.stop), strict=True))

    def _shape(self, index: int) -> str:
        """Give the role that a short piece has wherever it stands, or nothing."""
        words = self.words[index]
        if len(words) > _MAX_SHAPE:
            return ""
        if page.is_error(words):
            return "error"
        if page.is_mark(words) or page.is_rights_notice(words):
            return "notice"
        if page.is_related_heading(words) or page.is_control(words):
            return "navigation"
        return "timestamp" if self._stamps(index) else ""

    def _stamps(self, index: int) -> tuple[shapes.LabelledStamp, ...]:
        piece = self.pieces[index]
        return shapes.stamps_of(self.text[piece.start : piece.end])

    def _is_stamp_of_page(self, index: int) -> bool:
        """Tell whether a stamp has a label or a time; the bare day of a link has neither."""
        return any(found.field or found.stamp.has_time for found in self._stamps(index))

    def _is_prose(self, index: int) -> bool:
        words, count = self.words[index], self.counts[index]
        if count >= _LONG_PROSE:
            return True
        if count < _SHORT_PROSE:
            return False
        if ends_sentence(words) and (count >= _ASKING_PROSE or words.rstrip("\"'”’»)]")[-1] not in "?!？！؟"):
            return True
        return find_dateline(self.text, self.pieces[index].start, self.pieces[index].end) is not None

    def _body(self) -> tuple[int, int]:
        """Give where the body begins and ends: from the first prose to the last, or to what opens the tail."""
        found = [index for index in range(len(self.pieces)) if self.prose[index] or self.table[index]]
        if not found:
            open_pieces = [index for index, role in enumerate(self.roles) if not role]
            found = [index for index in open_pieces if self.counts[index] >= _SHORT_PROSE] or open_pieces
        if not found:
            return 0, 0
        if len(found) > 1 and self._follows_picture(found[0]):
            found = found[1:]
        first, stop = found[0], found[-1] + 1
        after = total = sum(len(self.words[index]) for index in found)
        for index in range(first, stop):
            after -= len(self.words[index]) if self.prose[index] else 0
            if index > first and after <= _MAX_PROSE_AFTER_END * total and self._opens_tail(index):
                return first, index - self._is_linked(index)
        return first, stop

    def _follows_picture(self, index: int) -> bool:
        """Tell whether a short sentence stands right below a picture's description: then it is the caption."""
        short = self.counts[index] < _LONG_PROSE and self._shares_stanza(index)
        return short and not self.roles[index - 1] and page.is_image_alt(self.words[index - 1])

    def _opens_tail(self, index: int) -> bool:
        words = self.words[index]
        if self.prose[index] or len(words) > _MAX_SHAPE:
            return False
        row = self.counts[index] > 2 and page.is_section(words)
        return row or page.is_rights_notice(words) or page.is_related_heading(words) or self._is_linked(index)

    def _is_linked(self, index: int) -> bool:
        """Tell whether a piece is the date below a related link, right after the link."""
        if self.roles[index] not in {"", "timestamp"} or not shapes.is_link_date(self.words[index]):
            return False
        return index > 0 and not self.prose[index - 1] and self.pieces[index - 1].stanza == self.pieces[index].stanza

    def _mark_linked_stories(self) -> None:
        """Mark related links with their dates; in the head, where a stamp looks the same, only several of them."""
        linked = [index for index in range(len(self.pieces)) if self._is_linked(index)]
        in_head = [index for index in linked if index < self.first]
        for index in linked if len(in_head) != 1 else linked[1:]:
            self.roles[index - 1] = self.roles[index] = "teaser"

    def _read_head(self) -> None:
        head = range(self.first)
        for index in head:
            self.roles[index] = self.roles[index] or self._head_role(index)
        titles = [index for index in head if not self.roles[index]]
        labelled = "headline" in self.roles[: self.first]
        headline = None if labelled else self._headline(titles or self._titles_like_outlets())
        if headline is not None:
            self.roles[headline] = "headline"
        for index in head:
            self.roles[index] = self.roles[index] or self._beside_headline(index, headline)

    def _head_role(self, index: int) -> str:
        """Give the role that a line of the head has by its shape, or nothing for a possible headline."""
        words, piece = self.words[index], self.pieces[index]
        if label := shapes.match_label(words):
            return _LABEL_ROLES.get(label.group("label").lower(), "masthead")
        if read_dateline(self.text, piece.start, piece.end) or is_partial_stamp(words):
            return "timestamp"
        if shapes.split_title(words):
            return ""
        if self._is_byline(index):
            return "byline"
        if shapes.is_masthead(words):
            return "masthead"
        if page.is_section(words):
            return "navigation"
        return "caption" if page.is_caption(words) else ""

    def _is_byline(self, index: int) -> bool:
        after_name = index > 0 and self.roles[index - 1] == "byline"
        return shapes.is_byline(self.words[index]) or (after_name and shapes.is_affiliation(self.words[index]))

    def _titles_like_outlets(self) -> list[int]:
        """Give lines of the head that end as an outlet's name does, but are too long for one to be likely."""
        head = [index for index in range(self.first) if self.roles[index] == "masthead"]
        long = [index for index in head if self.counts[index] > 3 and not self.words[index].startswith("The ")]
        return [index for index in long if not shapes.match_label(self.words[index])]

    def _headline(self, titles: list[int]) -> int | None:
        """Give the first title that is neither a picture's description nor one or two words before a longer title."""
        told = [index for index in titles if not page.is_image_alt(self.words[index])] or titles
        told = [index for index in told if not self._is_repeated_title(index, told)]
        told = [index for index in told if len(self.words[index]) <= _MAX_TITLE]
        return next((index for index in told if self.counts[index] > 2), told[-1] if told else None)

    def _is_repeated_title(self, index: int, titles: list[int]) -> bool:
        """Tell whether a line is the title of the page, with the outlet's name, of a headline that has its own line."""
        title = shapes.split_title(self.words[index])
        return title is not None and any(self.words[other].lower() == title[0].lower() for other in titles)

    def _beside_headline(self, index: int, headline: int | None) -> str:
        words = self.words[index]
        if page.is_image_alt(words):
            return "image-alt"
        if shapes.split_title(words):
            return "masthead"
        if headline is None or index < headline or words == self.words[headline]:
            return "navigation"
        if self.roles[index - 1] == "image-alt":
            return "caption"
        following = self.words[index + 1] if index + 1 < self.first else ""
        if shapes.is_correspondent(words) or (shapes.is_person(words) and shapes.is_affiliation(following)):
            return "byline"
        return "standfirst" if self.counts[index] >= 5 else "navigation"

    def _body_role(self, index: int) -> str:
        words = self.words[index]
        if self.table[index]:
            return "table"
        if self._is_listed(index):
            return "list"
        if self.prose[index]:
            return "standfirst" if self._leads(index) else "paragraph"
        if len(words) > _MAX_SHAPE:
            return "paragraph"
        if self._is_byline(index):
            return "byline"
        if page.is_caption(words) or (self.roles[index - 1] == "image-alt" and self._shares_stanza(index)):
            return "caption"
        if page.is_image_alt(words):
            return "image-alt"
        return "crosshead" if self._is_crosshead(index) else "paragraph"

    def _shares_stanza(self, index: int) -> bool:
        return index > 0 and self.pieces[index].stanza == self.pieces[index - 1].stanza

    def _leads(self, index: int) -> bool:
        """Tell whether the first prose stands before the byline or the stamp: then it is the standfirst."""
        following = index + 1
        if index != self.first or following >= self.stop:
            return False
        return self.roles[following] == "timestamp" or (not self.prose[following] and self._is_byline(following))

    def _is_listed(self, index: int) -> bool:
        """Tell whether a piece and a neighbour of it begin with bullets or numbers."""
        around = [beside for beside in (index - 1, index + 1) if self.first <= beside < self.stop]
        return bool(_BULLET.match(self.words[index])) and any(_BULLET.match(self.words[beside]) for beside in around)

    def _is_crosshead(self, index: int) -> bool:
        words = self.words[index]
        if self.counts[index] > 8 or len(words) > 60 or words[-1] in ".:;,!-…" or words[0].islower():
            return False
        if words[0] in "\"'“‘«":
            return bool(_QUOTED.fullmatch(words)) and not ends_sentence(words[:-1])
        inside = self.first < index < self.stop - 1
        return inside and words[0].isalnum() and words[-1] not in '"”»'

    def _tail_role(self, index: int) -> str:
        words = self.words[index]
        if len(words) > _MAX_SHAPE:
            return "teaser"
        if self._is_byline(index) or shapes.is_agency_credit(words):
            return "byline"
        if page.is_section(words):
            return "navigation"
        if page.is_caption(words):
            return "caption"
        if page.is_image_alt(words):
            return "image-alt"
        if self._belongs_to_story(index):
            return "paragraph"
        signed = self.stop == index == len(self.pieces) - 1 and shapes.is_person(words)
        return "byline" if signed else "teaser"

    def _belongs_to_story(self, index: int) -> bool:
        """Tell whether a piece after the last prose, nothing of the page between them, is a sentence or goes on."""
        if self.words[index][0].islower():
            return True
        if any(role in {"teaser", "navigation", "notice"} for role in self.roles[self.stop : index]):
            return False
        alone = index == len(self.pieces) - 1 and index == self.stop
        return ends_sentence(self.words[index]) or (alone and self.counts[index] >= _SHORT_PROSE)
