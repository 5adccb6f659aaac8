"""Who may annotate."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from accounts.models import User


def annotators() -> QuerySet[User]:
    """Give the users who may annotate, and those who were once assigned."""
    right = Permission.objects.filter(content_type__app_label="annotations", codename="annotate")
    named = Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    named |= Q(assignments__isnull=False)
    return User.objects.filter(named, is_active=True).distinct().order_by("username")
