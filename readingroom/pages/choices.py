"""Choices that narrow a list down, as links with counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice: its name, where it leads, how much it leaves, whether it is made; and its palette name, if any."""

    name: str
    href: str
    count: int
    chosen: bool
    colour: str = ""
