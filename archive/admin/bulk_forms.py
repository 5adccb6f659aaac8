"""The forms of bulk corrections, and what they pass on from step to step: signed, so that nobody can change it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.errors import InvalidValueError
from archive.records import FoundValue
from archive.services.bulk_corrections import Line
from archive.vocabulary import Field, ValueStatus

_SELECTION, _LINES = "archive.bulk.selection", "archive.bulk.lines"

#: Seconds for which a preview can be applied.
_VALID = 24 * 3600


class ChooseForm(forms.Form):
    """Which field of the selected articles is to be what."""

    field = forms.ChoiceField(label=_("Field"), choices=Field.choices)
    value = forms.CharField(label=_("Value"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    edtf = forms.CharField(
        label=_("Date in EDTF"), required=False, max_length=60, help_text=_("For dates, such as 2007-04-19 or 2007-04?")
    )
    status = forms.ChoiceField(label=_("How it is known"), choices=ValueStatus.choices, initial=ValueStatus.SUPPLIED)
    former = forms.CharField(
        label=_("Only where the value is now"),
        required=False,
        help_text=_("Leave it empty to set the field in all selected articles."),
    )
    note = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))

    def lines(self, selection: Sequence[tuple[UUID, int]]) -> list[Line]:
        """Give what is to be set in these articles; the form must be valid."""
        data = self.cleaned_data
        names = ("field", "value", "edtf", "status", "note")
        found = FoundValue(**{name: data[name] for name in names})
        former = data["former"] or None
        return [Line(article=uuid, version=version, found=found, former=former) for uuid, version in selection]


class TableForm(forms.Form):
    """A table that comes back."""

    table = forms.FileField(label=_("Table (CSV)"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
    note = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


def sign_selection(selection: Sequence[tuple[UUID, int]]) -> str:
    """Give articles with the versions they were seen at, as a form passes them on."""
    return signing.dumps([[str(uuid), version] for uuid, version in selection], salt=_SELECTION, compress=True)


def read_selection(signed: str) -> list[tuple[UUID, int]]:
    """Read what ``sign_selection`` gave; raises InvalidValueError for anything else, or where it is too old."""
    return [(UUID(uuid), version) for uuid, version in _loaded(signed, _SELECTION)]


def sign_lines(lines: Sequence[Line]) -> str:
    """Give lines as a preview passes them on."""
    return signing.dumps([_plain(line) for line in lines], salt=_LINES, compress=True)


def read_lines(signed: str) -> list[Line]:
    """Read what ``sign_lines`` gave; raises InvalidValueError for anything else, or where it is too old."""
    return [
        Line(**{**plain, "article": UUID(plain["article"]), "found": FoundValue(**plain["found"])})
        for plain in _loaded(signed, _LINES)
    ]


def _plain(line: Line) -> dict[str, Any]:
    found = {name: value for name, value in asdict(line.found).items() if value not in {"", None}}
    return {**asdict(line), "article": str(line.article), "found": {"value": "", **found}}


def _loaded(signed: str, salt: str) -> Any:
    try:
        return signing.loads(signed, salt=salt, max_age=_VALID)
    except signing.BadSignature as error:
        raise InvalidValueError(
            gettext("This preview is too old, or was changed: choose the articles again.")
        ) from error
