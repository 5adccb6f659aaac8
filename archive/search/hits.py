"""Articles for a result page, read from the database, which has the last word on who may read."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from accounts.access import Viewer
from archive.models import Article, Block
from archive.search.results import Hit, Piece
from archive.search.snippets import snippet, sought
from archive.search.tree import Node
from archive.vocabulary import CONTENT_ROLES, BlockRole


def article_hits(keys: Sequence[int], scores: Sequence[float], *, node: Node, viewer: Viewer) -> list[Hit]:
    """Give the articles with these keys that a viewer may read now, in order, with snippets; two queries."""
    rows = (
        Article.objects.visible_to(viewer)
        .filter(pk__in=keys, current_text__isnull=False)
        .select_related("publisher", "agency", "rights", "current_text")
        .in_bulk()
    )
    blocks = _blocks([row.current_text_id for row in rows.values()])
    wanted = sought(node)
    hits = []
    for key, score in zip(keys, scores, strict=True):
        if key in rows:
            row = rows[key]
            text = row.current_text.text if row.current_text else ""
            # The headline comes last: it stands above the snippet anyway, and is one only where nothing else answers.
            ordered = sorted(blocks[row.current_text_id], key=lambda block: block[0] == BlockRole.HEADLINE)
            passages = [text[start:end] for _role, start, end in ordered]
            hits.append(_hit(row, score, shown_quotation(snippet(passages, wanted), article=row, viewer=viewer)))
    return hits


def shown_quotation(pieces: tuple[Piece, ...], *, article: Article, viewer: Viewer) -> tuple[Piece, ...]:
    """Give the pieces of a quotation, or none where they are longer than the rights statement lets readers quote."""
    limit = article.rights.quotation_limit if article.rights else None
    if limit is None or viewer.sees_staff or sum(len(piece.text) for piece in pieces) <= limit:
        return pieces
    return ()


def _blocks(texts: Collection[int | None]) -> defaultdict[int | None, list[tuple[str, int, int]]]:
    found: defaultdict[int | None, list[tuple[str, int, int]]] = defaultdict(list)
    rows = Block.objects.filter(text_version__in=texts, role__in=CONTENT_ROLES).order_by("order")
    for text, role, start, end in rows.values_list("text_version_id", "role", "start", "end"):
        found[text].append((role, start, end))
    return found


def _hit(row: Article, score: float, pieces: tuple[Piece, ...]) -> Hit:
    return Hit(
        kind="article",
        uuid=row.uuid,
        article=row.uuid,
        reference_code=row.reference_code,
        title=row.title,
        publisher=row.publisher.name if row.publisher else "",
        agency=row.agency.name if row.agency else "",
        date=row.date_edtf,
        date_field=row.date_field,
        snippet=pieces,
        score=score,
    )
