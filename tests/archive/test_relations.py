"""Relations of articles: suggested by what they share, decided by people, seen by who may see them."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.access import public_viewer
from accounts.vocabulary import Role
from archive.errors import InvalidValueError
from archive.models import Article, ArticleRelation, Event
from archive.selectors.relations import confirmed_relations
from archive.services.relations import decide, relate
from archive.services.rights import withdraw
from archive.vocabulary import Access, RelationKind, RelationStatus
from config.demo import make_demo
from tests.archive.records import STORY, archivist, article_of, story
from tests.factories import ArticleFactory
from tests.rows import changes

pytestmark = pytest.mark.django_db

#: Stories of different happenings, so that a collection has more than one thing to say.
OTHERS = [
    b"Ferry sold\n\nThe ferry between the islands was sold on Friday to a company that wants to paint it green.\n",
    b"School reopens\n\nPupils came back to the school on Monday after a winter in which the roof had fallen in.\n",
    b"Apples late\n\nGrowers expect the apples a month later than usual since frost came back at the end of April.\n",
]


def relation(**changes: str) -> ArticleRelation:
    return ArticleRelation.objects.get(**changes)


@pytest.fixture
def suggested():
    """Give the suggestion for two stories that are nearly the same, among three others."""
    for text in OTHERS:
        article_of(text)
    first, second = article_of(STORY), article_of(story(4))
    relate(agent=archivist())
    found = relation()
    assert (found.article, found.other) == (first, second)
    return found


def test_nearly_the_same_words_are_suggested_with_score_and_method(suggested):
    assert suggested.status == RelationStatus.SUGGESTED
    assert suggested.kind in {RelationKind.NEAR_DUPLICATE, RelationKind.REPRINT}
    assert suggested.score > 0.9
    assert suggested.method.startswith("winnowed shingles")
    start, end, begin, finish = suggested.passages[0]
    one, other = (article.current_text.text for article in (suggested.article, suggested.other))
    assert one[start:end] == other[begin:finish]
    assert "the old bridge over the canal was safe" in one[start:end]


def test_of_the_seeds_those_of_the_same_day_rank_first_and_no_formula_ranks():
    make_demo(say=lambda _line: None)
    ArticleRelation.objects.all().delete()
    relate(agent=archivist())
    ranked = [
        tuple(article.reference_code[-3:] for article in (one.article, one.other))
        for one in ArticleRelation.objects.order_by("-score")
    ]
    assert ranked == [("003", "004"), ("000", "002")]


def test_decisions_stay_when_it_is_looked_again(suggested):
    decide(relation=suggested, status="rejected", kind=suggested.kind, note="a form letter", agent=archivist())
    done = relate(agent=archivist())
    assert (done.suggested, done.renewed, done.taken_back) == (0, 0, 0)
    assert relation().status == RelationStatus.REJECTED


def test_suggestions_that_no_longer_hold_are_taken_back(suggested):
    withdraw(article=suggested.other, reason="wrong", agent=archivist(), version=suggested.other.version)
    done = relate(agent=archivist())
    assert (done.taken_back, ArticleRelation.objects.count()) == (1, 0)


def test_only_pairs_with_an_article_of_the_last_accession_are_compared(suggested):
    ArticleRelation.objects.all().delete()
    article_of(OTHERS[0] + b"\nIt will sail under another name.\n")
    out = StringIO()
    call_command("relate", "--json", stdout=out)
    found = json.loads(out.getvalue().splitlines()[-1])
    assert (found["articles"], found["compared"], found["suggested"]) == (6, 1, 1)
    call_command("relate", "--all", "--json", stdout=out)
    assert ArticleRelation.objects.count() == 2


def test_a_decision_is_in_both_histories(suggested):
    decide(relation=suggested, status="confirmed", kind="version-of", note="the later edition", agent=archivist())
    told = [one.detail for one in Event.objects.order_by("pk") if one.object_ids == [f"relation:{suggested.uuid}"]]
    assert told == ["relation to another article confirmed: another version of the same story"] * 2
    assert changes()[-2:] == [
        ("article", suggested.article.uuid, "updated"),
        ("article", suggested.other.uuid, "updated"),
    ]


@pytest.mark.parametrize(("status", "kind"), [("suggested", "reprint"), ("maybe", "reprint"), ("confirmed", "cousin")])
def test_what_is_no_decision_is_refused(suggested, status, kind):
    with pytest.raises(InvalidValueError):
        decide(relation=suggested, status=status, kind=kind, note="", agent=archivist())
    assert relation().status == RelationStatus.SUGGESTED


def test_readers_see_confirmed_relations_of_articles_they_may_read(suggested, client):
    assert confirmed_relations(suggested.article, public_viewer()) == []
    decide(relation=suggested, status="confirmed", kind="version-of", note="", agent=archivist())
    [found] = confirmed_relations(suggested.other, public_viewer())
    assert found.article == suggested.article
    address = reverse("readingroom:article", args=[suggested.other.uuid])
    link = reverse("readingroom:article", args=[suggested.article.uuid])
    assert link in client.get(address).content.decode()
    Article.objects.filter(pk=suggested.article.pk).update(access=Access.STAFF)
    assert confirmed_relations(suggested.other, public_viewer()) == []
    assert link not in client.get(address).content.decode()


def test_the_api_gives_confirmed_relations_to_who_may_read_both(suggested, client):
    address = reverse("api:article-relations", args=[suggested.other.uuid])
    assert client.get(address).json() == {"items": []}
    decide(relation=suggested, status="confirmed", kind="version-of", note="", agent=archivist())
    [found] = client.get(address).json()["items"]
    assert (found["kind"], found["article"]["uuid"], found["uuid"]) == (
        "version-of",
        str(suggested.article.uuid),
        str(suggested.uuid),
    )
    assert found["words"]
    assert client.get(found["article"]["url"]).status_code == 200
    Article.objects.filter(pk=suggested.article.pk).update(access=Access.STAFF)
    assert client.get(address).json() == {"items": []}
    Article.objects.filter(pk=suggested.other.pk).update(access=Access.STAFF)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [None, *Role])
def test_curators_and_archivists_decide(suggested, role_client, role):
    client = role_client(role)
    page = reverse("admin:archive_articlerelation_change", args=[suggested.pk])
    may_see = role in {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST}
    answer = client.get(page)
    assert (answer.status_code == 200) == may_see
    if may_see:
        assert "the old bridge over the canal" in answer.content.decode()
    sent = {"kind": "reprint", "note": "", "status": "confirmed"}
    client.post(reverse("admin:archive_articlerelation_decide", args=[suggested.pk]), sent)
    decided = role in {Role.CURATOR, Role.ARCHIVIST}
    assert relation().status == (RelationStatus.CONFIRMED if decided else RelationStatus.SUGGESTED)


def test_a_form_without_a_decision_changes_nothing(suggested, role_client):
    address = reverse("admin:archive_articlerelation_decide", args=[suggested.pk])
    answer = role_client(Role.ARCHIVIST).post(address, {"kind": "cousin"}, follow=True)
    assert "Not saved" in answer.content.decode()
    assert relation().status == RelationStatus.SUGGESTED


def test_passages_of_a_text_that_has_shrunk_are_left_out(suggested, role_client):
    ArticleRelation.objects.update(passages=[[0, 10**6, 0, 10**6]])
    page = reverse("admin:archive_articlerelation_change", args=[suggested.pk])
    assert role_client(Role.ARCHIVIST).get(page).status_code == 200


def test_relations_to_articles_that_may_not_be_read_are_not_shown(suggested, role_client):
    hidden = ArticleFactory(text="Zqxyzzy is a word.", embargo_until="2999-01-01T00:00Z")
    one, other = sorted((suggested.article, hidden), key=lambda article: article.pk)
    made = ArticleRelation.objects.create(article=one, other=other, kind="same-event", agent=archivist())
    page = reverse("admin:archive_articlerelation_change", args=[made.pk])
    assert role_client(Role.ANNOTATOR).get(page).status_code == 302
    assert role_client(Role.CURATOR).get(page).status_code == 200
