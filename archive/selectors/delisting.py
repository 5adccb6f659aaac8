"""What is withheld from a viewer: which names, in which articles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from accounts.access import Viewer
from archive.models import Delisting
from archive.withholding import NOTHING, Withholding


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The names that a viewer is not to find articles by, by the article's key and by its uuid."""

    by_key: Mapping[int, Withholding] = field(default_factory=dict)
    by_uuid: Mapping[UUID, Withholding] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_key)

    def of(self, article: int) -> Withholding:
        """Give what is withheld in an article, by its key."""
        return self.by_key.get(article, NOTHING)

    def of_uuid(self, article: UUID) -> Withholding:
        """Give what is withheld in an article, by its uuid."""
        return self.by_uuid.get(article, NOTHING)

    def everywhere(self) -> Withholding:
        """Give all names: for what stands across articles."""
        return reduce(or_, self.by_key.values(), NOTHING)


def withheld_from(viewer: Viewer) -> Withheld:
    """Give what is withheld from a viewer; one query the first time, none for who may see the register."""
    if viewer.sees_withheld:
        return Withheld()
    if "withheld" not in viewer.memo:
        viewer.memo["withheld"] = _withheld()
    found: Withheld = viewer.memo["withheld"]
    return found


def _withheld() -> Withheld:
    names: defaultdict[tuple[int, UUID], list[str]] = defaultdict(list)
    rows = Delisting.objects.filter(ended_at=None).order_by()
    for article, uuid, found in rows.values_list("article", "article__uuid", "names"):
        names[article, uuid] += found
    masks = {keys: Withholding(found) for keys, found in names.items()}
    return Withheld(
        by_key={article: mask for (article, _uuid), mask in masks.items()},
        by_uuid={uuid: mask for (_article, uuid), mask in masks.items()},
    )
