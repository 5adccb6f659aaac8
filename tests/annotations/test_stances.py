"""Curators' judgements: stances, readings, relations of claims and links of utterances."""

import pytest

from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import ClaimReading, ClaimRelation, Stance, UtteranceLink
from annotations.services.stances import link_utterances, record_reading, relate_claims, set_stance
from annotations.vocabulary import ClaimRelationKind
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ClaimReadingFactory,
    StanceFactory,
    StatementFactory,
    TextVersionFactory,
)
from tests.factories.archive import NOON
from tests.rows import changes, index_tasks, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


def _text_of(statement):
    return statement.annotation.annotation_set.text_version


def test_set_stance_keeps_who_judged_and_why(agent):
    claim, statement = ClaimFactory(), StatementFactory()
    stance = set_stance(
        claim=claim, statement=statement, polarity="denies", agent=agent, rationale="“disagreed”", status="suggested"
    )
    assert (stance.claim, stance.statement, stance.by) == (claim, statement, agent)
    assert (stance.polarity, stance.status, stance.rationale) == ("denies", "suggested", "“disagreed”")
    assert changes() == [("claim", claim.uuid, "updated")]
    assert index_tasks() == [_text_of(statement).article.uuid]


def test_set_stance_again_replaces_the_former(agent):
    former = StanceFactory(rationale="at first sight")
    stance = set_stance(claim=former.claim, statement=former.statement, polarity="questions", agent=agent)
    found = Stance.objects.get()
    assert (stance, found.polarity, found.by, found.rationale, found.at > NOON) == (
        former,
        "questions",
        agent,
        "",
        True,
    )


@pytest.mark.parametrize(
    ("codes", "pointer", "message"),
    [
        (
            {"polarity": "likes"},
            "/polarity",
            "'likes' is none of affirms, denies, questions, leaves-open",
        ),
        (
            {"polarity": "denies", "status": "maybe"},
            "/status",
            "'maybe' is none of suggested, confirmed, rejected",
        ),
    ],
)
def test_set_stance_refuses_unknown_codes(agent, codes, pointer, message):
    claim, statement = ClaimFactory(), StatementFactory()
    before = row_counts()
    with pytest.raises(InvalidAnnotationError) as caught:
        set_stance(claim=claim, statement=statement, agent=agent, **codes)
    assert (str(caught.value), caught.value.pointer, row_counts()) == (message, pointer, before)


@pytest.mark.parametrize(("status", "silent"), [("confirmed", False), ("suggested", False), ("rejected", True)])
def test_set_stance_takes_back_that_its_text_is_silent(agent, status, silent):
    statement, claim = StatementFactory(), ClaimFactory()
    ClaimReadingFactory(claim=claim, text_version=_text_of(statement))
    elsewhere = {ClaimReadingFactory(claim=claim), ClaimReadingFactory(text_version=_text_of(statement))}
    set_stance(claim=claim, statement=statement, polarity="affirms", status=status, agent=agent)
    assert ClaimReading.objects.filter(claim=claim, text_version=_text_of(statement)).exists() == silent
    assert ClaimReading.objects.filter(pk__in=[row.pk for row in elsewhere]).count() == 2


def test_record_reading_says_that_a_text_is_silent(agent):
    claim, text_version = ClaimFactory(), TextVersionFactory()
    reading = record_reading(claim=claim, text_version=text_version, agent=agent)
    assert (reading.claim, reading.text_version, reading.by) == (claim, text_version, agent)
    assert changes() == [("claim", claim.uuid, "updated")]
    assert index_tasks() == [text_version.article.uuid]


def test_record_reading_twice_is_the_first_one(agent):
    claim, text_version = ClaimFactory(), TextVersionFactory()
    first = record_reading(claim=claim, text_version=text_version, agent=agent)
    assert record_reading(claim=claim, text_version=text_version, agent=AgentFactory()) == first
    assert ClaimReading.objects.get().by == agent


@pytest.mark.parametrize("status", ["confirmed", "suggested"])
def test_record_reading_where_a_stance_stands_is_refused(agent, status):
    stance = StanceFactory(status=status)
    before = row_counts()
    with pytest.raises(ConflictError, match="^the text is not silent: a statement in it has a stance on this claim$"):
        record_reading(claim=stance.claim, text_version=_text_of(stance.statement), agent=agent)
    assert row_counts() == before


@pytest.mark.parametrize("case", ["rejected", "of a deleted statement", "on another text", "on another claim"])
def test_record_reading_beside_a_stance_that_does_not_count_is_taken(agent, case):
    stance = StanceFactory(status="rejected" if case == "rejected" else "confirmed")
    claim, text_version = stance.claim, _text_of(stance.statement)
    if case == "of a deleted statement":
        stance.statement.annotation.deleted_at = NOON
        stance.statement.annotation.save()
    elif case == "on another text":
        text_version = TextVersionFactory(article=text_version.article)
    elif case == "on another claim":
        claim = ClaimFactory()
    assert record_reading(claim=claim, text_version=text_version, agent=agent).claim == claim


def test_relate_claims_keeps_the_judgement_whole(agent):
    a, b = ClaimFactory(), ClaimFactory()
    relation = relate_claims(
        a=b, b=a, kind="supports", extent="partial", rationale="why", evidence="where", status="suggested", agent=agent
    )
    assert (relation.a, relation.b, relation.kind, relation.extent) == (b, a, "supports", "partial")
    assert (relation.rationale, relation.evidence, relation.status, relation.by) == ("why", "where", "suggested", agent)
    assert changes() == [("claim", b.uuid, "updated"), ("claim", a.uuid, "updated")]


@pytest.mark.parametrize("swapped", [False, True], ids=["smaller first", "greater first"])
def test_relate_claims_stores_a_contradiction_once_from_the_smaller_uuid(agent, swapped):
    small, great = sorted([ClaimFactory(), ClaimFactory()], key=lambda claim: claim.uuid)
    a, b = (great, small) if swapped else (small, great)
    first = relate_claims(a=a, b=b, kind="contradicts", extent="tension", agent=agent)
    second = relate_claims(a=b, b=a, kind="contradicts", extent="strict", agent=agent)
    found = ClaimRelation.objects.get()
    assert (first, second) == (found, found)
    assert (found.a, found.b, found.extent) == (small, great, "strict")


@pytest.mark.parametrize("kind", sorted(set(ClaimRelationKind) - {ClaimRelationKind.CONTRADICTS}))
def test_relate_claims_keeps_the_direction_of_other_kinds(agent, kind):
    a, b = ClaimFactory(), ClaimFactory()
    relate_claims(a=a, b=b, kind=kind, agent=agent)
    relate_claims(a=b, b=a, kind=kind, agent=agent)
    assert list(ClaimRelation.objects.order_by("id").values_list("a", "b")) == [(a.pk, b.pk), (b.pk, a.pk)]


@pytest.mark.parametrize(
    ("codes", "pointer"),
    [
        ({"kind": "mirrors"}, "/kind"),
        ({"kind": "supports", "extent": "a bit"}, "/extent"),
        ({"kind": "supports", "status": "maybe"}, "/status"),
    ],
)
def test_relate_claims_refuses_unknown_codes(agent, codes, pointer):
    a, b = ClaimFactory(), ClaimFactory()
    with pytest.raises(InvalidAnnotationError) as caught:
        relate_claims(a=a, b=b, agent=agent, **codes)
    assert (caught.value.pointer, ClaimRelation.objects.count()) == (pointer, 0)


def test_relate_claims_with_itself_is_refused(agent):
    claim = ClaimFactory()
    with pytest.raises(ConflictError, match="^a claim can't be related to itself$"):
        relate_claims(a=claim, b=claim, kind="supports", agent=agent)
    assert (ClaimRelation.objects.count(), changes()) == (0, [])


@pytest.mark.parametrize("swapped", [False, True], ids=["smaller first", "greater first"])
def test_link_utterances_stores_a_link_once_from_the_smaller_uuid(agent, swapped):
    statements = [StatementFactory(), StatementFactory()]
    small, great = sorted(statements, key=lambda statement: statement.annotation.uuid)
    a, b = (great, small) if swapped else (small, great)
    first = link_utterances(a=a, b=b, agent=agent, method="minhash", status="suggested", score=0.5)
    link_utterances(a=b, b=a, agent=agent)
    found = UtteranceLink.objects.get()
    assert (first, found.a, found.b) == (found, small, great)
    assert (found.method, found.status, found.score, found.by) == ("by hand", "confirmed", None, agent)
    assert changes() == [("annotation", row.annotation.uuid, "updated") for row in (small, great)] * 2


def test_link_utterances_with_itself_is_refused(agent):
    statement = StatementFactory()
    with pytest.raises(ConflictError, match="^a statement can't be linked to itself$"):
        link_utterances(a=statement, b=statement, agent=agent)
    assert (UtteranceLink.objects.count(), changes()) == (0, [])


def test_link_utterances_refuses_an_unknown_status(agent):
    with pytest.raises(InvalidAnnotationError, match="^'maybe' is none of suggested, confirmed, rejected$"):
        link_utterances(a=StatementFactory(), b=StatementFactory(), agent=agent, status="maybe")


def test_judgements_are_written_after_a_set_was_submitted(agent):
    article = ArticleFactory()
    statement = StatementFactory(annotation_set=AnnotationSetFactory(article=article, submitted=True))
    other = StatementFactory(annotation_set=AnnotationSetFactory(article=article, curated=True))
    stance = set_stance(claim=ClaimFactory(), statement=statement, polarity="affirms", agent=agent)
    link = link_utterances(a=statement, b=other, agent=agent)
    assert (Stance.objects.get(), UtteranceLink.objects.get()) == (stance, link)
