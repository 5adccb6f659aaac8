"""Which sets may be read, and the one an article is read with."""

import pytest

from annotations.models import AnnotationSet
from annotations.selectors.sets import (
    ArchiveCounts,
    SetCounts,
    archive_counts,
    readable_sets,
    reading_set,
    reading_sets,
    set_counts,
)
from annotations.vocabulary import SetRole, SetState
from archive.vocabulary import Access
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    ProjectFactory,
    StatementFactory,
    TextVersionFactory,
)
from tests.factories.archive import NOON

pytestmark = pytest.mark.django_db


def _sets(article) -> dict[str, AnnotationSet]:
    """Give an article's sets: an open one, two annotators' submitted ones, a program's and a curated one."""
    project = ProjectFactory()
    common = {"article": article, "project": project}
    return {
        "open": AnnotationSetFactory(**common),
        "second": AnnotationSetFactory(**common, submitted=True, annotator=AgentFactory(label="b")),
        "machine": AnnotationSetFactory(**common, submitted=True, role=SetRole.MACHINE),
        "first": AnnotationSetFactory(**common, submitted=True, annotator=AgentFactory(label="a")),
        "curated": AnnotationSetFactory(**common, curated=True),
    }


def test_readable_sets_come_curated_first_then_by_pseudonym_then_programs(public):
    article = ArticleFactory()
    sets = _sets(article)
    wanted = [sets[name] for name in ("curated", "first", "second", "machine")]
    assert list(readable_sets(article_ids=[article.pk], viewer=public)) == wanted


def test_readable_sets_are_those_of_the_current_text(public):
    article = ArticleFactory()
    AnnotationSetFactory(article=article, curated=True)
    TextVersionFactory(article=article, text="Corrected.")
    newer = AnnotationSetFactory(article=article, submitted=True)
    assert list(readable_sets(article_ids=[article.pk], viewer=public)) == [newer]


def test_readable_sets_follow_the_access_of_the_text(public, system):
    article = ArticleFactory(access=Access.STAFF)
    row = AnnotationSetFactory(article=article, curated=True)
    found = [list(readable_sets(article_ids=[article.pk], viewer=viewer)) for viewer in (public, system)]
    assert found == [[], [row]]


@pytest.mark.parametrize(
    ("absent", "chosen"),
    [
        pytest.param([], "curated", id="the curated one"),
        pytest.param(["curated"], "first", id="without it the first annotator's"),
        pytest.param(["curated", "first", "second"], "machine", id="without people the program's"),
    ],
)
def test_reading_set_is_the_best_there_is(public, absent, chosen):
    article = ArticleFactory()
    sets = _sets(article)
    for name in absent:
        sets[name].state = SetState.SUPERSEDED
        sets[name].save()
    assert reading_set(article_id=article.pk, viewer=public) == sets[chosen]
    assert list(reading_sets(viewer=public)) == [sets[chosen]]


def test_reading_set_is_none_where_nothing_was_submitted(public):
    article = ArticleFactory()
    AnnotationSetFactory(article=article)
    assert reading_set(article_id=article.pk, viewer=public) is None


def test_set_counts_count_undeleted_annotations_of_the_set_read(public):
    article, bare = ArticleFactory(), ArticleFactory()
    sets = _sets(article)
    for words in ("minister", "Engineers"):
        MentionFactory(annotation_set=sets["curated"], exact=words)
    gone = MentionFactory(annotation_set=sets["curated"], exact="Brussels").annotation
    gone.deleted_at = NOON
    gone.save()
    StatementFactory(annotation_set=sets["curated"])
    StatementFactory(annotation_set=sets["first"])
    counts = set_counts(article_ids=[article.pk, bare.pk], viewer=public)
    assert counts == {article.pk: SetCounts(mentions=2, statements=1)}


def test_archive_counts_count_merged_entities_once_and_hidden_articles_never(public):
    root = EntityFactory()
    entities = [root, EntityFactory(merged_into=root), EntityFactory()]
    curated = AnnotationSetFactory(article=ArticleFactory(), curated=True)
    for entity, words in zip(entities, ("minister", "Engineers", "Brussels"), strict=True):
        MentionFactory(annotation_set=curated, exact=words, entity=entity)
    StatementFactory(annotation_set=curated)
    hidden = AnnotationSetFactory(article=ArticleFactory(access=Access.STAFF), curated=True)
    MentionFactory(annotation_set=hidden, entity=EntityFactory())
    StatementFactory(annotation_set=hidden)
    assert archive_counts(viewer=public) == ArchiveCounts(statements=1, entities=2)


@pytest.mark.parametrize("count", [pytest.param(1, id="one article"), pytest.param(3, id="three articles")])
def test_set_counts_take_one_query_for_any_number(public, count, django_assert_num_queries):
    articles = [ArticleFactory() for _ in range(count)]
    for article in articles:
        StatementFactory(annotation_set=AnnotationSetFactory(article=article, curated=True))
    with django_assert_num_queries(1):
        assert len(set_counts(article_ids=[row.pk for row in articles], viewer=public)) == count
