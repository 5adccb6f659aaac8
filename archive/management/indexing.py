"""The index at the end of a command: what it changed is found at once, also where no worker runs."""

from archive.services.indexing import drain


def index_changes() -> None:
    """Bring the index up to date, unless a worker is at it already: it will."""
    drain(wait=False)
