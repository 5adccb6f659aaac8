"""Readers: paths to records, one article at a time."""

from archive.readers.manifest import Manifest, load_manifest
from archive.readers.plain import PlainReader
from archive.records import Reader

#: Every reader by its name.
READERS: dict[str, Reader] = {reader.name: reader for reader in (PlainReader(),)}

__all__ = ["READERS", "Manifest", "load_manifest"]
