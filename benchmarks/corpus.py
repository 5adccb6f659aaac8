"""Texts to measure with: paragraphs of a corpus, or of the seeds, recombined into any number of different articles."""

import html
import random
import re
from collections.abc import Iterator
from pathlib import Path

from archive.records import ArticleRecord

#: Words of an article, about: what a news agency's report has.
WORDS = 430

_SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_BODY = re.compile(r"<BODY>(.*?)(?:Reuter\s*)?(?:&#3;)?</BODY>", re.DOTALL)
_PLACES = ("BRUSSELS", "MOSCOW", "WARSAW", "BERLIN", "PRAGUE", "LONDON")


def paragraphs(path: Path | None) -> list[str]:
    """Give the paragraphs of at least eight words in a folder's .sgm and .txt files; of the seeds where it is None."""
    files = sorted(found for found in (path or _SEEDS).rglob("*") if found.suffix in {".sgm", ".txt"})
    found: list[str] = []
    for file in files:
        text = file.read_text(encoding="latin-1" if file.suffix == ".sgm" else "utf-8")
        bodies = _BODY.findall(text) if file.suffix == ".sgm" else [text]
        for body in bodies:
            pieces = re.split(r"\n\s*\n|\n {2,}", html.unescape(body))
            found += [" ".join(piece.split()) for piece in pieces if len(piece.split()) >= 8]
    if not found:
        raise SystemExit(f"no paragraphs in {path}: name a folder with .sgm or .txt files")
    return [paragraph for paragraph in found if paragraph.isprintable()]


def texts(count: int, *, corpus: Path | None, seed: int = 1) -> Iterator[str]:
    """Give ``count`` different articles of about 430 words, the same ones for the same seed."""
    source = paragraphs(corpus)
    draw = random.Random(seed)
    for number in range(count):
        lines = []
        words = 0
        while words < WORDS:
            paragraph = draw.choice(source)
            lines.append(paragraph)
            words += len(paragraph.split())
        place = draw.choice(_PLACES)
        lines[0] = f"{place}, April {draw.randint(1, 28)} (Reuters) - {lines[0]}"
        yield f"Report number {number} from the talks in {place.title()}\n\n" + "\n\n".join(lines) + "\n"


def records(count: int, *, corpus: Path | None, seed: int = 1) -> Iterator[ArticleRecord]:
    """Give the texts as a reader would."""
    for number, text in enumerate(texts(count, corpus=corpus, seed=seed)):
        yield ArticleRecord(data=text.encode(), file_name=f"{number:06}.txt", media_type="text/plain")
