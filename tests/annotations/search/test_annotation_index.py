"""What is written into a set reaches the index by itself, without its article being read again."""

import pytest

from accounts.access import system_viewer
from annotations.models import Annotation, AnnotationSet
from annotations.services.annotate import create_annotation, delete_annotation, restore_annotation, update_annotation
from annotations.services.sets import submit_set
from archive.models import IndexTask
from archive.search.fields import Subject
from archive.search.searching import search
from archive.services.events import enqueue_index
from archive.services.indexing import Drained, drain
from tests.annotations.drafting import mention, statement
from tests.factories import AnnotationSetFactory

pytestmark = pytest.mark.django_db

ALONE = Drained(tasks=1, annotations=1)


@pytest.fixture
def annotation_set() -> AnnotationSet:
    made = AnnotationSetFactory()
    drain()
    return made


def create(annotation_set: AnnotationSet, draft) -> Annotation:
    return create_annotation(annotation_set=annotation_set, draft=draft, agent=annotation_set.annotator)


def found(query: str) -> int:
    """Give how many annotations the index finds."""
    result = search(query=query, viewer=system_viewer(), target=Subject.ANNOTATION, facets=())
    assert not result.from_database
    return result.total


def test_a_new_annotation_is_indexed_alone(annotation_set):
    made = create(annotation_set, mention(annotation_set, "minister"))
    task = IndexTask.objects.get()
    assert (task.key, task.annotation) == (annotation_set.text_version.article.uuid, made.pk)
    assert drain() == ALONE
    assert found("words:minister") == 1
    assert IndexTask.objects.count() == 0


def test_a_changed_annotation_takes_the_place_of_its_former_words(annotation_set):
    made = create(annotation_set, mention(annotation_set, "minister"))
    create(annotation_set, statement(annotation_set, "the bridge was safe"))
    drain()
    agent = annotation_set.annotator
    update_annotation(annotation=made, draft=mention(annotation_set, "bridge"), agent=agent, version=1)
    assert drain() == ALONE
    assert (found("words:minister"), found("words:bridge")) == (0, 2)


def test_a_deleted_annotation_is_not_found_and_a_restored_one_is_again(annotation_set):
    agent = annotation_set.annotator
    made = create(annotation_set, mention(annotation_set, "minister"))
    drain()
    delete_annotation(annotation=made, agent=agent, version=1)
    assert drain() == ALONE
    assert found("words:minister") == 0
    restore_annotation(annotation=made, to_version=1, agent=agent, version=2)
    assert drain() == ALONE
    assert found("words:minister") == 1


def test_an_annotation_of_an_article_that_is_read_whole_is_indexed_once(annotation_set):
    agent = annotation_set.annotator
    create(annotation_set, mention(annotation_set, "minister"))
    submit_set(annotation_set=annotation_set, agent=agent)
    enqueue_index([annotation_set.text_version.article.uuid])
    assert drain() == Drained(tasks=3, articles=1)
    assert found("words:minister") == 1


def test_annotations_of_two_articles_go_into_one_commit_with_a_third_article(annotation_set):
    second, third = AnnotationSetFactory(), AnnotationSetFactory()
    enqueue_index([one.text_version.article.uuid for one in (second, third)])
    drain()
    for one in (annotation_set, second):
        create(one, mention(one, "minister"))
    create(third, mention(third, "minister"))
    enqueue_index([third.text_version.article.uuid])
    assert drain() == Drained(tasks=4, articles=1, annotations=2)
    assert found("words:minister") == 3
