"""JSON-LD, with and without checks, beside the standard library's JSON of the same objects; writing and reading."""

import io
import json
from itertools import islice
from pathlib import Path

from benchmarks.archive_maker import annotate_all, fresh_archive, take_in
from benchmarks.tables import print_table, seconds
from benchmarks.tei import measured

ARTICLES, ALONE = 1_000, 300


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print articles a second by way of writing and reading, and peak memory of whole exports."""
    count = 10 if quick else ARTICLES
    folder = fresh_archive()
    take_in(count, corpus=corpus)
    annotate_all()
    _format_alone()
    rows = [(checked, measured(folder, count, checked=checked, name="jsonld")) for checked in (False, True)]
    print_table(
        "Whole export of JSON-LD, database to file, in a process of its own",
        ("", "articles/s", "peak memory"),
        [
            (
                f"{count:,} articles, {'checked' if checked else 'unchecked'}",
                f"{1 / row['each']:,.0f}",
                f"{row['memory']:,.0f} MB",
            )
            for checked, row in rows
        ],
    )


def _format_alone() -> None:
    from accounts.access import system_viewer
    from archive.models import Article
    from exports.formats.jsonld import JsonLdFormat
    from exports.selectors.dossiers import dossiers

    found = list(islice(dossiers(articles=Article.objects.order_by("pk"), viewer=system_viewer()), ALONE))
    written = [JsonLdFormat().write(dossier, base_url="http://localhost") for dossier in found]
    values = [json.loads(document) for document in written]
    bare = seconds(lambda: [json.dumps(value, ensure_ascii=False).encode() for value in values])
    bare_reading = seconds(lambda: [json.loads(document) for document in written])
    rows = [("bare json: the same objects serialised", f"{len(found) / bare:,.0f}", "1.0")]
    for checks in (False, True):
        format_ = JsonLdFormat(checks=checks)
        took = seconds(lambda: [format_.write(dossier, base_url="http://localhost") for dossier in found])  # noqa: B023 - called at once
        label = "quotes and references checked" if checks else "unchecked"
        rows.append((f"dossier to JSON-LD, {label}", f"{len(found) / took:,.0f}", f"{took / bare:.1f}"))
    rows.append(("bare json: the same documents parsed", f"{len(found) / bare_reading:,.0f}", "1.0"))
    took = seconds(lambda: [list(JsonLdFormat().read(io.BytesIO(document))) for document in written])
    rows.append(("JSON-LD to dossier, all checked", f"{len(found) / took:,.0f}", f"{took / bare_reading:.1f}"))
    print_table("JSON-LD of an article of 24 annotations, format alone", ("", "articles/s", "time against bare"), rows)
