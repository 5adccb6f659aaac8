"""What a viewer may see: every selector takes a ``Viewer``, made once a request."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who reads, at one moment: their rights are read once and embargoes are compared with ``now``."""

    user_id: int | None = None
    agent_id: int | None = None
    registered: bool = False
    sees_staff: bool = False
    sees_embargoed: bool = False
    sees_withdrawn: bool = False
    sees_every_set: bool = False
    annotates: bool = False
    sees_bytes: bool = False
    sees_withheld: bool = False
    now: datetime = field(default_factory=timezone.now)
    #: What selectors have read for this viewer at that moment, so that they read it once.
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


def public_viewer() -> Viewer:
    """Give the viewer that nobody has logged in as."""
    return Viewer()


def system_viewer() -> Viewer:
    """Give the viewer that sees everything: for the operator's commands and for the worker."""
    return Viewer(
        registered=True,
        sees_staff=True,
        sees_embargoed=True,
        sees_withdrawn=True,
        sees_every_set=True,
        annotates=True,
        sees_bytes=True,
        sees_withheld=True,
    )


def viewer_of(user: AbstractBaseUser | AnonymousUser) -> Viewer:
    """Give the viewer that a request's user is; at most three queries for a logged-in user, none for the public."""
    if not isinstance(user, User) or not user.is_active:
        return public_viewer()
    agent = getattr(user, "agent", None)
    return Viewer(
        user_id=user.pk,
        agent_id=agent.pk if agent else None,
        registered=True,
        sees_staff=user.has_perm("archive.view_staff_article"),
        sees_embargoed=user.has_perm("archive.view_embargoed_article"),
        sees_withdrawn=user.has_perm("archive.view_withdrawn_article"),
        sees_every_set=user.has_perm("annotations.view_every_annotationset"),
        annotates=user.has_perm("annotations.annotate"),
        sees_bytes=user.has_perm("archive.view_blob"),
        sees_withheld=user.has_perm("archive.view_delisting"),
    )
