"""What articles are related to, for the person who asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.access import Viewer
from archive.models import Article, ArticleRelation, article_visible_to
from archive.selectors.delisting import withheld_from
from archive.vocabulary import RelationStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedArticle:
    """Another article, how it belongs to the one that was asked for, and words that both have, longest first."""

    article: Article
    title: str
    relation: ArticleRelation
    words: Sequence[str]


def visible_relations(viewer: Viewer) -> QuerySet[ArticleRelation]:
    """Give the relations both of whose articles this person may read; suggestions and rejections to staff only."""
    found = ArticleRelation.objects.filter(
        article_visible_to(viewer, through="article__"), article_visible_to(viewer, through="other__")
    )
    return found if viewer.sees_staff else found.filter(status=RelationStatus.CONFIRMED)


def confirmed_relations(article: Article, viewer: Viewer, *, passages: int = 3) -> list[RelatedArticle]:
    """Give what an article is related to by a person's word, the surest first."""
    found = visible_relations(viewer).filter(Q(article=article) | Q(other=article), status=RelationStatus.CONFIRMED)
    withheld = withheld_from(viewer)
    rows = [
        related_article(relation, article, passages=passages)
        for relation in found.select_related("article__publisher", "other__publisher", "article__current_text")
    ]
    return [withheld.of(article.pk).record(withheld.of(row.article.pk).record(row)) for row in rows]


def related_article(relation: ArticleRelation, article: Article, *, passages: int = 3) -> RelatedArticle:
    """Give a relation as it is seen from one of its articles."""
    text = relation.article.current_text.text if relation.article.current_text else ""
    words = [" ".join(text[start:end].split()) for start, end, _other, _end in relation.passages[:passages]]
    other = relation.other if relation.article_id == article.pk else relation.article
    return RelatedArticle(article=other, title=other.title, relation=relation, words=[one for one in words if one])
