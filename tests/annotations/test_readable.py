"""Which entities and claims a viewer meets."""

import pytest

from annotations.models import Claim, Entity
from annotations.selectors.readable import (
    find_claim,
    find_entity,
    kind_counts,
    list_claims,
    list_entities,
    readable_claims,
    readable_entities,
    topic_counts,
)
from annotations.vocabulary import EntityKind, ReviewStatus
from archive.vocabulary import Access
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    EntityFactory,
    MentionFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)
from tests.factories.archive import NOON

pytestmark = pytest.mark.django_db


def _set(**options):
    article = ArticleFactory(access=options.pop("access", Access.OPEN))
    return AnnotationSetFactory(article=article, **{"curated": True, **options})


NAMING = {
    "a mention": lambda row, entity: MentionFactory(annotation_set=row, entity=entity),
    "a source": lambda row, entity: StatementSourceFactory(
        statement=StatementFactory(annotation_set=row), entity=entity
    ),
    "whom a source speaks for": lambda row, entity: StatementSourceFactory(
        statement=StatementFactory(annotation_set=row), speaks_for=entity
    ),
    "a claim's place": lambda row, entity: StanceFactory(
        statement=StatementFactory(annotation_set=row), claim=ClaimFactory(place=entity)
    ),
}
SETS = [
    pytest.param({}, True, id="in a curated set"),
    pytest.param({"curated": False, "submitted": True}, True, id="in a submitted set"),
    pytest.param({"curated": False}, False, id="in an open set"),
    pytest.param({"access": Access.STAFF}, False, id="in an article for staff"),
    pytest.param({"project__published": False}, False, id="in an unpublished project"),
]


@pytest.mark.parametrize("naming", NAMING.values(), ids=list(NAMING))
@pytest.mark.parametrize(("options", "readable"), SETS)
def test_readable_entities_are_those_that_readable_sets_name(public, system, naming, options, readable):
    entity, merged = EntityFactory(), EntityFactory()
    naming(_set(**options), entity)
    assert list(readable_entities(viewer=public)) == ([entity] if readable else [])
    assert set(readable_entities(viewer=system)) == {entity, merged}


@pytest.mark.parametrize(("options", "readable"), SETS)
def test_readable_claims_are_those_that_readable_statements_take_a_stance_on(public, options, readable):
    claim = StanceFactory(statement=StatementFactory(annotation_set=_set(**options))).claim
    assert list(readable_claims(viewer=public)) == ([claim] if readable else [])


def test_readable_claims_are_not_those_of_rejected_stances_and_deleted_statements(public):
    row = _set()
    StanceFactory(statement=StatementFactory(annotation_set=row), status=ReviewStatus.REJECTED)
    gone = StanceFactory(statement=StatementFactory(annotation_set=row, exact="Engineers")).statement.annotation
    gone.deleted_at = NOON
    gone.save()
    assert list(readable_claims(viewer=public)) == []


def test_what_was_merged_by_steps_is_read_through_what_stands_for_it(public):
    root = EntityFactory()
    middle = EntityFactory(merged_into=root)
    first = EntityFactory(merged_into=middle)
    MentionFactory(annotation_set=_set(), entity=first)
    end = ClaimFactory()
    between = ClaimFactory(merged_into=end)
    claim = ClaimFactory(merged_into=between)
    StanceFactory(statement=StatementFactory(annotation_set=_set()), claim=claim)
    assert list(readable_entities(viewer=public)) == [root]
    assert list(readable_claims(viewer=public)) == [end]
    assert [find_entity(uuid=row.uuid, viewer=public) for row in (first, middle, root)] == [root] * 3
    assert [find_claim(uuid=row.uuid, viewer=public) for row in (claim, between, end)] == [end] * 3


def test_what_may_not_be_known_is_not_found(public):
    entity, claim = EntityFactory(), ClaimFactory()
    with pytest.raises(Entity.DoesNotExist):
        find_entity(uuid=entity.uuid, viewer=public)
    with pytest.raises(Claim.DoesNotExist):
        find_claim(uuid=claim.uuid, viewer=public)


def test_entities_are_listed_by_kind_and_label(system):
    for kind, label in (("place", "Delta"), ("person", "Bravo"), ("person", "Alpha"), ("event", "Zulu")):
        EntityFactory(kind=kind, label=label)
    assert [row.label for row in list_entities(viewer=system)] == ["Alpha", "Bravo", "Delta", "Zulu"]
    assert [row.label for row in list_entities(viewer=system, kind=EntityKind.PERSON)] == ["Alpha", "Bravo"]
    assert list(kind_counts(viewer=system).items()) == [("person", 2), ("place", 1), ("event", 1)]


def test_claims_are_listed_by_topic_and_text(system):
    for topic, text in (("weather", "It rains."), ("bridge", "It is safe."), ("bridge", "It is open."), ("", "None.")):
        ClaimFactory(topic=topic, text=text)
    texts = ["None.", "It is open.", "It is safe.", "It rains."]
    assert [row.text for row in list_claims(viewer=system)] == texts
    assert [row.text for row in list_claims(viewer=system, topic="bridge")] == texts[1:3]
    assert topic_counts(viewer=system) == {"": 1, "bridge": 2, "weather": 1}
