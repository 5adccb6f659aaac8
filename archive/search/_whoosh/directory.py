"""Where the index lies: a folder for each making of it, and a file that names the present one.

``reindex`` makes a new folder beside and then changes the name in one step. Readers that hold files of a former folder
keep them until they let go.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uuid6
from django.core.files import locks

from archive.errors import IndexUnreadableError

_CURRENT, _FORM, _WANTED, _LOCK = "current", "form", "rebuild-wanted", "lock"


class Directory:
    """The files of an index below one path; nothing is made there before it is written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self, *, form: str) -> Path:
        """Give the folder of the present index; raises IndexUnreadableError where there is none of this form."""
        try:
            name = (self.path / _CURRENT).read_text().strip()
            folder = self.path / name
            held = (folder / _FORM).read_text()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnreadableError(f"there is no index in {self.path}") from error
        if held != form or folder.parent != self.path:
            raise IndexUnreadableError("the index is of another form")
        return folder

    def new(self, *, form: str) -> Path:
        """Make an empty folder for an index that is to become the present one."""
        folder = self.path / f"index-{uuid6.uuid7().hex}"
        folder.mkdir(parents=True)
        (folder / _FORM).write_text(form)
        return folder

    def install(self, folder: Path) -> None:
        """Make a folder the present index, in one step, and remove all others."""
        written = self.path / f"{_CURRENT}.new"
        with written.open("w") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.path / _CURRENT)
        (self.path / _WANTED).unlink(missing_ok=True)
        for other in self.path.glob("index-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def want_rebuild(self) -> None:
        """Leave word that the index can't be read, for the one that writes it."""
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / _WANTED).touch()

    def rebuild_wanted(self) -> bool:
        """Say whether somebody found that the index can't be read."""
        return (self.path / _WANTED).exists()

    @contextmanager
    def lock(self, *, wait: bool) -> Iterator[bool]:
        """Hold the right to write; gives False, without it, where another process has it and ``wait`` is not asked."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("a") as file:
            flags = locks.LOCK_EX if wait else locks.LOCK_EX | locks.LOCK_NB
            held = bool(locks.lock(file, flags))
            try:
                yield held
            finally:
                if held:
                    locks.unlock(file)
