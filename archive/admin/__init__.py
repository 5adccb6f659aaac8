"""The archive's pages in the admin; importing them registers them."""

from archive.admin import (  # noqa: F401 - for registration
    accession,
    article,
    blob,
    capture,
    change,
    collection,
    destruction,
    event,
    publisher,
    relation,
    rights,
    text_version,
)
