"""TEI, with and without checks, beside bare lxml; and the memory and cost of large exports."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.archive_maker import annotate_all, fresh_archive, take_in
from benchmarks.tables import print_table, seconds

SMALL, LARGE = 1_000, 10_000


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print articles a second by way of writing, and peak memory and cost an article by size of export."""
    small, large = (10, 20) if quick else (SMALL, LARGE)
    folder = fresh_archive()
    take_in(small, corpus=corpus)
    annotate_all()
    _formats()
    rows = [measured(folder, small, checked=False), measured(folder, small, checked=True)]
    base = {row["checked"]: row["each"] for row in rows}
    take_in(large - small, corpus=corpus, seed=2)
    _annotate_rest()
    rows += [measured(folder, large, checked=False), measured(folder, large, checked=True)]
    print_table(
        "Whole export, database to file, in a process of its own",
        ("", "articles/s", "peak memory", f"cost an article against {small:,}"),
        [
            (
                f"{row['count']:,} articles, {'checked' if row['checked'] else 'unchecked'}",
                f"{1 / row['each']:,.0f}",
                f"{row['memory']:,.0f} MB",
                f"{row['each'] / base[row['checked']]:.2f}",
            )
            for row in rows
        ],
    )


def _annotate_rest() -> None:
    from annotations.models import AnnotationSet, Project
    from archive.models import Article

    row = AnnotationSet.objects.order_by("pk").select_related("annotator", "project").first()
    from benchmarks.archive_maker import annotate_articles

    annotated = AnnotationSet.objects.values("text_version__article")
    annotate_articles(Article.objects.exclude(pk__in=annotated), Project.objects.get(), row.annotator)  # type: ignore[union-attr]  # made before


def _formats() -> None:
    """Time the format alone on the dossiers of 300 articles."""
    from lxml import etree

    from accounts.access import system_viewer
    from archive.models import Article
    from exports.formats.tei import TeiFormat
    from exports.selectors.dossiers import dossiers

    found = list(islice(dossiers(articles=Article.objects.order_by("pk"), viewer=system_viewer()), 300))
    written = [TeiFormat(checks=False).write(dossier, base_url="http://localhost") for dossier in found]
    trees = [etree.fromstring(document) for document in written]
    bare = seconds(lambda: [etree.tostring(_copy(tree), encoding="UTF-8") for tree in trees])
    rows = [("bare lxml: the same elements built and serialised", f"{len(found) / bare:,.0f}", "1.0")]
    for checks in (False, True):
        format_ = TeiFormat(checks=checks)
        took = seconds(lambda: [format_.write(dossier, base_url="http://localhost") for dossier in found])  # noqa: B023 - called at once
        label = "quotes and profile checked" if checks else "profile unchecked"
        rows.append((f"dossier to TEI, {label}", f"{len(found) / took:,.0f}", f"{took / bare:.1f}"))
    print_table("TEI of an article of 24 annotations, format alone", ("", "articles/s", "time against bare"), rows)


def _copy(source: Any, parent: Any = None) -> Any:
    """Build the same element again, element by element."""
    from lxml import etree

    attributes = dict(source.attrib)
    built = (
        etree.Element(source.tag, attributes, nsmap=source.nsmap)
        if parent is None
        else etree.SubElement(parent, source.tag, attributes)
    )
    built.text, built.tail = source.text, source.tail
    for child in source:
        _copy(child, built)
    return built


def measured(folder: Path, count: int, *, checked: bool, name: str = "tei") -> dict[str, Any]:
    """Run one export in a process of its own and give its time an article and its peak memory."""
    command = [sys.executable, "-m", "benchmarks.tei", str(folder / "out"), str(int(checked)), name]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    figures = json.loads(answer.stdout.splitlines()[-1])
    return {"count": count, "checked": checked, **figures}


def _export(out: Path, *, checked: bool, name: str) -> None:
    import django

    django.setup()
    from accounts.access import system_viewer
    from archive.models import Article
    from exports.formats import READABLE_FORMATS
    from exports.selectors.dossiers import dossiers
    from exports.sinks import FileSink

    articles = Article.objects.order_by("reference_code")
    format_ = replace(READABLE_FORMATS[name], checks=checked)
    began = time.perf_counter()
    with FileSink(out) as sink:
        count = format_.write_many(
            dossiers(articles=articles, viewer=system_viewer()), sink, base_url="http://localhost"
        )
    took = time.perf_counter() - began
    print(json.dumps({"each": took / count, "memory": _peak()}))


def _peak() -> float:
    """Give the most memory this process ever held, in MB; unlike rusage not taken over from its parent."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # Linux always has it


if __name__ == "__main__":
    _export(Path(sys.argv[1]), checked=sys.argv[2] == "1", name=sys.argv[3])
