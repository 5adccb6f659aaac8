"""Records that are written once."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class AppendOnlyError(TypeError):
    """Raised by an attempt to change or delete what is written once."""


class AppendOnlyModel(models.Model):
    """A row that is inserted and then never changed or deleted by the application."""

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not self._state.adding or force_update:
            raise AppendOnlyError(f"{self._meta.verbose_name} is written once and can't be changed")
        super().save(force_insert=True, using=using, update_fields=update_fields)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:  # noqa: FBT001 - Django's signature
        raise AppendOnlyError(f"{self._meta.verbose_name} is written once and can't be deleted")
