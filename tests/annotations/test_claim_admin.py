"""Claims in the admin: every judgement is a service, and nobody sees what is not theirs to see yet."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.models import Claim, ClaimReading, ClaimRelation, Revision, Stance, UtteranceLink
from annotations.services.claims import create_claim
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ClaimReadingFactory,
    ClaimRelationFactory,
    EntityFactory,
    StanceFactory,
    StatementFactory,
    UtteranceLinkFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/annotations/claim/"


def _page(claim: Claim) -> str:
    return reverse("admin:annotations_claim_change", args=[claim.pk])


def _act(claim: Claim, what: str) -> str:
    return reverse(f"admin:annotations_claim_{what}", args=[claim.pk])


def _judge(claim: Claim) -> str:
    return reverse("admin:annotations_claim_judge", args=[claim.pk])


def _statement(**changes: Any):
    """Give a statement in a submitted set."""
    return StatementFactory(annotation_set=AnnotationSetFactory(article=ArticleFactory(), submitted=True), **changes)


def _rows(response: Any, heading: str) -> list[list[str]]:
    [table] = [table for table in response.context["tables"] if table.heading == heading]
    return [[str(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("role", [None, *Role])
def test_claims_are_shown_to_staff(role_client, role):
    claim, client = StanceFactory(statement=_statement()).claim, role_client(role)
    assert (client.get(LIST).status_code, client.get(_page(claim)).status_code) == (STAFF_ONLY[role],) * 2


@pytest.mark.parametrize("url", ["add", "page", "judge", "merge", "undo"])
def test_claims_are_written_by_curators_only(role_client, url):
    claim = StanceFactory(statement=_statement()).claim
    urls = {
        "add": f"{LIST}add/",
        "page": _page(claim),
        "judge": _judge(claim),
        "merge": _act(claim, "merge"),
        "undo": _act(claim, "undo_merge"),
    }
    sent = {"text": "Other.", "version": 1, "action": "stance", "into": ClaimFactory().pk}
    assert role_client(Role.ANNOTATOR).post(urls[url], sent).status_code == 403
    assert set(Claim.objects.values_list("version", flat=True)) == {1}


def test_claim_is_made(role_client):
    client, place = role_client(Role.CURATOR), EntityFactory(kind="place")
    sent = {"text": "The bridge is safe.", "topic": "bridge", "place": place.pk, "time": "2007-04", "version": ""}
    assert client.post(f"{LIST}add/", sent).status_code == 302
    claim = Claim.objects.get()
    assert (claim.text, claim.topic, claim.place, claim.time) == ("The bridge is safe.", "bridge", place, "2007-04")
    assert list(Revision.objects.values_list("uuid", "action", "editor")) == [
        (claim.uuid, "created", client.user.agent.pk)
    ]


@pytest.fixture
def claim() -> Claim:
    return create_claim(text="The bridge is safe.", topic="bridge", agent=AgentFactory())


def test_claim_is_changed(role_client, claim):
    sent = {"text": "The bridge was safe.", "topic": "", "place": "", "time": "", "version": 1}
    assert role_client(Role.CURATOR).post(_page(claim), sent).status_code == 302
    claim.refresh_from_db()
    assert (claim.text, claim.topic, claim.version) == ("The bridge was safe.", "", 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"text": ""}, "text", id="no proposition"),
        pytest.param({"time": "last spring"}, "time", id="a time that is no EDTF"),
        pytest.param({"place": "999"}, "place", id="a place that is not there"),
    ],
)
def test_claim_that_cannot_be_is_refused_at_its_field(role_client, claim, changes, field):
    sent = {"text": "Other.", "topic": "", "place": "", "time": "", "version": 1, **changes}
    response = role_client(Role.CURATOR).post(_page(claim), sent)
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, [field])


def test_stale_claim_form_says_so_and_keeps_what_was_typed(role_client, claim):
    Claim.objects.update(version=3)
    sent = {"text": "Other.", "topic": "", "place": "", "time": "", "version": 1}
    form = role_client(Role.CURATOR).post(_page(claim), sent).context["adminform"].form
    claim.refresh_from_db()
    assert (claim.text, form["text"].value(), form["version"].value()) == ("The bridge is safe.", "Other.", "3")


def test_claim_is_merged_and_unmerged(role_client, claim):
    client, into = role_client(Role.CURATOR), ClaimFactory(text="The bridge holds.")
    assert client.get(_page(claim), {"into": "holds"}).context["targets"] == [into]
    client.post(_act(claim, "merge"), {"into": into.pk, "version": 1})
    claim.refresh_from_db()
    assert claim.merged_into == into
    client.post(_act(claim, "undo_merge"), {"version": 2})
    claim.refresh_from_db()
    assert claim.merged_into is None


# Judgements


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("BRIDGE was", 1, id="by its words"),
        pytest.param("scheffer", 1, id="by who said it"),
        pytest.param("nobody", 0, id="not by anything else"),
    ],
)
def test_statements_are_found_for_a_stance(role_client, claim, words, found):
    statement = _statement()
    statement.sources.create(role="speaker", kind="named", entity=EntityFactory(label="de Hoop Scheffer"))
    offers = role_client(Role.CURATOR).get(_page(claim), {"find": words}).context["judging"]["statements"]
    assert [offer.form.initial["statement"] for offer in offers] == [statement.pk] * found


def test_stance_is_recorded_and_replaced(role_client, claim):
    client, statement = role_client(Role.CURATOR), _statement()
    sent = {"action": "stance", "statement": statement.pk, "polarity": "denies", "rationale": "Plainly."}
    assert client.post(_judge(claim), sent)["Location"] == _page(claim)
    client.post(_judge(claim), {**sent, "polarity": "affirms", "status": "suggested"})
    stance = Stance.objects.get()
    assert (stance.claim, stance.statement, stance.polarity, stance.status, stance.by, stance.rationale) == (
        claim,
        statement,
        "affirms",
        "suggested",
        client.user.agent,
        "Plainly.",
    )


def test_reading_is_recorded_by_reference_code(role_client, claim):
    article = ArticleFactory(reference_code="SILENT")
    role_client(Role.CURATOR).post(_judge(claim), {"action": "reading", "reading-article": " SILENT "})
    assert ClaimReading.objects.get().text_version == article.current_text


def test_reading_of_a_text_that_speaks_is_refused_with_the_reason(role_client, claim):
    statement = _statement()
    StanceFactory(claim=claim, statement=statement)
    code = statement.annotation.annotation_set.text_version.article.reference_code
    response = role_client(Role.CURATOR).post(_judge(claim), {"action": "reading", "reading-article": code})
    assert len(response.context["judging"]["reading_form"].non_field_errors()) == 1
    assert not ClaimReading.objects.exists()


def test_relation_is_recorded(role_client, claim):
    client, other = role_client(Role.CURATOR), ClaimFactory(text="The bridge fell.")
    offers = client.get(_page(claim), {"find": "fell"}).context["judging"]["claims"]
    assert [offer.form.initial["other"] for offer in offers] == [other.pk]
    sent = {"action": "relation", "other": other.pk, "kind": "updates", "extent": "", "rationale": "Later."}
    client.post(_judge(claim), sent)
    relation = ClaimRelation.objects.get()
    assert (relation.a, relation.b, relation.kind, relation.rationale) == (claim, other, "updates", "Later.")


def test_two_statements_are_linked_as_the_same_words(role_client, claim):
    first, second = _statement(), _statement()
    for statement in (first, second):
        StanceFactory(claim=claim, statement=statement)
    sent = {"action": "utterance", "utterance-a": second.pk, "utterance-b": first.pk}
    client = role_client(Role.CURATOR)
    assert client.post(_judge(claim), sent).status_code == 302
    link = UtteranceLink.objects.get()
    assert {link.a, link.b, link.by} == {first, second, client.user.agent}
    assert len(_rows(client.get(_page(claim)), "Same words")) == 1


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"action": "stance", "statement": "999", "polarity": "affirms"}, id="a statement not there"),
        pytest.param({"action": "stance", "polarity": "likes"}, id="an unknown polarity"),
        pytest.param({"action": "reading", "reading-article": "NONE"}, id="an article not there"),
        pytest.param({"action": "relation", "other": "itself", "kind": "supports"}, id="a relation to itself"),
        pytest.param({"action": "relation", "other": "x", "kind": "supports"}, id="a claim that is none"),
        pytest.param({"action": "utterance", "utterance-a": "1", "utterance-b": "1"}, id="statements of other claims"),
    ],
)
def test_judgement_that_cannot_be_is_refused_with_its_reason(role_client, claim, sent):
    sent = {**sent, "other": claim.pk} if sent.get("other") == "itself" else sent
    response = role_client(Role.CURATOR).post(_judge(claim), sent)
    assert (response.status_code, [message.level_tag for message in response.context["messages"]]) == (200, ["error"])
    assert [model.objects.count() for model in (Stance, ClaimReading, ClaimRelation, UtteranceLink)] == [0] * 4


def test_unknown_judgement_is_refused(role_client, claim):
    assert role_client(Role.CURATOR).post(_judge(claim), {"action": "guess"}).status_code == 403


def test_claim_page_shows_stances_with_words_and_signs(role_client, claim):
    statement = _statement()
    statement.sources.create(role="speaker", kind="unnamed", description="officials")
    StanceFactory(claim=claim, statement=statement, polarity="denies", rationale="Plainly.")
    [row] = _rows(role_client(Role.ANNOTATOR).get(_page(claim)), "Stances")
    assert (row[0], row[1], row[2], row[6]) == (
        '<span class="stance denies">denies</span>',
        "the bridge was safe",
        "officials",
        "Plainly.",
    )


def test_claims_of_open_sets_are_known_to_curators_only(role_client):
    StanceFactory(statement=StatementFactory(annotation_set=AnnotationSetFactory(article=ArticleFactory())))
    counts = [len(role_client(role).get(LIST).context["cl"].result_list) for role in (Role.ANNOTATOR, Role.CURATOR)]
    assert counts == [0, 1]


def test_claim_list_and_page_take_as_many_queries_for_three_as_for_one(role_client, claim):
    client = role_client(Role.CURATOR)
    urls = (LIST, _page(claim), f"{_page(claim)}?find=bridge")

    def judge() -> None:
        first, second = _statement(), _statement()
        for statement in (first, second):
            StanceFactory(claim=claim, statement=statement)
        UtteranceLinkFactory(a=first, b=second)
        ClaimRelationFactory(a=claim)
        ClaimReadingFactory(claim=claim)

    judge()
    one = [query_count(client, url) for url in urls]
    judge()
    judge()
    assert [query_count(client, url) for url in urls] == one
