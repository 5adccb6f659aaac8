"""The tray: how two statements bear on each other, over the address that the annotate page's script asks."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.vocabulary import Role
from annotations.models import Annotation, AnnotationSet, Claim, ClaimRelation, UtteranceLink
from annotations.services.annotate import create_annotation, delete_annotation
from annotations.services.claims import create_claim
from annotations.services.stances import set_stance
from tests.annotations.drafting import statement
from tests.factories import AnnotationSetFactory, ArticleFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> User:
    return role_user(Role.CURATOR)


def _post(user: User, annotation_set: AnnotationSet, body: Any) -> Any:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("admin:annotations_annotationset_bench_tray", args=[annotation_set.pk])
    return client.post(url, json.dumps(body), "application/json")


def _said(own: AnnotationSet, words: str = "the bridge was safe") -> Any:
    return create_annotation(annotation_set=own, draft=statement(own, words), agent=own.annotator)


@pytest.mark.parametrize("kind", ["same-claim", "contradicts", "updates", "fulfils", "same-words"])
def test_two_statements_are_related_and_saying_it_again_changes_nothing(curator, kind):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    first = _said(own)
    second = _said(own, "Engineers in Brussels disagreed")
    body = {
        "a": str(first.uuid),
        "b": str(second.uuid),
        "kind": kind,
        "extent": "strict" if kind == "contradicts" else "",
    }
    assert _post(curator, own, body).status_code == 200
    before = row_counts()
    assert _post(curator, own, body).status_code == 200
    assert row_counts() == before
    relations = list(ClaimRelation.objects.values_list("kind", flat=True))
    assert relations == ([kind] if kind in {"contradicts", "updates", "fulfils"} else [])
    assert Claim.objects.count() == {"same-claim": 1, "same-words": 0}.get(kind, 2)
    for wrong in ({**body, "kind": "hates"}, {**body, "b": body["a"]}):
        assert _post(curator, own, wrong).status_code in {409, 422}


def _relate(curator: User, own: AnnotationSet, *pair: Annotation, kind: str) -> Any:
    first, second = (str(one.uuid) for one in pair)
    extent = "strict" if kind == "contradicts" else ""
    return _post(curator, own, {"a": first, "b": second, "kind": kind, "extent": extent})


def test_symmetric_kinds_are_one_row_from_the_smaller_uuid_to_the_greater(curator):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    pair = _said(own), _said(own, "Engineers in Brussels disagreed")
    for kind in ("same-words", "contradicts"):
        for both in (pair, pair[::-1]):
            assert _relate(curator, own, *both, kind=kind).status_code == 200
    link, relation = UtteranceLink.objects.get(), ClaimRelation.objects.get()
    assert [link.a.annotation.uuid, link.b.annotation.uuid] == sorted(one.uuid for one in pair)
    assert [relation.a.uuid, relation.b.uuid] == sorted(Claim.objects.values_list("uuid", flat=True))


@pytest.mark.parametrize("kind", ["same-claim", "contradicts", "updates", "fulfils", "same-words"])
def test_a_deleted_statement_is_related_to_nothing_though_it_has_a_claim(curator, kind):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    pair = _said(own), _said(own, "Engineers in Brussels disagreed")
    for said in pair:
        claim = create_claim(text=str(said.uuid), agent=curator.agent)
        set_stance(claim=claim, statement=said.statement, polarity="affirms", agent=curator.agent)
    delete_annotation(annotation=pair[1], agent=curator.agent, version=1)
    before = row_counts()
    for both in (pair, pair[::-1]):
        assert _relate(curator, own, *both, kind=kind).status_code == 409
    assert row_counts() == before


def test_who_does_not_curate_relates_nothing(curator):
    annotator = role_user(Role.ANNOTATOR)
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=annotator.agent)
    pair = _said(own), _said(own, "Engineers in Brussels disagreed")
    before = row_counts()
    assert _relate(annotator, own, *pair, kind="same-words").status_code == 403
    assert row_counts() == before
    assert _relate(curator, own, *pair, kind="same-words").status_code == 200


def test_one_that_cant_be_leaves_no_claim_behind(curator):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    pair = _said(own), _said(own, "Engineers in Brussels disagreed")
    first, second = (str(one.uuid) for one in pair)
    before = row_counts()
    answer = _post(curator, own, {"a": first, "b": second, "kind": "contradicts", "extent": "hardly"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/extent")
    assert row_counts() == before
