"""Draw the tables of docs/readers.md: what ``ingest auto`` makes of folders of inputs, with every reason.

    python docs/intake.py FOLDER…

Nothing is written and no database is asked.
"""

import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
#: What differs from one rejection to the next of the same kind: numbers, quoted words, names of members.
_PARTICULAR = re.compile(r"\d[\d,.]*|‘[^’]*’|“[^”]*”|'[^']*'|\"[^\"]*\"|https?://\S+")


@dataclass(slots=True)
class Intake:
    """What became of the inputs below one folder."""

    articles: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    seconds: float = 0.0


def survey(folder: Path) -> Intake:
    """Read everything below a folder, and prepare each article as if it were taken in."""
    from archive.errors import ArchiveError
    from archive.readers import READERS
    from archive.records import BadRecord
    from archive.services.preparation import prepare

    found = Intake()
    began = time.monotonic()
    for record in READERS["auto"].read([folder]):
        if isinstance(record, BadRecord):
            found.reasons[_kind(record.reason)] += 1
            continue
        try:
            article = prepare(record)
        except ArchiveError as error:
            found.reasons[_kind(str(error))] += 1
            continue
        found.articles[record.headers.get("recognised-as", "?")] += 1
        found.warnings += bool(article.extracted.warnings)
    found.seconds = time.monotonic() - began
    return found


def _kind(reason: str) -> str:
    """Give a reason without what is particular to one input."""
    return _PARTICULAR.sub("…", reason).replace("|", "\\|")


def _table(name: str, found: Intake) -> Iterator[str]:
    taken = ", ".join(f"{count} {what}" for what, count in sorted(found.articles.items())) or "none"
    yield f"### {name}\n"
    yield f"Articles: {taken}; with warnings: {found.warnings}. Rejected: {found.reasons.total()}.\n"
    if found.reasons:
        yield "| rejected | reason |\n|---:|---|"
        for reason, count in sorted(found.reasons.items(), key=lambda one: (-one[1], one[0])):
            yield f"| {count} | {reason} |"
        yield ""


def main(folders: list[str]) -> None:
    """Print a section for each folder."""
    import django

    django.setup()
    seconds: defaultdict[str, float] = defaultdict(float)
    for folder in map(Path, folders):
        found = survey(folder)
        seconds[folder.name] = found.seconds
        print("\n".join(_table(folder.name, found)))  # noqa: T201  # a table is what it is asked for
    print({name: round(took, 1) for name, took in seconds.items()}, file=sys.stderr)  # noqa: T201  # to watch


if __name__ == "__main__":
    main(sys.argv[1:])
