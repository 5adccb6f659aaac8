"""Keeping the index current: draining the outbox, and making the index anew. One process at a time does either."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.errors import IndexUnreadableError
from archive.models import Article, IndexTask
from archive.search.documents import ArticleDocument
from archive.search.engines import index
from archive.search.reading import all_keys, annotation_documents, documents

#: Tasks whose articles go into one commit, at most.
BATCH = 2000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drained:
    """What one draining did: tasks taken from the outbox, articles indexed, and whether the whole index was made.

    ``annotations`` were indexed alone: nothing else of their articles had changed.
    """

    tasks: int = 0
    articles: int = 0
    annotations: int = 0
    rebuilt: bool = False

    def with_(self, other: "Drained") -> "Drained":
        """Give the counts of both."""
        return Drained(
            tasks=self.tasks + other.tasks,
            articles=self.articles + other.articles,
            annotations=self.annotations + other.annotations,
        )


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
    """Take the outbox batch by batch: tasks first, then the documents, so that nothing written since is missed.

    It ends with a batch that isn't full: what comes in meanwhile is left to gather.
    """
    tasks = articles = annotations = 0
    full = True
    while full and (rows := list(IndexTask.objects.order_by("pk").values_list("pk", "key", "annotation")[:BATCH])):
        full = len(rows) == BATCH
        whole = {key for _pk, key, annotation in rows if annotation is None}
        keys = sorted(Article.objects.filter(uuid__in=whole).values_list("pk", flat=True))
        # Those of an article that is read whole come with it.
        alone = sorted({one for _pk, key, one in rows if one is not None and key not in whole})
        found = annotation_documents(alone) if alone else []
        articles += index().replace(documents(keys), removed=keys, annotations=found, removed_annotations=alone)
        _forget([pk for pk, *_key in rows])
        tasks += len(rows)
        annotations += len(alone)
    return Drained(tasks=tasks, articles=articles, annotations=annotations)


def _forget(pks: list[int]) -> None:
    """Delete tasks by their keys: only what was read, whatever has come in since."""
    for first in range(0, len(pks), 500):
        IndexTask.objects.filter(pk__in=pks[first : first + 500]).delete()
