"""``manage.py search QUERY``: finds articles or annotations."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts.services.viewers import viewer_named
from archive.errors import QueryError
from archive.management.reporting import ReportingCommand
from archive.search.fields import Subject
from archive.search.results import Hit, SearchResult
from archive.search.searching import MAX_LIMIT, search

_TARGETS = {"articles": Subject.ARTICLE, "annotations": Subject.ANNOTATION}


class Command(ReportingCommand):
    help = "Find articles or annotations by text, description and annotation; docs/search.md describes the language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("query", metavar="QUERY", help="what to find")
        parser.add_argument("--in", dest="target", choices=sorted(_TARGETS), default="articles", help="what to find in")
        parser.add_argument("--limit", type=int, default=20, help=f"hits to print, at most {MAX_LIMIT} (default: 20)")
        parser.add_argument("--as", dest="user", help="as this user may see it, or 'public' (default: everything)")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            viewer = viewer_named(options["user"])
            result = search(
                query=options["query"], viewer=viewer, target=_TARGETS[options["target"]], limit=options["limit"]
            )
        except QueryError as error:
            raise CommandError(f"{error} (at {error.start} to {error.end})") from error
        except LookupError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.report(_figures(result), as_json=True)
        else:
            self._print(result)

    def _print(self, result: SearchResult) -> None:
        for hit in result.hits:
            self.stdout.write(f"{hit.reference_code}  {hit.title}  {hit.date}")
            self.stdout.write(f"    {_words(hit)}")
        self.stdout.write(f"{result.total} found")
        if result.from_database:
            self.stdout.write("The index could not be read: the database answered, and a worker makes the index anew.")


def _figures(result: SearchResult) -> dict[str, Any]:
    return {
        "total": result.total,
        "hits": [_hit(hit) for hit in result.hits],
        "facets": {
            facet.name: [{"value": value.label, "count": value.count, "query": value.query} for value in facet.values]
            for facet in result.facets
        },
        "from_database": result.from_database,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    found = {
        "uuid": str(hit.uuid),
        "kind": hit.kind,
        "reference_code": hit.reference_code,
        "headline": hit.title,
        "snippet": _words(hit),
        "article": str(hit.article),
        "date": hit.date,
        "date_field": hit.date_field,
        "publisher": hit.publisher,
        "agency": hit.agency,
        "score": hit.score,
    }
    if hit.kind == "annotation":
        found |= {
            "annotation_kind": hit.annotation_kind,
            "annotator": hit.annotator,
            "curated": hit.curated,
            "start": hit.start,
            "end": hit.end,
        }
    return found


def _words(hit: Hit) -> str:
    return "".join(piece.text for piece in hit.snippet)
