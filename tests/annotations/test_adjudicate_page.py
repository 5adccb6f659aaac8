"""The adjudication page: who may open it, what it shows, what its forms and its script's requests write."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.vocabulary import Role
from annotations.models import Adjudication, Annotation, AnnotationSet
from annotations.services.annotate import create_annotation
from annotations.services.sets import submit_set
from tests.admin_pages import inline_content, query_count
from tests.annotations.drafting import mention, statement
from tests.factories import AnnotationSetFactory, ArticleFactory, EntityFactory, ProjectFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def curator() -> User:
    return role_user(Role.CURATOR)


@pytest.fixture
def curated_set(curator) -> AnnotationSet:
    """Give a curator's open set; two annotators agree on a name, not on a second, and one has a statement."""
    place = {"article": ArticleFactory(), "project": ProjectFactory()}
    first, second = (AnnotationSetFactory(**place) for _ in range(2))
    person = EntityFactory(kind="person", label="Anna Berg")
    for own in (first, second):
        _write(own, mention(own, "Engineers", tag="organisation"))
    _write(first, mention(first, entity=person.uuid))
    _write(second, mention(second, "The minister"))
    _write(first, statement(first))
    for own in (first, second):
        submit_set(annotation_set=own, agent=own.annotator)
    return AnnotationSetFactory(**place, role="curator", annotator=curator.agent)


def _write(own: AnnotationSet, draft: Any) -> Annotation:
    return create_annotation(annotation_set=own, draft=draft, agent=own.annotator)


def _url(annotation_set: AnnotationSet, what: str = "adjudicate") -> str:
    return reverse(f"admin:annotations_annotationset_{what}", args=[annotation_set.pk])


def _cases(client, curated_set: AnnotationSet, show: str = "all") -> list[Any]:
    return list(client.get(_url(curated_set), {"show": show}).context["cases"])


def _form(case: Any, choice: str, **changes: Any) -> dict[str, Any]:
    return {"uuid": str(case.uuid), "versions": [str(uuid) for uuid in case.versions], "choice": choice, **changes}


def _live(curated_set: AnnotationSet) -> list[str]:
    live = curated_set.annotations.filter(deleted_at=None, spans__order=0, spans__role__in=["body", "content"])
    return sorted(live.values_list("spans__exact", flat=True))


@pytest.fixture
def client(client, curator):
    client.force_login(curator)
    return client


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 302),
        (Role.RESEARCHER, 302),
        (Role.ANNOTATOR, 403),
        (Role.CURATOR, 200),
        (Role.ARCHIVIST, 200),
    ],
)
def test_curators_and_archivists_read_what_others_decide_and_write_none_of_it(role_client, curated_set, role, status):
    client = role_client(role)
    page = client.get(_url(curated_set))
    assert page.status_code == status
    before = row_counts()
    refused = {200: 403}.get(status, status)
    assert client.post(_url(curated_set), {"choice": "keep:"}).status_code == refused
    assert client.post(_url(curated_set, "adjudicate_equal")).status_code == refused
    assert row_counts() == before
    if status == 200:
        assert b'name="choice"' not in page.content


def test_an_annotators_set_is_not_adjudicated_in(client):
    assert client.get(_url(AnnotationSetFactory(submitted=True))).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(None, 302), (Role.ANNOTATOR, 403), (Role.CURATOR, 302)])
def test_a_curators_set_is_begun_on_the_text_of_a_set(role_client, role, status):
    handed_in = AnnotationSetFactory(submitted=True)
    client = role_client(role)
    assert client.get(_url(handed_in, "curate")).status_code in {302, 405}
    answer = client.post(_url(handed_in, "curate"))
    made = AnnotationSet.objects.filter(role="curator", text_version=handed_in.text_version).first()
    assert (answer.status_code, made is not None) == (status, role == Role.CURATOR)
    if made:
        assert answer.url == _url(made)
        assert client.post(_url(handed_in, "curate")).url == _url(made)


def test_the_page_shows_cases_side_by_side(client, curated_set):
    page = client.get(_url(curated_set))
    assert inline_content(page.content.decode()) == []
    assert [(case.number, case.words, [str(one) for one in case.differences]) for case in page.context["cases"]] == [
        (1, "The minister", ["other words", "other link"]),
        (2, "the bridge was safe", ["not marked by all"]),
    ]
    assert [(one["name"], one["count"]) for one in page.context["shown"]] == [
        ("differences", 2),
        ("undecided", 3),
        ("equal", 1),
        ("all", 3),
    ]
    first, second = page.context["cases"]
    assert [[(fact.name, fact.value, fact.differs) for fact in side.facts] for side in first.sides] == [
        [("Tag", "Person", False), ("Stands for", "Anna Berg", True)],
        [("Tag", "Person", False), ("Stands for", "–", True)],
    ]
    assert [side.annotation is None for side in second.sides] == [False, True]
    assert page.context["progress"] == "0 of 3 decided"


@pytest.mark.parametrize(
    ("choice", "kept", "said"),
    [
        ("0", ["minister"], "A kept"),
        ("1", ["The minister"], "B kept"),
        ("all", ["The minister", "minister"], "A and B kept"),
        ("none", [], "left out"),
    ],
)
def test_a_form_keeps_one_both_or_neither(client, curated_set, choice, kept, said):
    case = _cases(client, curated_set, "differences")[0]
    value = {"0": case.sides[0].choice, "1": case.sides[1].choice, "all": case.keeps_all, "none": "keep:"}[choice]
    answer = client.post(_url(curated_set) + "?show=all", _form(case, value, note="clear  from\nthe text"))
    assert (answer.status_code, answer.url) == (302, f"{_url(curated_set)}?show=all#case-{case.key}")
    assert _live(curated_set) == kept
    after = _cases(client, curated_set, "differences")[0]
    assert (after.decided, after.decision, after.note) == (True, said, "clear from the text")


def test_a_decision_is_taken_back(client, curated_set):
    case = _cases(client, curated_set)[0]
    client.post(_url(curated_set), _form(case, case.sides[0].choice))
    client.post(_url(curated_set), _form(_cases(client, curated_set)[0], "undo"))
    after = _cases(client, curated_set)[0]
    assert (after.decided, after.decision, _live(curated_set), Adjudication.objects.standing().count()) == (
        False,
        "",
        [],
        0,
    )


def test_edit_keeps_a_version_as_changed_and_opens_it_on_the_annotate_page(client, curated_set):
    case = _cases(client, curated_set, "differences")[0]
    answer = client.post(_url(curated_set), _form(case, f"edit:{case.edits}"))
    made = Adjudication.objects.get()
    assert (made.decision, answer.url) == ("changed", f"{_url(curated_set, 'bench')}#annotation-{made.curated.uuid}")
    assert _cases(client, curated_set, "differences")[0].decision == "A kept, and changed"
    data = client.post(_url(curated_set), _form(case, f"edit:{case.edits}"), **JSON).json()
    assert data == {"location": answer.url}


def test_all_that_agree_are_kept_at_once(client, curated_set):
    answer = client.post(_url(curated_set, "adjudicate_equal"), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["1 annotation that all agree on is kept."]
    assert _live(curated_set) == ["Engineers"]
    [equal] = _cases(client, curated_set, "equal")
    assert (equal.decided, equal.decision) == (True, "kept: all say the same")
    before = row_counts()
    client.post(_url(curated_set, "adjudicate_equal"))
    assert row_counts() == before


def test_the_script_is_answered_with_the_case_and_the_progress(client, curated_set):
    case = _cases(client, curated_set, "differences")[0]
    form = _form(case, case.sides[1].choice)
    data = client.post(_url(curated_set), form, **JSON).json()
    assert (data["decided"], data["left"], data["done"], data["total"], data["progress"]) == (
        True,
        2,
        1,
        3,
        "1 of 3 decided",
    )
    assert f'id="case-{case.key}"' in data["html"]
    assert inline_content(data["html"]) == []
    again = client.post(_url(curated_set), form, **JSON)
    assert (again.status_code, Adjudication.objects.count(), _live(curated_set)) == (200, 1, ["The minister"])


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"choice": "burn:all"}, 422, "/choice"),
        ({"choice": ""}, 422, "/choice"),
        ({"uuid": "seven"}, 422, "/versions"),
        ({"versions": ["x"]}, 422, "/versions"),
        ({"versions": []}, 422, "/versions"),
        ({"versions": [str(UUID(int=7))]}, 422, "/versions"),
        ({"choice": f"keep:{UUID(int=7)}"}, 422, "/keep"),
        ({"choice": "keep:\x00"}, 422, "/versions"),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_is_written(client, curated_set, changes, status, pointer):
    case = _cases(client, curated_set)[0]
    before = row_counts()
    form = _form(case, "keep:") | changes
    answer = client.post(_url(curated_set), form, **JSON)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    page = client.post(_url(curated_set), form, follow=True)
    assert (page.status_code, [message.level_tag for message in page.context["messages"]]) == (200, ["error"])
    assert row_counts() == before


def test_a_set_that_was_handed_in_takes_no_decision(client, curated_set):
    case = _cases(client, curated_set)[0]
    submit_set(annotation_set=curated_set, agent=curated_set.annotator)
    answer = client.post(_url(curated_set), _form(case, "keep:"), **JSON)
    assert (answer.status_code, Adjudication.objects.count()) == (403, 0)


def test_the_page_takes_as_many_queries_for_many_cases_as_for_few(client, curated_set, django_assert_max_num_queries):
    few = query_count(client, _url(curated_set))
    first = AnnotationSetFactory(article=curated_set.text_version.article, project=curated_set.project)
    for words in ("bridge", "safe", "disagreed", "Brussels"):
        _write(first, mention(first, words, tag="object"))
    submit_set(annotation_set=first, agent=first.annotator)
    assert query_count(client, _url(curated_set)) == few
    with django_assert_max_num_queries(24):
        client.get(_url(curated_set))


def test_decisions_are_shown_back_once_the_curated_set_is_handed_in(role_client, client, curated_set):
    own = AnnotationSet.objects.filter(role="annotator").order_by("pk")[1]
    for case in _cases(client, curated_set):
        keep = case.sides[0].choice if case.words != "the bridge was safe" else f"keep:{case.versions[0]}"
        client.post(_url(curated_set), _form(case, keep, note="so it reads"))
    assert client.get(_url(own, "change")).context["decided"] == []
    submit_set(annotation_set=curated_set, agent=curated_set.annotator)
    lines = client.get(_url(own, "change")).context["decided"]
    assert [(line.words, line.said, str(line.outcome), line.curated) for line in lines] == [
        ("The minister", "Person", "another version was kept", "“minister” · Person: Anna Berg"),
        ("the bridge was safe", "", "you had not marked it", "“the bridge was safe” · indirect speech"),
        ("Engineers", "Organisation", "kept", "Organisation"),
    ]
    assert {line.note for line in lines} == {"so it reads"}


def test_an_annotator_reads_what_was_decided_about_their_own_set(role_client):
    annotator = role_user(Role.ANNOTATOR)
    own = AnnotationSetFactory(article=ArticleFactory(), annotator=annotator.agent)
    found = _write(own, mention(own))
    submit_set(annotation_set=own, agent=own.annotator)
    curated = AnnotationSetFactory(article=own.text_version.article, project=own.project, role="curator")
    client = role_client(Role.CURATOR)
    client.force_login(curator := role_user(Role.CURATOR))
    AnnotationSet.objects.filter(pk=curated.pk).update(annotator=curator.agent)
    form = {"uuid": str(uuid4()), "versions": [str(found.uuid)], "choice": "keep:", "note": "not a name"}
    assert client.post(_url(curated), form).status_code == 302
    submit_set(annotation_set=AnnotationSet.objects.get(pk=curated.pk), agent=curator.agent)
    client.force_login(annotator)
    page = client.get(_url(own, "change"))
    assert [(str(line.outcome), line.note) for line in page.context["decided"]] == [("left out", "not a name")]
    assert client.get(_url(curated)).status_code == 403
