"""Claims: the list, and one claim's page."""

import pytest
from django.test import Client

from annotations.vocabulary import ClaimRelationKind, Polarity, ReviewStatus
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ClaimReadingFactory,
    ClaimRelationFactory,
    EntityFactory,
    PublisherFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
    UtteranceLinkFactory,
)
from tests.readingroom.tree import find, get, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(
        text="The bridge is safe.", topic="Bridge & roads", time="2007-04", place=EntityFactory(label="Town")
    )


def _stated(claim, polarity=Polarity.AFFIRMS, *, outlet="Outlet", **options):
    """Give a statement with a stance on a claim, in an article of its own."""
    article = ArticleFactory(publisher=PublisherFactory(name=outlet), headline=f"{outlet} reports")
    statement = StatementFactory(annotation_set=AnnotationSetFactory(article=article, curated=True))
    StanceFactory(claim=claim, statement=statement, polarity=polarity, **options)
    return statement


def test_claim_says_who_affirms_and_who_denies_it(claim):
    affirming, _denying = (
        _stated(claim, outlet="A"),
        _stated(claim, Polarity.DENIES, outlet="B", rationale="Plainly so."),
    )
    StatementSourceFactory(statement=affirming, entity=EntityFactory(label="The minister"))
    tree = get(f"/claims/{claim.uuid}/")
    assert words(tree, "//h1") == ["The bridge is safe."]
    assert words(tree, "//main/p[.kicker]/*") == ["Bridge & roads", "Town", "April 2007"]
    assert words(tree, "//p[.tallies]/span") == ["+ affirms 1", "− denies 1", "in 2 articles"]
    assert words(tree, "//section[.side]/h2") == ["+ Affirms", "− Denies"]
    assert words(tree, "//section[.side]//mark") == ["the bridge was safe"] * 2
    assert words(tree, "//section[.side]//p[.who-said]") == ["The minister cue “said”", "Speaker not named cue “said”"]
    judge = affirming.stances.get().by.label
    assert words(tree, "//section[.side]//p[.judged]")[0] == f"Judged by {judge}, 19 April 2007."
    assert words(tree, "//section[.side]//p[.judged]")[1].startswith("Plainly so. Judged by ")


def test_claim_counts_reports_of_the_same_words_as_one_utterance(claim):
    statements = [_stated(claim, outlet=outlet) for outlet in ("A", "B", "C")]
    UtteranceLinkFactory(a=statements[0], b=statements[1])
    tree = get(f"/claims/{claim.uuid}/")
    assert words(tree, "//p[.tallies]/span")[:2] == ["+ affirms 3", "(2 utterances)"]
    codes = [row.annotation.annotation_set.text_version.article.reference_code for row in statements]
    assert words(tree, "//p[.same]") == [
        f"The same words in B, {codes[1]}",
        f"The same words in A, {codes[0]}",
    ]


def test_claim_tells_silent_articles_from_those_not_read(claim):
    _stated(claim)
    silent, unread = ArticleFactory(headline="Silent"), ArticleFactory(headline="Unread")
    reading = ClaimReadingFactory(claim=claim, text_version=silent.current_text)
    tree = get(f"/claims/{claim.uuid}/")
    assert words(tree, "//section[@id='silent']//li/a") == ["Silent"]
    assert words(tree, "//section[@id='silent']//li//span[last()]")[-1] == f"read by {reading.by.label}, 19 April 2007"
    assert words(tree, "//section[@id='unread']//li/a") == ["Unread"]
    assert words(tree, "//p[.tallies]/a") == ["○ silent 1", "not read yet 1"]
    assert unread.headline not in words(tree, "//section[@id='silent']")[0]


def test_claim_shows_suggestions_as_such_and_does_not_count_them(claim):
    _stated(claim, status=ReviewStatus.SUGGESTED)
    tree = get(f"/claims/{claim.uuid}/")
    assert words(tree, "//p[.tallies]/span")[0] == "no confirmed stance"
    assert words(tree, "//li[.suggested]//strong") == ["Suggested, not confirmed."]


def test_claim_stands_beside_other_claims(claim):
    other = ClaimFactory(text="The bridge is not safe.")
    for row in (claim, other):
        _stated(row)
    ClaimRelationFactory(a=claim, b=other, extent="strict", rationale="Both can't be.", evidence="p. 2")
    ClaimRelationFactory(a=other, b=claim, kind=ClaimRelationKind.SUPPORTS, status=ReviewStatus.SUGGESTED)
    tree = get(f"/claims/{claim.uuid}/")
    assert words(tree, "//ul[.relations]//p[.bearing]") == ["Contradicts · strict", "Supported by (suggested)"]
    assert find(tree, "//ul[.relations]//p[.claim-text]/a/@href") == [f"/claims/{other.uuid}/"] * 2
    assert words(tree, "//ul[.relations]/li[1]/p[.small]") == ["Both can't be.", "Evidence: p. 2"]


def test_a_merged_claim_leads_to_the_one_that_stands_for_it(claim):
    merged = ClaimFactory(merged_into=claim)
    _stated(merged)
    answer = Client().get(f"/claims/{merged.uuid}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/claims/{claim.uuid}/")


def test_statements_of_an_article_lead_to_their_claims(claim):
    statement = _stated(claim)
    tree = get(f"/articles/{statement.annotation.annotation_set.text_version.article.uuid}/")
    assert [(link.text, link.get("href")) for link in find(tree, "//li[.said]//dd/a[contains(@href, 'claims')]")] == [
        ("The bridge is safe.", f"/claims/{claim.uuid}/")
    ]


def test_claims_are_listed_by_topic_with_who_stands_where(claim):
    other = ClaimFactory(text="It rains.", topic="")
    for row, polarity in ((claim, Polarity.AFFIRMS), (claim, Polarity.DENIES), (other, Polarity.QUESTIONS)):
        _stated(row, polarity)
    ClaimRelationFactory(a=claim, b=other)
    tree = get("/claims/")
    assert words(tree, "//section/h2") == ["Without a topic", "Bridge & roads"]
    assert words(tree, "//ul[.lines]/li") == [
        "It rains. ? questions 1 in 1 article contradicts 1 claim",
        "The bridge is safe. + affirms 1 − denies 1 in 2 articles contested contradicts 1 claim",
    ]
    assert words(tree, "//nav[.choices]/a") == ["All 2", "without a topic 1", "Bridge & roads 1"]
    narrowed = get(find(tree, "//nav[.choices]/a/@href")[2])
    assert words(narrowed, "//ul[.lines]//a") == ["The bridge is safe."]
    assert words(get("/claims/?topic="), "//ul[.lines]//a") == ["It rains."]
    assert words(get("/claims/?topic=%00"), "//ul[.lines]//a") == ["It rains."]


def test_claims_say_so_where_there_is_none():
    assert words(get("/claims/"), "//p[.empty]") == [
        "No statement that you may read has been judged against a claim here yet."
    ]


@pytest.mark.parametrize("count", [pytest.param(1, id="one"), pytest.param(3, id="three")])
@pytest.mark.parametrize(
    ("path", "queries"), [pytest.param("/claims/", 18, id="list"), pytest.param("/claims/{}/", 28, id="page")]
)
def test_claims_take_the_same_queries_for_any_number(claim, path, queries, count, django_assert_num_queries):
    for _ in range(count):
        statement = _stated(claim)
        StatementSourceFactory(statement=statement, entity=EntityFactory())
        other = ClaimFactory()
        UtteranceLinkFactory(a=statement, b=_stated(other))
        ClaimRelationFactory(a=claim, b=other)
        ClaimReadingFactory(claim=claim, text_version=ArticleFactory().current_text)
    with django_assert_num_queries(queries):
        assert Client().get(path.format(claim.uuid)).status_code == 200
