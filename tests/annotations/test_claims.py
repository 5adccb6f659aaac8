"""Claims: made, changed, merged and parted again."""

from typing import Any
from uuid import UUID

import pytest

from annotations.errors import ConflictError, InvalidAnnotationError, StaleVersionError
from annotations.models import Claim, Revision
from annotations.services.claims import create_claim, merge_claims, undo_claim_merge, update_claim
from annotations.services.merging import root_of
from tests.factories import AgentFactory, ClaimFactory, ClaimReadingFactory, EntityFactory, StanceFactory
from tests.rows import changes, index_tasks, revisions, row_counts

pytestmark = pytest.mark.django_db

CHOSEN = UUID("01900000-0000-4000-8000-000000000001")
CONTENT: dict[str, Any] = {"text": "The bridge is safe.", "topic": "bridge", "place": None, "time": "2007-04"}


@pytest.fixture
def agent():
    return AgentFactory()


def _fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_create_claim_writes_it_whole(agent):
    place = EntityFactory(kind="place")
    made = create_claim(**{**CONTENT, "place": place}, agent=agent, uuid=CHOSEN)
    found = Claim.objects.get(uuid=CHOSEN)
    assert (made, found.text, found.topic, found.place, found.time, found.version) == (
        found,
        "The bridge is safe.",
        "bridge",
        place,
        "2007-04",
        1,
    )
    assert revisions(CHOSEN) == [(1, "created", agent.pk, "")]
    assert Revision.objects.get().snapshot == {
        "text": "The bridge is safe.",
        "topic": "bridge",
        "place": str(place.uuid),
        "time": "2007-04",
        "merged_into": None,
    }
    assert changes() == [("claim", CHOSEN, "created")]


def test_create_claim_repeated_with_its_uuid_is_one_write(agent):
    first = create_claim(**CONTENT, agent=agent, uuid=CHOSEN)
    before = row_counts()
    assert (create_claim(**CONTENT, agent=agent, uuid=CHOSEN), row_counts()) == (first, before)


@pytest.mark.parametrize(
    "change", [{"text": "It is not."}, {"topic": ""}, {"time": ""}], ids=lambda change: f"another {next(iter(change))}"
)
def test_create_claim_refuses_a_uuid_that_stands_for_another(agent, change):
    create_claim(**CONTENT, agent=agent, uuid=CHOSEN)
    with pytest.raises(ConflictError, match=f"^the uuid {CHOSEN} stands for another claim$"):
        create_claim(**{**CONTENT, **change}, agent=agent, uuid=CHOSEN)


@pytest.mark.parametrize("text", ["", " \n"])
def test_create_claim_without_a_proposition_is_refused(agent, text):
    with pytest.raises(InvalidAnnotationError) as caught:
        create_claim(text=text, agent=agent)
    assert (str(caught.value), caught.value.pointer, Claim.objects.count()) == (
        "a claim needs its proposition",
        "/text",
        0,
    )


@pytest.mark.parametrize("act", ["create", "update"])
def test_claim_at_a_time_that_is_no_date_is_refused(agent, act):
    content = {**CONTENT, "time": "2007-13"}
    claim = ClaimFactory(time="")
    acts = {
        "create": lambda: create_claim(**content, agent=agent),
        "update": lambda: update_claim(claim=claim, **content, agent=agent, version=1),
    }
    before = row_counts()
    with pytest.raises(InvalidAnnotationError) as caught:
        acts[act]()
    assert (caught.value.pointer, _fresh(claim).time, _fresh(claim).version) == ("/time", "", 1)
    assert row_counts() == before


def test_update_claim_replaces_its_content(agent):
    claim, place = ClaimFactory(), EntityFactory()
    stance = StanceFactory(claim=claim)
    update_claim(claim=claim, text="It is safe.", topic="", place=place, time="2007?", agent=agent, version=1)
    found = _fresh(claim)
    assert (found.text, found.topic, found.place, found.time, found.version) == ("It is safe.", "", place, "2007?", 2)
    assert revisions(claim.uuid) == [(2, "updated", agent.pk, "")]
    assert changes() == [("claim", claim.uuid, "updated")]
    assert index_tasks() == [stance.statement.annotation.annotation_set.text_version.article.uuid]


def test_update_claim_by_a_second_writer_is_refused(agent):
    claim = ClaimFactory(text="First.", version=2)
    before = row_counts()
    with pytest.raises(StaleVersionError) as caught:
        update_claim(claim=claim, **CONTENT, agent=agent, version=1)
    assert (caught.value.current, _fresh(claim).text, row_counts()) == (2, "First.", before)


def test_merge_claims_repoints_nothing_and_undo_parts_them(agent):
    claim, into = ClaimFactory(), ClaimFactory()
    stance, reading = StanceFactory(claim=claim), ClaimReadingFactory(claim=claim)
    articles = sorted(
        [stance.statement.annotation.annotation_set.text_version.article.uuid, reading.text_version.article.uuid]
    )

    merge_claims(claim=claim, into=into, agent=agent, version=1)
    stance.refresh_from_db()
    assert (_fresh(claim).merged_into, stance.claim, root_of(_fresh(claim))) == (into, claim, into)

    undo_claim_merge(claim=_fresh(claim), agent=agent, version=2)
    assert (_fresh(claim).merged_into, root_of(_fresh(claim))) == (None, claim)
    assert revisions(claim.uuid) == [(2, "merged", agent.pk, f"into {into.uuid}"), (3, "unmerged", agent.pk, "")]
    assert index_tasks() == articles * 2


def test_merge_claims_in_a_circle_is_refused(agent):
    first, second = ClaimFactory(text="A"), ClaimFactory(text="B")
    merge_claims(claim=first, into=second, agent=agent, version=1)
    with pytest.raises(ConflictError, match="^“A” already stands under “B”: that would be a circle$"):
        merge_claims(claim=second, into=first, agent=agent, version=1)
    assert (_fresh(second).merged_into, _fresh(second).version) == (None, 1)


def test_undo_claim_merge_of_what_is_not_merged_is_refused(agent):
    with pytest.raises(ConflictError, match="^“A” is not merged$"):
        undo_claim_merge(claim=ClaimFactory(text="A"), agent=agent, version=1)


def test_merge_claims_asks_for_articles_of_claims_merged_before(agent):
    claim = ClaimFactory()
    stance = StanceFactory(claim=ClaimFactory(merged_into=claim))
    merge_claims(claim=claim, into=ClaimFactory(), agent=agent, version=1)
    assert index_tasks() == [stance.statement.annotation.annotation_set.text_version.article.uuid]
