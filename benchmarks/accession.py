"""Accessions at size: a wire collection replicated, its memory and cost an article; pages beside trafilatura."""

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.archive_maker import fresh_archive
from benchmarks.corpus import texts
from benchmarks.tables import print_table, seconds

#: Items of the collection's last file, and what it is replicated to.
SIZES = (578, 5_780, 57_800)
PAGES = 200

_ITEM = re.compile(rb"<REUTERS.*?</REUTERS>", re.DOTALL)
_PARAGRAPH = "<p>{}</p>"


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print articles a second, memory and cost an article by size, and the time of pages against trafilatura alone."""
    sizes = (5, 10) if quick else SIZES
    rows = [_measured("wire", size, corpus) for size in sizes]
    first = rows[0]["each"]
    print_table(
        "ingest reuters_sgml, from a file (items replicated, with a number in each)",
        ("items", "articles/s", "peak memory", f"cost an article against {sizes[0]:,}"),
        [
            (f"{row['count']:,}", f"{1 / row['each']:,.0f}", f"{row['memory']:,.0f} MB", f"{row['each'] / first:.2f}")
            for row in rows
        ],
    )
    pages = _measured("pages", 10 if quick else PAGES, corpus)
    print_table(
        f"ingest html of {pages['count']} pages",
        ("", "pages/s", "time against bare"),
        [
            ("bare trafilatura with metadata", f"{pages['count'] / pages['bare']:,.0f}", "1.0"),
            ("extraction alone", f"{pages['count'] / pages['alone']:,.0f}", f"{pages['alone'] / pages['bare']:.2f}"),
            (
                "ingest, into the database",
                f"{1 / pages['each']:,.0f}",
                f"{pages['each'] * pages['count'] / pages['bare']:.2f}",
            ),
        ],
    )


def _measured(what: str, count: int, corpus: Path | None) -> dict[str, float]:
    """Measure in a process of its own, so that memory is that of this size alone."""
    code = f"from benchmarks.accession import measure; measure({what!r}, {count}, {str(corpus) if corpus else None!r})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str, count: int, corpus: str | None) -> None:
    """Take in ``count`` items or pages into a fresh archive, and print the figures as JSON."""
    folder = fresh_archive()
    inputs = folder / "inputs"
    inputs.mkdir()
    made = _write_wire if what == "wire" else _write_pages
    made(inputs, count, Path(corpus) if corpus else None)
    figures = _pages(inputs) if what == "pages" else {}
    _take_in("reuters_sgml" if what == "wire" else "html", _warm_up(folder, what, corpus))
    began = time.perf_counter()
    taken = _take_in("reuters_sgml" if what == "wire" else "html", inputs)
    figures |= {"count": taken, "each": (time.perf_counter() - began) / taken}
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def _warm_up(folder: Path, what: str, corpus: str | None) -> Path:
    """Give a few inputs of the kind: models and libraries are loaded once a process."""
    inputs = folder / "first"
    inputs.mkdir()
    (_write_wire if what == "wire" else _write_pages)(inputs, 5, Path(corpus) if corpus else None, mark="first")
    return inputs


def _take_in(reader: str, inputs: Path) -> int:
    from accounts.services.agents import software_agent
    from archive.readers import READERS
    from archive.services.accession import AccessionTerms, ingest

    report = ingest(
        records=READERS[reader].read([inputs]),
        terms=AccessionTerms(reader=reader),
        agent=software_agent(name="benchmark", version="1"),
    )
    return report.ingested


def _write_wire(folder: Path, count: int, corpus: Path | None, *, mark: str = "") -> None:
    """Write items of the corpus again and again, each with a number in its text, so that no two are alike."""
    items = list(_wire_items(corpus))
    with (folder / f"wire{mark}.sgm").open("wb") as file:
        for number in range(count):
            item = items[number % len(items)]
            file.write(item.replace(b"</TITLE>", f" {mark}{number}</TITLE>".encode(), 1) + b"\n")


def _wire_items(corpus: Path | None) -> Iterator[bytes]:
    for path in sorted(corpus.rglob("*.sgm")) if corpus else ():
        yield from _ITEM.findall(path.read_bytes())
        return
    for text in texts(SIZES[0] // 10, corpus=None):
        title, _blank, body = text.partition("\n\n")
        yield (
            f"<REUTERS><DATE>19-OCT-1987 15:37:46.03</DATE><TEXT><TITLE>{title}</TITLE>"
            f"<BODY>{body}</BODY></TEXT></REUTERS>"
        ).encode()


def _write_pages(folder: Path, count: int, corpus: Path | None, *, mark: str = "") -> None:
    """Write saved pages of the corpus, or pages made of its texts, replicated where there are fewer."""
    found = [path.read_bytes() for path in sorted(corpus.rglob("source.html"))] if corpus else []
    pages = found or [_page(text) for text in texts(min(count, 50), corpus=None)]
    for number in range(count):
        (folder / f"{number:05}.html").write_bytes(pages[number % len(pages)] + f"<!-- {mark}{number} -->".encode())


def _page(text: str) -> bytes:
    title, *paragraphs = text.split("\n\n")
    links = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(40))
    story = "".join(map(_PARAGRAPH.format, paragraphs))
    head = f"<head><title>{title}</title><meta name=author content='Jane Roe'></head>"
    body = f"<nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>{story}</article></main><footer>© 2007</footer>"
    return f"<!DOCTYPE html><html lang=en>{head}<body>{body}</body></html>".encode()


def _pages(folder: Path) -> dict[str, float]:
    """Time trafilatura with metadata, and our extraction, over the same pages; each has read one before."""
    import trafilatura

    from archive.extractors.html import HtmlExtractor

    pages = [path.read_bytes() for path in sorted(folder.iterdir())]
    ours = HtmlExtractor()
    ours.extract(pages[0])
    trafilatura.bare_extraction(pages[0], with_metadata=True)
    alone = seconds(lambda: [ours.extract(page) for page in pages])
    bare = seconds(lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in pages])
    return {"alone": alone, "bare": bare}
