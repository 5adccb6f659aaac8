"""Taking articles in, beside a bare read, digest and bulk insert of the same rows."""

import hashlib
from pathlib import Path
from typing import Any

from benchmarks.archive_maker import fresh_archive, take_in
from benchmarks.corpus import records
from benchmarks.tables import print_table, seconds

COUNT = 1000


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print articles a second, both ways, and their ratio."""
    count = 20 if quick else COUNT
    fresh_archive()
    take_in(50, corpus=corpus)  # the language model is loaded once a process
    _empty()
    ours = seconds(lambda: take_in(count, corpus=corpus))
    rows = _rows()
    files = _files(corpus, count)
    _empty()
    bare = seconds(lambda: _bare(files, rows))
    print_table(
        f"Taking in {count} articles of about 430 words",
        ("", "articles/s", "time against bare"),
        [
            ("bare read, digest and bulk insert", f"{count / bare:,.0f}", "1.0"),
            ("ingest: decode, blocks, values, events, blobs on disk", f"{count / ours:,.0f}", f"{ours / bare:.1f}"),
        ],
    )


def _models() -> list[Any]:
    """Give the models that taking in writes, in the order of their keys."""
    from archive import models

    names = "Blob Accession Capture Article ArticleCapture TextVersion Block FieldValue Event Change IndexTask"
    return [getattr(models, name) for name in names.split()]


def _rows() -> list[tuple[Any, list[Any]]]:
    return [(model, list(model.objects.order_by("pk"))) for model in _models()]


def _empty() -> None:
    from archive.models import Article

    Article.objects.update(current_text=None)
    for model in reversed(_models()):
        model.objects.all()._raw_delete("default")


def _files(corpus: Path | None, count: int) -> list[Path]:
    """Write the captures to disk, so that both ways begin with bytes."""
    from django.conf import settings

    folder = Path(settings.DATA_DIR) / "captures"
    folder.mkdir()
    found = []
    for record in records(count, corpus=corpus):
        path = folder / record.file_name
        path.write_bytes(record.data)
        found.append(path)
    return found


def _bare(files: list[Path], rows: list[tuple[Any, list[Any]]]) -> None:
    from django.db import connection, transaction

    for file in files:
        hashlib.sha256(file.read_bytes()).hexdigest()
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model, found in rows:
            model.objects.bulk_create(found, batch_size=500)
