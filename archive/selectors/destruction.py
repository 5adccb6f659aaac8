"""What was destroyed by order: that, and when; nothing else is known of it to readers."""

from datetime import datetime
from uuid import UUID

from archive.models import Destruction


def destroyed_at(uuid: UUID) -> datetime | None:
    """Give when an article was destroyed by order; None for every other one, also one that never was."""
    found = Destruction.objects.filter(article_uuid=uuid, confirmed_at__isnull=False)
    return found.values_list("confirmed_at", flat=True).first()
