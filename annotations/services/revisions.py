"""Revisions: the state of a record at each version."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from accounts.models import Agent
from annotations.models import Revision
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.services.events import record_change
from archive.vocabulary import ChangeAction

_CHANGE_OF = {
    RevisionAction.CREATED: ChangeAction.CREATED,
    RevisionAction.IMPORTED: ChangeAction.CREATED,
    RevisionAction.DELETED: ChangeAction.WITHDRAWN,
}


def record_revision(
    *,
    kind: RevisionKind,
    uuid: UUID,
    version: int,
    action: RevisionAction,
    snapshot: Mapping[str, Any],
    editor: Agent,
    comment: str = "",
) -> Revision:
    """Keep a record's new state and add it to the change feed; call it inside the transaction of the change."""
    record_change(kind=kind.value, uuid=uuid, action=_CHANGE_OF.get(action, ChangeAction.UPDATED))
    return Revision.objects.create(
        kind=kind, uuid=uuid, version=version, action=action, snapshot=dict(snapshot), editor=editor, comment=comment
    )


def revision_at(*, kind: RevisionKind, uuid: UUID, version: int) -> Revision | None:
    """Give the revision of a record at a version."""
    return Revision.objects.filter(kind=kind, uuid=uuid, version=version).first()
