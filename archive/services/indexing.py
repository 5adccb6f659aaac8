"""Keeping the index current: draining the outbox, and making the index anew. One process at a time does either."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.errors import IndexUnreadableError
from archive.models import Article, IndexTask
from archive.search.documents import ArticleDocument
from archive.search.engines import index
from archive.search.reading import all_keys, documents

#: Tasks whose articles go into one commit, at most.
BATCH = 2000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drained:
    """What one draining did: tasks taken from the outbox, articles indexed, and whether the whole index was made."""

    tasks: int = 0
    articles: int = 0
    rebuilt: bool = False


def drain(*, wait: bool = False, progress: Progress | None = None) -> Drained | None:
    """Bring the index up to date with the outbox; make it anew where it is missing or torn.

    Gives None, having done nothing, where another process is at it and ``wait`` is not asked for.
    """
    engine = index()
    with engine.lock(wait=wait) as held:
        if not held:
            return None
        if engine.needs_rebuild():
            return _rebuild(progress)
        try:
            return _drain()
        except IndexUnreadableError:
            return _rebuild(progress)


def reindex(*, progress: Progress | None = None) -> Drained:
    """Make the index anew from the database, beside the present one, which answers meanwhile."""
    with index().lock(wait=True):
        return _rebuild(progress)


def pending() -> int:
    """Give how many tasks wait in the outbox."""
    return IndexTask.objects.count()


def _rebuild(progress: Progress | None) -> Drained:
    # Tasks that come in while articles are read stay: they are drained after.
    latest = IndexTask.objects.order_by("-pk").values_list("pk", flat=True).first()
    keys = all_keys()
    count = index().rebuild(_watched(documents(keys), len(keys), progress))
    tasks = 0
    if latest is not None:
        tasks, _by_model = IndexTask.objects.filter(pk__lte=latest).delete()
    return Drained(tasks=tasks, articles=count, rebuilt=True)


def _watched(source: Iterator[ArticleDocument], total: int, progress: Progress | None) -> Iterator[ArticleDocument]:
    for done, document in enumerate(source, start=1):
        yield document
        if progress:
            progress(done, total)


def _drain() -> Drained:
    """Take the outbox batch by batch: tasks first, then the documents, so that nothing written since is missed."""
    tasks = articles = 0
    while rows := list(IndexTask.objects.order_by("pk").values_list("pk", "key")[:BATCH]):
        uuids = {key for _pk, key in rows}
        held = dict(Article.objects.filter(uuid__in=uuids).values_list("uuid", "pk"))
        keys = sorted(held.values())
        articles += index().replace(documents(keys), removed=keys)
        _forget([pk for pk, _key in rows])
        tasks += len(rows)
    return Drained(tasks=tasks, articles=articles)


def _forget(pks: list[int]) -> None:
    """Delete tasks by their keys: only what was read, whatever has come in since."""
    for first in range(0, len(pks), 500):
        IndexTask.objects.filter(pk__in=pks[first : first + 500]).delete()
