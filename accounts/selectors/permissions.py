"""A user's permissions, for faces that ask for them in every request."""

from django.contrib.auth.models import Permission

from accounts.models import User


def load_permissions(user: User) -> None:
    """Read all permissions of a user with one query, so that ``has_perm`` asks no more for this object.

    Django's ModelBackend reads a user's own and their groups' separately and keeps both as ``_perm_cache``; a
    superuser has them all without being asked for.
    """
    if user.is_superuser or hasattr(user, "_perm_cache"):
        return
    columns = ("content_type__app_label", "codename")
    own = Permission.objects.filter(user=user).order_by().values_list(*columns)
    groups = Permission.objects.filter(group__user=user).order_by().values_list(*columns)
    names = {f"{app}.{codename}" for app, codename in own.union(groups)}
    user._perm_cache = names  # type: ignore[attr-defined]  # ModelBackend's own
