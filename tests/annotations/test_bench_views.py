"""What the annotate page's script is answered: by role, and for every kind of bad input; and the page's data."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access import viewer_of
from accounts.models import User
from accounts.vocabulary import Role
from annotations.admin.annotate.page_data import page_data
from annotations.drafts import SourceDraft
from annotations.models import Annotation, AnnotationSet, Entity, Mention, Span, Stance
from annotations.services.annotate import create_annotation
from annotations.services.claims import create_claim
from annotations.services.sets import submit_set
from annotations.services.stances import set_stance
from tests.annotations.drafting import mention, statement
from tests.factories import AnnotationSetFactory, ArticleFactory, EntityFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

READS = ("state", "candidates", "claims")
WRITES = ("entity", "claim", "stance", "suggestion", "tray")


@pytest.fixture
def annotator() -> User:
    return role_user(Role.ANNOTATOR)


@pytest.fixture
def curator() -> User:
    return role_user(Role.CURATOR)


@pytest.fixture
def own(annotator) -> AnnotationSet:
    return AnnotationSetFactory(article=ArticleFactory(), annotator=annotator.agent)


def _url(annotation_set: AnnotationSet, part: str) -> str:
    name = "bench" if part == "bench" else f"bench_{part}"
    return reverse(f"admin:annotations_annotationset_{name}", args=[annotation_set.pk])


def _client(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _post(user: User, annotation_set: AnnotationSet, part: str, body: Any) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body)
    return _client(user).post(_url(annotation_set, part), data, "application/json")


def _said(own: AnnotationSet, words: str = "the bridge was safe", **fields: Any) -> Any:
    draft = statement(own, words, **fields)
    return create_annotation(annotation_set=own, draft=draft, agent=own.annotator)


@pytest.mark.parametrize("part", ["bench", *READS])
@pytest.mark.parametrize("role", [None, *Role])
def test_others_do_not_open_what_is_still_worked_on(own, part, role):
    status = _client(role_user(role) if role else None).get(_url(own, part)).status_code
    sees_all = role in {Role.CURATOR, Role.ARCHIVIST}
    assert status == (200 if sees_all else 404 if role == Role.ANNOTATOR else 302)


def test_its_annotator_opens_it_but_meets_no_claims_before_handing_in(own, annotator):
    client = _client(annotator)
    assert [client.get(_url(own, part)).status_code for part in ("bench", *READS)] == [200, 200, 200, 403]
    assert client.get(_url(own, "claims"))["Content-Type"] == "application/problem+json"
    submit_set(annotation_set=own, agent=own.annotator)
    assert client.get(_url(own, "claims")).status_code == 200


@pytest.mark.parametrize("part", WRITES)
@pytest.mark.parametrize("role", [None, *Role])
def test_others_write_nothing_in_a_set_that_is_worked_on(own, part, role):
    before = row_counts()
    user = role_user(role) if role else None
    answer = _client(user).post(_url(own, part), "{}", "application/json")
    assert answer.status_code in {302, 403, 404, 422}
    after = row_counts()
    made = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert made.keys() <= {"accounts.User", "accounts.Agent"}


@pytest.mark.parametrize("part", READS)
def test_reads_answer_get_only_and_are_not_cached(own, annotator, part):
    client = _client(annotator)
    assert client.post(_url(own, part), "{}", "application/json").status_code == 405
    if part != "claims":
        assert "no-store" in client.get(_url(own, part))["Cache-Control"]


@pytest.mark.parametrize("part", WRITES)
def test_writes_answer_post_only_and_need_the_csrf_token(own, curator, part):
    assert _client(curator).get(_url(own, part)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(_url(own, part), "{}", "application/json").status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"1",
        b'"x"',
        b"null",
        b'{"a": ' * 900,
        b"[" * 60_000,
        b"1" * 5000,
        b"x" * 70_000,
        b"x" * 3_000_000,
    ],
    ids=range(12),
)
@pytest.mark.parametrize("part", WRITES)
def test_what_is_no_json_object_is_refused_and_nothing_is_written(annotator, part, body):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=role_user(Role.CURATOR).agent)
    before = row_counts()
    answer = _post(own.annotator.user, own, part, body)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert row_counts() == before


def _wrong(part: str) -> list[dict[str, Any]]:
    uuid = str(uuid4())
    return {
        "entity": [{}, {"uuid": uuid}, {"uuid": uuid, "kind": "person"}, {"uuid": uuid, "kind": "god", "label": "x"},
                   {"uuid": 7, "kind": "person", "label": "x"}, {"uuid": uuid, "kind": "person", "label": "a\x00b"},
                   {"uuid": uuid, "kind": "person", "label": "a\ud800b"},
                   {"uuid": uuid, "kind": "person", "label": "x" * 301}],
        "claim": [{}, {"uuid": uuid}, {"uuid": uuid, "text": " "}, {"uuid": "x", "text": "a"},
                  {"uuid": uuid, "text": []}, {"uuid": uuid, "text": "\udfff"}],
        "stance": [{}, {"annotation": uuid}, {"annotation": uuid, "claim": uuid, "polarity": "affirms"}],
        "tray": [{}, {"a": uuid, "b": uuid, "kind": "same-claim"}, {"a": None, "b": 3}, {"\ud800": 1}],
    }[part]  # fmt: skip


@pytest.mark.parametrize("part", ["entity", "claim", "stance", "tray"])
def test_what_cant_be_is_refused_with_its_place(part):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=role_user(Role.CURATOR).agent)
    before = row_counts()
    for body in _wrong(part):
        answer = _post(own.annotator.user, own, part, body)
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), body
        assert answer.json()["errors"] or answer.json()["detail"], body
    assert row_counts() == before


def test_an_entity_is_made_once_at_the_uuid_that_was_chosen(curator):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    body = {"uuid": str(UUID(int=9)), "kind": "person", "label": "Anna </script><script>"}
    first, second = (_post(curator, own, "entity", body) for _ in range(2))
    assert (first.status_code, first.json(), second.json()) == (201, first.json(), first.json())
    assert Entity.objects.get(uuid=UUID(int=9)).label == body["label"]
    assert _post(curator, own, "entity", {**body, "label": "Else"}).status_code == 409
    create_annotation(annotation_set=own, draft=mention(own, entity=UUID(int=9)), agent=own.annotator)
    page = _client(curator).get(_url(own, "bench")).content.decode()
    assert "</script><script>" not in page
    annotator = role_user(Role.ANNOTATOR)
    theirs = AnnotationSetFactory(article=ArticleFactory(), annotator=annotator.agent)
    assert _post(annotator, theirs, "entity", {**body, "uuid": str(uuid4())}).status_code == 403


def test_a_stance_is_taken_and_taken_back(curator):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    said = _said(own)
    claim = create_claim(text="The bridge is safe.", agent=curator.agent)
    body = {"annotation": str(said.uuid), "claim": str(claim.uuid), "polarity": "denies"}
    assert _post(curator, own, "stance", body).status_code == 200
    assert [(one.polarity, one.status) for one in Stance.objects.all()] == [("denies", "confirmed")]
    _post(curator, own, "stance", {**body, "polarity": None})
    assert [one.status for one in Stance.objects.all()] == ["rejected"]
    assert _post(curator, own, "stance", {**body, "polarity": "shouts"}).status_code == 422


def test_candidates_are_linked_before_first_then_spelt_alike_and_of_other_kinds_last(own, annotator):
    wanted, alike, other = (
        EntityFactory(kind="person", label="Anna Berg"),
        EntityFactory(kind="person", label="Anna Bergh"),
        EntityFactory(kind="place", label="Anna Berg"),
    )
    create_annotation(annotation_set=own, draft=mention(own, "minister", entity=alike.uuid), agent=own.annotator)
    client = _client(annotator)

    def offered(words: str, kind: str = "person") -> list[str]:
        answer = client.get(_url(own, "candidates"), {"q": words, "kind": kind})
        return [one["uuid"] for one in answer.json()["candidates"]]

    assert offered("anna berg") == [str(wanted.uuid), str(alike.uuid), str(other.uuid)]
    assert offered("minister")[0] == str(alike.uuid)
    assert (offered(""), offered("x" * 5000)) == ([], [])


def test_candidates_say_nothing_of_what_others_still_work_on(own, annotator):
    entity = EntityFactory(kind="person", label="Somebody")
    theirs = AnnotationSetFactory(article=own.text_version.article, project=own.project)
    create_annotation(
        annotation_set=theirs, draft=mention(theirs, "minister", entity=entity.uuid), agent=theirs.annotator
    )
    submit_set(annotation_set=theirs, agent=theirs.annotator)
    client = _client(annotator)
    assert client.get(_url(own, "candidates"), {"q": "minister"}).json()["candidates"] == []
    submit_set(annotation_set=own, agent=own.annotator)
    [found] = client.get(_url(own, "candidates"), {"q": "minister"}).json()["candidates"]
    assert found["uuid"] == str(entity.uuid)


def test_claims_are_found_by_their_words_and_raised_for_the_speaker(curator):
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=curator.agent)
    speaker = EntityFactory(kind="person")
    safe = create_claim(text="The bridge is safe for cars.", agent=curator.agent)
    lorry = create_claim(text="The bridge is safe for lorries.", agent=curator.agent)
    said = _said(own, sources=(SourceDraft(role="speaker", kind="named", entity=speaker.uuid),))
    set_stance(claim=lorry, statement=said.statement, polarity="affirms", agent=curator.agent)
    client = _client(curator)

    def found(**query: str) -> list[str]:
        return [one["uuid"] for one in client.get(_url(own, "claims"), query).json()["claims"]]

    assert found(q="safe for ca")[0] == str(safe.uuid)
    assert found(q="bridge is safe", speaker=str(speaker.uuid))[0] == str(lorry.uuid)
    assert client.get(_url(own, "claims"), {"q": "x", "speaker": "nobody"}).status_code == 422
    assert len(found(q="")) == 2


@pytest.mark.parametrize("number", [1, 3, 1000])
def test_page_data_takes_eight_queries_however_much_is_marked(number):
    text = "Oslo " * 1000
    article = ArticleFactory(text=text, blocks=[(0, len(text), "paragraph")])
    own = AnnotationSetFactory(article=article, annotator=role_user(Role.ANNOTATOR).agent)
    tag = own.project.layers.get(kind="entity").tags.get(code="place")
    entity = EntityFactory(kind="place")
    rows = Annotation.objects.bulk_create(
        Annotation(annotation_set=own, layer=tag.layer, creator=own.annotator) for _ in range(number)
    )
    Mention.objects.bulk_create(Mention(annotation=row, tag=tag, entity=entity) for row in rows)
    Span.objects.bulk_create(
        Span(annotation=row, start=5 * n, end=5 * n + 4, exact="Oslo") for n, row in enumerate(rows)
    )
    own = AnnotationSet.objects.select_related("project", "annotator", "text_version__article").get(pk=own.pk)
    viewer = viewer_of(own.annotator.user)
    with CaptureQueriesContext(connection) as queries:
        data = page_data(annotation_set=own, viewer=viewer, me=own.annotator, may={"write": True})
    assert (len(data["annotations"]), len(queries)) == (number, 8)


def test_a_set_of_an_article_under_embargo_is_closed_to_its_annotator_too(own, annotator):
    article = own.text_version.article
    article.access = "staff"
    article.state = "withdrawn"
    article.save()
    client = _client(annotator)
    assert {client.get(_url(own, part)).status_code for part in ("bench", "state", "candidates")} == {404}


@pytest.mark.parametrize("part", ["candidates", "propagate"])
def test_a_query_with_a_nul_is_answered(own, annotator, part):
    query = {"q": "Anna\x00 Berg", "layer": "entities\x00", "tag": "\x00", "kind": "\x00"}
    assert _client(annotator).get(_url(own, part), query).status_code == 200
