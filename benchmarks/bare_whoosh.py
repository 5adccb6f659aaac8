"""An index as Whoosh's manual has it, of the same articles: what our search is measured beside."""

from pathlib import Path
from typing import Any

from whoosh import analysis, fields, index, query, sorting

FACETS = ("publisher", "agency", "place", "language", "month", "entity", "speaker", "claim")
LIMIT = 20


class BareWhoosh:
    """Stemmed text with positions, stored for its highlights; keywords for all that is counted."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        keyword = fields.KEYWORD(commas=True, sortable=True)
        self._stem = analysis.StemmingAnalyzer(stoplist=None)
        text = fields.TEXT(analyzer=self._stem, stored=True)
        self._index = index.create_in(str(path), fields.Schema(text=text, **dict.fromkeys(FACETS, keyword)))
        self._searcher: Any = None

    def build(self) -> None:
        """Index every article, as one commit."""
        from archive.search.reading import all_keys, documents

        writer = self._index.writer(limitmb=256)
        for document in documents(all_keys()):
            values = {name: set() for name in ("entity", "speaker", "claim")}
            for annotation in document.annotations:
                for name, held in values.items():
                    held.update(annotation.ids.get(name, ()))
            writer.add_document(
                text="\n".join(document.content),
                publisher=document.publisher,
                agency=document.agency,
                place=document.place,
                language=document.language,
                month=document.month,
                **{name: ",".join(sorted(held)) for name, held in values.items()},
            )
        writer.commit()
        self._searcher = self._index.searcher()

    @staticmethod
    def can(typed: str) -> bool:
        """Say whether Whoosh has what a query asks for: conditions bound to one annotation it has not."""
        return "statement:" not in typed

    def search(self, typed: str) -> Any:
        """Give the best articles."""
        return self._searcher.search(self._query(typed), limit=LIMIT)

    def faceted(self, typed: str) -> Any:
        """Give the best articles, and count all that were found by eight fields."""
        facets = sorting.Facets()
        for name in FACETS:
            overlaps = name in {"entity", "speaker", "claim"}
            facets.add_field(name, allow_overlap=overlaps, maptype=sorting.Count)
        results = self._searcher.search(self._query(typed), limit=LIMIT, groupedby=facets)
        for name in FACETS:
            results.groups(name)
        return results

    def whole(self, typed: str) -> None:
        """Do what a page of results needs: search, count, and mark words in the texts shown."""
        for hit in self.faceted(typed):
            hit.highlights("text")

    def _query(self, typed: str) -> Any:
        """Give Whoosh's query for one of the forms that are measured."""
        if typed.startswith('entity:"'):
            name, _and, word = typed.removeprefix('entity:"').partition('" AND ')
            return query.And([query.Term("entity", self._entity(name)), self._term(word)])
        if typed.startswith('"'):
            return query.Phrase("text", [self._stemmed(word) for word in typed.strip('"').split()])
        if typed.endswith("*"):
            return query.Prefix("text", typed[:-1])
        for joint, kind in ((" AND ", query.And), (" OR ", query.Or)):
            if joint in typed:
                return kind([self._term(word) for word in typed.split(joint)])
        return self._term(typed)

    def _term(self, word: str) -> Any:
        return query.Term("text", self._stemmed(word))

    def _stemmed(self, word: str) -> str:
        return str(next(token.text for token in self._stem(word)))

    @staticmethod
    def _entity(label: str) -> str:
        from annotations.models import Entity

        return str(Entity.objects.values_list("pk", flat=True).get(label=label))
