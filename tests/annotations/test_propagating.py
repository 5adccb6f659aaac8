"""A name marked in all of one's open sets: where it stands, written at once, taken back."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import viewer_of
from accounts.vocabulary import Role
from annotations.models import AnnotationSet
from annotations.selectors.equal_places import equal_places
from annotations.services.annotate import create_annotation, update_annotation
from annotations.services.sets import submit_set
from tests.annotations.drafting import mention
from tests.factories import AnnotationSetFactory, ArticleFactory, EntityFactory, ProjectFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

TEXT = "\U0001f1f7 Mr Berg met Anna\nBerg. Bergen.\nAnna Berg"
BLOCKS = [(0, 32, "paragraph"), (32, 41, "navigation")]


@pytest.fixture
def sets() -> list[AnnotationSet]:
    """Give three open sets of one annotator in one project, on the same words."""
    user, project = role_user(Role.ANNOTATOR), ProjectFactory()
    return [
        AnnotationSetFactory(project=project, annotator=user.agent, article=ArticleFactory(text=TEXT, blocks=BLOCKS))
        for _ in range(3)
    ]


def _places(beside: AnnotationSet, words: str = "Berg") -> list[tuple[AnnotationSet, list[str]]]:
    viewer = viewer_of(beside.annotator.user)
    found = equal_places(words=words, layer="entities", tag="person", beside=beside, viewer=viewer)
    return [(one.annotation_set, [TEXT[place.start : place.end] for place in one.places]) for one in found]


def _client(annotation_set: AnnotationSet) -> Client:
    client = Client()
    client.force_login(annotation_set.annotator.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _url(annotation_set: AnnotationSet) -> str:
    return reverse("admin:annotations_annotationset_bench_propagate", args=[annotation_set.pk])


def _post(annotation_set: AnnotationSet, body: Any) -> Any:
    return _client(annotation_set).post(_url(annotation_set), json.dumps(body), "application/json")


def _body(annotation_set: AnnotationSet, number: int = 7, **changes: Any) -> dict[str, Any]:
    place = {"set": str(annotation_set.uuid), "uuid": str(UUID(int=number)), "start": 5, "end": 9}
    return {"layer": "entities", "tag": "person", "entity": None, "places": [place], **changes}


def test_whole_words_are_found_in_content_blocks_of_ones_other_open_sets(sets):
    first, second, third = sets
    assert _places(first) == [(third, ["Berg", "Berg"]), (second, ["Berg", "Berg"])]
    assert _places(first, "Anna Berg") == [(third, ["Anna\nBerg"]), (second, ["Anna\nBerg"])]
    assert (_places(first, " "), _places(first, "berg"), _places(first, "(")) == ([], [], [])


def test_what_is_marked_alike_handed_in_or_anothers_is_left_out(sets):
    first, second, third = sets
    create_annotation(annotation_set=second, draft=mention(second, "Berg"), agent=second.annotator)
    create_annotation(annotation_set=second, draft=mention(second, "Berg", tag="place"), agent=second.annotator)
    submit_set(annotation_set=third, agent=third.annotator)
    AnnotationSetFactory(project=first.project, article=ArticleFactory(text=TEXT, blocks=BLOCKS))
    AnnotationSetFactory(annotator=first.annotator, article=ArticleFactory(text=TEXT, blocks=BLOCKS))
    assert _places(first) == [(second, ["Berg"])]


@pytest.mark.parametrize("number", [2, 3])
def test_places_take_three_queries(sets, number, django_assert_num_queries):
    AnnotationSet.objects.exclude(pk__in=[one.pk for one in sets[:number]]).delete()
    viewer = viewer_of(sets[0].annotator.user)
    with django_assert_num_queries(3):
        equal_places(words="Berg", layer="entities", tag="person", beside=sets[0], viewer=viewer)


def test_the_page_is_given_places_with_their_context(sets):
    answer = _client(sets[0]).get(_url(sets[0]), {"q": "Anna Berg", "layer": "entities", "tag": "person"})
    found = answer.json()["sets"]
    assert [one["code"] for one in found] == [one.text_version.article.reference_code for one in reversed(sets[1:])]
    [place] = found[0]["places"]
    assert (place["words"], place["before"], place["after"]) == ("Anna\nBerg", TEXT[:14], TEXT[23:])


def test_places_are_marked_at_once_and_sending_it_again_writes_nothing(sets):
    entity = EntityFactory(kind="person")
    body = _body(sets[1], entity=str(entity.uuid))
    body["places"].append({"set": str(sets[2].uuid), "uuid": str(UUID(int=8)), "start": 5, "end": 9})
    assert _post(sets[0], body).json() == {"written": 2}
    made = sets[1].annotations.get()
    assert (made.uuid, made.spans.get().exact, made.mention.entity) == (UUID(int=7), "Berg", entity)
    before = row_counts()
    assert _post(sets[0], body).json() == {"written": 2}
    assert row_counts() == before


def test_they_are_taken_back_but_for_what_was_changed_since(sets):
    _post(sets[0], _body(sets[1]))
    _post(sets[0], _body(sets[2], number=8))
    changed = sets[2].annotations.get()
    update_annotation(annotation=changed, draft=mention(sets[2], "Mr Berg"), agent=changed.creator, version=1)
    body = _body(sets[1], remove=True)
    body["places"] += _body(sets[2], number=8)["places"]
    assert _post(sets[0], body).json() == {"removed": 1}
    live = [one.annotations.filter(deleted_at=None).count() for one in sets]
    assert live == [0, 0, 1]
    assert _post(sets[0], body).json() == {"removed": 0}


def test_all_or_none_are_marked(sets):
    good = _body(sets[1])["places"][0]
    theirs = AnnotationSetFactory(project=sets[0].project, article=ArticleFactory(text=TEXT, blocks=BLOCKS))
    before = row_counts()
    for wrong in (
        {**good, "set": str(theirs.uuid)},
        {**good, "set": str(sets[0].uuid)},
        {**good, "start": 9, "end": 5},
        {**good, "start": -1},
        {**good, "end": 4000},
        {**good, "start": "5"},
        {**good, "start": True},
        {**good, "uuid": "x"},
        {"set": str(sets[1].uuid)},
        "Berg",
    ):
        body = _body(sets[1], places=[{**good, "uuid": str(uuid4())}, wrong])
        answer = _post(sets[0], body)
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), wrong
    for places in ([], None, "x", [good] * 501):
        assert _post(sets[0], _body(sets[1], places=places)).status_code == 422
    for changes in ({"tag": "mood"}, {"layer": "none"}, {"entity": str(uuid4())}, {"entity": "x"}, {"tag": 3}):
        assert _post(sets[0], _body(sets[1], **changes)).status_code == 422, changes
    assert row_counts() == before


def test_only_the_annotator_of_an_open_set_propagates_from_it(sets):
    curator = role_user(Role.CURATOR)
    client = Client()
    client.force_login(curator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(_url(sets[0]), {"q": "Berg"}).status_code == 403
    assert client.post(_url(sets[0]), "{}", "application/json").status_code == 403
    submit_set(annotation_set=sets[0], agent=sets[0].annotator)
    assert _client(sets[0]).get(_url(sets[0]), {"q": "Berg"}).status_code == 403
    assert _post(sets[0], _body(sets[1])).status_code == 403
    assert _client(sets[1]).delete(_url(sets[1])).status_code == 405
