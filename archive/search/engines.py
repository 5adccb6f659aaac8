"""Which engine answers: the index, and the database where the index can't."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from archive.search._whoosh.engine import WhooshEngine
from archive.search.names import all_fields
from archive.search.reading import all_keys, documents
from archive.search.scan import ScanEngine


def index() -> WhooshEngine:
    """Give the engine with an index; one a process and folder, as it keeps what it has read."""
    return _index(Path(settings.INDEX_DIR))


def database() -> ScanEngine:
    """Give the engine that reads every article from the database: slow, and always there."""
    return ScanEngine(lambda: documents(all_keys()), all_fields())


@lru_cache(maxsize=4)
def _index(path: Path) -> WhooshEngine:
    return WhooshEngine(path, all_fields().values())
