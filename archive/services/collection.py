"""Collections."""

from archive.models import Collection
from archive.snapshots import CollectionSnapshot


def get_or_make_collection(snapshot: CollectionSnapshot) -> Collection:
    """Give the collection with this slug, made as described where it is new; one that is here stays as it is."""
    found, _created = Collection.objects.get_or_create(
        slug=snapshot.slug,
        defaults={
            "title": snapshot.title,
            "level": snapshot.level,
            "scope": snapshot.scope,
            "custodial_history": snapshot.custodial_history,
        },
    )
    return found
