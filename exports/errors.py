"""What can go wrong on the way out and back in; every message says which article or file, where, and why."""

from dataclasses import dataclass
from uuid import UUID


class ExportError(Exception):
    """A dossier can't be written as it is, or a target can't take it.

    ``article`` is the article's uuid, ``record`` the record in it at fault ("annotation 0190…"), ``place`` the member
    or span of that record; each is empty or None where the error concerns the whole.
    """

    def __init__(self, reason: str, *, article: UUID | None = None, record: str = "", place: str = "") -> None:
        where = [f"article {article}" if article else "", record, place]
        super().__init__(": ".join([", ".join(part for part in where if part), reason]).removeprefix(": "))
        self.reason = reason
        self.article = article
        self.record = record
        self.place = place


class ImportProblem(Exception):  # noqa: N818 - a problem of the input, told to the person who brought it
    """An input that can't be read back; ``line`` is 1-based, None where the whole file is meant."""

    def __init__(self, reason: str, *, file: str = "", line: int | None = None) -> None:
        place = file if line is None else f"{file}, line {line}".removeprefix(", ")
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing a validator found; ``line`` is 1-based, None where the validator gives no place."""

    file: str
    line: int | None
    reason: str
