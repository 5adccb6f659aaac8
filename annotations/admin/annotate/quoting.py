"""Words copied from a text become spans; where they stand more than once, the form asks which place is meant."""

from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from annotations.drafts import SpanDraft
from annotations.errors import AnnotationsError, InvalidAnnotationError, InvalidSpanError, StaleVersionError
from annotations.models import Span
from archive.evidence import find_quotes
from archive.text import context

#: How many places are offered at most where words stand more than once.
PLACES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The block ``[start, end)`` that is being annotated, in its text; code points."""

    text: str
    start: int
    end: int

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


@dataclass(slots=True)
class Quotes:
    """What was found in a form: the range of each field, and the span role it stands for."""

    roles: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)

    def numbered(self) -> list[tuple[str, str, int]]:
        """Give (field, role, order) of every range found, numbered from 0 for each role in the order of the text."""
        counts: dict[str, int] = {}
        numbered = []
        for name in sorted(self.ranges, key=lambda name: self.ranges[name]):
            role = self.roles[name]
            numbered.append((name, role, counts.get(role, 0)))
            counts[role] = counts.get(role, 0) + 1
        return numbered


class QuotingForm(forms.Form):
    """A form with fields for words of the text; each has a companion ``NAME-at`` that holds the chosen start."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.place = place
        self.quotes = Quotes()

    def add_quote(
        self, name: str, *, role: str, label: str | StrPromise, required: bool = False, span: Span | None = None
    ) -> None:
        """Add a field for words in a span role, filled with a span's words where there is one."""
        self.fields[name] = forms.CharField(
            label=label, required=required, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"})
        )
        self.fields[f"{name}-at"] = forms.CharField(required=False, widget=forms.HiddenInput, label=_("Which place"))
        self.quotes.roles[name] = role
        if span is not None:
            self.initial.setdefault(name, span.exact)
            self.initial.setdefault(f"{name}-at", str(span.start))

    def pairs(self, beginning: str) -> list[tuple[BoundField, BoundField]]:
        """Give the fields for words whose names begin so, each with its field for the place."""
        names = [name for name in self.quotes.roles if name.startswith(beginning)]
        return [(self[name], self[f"{name}-at"]) for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.quotes.roles:
            if cleaned.get(name):
                self._find(name, cleaned[name], cleaned.get(f"{name}-at", ""))
        return cleaned

    def _find(self, name: str, quote: str, at: str) -> None:
        text = self.place.text
        places = find_quotes(text, quote)
        chosen = [place for place in places if str(place[0]) == at]
        here = [place for place in places if self.place.holds(place[0])]
        found = chosen or here
        if len(found) == 1:
            self.quotes.ranges[name] = found[0]
            return
        if not places:
            self.add_error(name, gettext("“%s” does not stand in the text.") % " ".join(quote.split()))
            return
        self._ask(name, here or places, elsewhere=not here)

    def _ask(self, name: str, places: list[tuple[int, int]], *, elsewhere: bool) -> None:
        """Refuse words that don't name one place of the block, and offer the places they could mean."""
        count = len(places)
        if elsewhere:
            message = ngettext(
                "These words do not stand in this block, but once elsewhere: choose that place or correct the words.",
                "These words do not stand in this block, but %d times elsewhere: choose a place or correct the words.",
                count,
            )
        else:
            message = gettext("These words stand %d times in this block: choose which place is meant.")
        self.add_error(name, message % count if "%d" in message else message)
        choices = [(str(start), self._shown(start, end)) for start, end in places[:PLACES]]
        self.fields[f"{name}-at"].widget = forms.RadioSelect(choices=choices)

    def _shown(self, start: int, end: int) -> str:
        before, after = context(self.place.text, start, end)
        words = f"…{before}[{self.place.text[start:end]}]{after}…"
        return " ".join(words.split())

    def spans(self) -> tuple[SpanDraft, ...]:
        """Give the spans of a valid form."""
        text = self.place.text
        return tuple(
            SpanDraft(start=start, end=end, exact=text[start:end], role=role, order=order)
            for name, role, order in self.quotes.numbered()
            for start, end in (self.quotes.ranges[name],)
        )

    def field_at(self, pointer: str) -> str | None:
        """Give the field that a JSON Pointer into the draft means, or None for the form as a whole."""
        name = pointer.rsplit("/", 1)[-1]
        return name if name in self.fields else None

    def refuse(self, error: AnnotationsError) -> None:
        """Show a service's refusal where it belongs; after a stale version the next submission is a decision."""
        if isinstance(error, InvalidSpanError):
            names = {(role, order): name for name, role, order in self.quotes.numbered()}
            self.add_error(names.get((error.role, error.order or 0)), str(error))
        elif isinstance(error, InvalidAnnotationError):
            self.add_error(self.field_at(error.pointer), str(error.args[0]))
        else:
            self.add_error(None, str(error))
        if isinstance(error, StaleVersionError):
            self.add_error(None, gettext("What you typed is kept. Save again to put it in place of the other version."))
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("version")] = str(error.current)
            self.data = data
