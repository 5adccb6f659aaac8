"""How sets, annotations, entities and claims show in the change feed."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import Viewer
from annotations.models import AnnotationSet, Entity
from annotations.selectors.annotation import visible_annotations
from annotations.selectors.authority import visible_entities
from annotations.selectors.claims import visible_claims
from annotations.selectors.withheld import hidden_from
from annotations.vocabulary import SetState
from archive.models import Article
from archive.selectors.changes import CHANGE_KINDS, ChangeKind
from archive.vocabulary import ChangeAction


def register_changes() -> None:
    """Tell the change feed of this app's kinds; called once, when the app starts."""
    CHANGE_KINDS.update(
        {
            "annotationset": ChangeKind(visible=_sets, gone=_former_sets, leaving=frozenset({ChangeAction.UPDATED})),
            "annotation": ChangeKind(visible=_annotations, gone=_none, leaving=frozenset()),
            "entity": ChangeKind(visible=_entities, gone=_hidden_entities, leaving=frozenset({ChangeAction.ACCESS})),
            "claim": ChangeKind(visible=_claims, gone=_none, leaving=frozenset()),
        }
    )


def _uuids(found: QuerySet[Any], uuids: Collection[UUID]) -> set[UUID]:
    return set(found.filter(uuid__in=uuids).order_by().values_list("uuid", flat=True))


def _sets(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    return _uuids(AnnotationSet.objects.visible_to(viewer), uuids)


def _former_sets(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    """Give sets of published projects, on articles the viewer may read, that were handed in and are not to be read."""
    left = AnnotationSet.objects.filter(
        project__published=True,
        text_version__article__in=Article.objects.visible_to(viewer).order_by(),
        state__in=[SetState.RETURNED, SetState.SUPERSEDED],
    )
    return _uuids(left, uuids)


def _annotations(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    return _uuids(visible_annotations(viewer), uuids)


def _entities(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    return _uuids(visible_entities(viewer), uuids)


def _hidden_entities(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    """Give those under whose name an article is delisted."""
    hidden = hidden_from(viewer)
    return _uuids(Entity.objects.filter(pk__in=hidden), uuids) if hidden else set()


def _claims(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    return _uuids(visible_claims(viewer), uuids)


def _none(_uuids_asked: Collection[UUID], _viewer: Viewer) -> set[UUID]:
    return set()
