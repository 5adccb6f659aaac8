"""Writers at the same moment, each with a connection of its own: exactly one wins, and nobody sees half a write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from annotations.errors import ConflictError, NotAllowedError, StaleVersionError
from annotations.models import Annotation, AnnotationSet, Entity
from annotations.services.annotate import create_annotation, update_annotation
from annotations.services.entities import create_entity, merge_entities
from annotations.services.sets import open_set, submit_set
from tests.annotations.drafting import mention
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, EntityFactory, ProjectFactory
from tests.rows import changes, revisions

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4
CHOSEN = UUID("01900000-0000-4000-8000-000000000001")


def _at_once(act: Callable[[int], object]) -> list[object]:
    """Give what each of several threads got from ``act(number)``, or the error that stopped it."""
    barrier = Barrier(WRITERS)

    def run(number: int) -> object:
        try:
            barrier.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        futures = [pool.submit(run, number) for number in range(WRITERS)]
    return [future.exception() or future.result() for future in futures]


def test_update_annotation_by_several_writers_lets_one_win():
    annotation_set = AnnotationSetFactory()
    agent = annotation_set.annotator
    made = create_annotation(annotation_set=annotation_set, draft=mention(annotation_set), agent=agent)
    words = ("bridge", "Engineers", "Brussels", "safe")

    found = _at_once(
        lambda number: update_annotation(
            annotation=Annotation.objects.get(pk=made.pk),
            draft=mention(annotation_set, words[number]),
            agent=agent,
            version=1,
        )
    )

    winners = [number for number, result in enumerate(found) if isinstance(result, Annotation)]
    losers = [result.current for result in found if isinstance(result, StaleVersionError)]
    assert (len(winners), losers) == (1, [2] * (WRITERS - 1))
    assert list(made.spans.values_list("exact", flat=True)) == [words[winners[0]]]
    assert [version for version, *_ in revisions(made.uuid)] == [1, 2]
    assert changes() == [("annotation", made.uuid, "created"), ("annotation", made.uuid, "updated")]


def test_create_annotation_sent_several_times_at_once_is_one_write():
    annotation_set = AnnotationSetFactory()
    draft = mention(annotation_set)
    found = _at_once(
        lambda _number: (
            create_annotation(
                annotation_set=annotation_set, draft=draft, agent=annotation_set.annotator, uuid=CHOSEN
            ).uuid
        )
    )
    assert found == [CHOSEN] * WRITERS
    assert (Annotation.objects.count(), [version for version, *_ in revisions(CHOSEN)]) == (1, [1])


def test_open_set_at_once_opens_one():
    project, agent, text_version = ProjectFactory(), AgentFactory(), ArticleFactory().current_text
    found = _at_once(lambda _number: open_set(project=project, text_version=text_version, agent=agent))
    assert found == [AnnotationSet.objects.get()] * WRITERS
    assert changes() == [("annotationset", AnnotationSet.objects.get().uuid, "created")]


def test_submit_set_at_once_submits_once_and_nothing_is_written_after_it():
    annotation_set = AnnotationSetFactory()
    agent = annotation_set.annotator
    found = _at_once(
        lambda _number: submit_set(annotation_set=AnnotationSet.objects.get(pk=annotation_set.pk), agent=agent)
    )
    refused = [result for result in found if isinstance(result, NotAllowedError)]
    assert (len(refused), changes()) == (WRITERS - 1, [("annotationset", annotation_set.uuid, "updated")])
    with pytest.raises(NotAllowedError):
        create_annotation(annotation_set=annotation_set, draft=mention(annotation_set), agent=agent)


def test_merge_entities_towards_each_other_at_once_makes_no_circle():
    agent, pair = AgentFactory(), [EntityFactory(), EntityFactory()]

    def merge(number: int) -> Entity:
        entity, into = (Entity.objects.get(pk=pair[(number + step) % 2].pk) for step in (0, 1))
        return merge_entities(entity=entity, into=into, agent=agent, version=1)

    found = _at_once(merge)
    refused = [result for result in found if isinstance(result, ConflictError | StaleVersionError)]
    merged = Entity.objects.exclude(merged_into=None)
    assert (len(refused), merged.count()) == (WRITERS - 1, 1)


def test_create_entity_sent_several_times_at_once_is_one_entity():
    agent = AgentFactory()
    found = _at_once(lambda _number: create_entity(kind="gpe", label="Russia", agent=agent, uuid=CHOSEN).uuid)
    assert (found, Entity.objects.count(), changes()) == ([CHOSEN] * WRITERS, 1, [("entity", CHOSEN, "created")])
