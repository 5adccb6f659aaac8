"""The terms of an accession: what the command line and the manifest say for all of it."""

from pathlib import Path

from archive.models import Collection
from archive.readers import load_manifest
from archive.services.accession import AccessionTerms
from archive.services.collection import get_or_make_collection
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
        collection = get_or_make_collection(found.collection)
    return AccessionTerms(
        reader=reader,
        acquired_from=found.acquired_from,
        agreement=found.agreement,
        collection=collection,
        access=access,
    )
