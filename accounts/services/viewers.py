"""Viewers for commands."""

from accounts.access import Viewer, public_viewer, system_viewer, viewer_of
from accounts.models import User


def viewer_named(name: str | None) -> Viewer:
    """Give the viewer that a user of this name is, the public for "public", everything for None.

    Raises LookupError where there is no such user.
    """
    if name is None:
        return system_viewer()
    if name == "public":
        return public_viewer()
    user = User.objects.filter(username=name).first()
    if user is None:
        raise LookupError(f"there is no user {name!r}")
    return viewer_of(user)
