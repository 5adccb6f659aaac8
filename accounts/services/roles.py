"""Roles as groups."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.models import User
from accounts.roles import PERMISSIONS, STAFF_ROLES
from accounts.vocabulary import Role


@transaction.atomic
def sync_roles() -> None:
    """Make every role's group have exactly the permissions that ``accounts.roles`` lists.

    Raises LookupError where a listed permission doesn't exist, so that a misspelt one can't pass unseen.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        missing = sorted(names - known.keys())
        if missing:
            raise LookupError(f"role {role} names permissions that do not exist: {', '.join(missing)}")
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set([known[name] for name in sorted(names)])


@transaction.atomic
def give_role(*, user: User, role: Role) -> None:
    """Put a user into a role's group, and let them into the admin where the role works there."""
    user.groups.add(Group.objects.get(name=role.value))
    if role in STAFF_ROLES and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
