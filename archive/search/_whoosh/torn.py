"""What is raised while a torn index is read."""

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import IndexUnreadableError


@contextmanager
def readable() -> Iterator[None]:
    """Turn whatever reading an index's files raises into IndexUnreadableError; nothing else belongs inside."""
    try:
        yield
    except IndexUnreadableError:
        raise
    except Exception as error:
        raise IndexUnreadableError(f"the index can't be read: {type(error).__name__}") from error
