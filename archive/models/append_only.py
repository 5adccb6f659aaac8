"""Records that are written once."""

from typing import Any

from django.db import models


class AppendOnlyError(TypeError):
    """Raised by an attempt to change or delete what is written once."""


class AppendOnlyModel(models.Model):
    """A row that is inserted and then never changed or deleted by the application."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        if not self._state.adding or options.get("force_update"):
            raise AppendOnlyError(f"{self._meta.verbose_name} is written once and can't be changed")
        super().save(**{**options, "force_insert": True})

    def delete(self, **_options: Any) -> tuple[int, dict[str, int]]:  # type: ignore[override]  # nobody passes these by position
        raise AppendOnlyError(f"{self._meta.verbose_name} is written once and can't be deleted")
