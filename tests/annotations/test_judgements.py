"""Which stances count, and which statements report the same words."""

import pytest

from annotations.models import Claim
from annotations.selectors.judgements import counted_statements, same_words, stances_on
from annotations.selectors.merges import merge_families
from annotations.vocabulary import Polarity, ReviewStatus
from archive.vocabulary import Access
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ProjectFactory,
    StanceFactory,
    StatementFactory,
    UtteranceLinkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.fixture
def common():
    return {"project": ProjectFactory(), "article": ArticleFactory()}


def _submitted(common, label, **options):
    return AnnotationSetFactory(**{**common, **options}, submitted=True, annotator=AgentFactory(label=label))


def _stances(claim, viewer):
    return stances_on(families=merge_families(Claim, [claim.pk]), viewer=viewer)[claim.pk]


def test_stances_of_sets_that_agree_count_once(claim, common, public):
    sets = [_submitted(common, label) for label in ("b", "a")]
    statements = [
        StatementFactory(annotation_set=row, exact=words)
        for row, words in zip(sets, ("bridge was", "was safe"), strict=True)
    ]
    for statement in statements:
        StanceFactory(claim=claim, statement=statement)
    (found,) = _stances(claim, public)
    assert (found.statement_id, found.annotation_set, found.agreed) == (statements[1].pk, sets[1], (sets[0],))


def test_stances_of_sets_that_disagree_count_each(claim, common, public):
    for label, polarity in (("a", Polarity.AFFIRMS), ("b", Polarity.DENIES)):
        statement = StatementFactory(annotation_set=_submitted(common, label))
        StanceFactory(claim=claim, statement=statement, polarity=polarity)
    assert [row.stance.polarity for row in _stances(claim, public)] == ["affirms", "denies"]


def test_stances_of_the_curated_set_count_alone(claim, common, public):
    taken, left = (StatementFactory(annotation_set=_submitted(common, label)) for label in ("a", "b"))
    curated = AnnotationSetFactory(**common, curated=True)
    copy = StatementFactory(annotation_set=curated)
    copy.annotation.derived_from = taken.annotation
    copy.annotation.save()
    for statement in (taken, left):
        StanceFactory(claim=claim, statement=statement)
    (found,) = _stances(claim, public)
    assert (found.statement_id, found.stance.statement, found.annotation_set, found.agreed) == (
        copy.pk,
        taken,
        curated,
        (),
    )


def test_a_stance_on_the_curated_copy_comes_before_one_on_what_it_was_made_of(claim, common, public):
    taken = StatementFactory(annotation_set=_submitted(common, "a"))
    copy = StatementFactory(annotation_set=AnnotationSetFactory(**common, curated=True))
    copy.annotation.derived_from = taken.annotation
    copy.annotation.save()
    StanceFactory(claim=claim, statement=taken, polarity=Polarity.DENIES)
    StanceFactory(claim=claim, statement=copy, polarity=Polarity.QUESTIONS)
    assert [row.stance.polarity for row in _stances(claim, public)] == ["questions"]


@pytest.mark.parametrize(
    ("options", "stance"),
    [
        pytest.param({"article__access": Access.STAFF}, {}, id="of an article for staff"),
        pytest.param({"curated": False}, {}, id="of an open set"),
        pytest.param({"project__published": False}, {}, id="of an unpublished project"),
        pytest.param({}, {"status": ReviewStatus.REJECTED}, id="that was rejected"),
    ],
)
def test_stances_that_may_not_be_read_count_for_nothing(claim, public, options, stance):
    row = AnnotationSetFactory(
        article=ArticleFactory(access=options.pop("article__access", Access.OPEN)), **{"curated": True, **options}
    )
    StanceFactory(claim=claim, statement=StatementFactory(annotation_set=row), **stance)
    assert _stances(claim, public) == []


def test_stances_on_merged_claims_are_those_of_what_stands_for_them(claim, public):
    merged = ClaimFactory(merged_into=ClaimFactory(merged_into=claim))
    curated = AnnotationSetFactory(article=ArticleFactory(), curated=True)
    for target, words in ((merged, "the bridge"), (claim, "Engineers")):
        StanceFactory(claim=target, statement=StatementFactory(annotation_set=curated, exact=words))
    assert [row.claim_id for row in _stances(claim, public)] == [claim.pk] * 2


def test_counted_statements_are_the_curated_copies(common, public):
    taken, left = (StatementFactory(annotation_set=_submitted(common, label)) for label in ("a", "b"))
    copy = StatementFactory(annotation_set=AnnotationSetFactory(**common, curated=True))
    copy.annotation.derived_from = taken.annotation
    copy.annotation.save()
    keys = [taken.pk, left.pk, copy.pk]
    assert counted_statements(statement_ids=keys, viewer=public) == {taken.pk: copy.pk, copy.pk: copy.pk}


def test_same_words_are_found_from_both_ends_and_through_copies(common, public):
    taken = StatementFactory(annotation_set=_submitted(common, "a"))
    copy = StatementFactory(annotation_set=AnnotationSetFactory(**common, curated=True))
    copy.annotation.derived_from = taken.annotation
    copy.annotation.save()
    other = StatementFactory(annotation_set=AnnotationSetFactory(article=ArticleFactory(), curated=True))
    hidden = StatementFactory(
        annotation_set=AnnotationSetFactory(article=ArticleFactory(access=Access.STAFF), curated=True)
    )
    UtteranceLinkFactory(a=taken, b=other)
    UtteranceLinkFactory(a=copy, b=hidden)
    UtteranceLinkFactory(
        a=other, b=StatementFactory(annotation_set=copy.annotation.annotation_set), status=ReviewStatus.REJECTED
    )
    expected = {copy.pk: {other.pk}, other.pk: {copy.pk}}
    assert same_words(statement_ids=[copy.pk, other.pk], viewer=public) == expected


@pytest.mark.parametrize("count", [pytest.param(1, id="one stance"), pytest.param(3, id="three stances")])
def test_stances_take_the_same_queries_for_any_number(claim, public, count, django_assert_num_queries):
    for _ in range(count):
        statement = StatementFactory(annotation_set=AnnotationSetFactory(article=ArticleFactory(), curated=True))
        StanceFactory(claim=claim, statement=statement)
    with django_assert_num_queries(4):
        assert len(stances_on(families={claim.pk: claim.pk}, viewer=public)[claim.pk]) == count
