"""Articles with marks on them, as the reading room's tests need them."""

from annotations.models import AnnotationSet
from archive.models import Article
from archive.vocabulary import Field
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    EventFactory,
    FieldValueFactory,
    MentionFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)


def marked_set(article: Article, **options: object) -> AnnotationSet:
    """Give a curated set on an article: a mention, and a statement by it that affirms a claim."""
    found = AnnotationSetFactory(article=article, **{"curated": True, **options})
    minister = EntityFactory(label="The minister")
    MentionFactory(annotation_set=found, entity=minister)
    statement = StatementFactory(annotation_set=found)
    StatementSourceFactory(statement=statement, entity=minister)
    StanceFactory(statement=statement)
    return found


def marked_article(**options: object) -> Article:
    """Give an article with a printed headline, a supplied date, an event and a curated set."""
    article = ArticleFactory(**options)
    FieldValueFactory(article=article, field=Field.HEADLINE, quote=article.headline)
    FieldValueFactory(article=article, field=Field.PUBLISHED, value="2007-04-19", edtf="2007-04-19")
    EventFactory(article=article)
    marked_set(article)
    return article
