"""Typed reading of the environment; a value that can't be read stops the start with a message that names it."""

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Give the variable ``name``; raise ImproperlyConfigured where it is unset and has no default."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set {name} in the environment; see the table of settings in README.md.")
    return default


def words(name: str, default: str | None = None) -> list[str]:
    """Give a comma-separated variable as a list without empty members; unset without a default as for ``text``."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Give a variable as an absolute folder, made where it is not there yet."""
    found = Path(text(name, str(default))).expanduser().resolve()
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} can't be used as a folder: {found} ({error.strerror}).") from error
    return found


def flag(name: str, *, default: bool) -> bool:
    """Give a variable as a truth value: 1, true, yes, on or 0, false, no, off."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be one of yes, no, true, false, on, off, 1, 0; it is {value!r}.")


def number(name: str, default: int) -> int:
    """Give a variable as a whole number, zero or more."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {value!r}.")
    return int(value)


def rate(name: str, default: str) -> str | None:
    """Give a variable as so many in a time, such as ``120/minute``; None for ``off``."""
    value = text(name, default).lower()
    if value == "off":
        return None
    if re.fullmatch(r"[1-9][0-9]{0,8}/(second|minute|hour|day)", value):
        return value
    raise ImproperlyConfigured(f"{name} must be off, or a rate such as 120/minute; it is {value!r}.")
