"""The terms of an accession: what the command line and the manifest say for all of it."""

from pathlib import Path

from archive.models import Collection
from archive.readers import load_manifest
from archive.readers.manifest import CollectionDefaults
from archive.services.accession import AccessionTerms
from archive.vocabulary import Access


def terms_for(
    *, reader: str, manifest: Path | None, collection: Collection | None, access: str = Access.STAFF
) -> AccessionTerms:
    """Give the terms; a collection that the manifest describes is made where it is new.

    ``collection``, where given, goes before the manifest's. Raises ManifestError where the manifest can't be read.
    """
    if manifest is None:
        return AccessionTerms(reader=reader, collection=collection, access=access)
    found = load_manifest(manifest)
    if collection is None and found.collection is not None:
        collection = _collection(found.collection)
    return AccessionTerms(
        reader=reader,
        acquired_from=found.acquired_from,
        agreement=found.agreement,
        collection=collection,
        access=access,
    )


def _collection(defaults: CollectionDefaults) -> Collection:
    found, _created = Collection.objects.get_or_create(
        slug=defaults.slug,
        defaults={
            "title": defaults.title,
            "level": defaults.level,
            "scope": defaults.scope,
            "custodial_history": defaults.custodial_history,
        },
    )
    return found
