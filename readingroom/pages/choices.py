"""Choices that narrow a list down, as links with counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice: its name, where it leads, whether it is made, and how much it leaves, where that is known."""

    name: str
    href: str
    chosen: bool
    count: int | None = None
    colour: str = ""
