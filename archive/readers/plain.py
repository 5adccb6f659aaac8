"""Plain text files, one article each: a file, or a folder of them."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.errors import ManifestError
from archive.readers.manifest import Manifest, ManifestEntry, load_manifest
from archive.records import ArticleRecord, BadRecord, Supplied
from archive.text import MAX_TEXT_BYTES

_SUFFIXES = frozenset({".txt", ""})
_MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file: where it is, its name for the record, whether it was found in a folder, and why it is not to be read."""

    path: Path
    name: str
    listed: bool = True
    refused: str = ""

    @property
    def place(self) -> Path:
        """The file's own place: links to folders resolved, a link that is the file itself not."""
        return _real(self.path.parent) / self.path.name


class PlainReader:
    """The reader of plain text files.

    Of a folder it reads, sorted and to any depth, ``*.txt``, names without a suffix, and what the manifest names.
    README files, dotfiles, the manifest and what it says to ignore are passed over, everything else is reported.
    Without paths it reads the manifest's files. A file that is reached twice is read once.
    """

    name = "plain"

    def read(self, paths: Sequence[Path], *, manifest: Path | None = None) -> Iterator[ArticleRecord | BadRecord]:
        """Yield a record for each file; what can't be read is a ``BadRecord``, and the others are still read."""
        manifest_name = _printable(manifest or "")
        try:
            loaded = load_manifest(manifest) if manifest else None
        except ManifestError as error:
            yield BadRecord(file=manifest_name, reason=str(error))
            return
        entries = _entries_by_place(loaded)
        reached: set[Path] = set()
        for path in paths or sorted(entries):
            for candidate in _candidates(path, loaded, entries):
                if candidate.place not in reached:
                    reached.add(candidate.place)
                    yield _record(candidate, entries.get(candidate.place))
        for place in sorted(entries.keys() - reached):
            if any(place.is_relative_to(_real(path)) for path in paths):
                reason = "the manifest names this file, but none of that name was found"
                yield BadRecord(file=manifest_name, record=entries[place].file, reason=reason)


def _entries_by_place(manifest: Manifest | None) -> dict[Path, ManifestEntry]:
    if manifest is None:
        return {}
    folder = _real(manifest.path.parent)
    return {folder / entry.file: entry for entry in manifest.entries.values()}


def _candidates(path: Path, manifest: Manifest | None, entries: dict[Path, ManifestEntry]) -> Iterator[_Candidate]:
    if not path.is_dir():
        yield _Candidate(path, path.name, listed=False)
        return
    passed_over = _passed_over(manifest) if manifest else frozenset()
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*files, *(name for name in folders if Path(folder, name).is_symlink())]):
            inside = Path(folder, name)
            candidate = _Candidate(inside, inside.relative_to(path).as_posix())
            named = candidate.place in entries
            if named or (candidate.place not in passed_over and not _is_beside(name)):
                yield replace(candidate, refused=_refusal(inside, path, named=named))
    for error in unreadable:
        yield _Candidate(Path(error.filename), "", refused=f"can't be read: {error.strerror}")


def _passed_over(manifest: Manifest) -> frozenset[Path]:
    folder = _real(manifest.path.parent)
    return frozenset(folder / name for name in (*manifest.ignore, manifest.path.name))


def _is_beside(name: str) -> bool:
    return name.startswith(".") or name.upper().startswith("README") or name == _MANIFEST_NAME


def _refusal(path: Path, folder: Path, *, named: bool) -> str:
    """Give why a file found in a folder is not read, or nothing."""
    if path.is_symlink() and not _real(path).is_relative_to(_real(folder)):
        return "a symbolic link that leads out of the folder"
    if path.is_dir():
        return "a symbolic link to a folder; links to folders are not followed"
    if not named and path.suffix.lower() not in _SUFFIXES:
        return f"not a text file: its name ends in {path.suffix}, not in .txt"
    return ""


def _record(candidate: _Candidate, entry: ManifestEntry | None) -> ArticleRecord | BadRecord:
    path = candidate.path
    if candidate.refused:
        return _bad(path, candidate.refused)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _bad(path, "not a regular file")
        if found.st_size > MAX_TEXT_BYTES:
            return _bad(path, f"too large: {found.st_size} bytes; the most that is read is {MAX_TEXT_BYTES}")
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except FileNotFoundError:
        return _bad(path, "it was listed, but is gone" if candidate.listed else "there is no such file or folder")
    except (OSError, ValueError) as error:
        return _bad(path, f"can't be read: {getattr(error, 'strerror', None) or error}")
    if len(data) > MAX_TEXT_BYTES:
        return _bad(path, f"too large: it grew beyond {MAX_TEXT_BYTES} bytes while it was read")
    return ArticleRecord(
        data=data,
        file_name=_printable(candidate.name),
        media_type="text/plain",
        source_uri=entry.source_uri if entry else "",
        captured_at=entry.captured_at if entry else None,
        supplied=entry.supplied if entry else Supplied(),
    )


def _real(path: Path) -> Path:
    """Give a path with links resolved, as far as they lead anywhere."""
    return Path(os.path.realpath(path))


def _bad(path: Path, reason: str) -> BadRecord:
    return BadRecord(file=_printable(path), reason=reason)


def _printable(path: Path | str) -> str:
    """Give a path as text; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")
