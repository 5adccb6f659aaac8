"""Forms that carry the version they were shown with, and take a service's refusal as an error at the field."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from archive.errors import InvalidValueError, StaleVersionError


class VersionedForm(forms.Form):
    """A form on a record with a version: compare-and-swap for people."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def save_with(self, service: Callable[[dict[str, Any]], object]) -> bool:
        """Call a service with the cleaned data, and give whether it took them.

        What it refuses becomes an error of the form, at its field where the service names one. After a stale version
        everything typed stays, and the form carries the new version, so that saving again is a decision.
        """
        if not self.is_valid():
            return False
        try:
            service(self.cleaned_data)
        except InvalidValueError as error:
            self.refuse(str(error), field=error.field)
        except StaleVersionError as error:
            self.renew(str(error), current=error.current)
        return not self.errors

    def refuse(self, message: str, *, field: str = "") -> None:
        """Add an error at a field, or at the whole form where it has no such field."""
        self.add_error(field if field in self.fields else None, message)

    def renew(self, message: str, *, current: int) -> None:
        """Say that the record moved on, and let the next submission be made against its version now."""
        self.add_error(None, message)
        self.add_error(None, gettext("The page shows it as it is now; what you typed is kept. Save again to apply it."))
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("version")] = str(current)
        self.data = data
