"""The files of an index as Whoosh's storage."""

from pathlib import Path
from typing import Any
from weakref import WeakSet

from whoosh.filedb.filestore import FileStorage


class IndexFiles(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder's files, without memory maps: one for each of a merge's many reads makes a commit fifteen times dearer.

    It knows the files that were opened, as Whoosh leaves those open that it then can't read.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._opened: WeakSet[Any] = WeakSet()

    def open_file(self, name: str, **kwargs: Any) -> Any:
        file = super().open_file(name, **kwargs)
        self._opened.add(file)
        return file

    def close_files(self) -> None:
        """Close what is still open."""
        for file in list(self._opened):
            if not file.is_closed:
                file.close()
