"""What a write left in the database, as plain values that tests compare whole."""

from typing import Any
from uuid import UUID

from django.apps import apps

from annotations.models import Revision
from archive.models import Change, Event, IndexTask

_OURS = ("accounts", "archive", "annotations", "exports")


def changes() -> list[tuple[str, UUID, str]]:
    """Give the change feed: kind, uuid and action of each line, in order."""
    return list(Change.objects.order_by("seq").values_list("kind", "uuid", "action"))


def index_tasks() -> list[UUID]:
    """Give the keys of the outbox in order."""
    return list(IndexTask.objects.order_by("id").values_list("key", flat=True))


def events() -> list[dict[str, Any]]:
    """Give every event as type, agent and article (keys), outcome, detail and objects, in order."""
    return list(Event.objects.order_by("id").values("type", "agent", "article", "outcome", "detail", "object_ids"))


def revisions(uuid: UUID) -> list[tuple[int, str, int, str]]:
    """Give a record's revisions: version, action, editor (key) and comment of each, in order."""
    found = Revision.objects.filter(uuid=uuid).order_by("version")
    return list(found.values_list("version", "action", "editor", "comment"))


def row_counts() -> dict[str, int]:
    """Give the number of rows of every table of ours."""
    models = [model for label in _OURS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}
