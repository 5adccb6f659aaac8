"""Opening an index: from files to a ``Generation``; segments that a former one had are taken over from it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import FileIndex

from archive.errors import IndexUnreadableError
from archive.search._whoosh.facts import annotation_columns, article_columns
from archive.search._whoosh.files import IndexFiles
from archive.search._whoosh.generation import Generation
from archive.search._whoosh.schema import ANNOTATIONS, ARTICLES, text_fields
from archive.search._whoosh.segment import Segment
from archive.search._whoosh.table import Columns, Table
from archive.search._whoosh.torn import readable
from archive.search.fields import FieldSpec, Subject

#: A segment with its columns, by its id.
Segments = dict[str, tuple[Segment, Columns]]

_TOC = re.compile(r"_(articles|annotations)_(\d+)\.toc")


def stamp(folder: Path) -> tuple[str, int, int]:
    """Give the folder and the newest generations of both indexes: equal stamps are equal content."""
    newest = {ARTICLES: -1, ANNOTATIONS: -1}
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError as error:
        raise IndexUnreadableError(f"the index in {folder} is gone") from error
    for name in names:
        if match := _TOC.fullmatch(name):
            newest[match[1]] = max(newest[match[1]], int(match[2]))
    if -1 in newest.values():
        raise IndexUnreadableError(f"the index in {folder} is not whole")
    return folder.name, newest[ARTICLES], newest[ANNOTATIONS]


def open_generation(folder: Path, fields: dict[str, FieldSpec], held: Segments) -> tuple[Generation, Segments]:
    """Open what lies in a folder; ``held`` are segments that need not be read again.

    Raises IndexUnreadableError.
    """
    kept: Segments = {}
    storage = IndexFiles(folder)
    try:
        with readable():
            articles = _open(storage, ARTICLES, text_fields(fields.values(), Subject.ARTICLE), held, kept)
            annotations = _open(storage, ANNOTATIONS, text_fields(fields.values(), Subject.ANNOTATION), held, kept)
    except IndexUnreadableError:
        for name in kept.keys() - held.keys():
            kept[name][0].close()
        storage.close_files()
        raise
    return Generation(fields, articles, annotations), kept


def _open(
    storage: IndexFiles, name: str, fields: tuple[str, ...], held: Segments, kept: Segments
) -> tuple[Table, Columns]:
    make = article_columns if name == ARTICLES else annotation_columns
    reader = FileIndex(storage, indexname=name).reader()
    found = [_segment(leaf, make, fields, held, kept) for leaf, _base in reader.leaf_readers() if leaf.doc_count_all()]
    segments = [segment for segment, _columns, _live in found]
    live = [one for _segment, _columns, one in found]
    columns = Columns.joined([one for _segment, one, _live in found])
    if not found:
        columns = make((), fields)
    return Table(segments, np.concatenate(live) if live else np.zeros(0, np.bool_)), columns


def _segment(
    leaf: Any, make: Callable[..., Columns], fields: tuple[str, ...], held: Segments, kept: Segments
) -> tuple[Segment, Columns, Any]:
    name = leaf.segment().segment_id()
    if name in held:
        kept[name] = held[name]
        leaf.close()
    else:
        segment = Segment(leaf)
        kept[name] = segment, make(segment.rows(), fields)
    live = np.ones(kept[name][0].size, np.bool_)
    live[list(leaf.segment().deleted_docs())] = False
    return *kept[name], live
