"""The annotate page: a form that needs no script, compared on versions, for the set's own annotator only."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Agent
from accounts.vocabulary import Role
from annotations.models import Annotation, AnnotationSet, Revision
from annotations.services.annotate import create_annotation
from annotations.services.sets import open_set, submit_set
from annotations.vocabulary import SetState
from tests.admin_pages import query_count
from tests.annotations.drafting import mention, statement
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    EntityNameFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

#: The block "Engineers in Brussels disagreed with the minister." of the factory's text, and the one before it.
LAST, FIRST = 3, 2


@pytest.fixture
def annotator(role_client) -> Client:
    return role_client(Role.ANNOTATOR)


@pytest.fixture
def own(annotator) -> AnnotationSet:
    """Give an open set of the annotator's."""
    return _opened(annotator.user.agent)


def _opened(agent: Agent, **article: Any) -> AnnotationSet:
    return open_set(project=ProjectFactory(), text_version=ArticleFactory(**article).current_text, agent=agent)


def _url(
    annotation_set: AnnotationSet, *, block: int | None = None, layer: str = "entities", edit: int | None = None
) -> str:
    url = reverse("admin:annotations_annotationset_annotate", args=[annotation_set.pk])
    if edit is not None:
        return f"{url}?edit={edit}"
    return url if block is None else f"{url}?block={block}&layer={layer}"


def _one(annotation: Annotation, what: str) -> str:
    args = [annotation.annotation_set_id, annotation.pk]
    return reverse(f"admin:annotations_annotationset_{what}_one", args=args)


def _mention(**changes: str) -> dict[str, str]:
    return {"action": "save", "body-0": "Brussels", "tag": "place", **changes}


def _spans(annotation: Annotation) -> list[tuple[str, int, str]]:
    return list(annotation.spans.values_list("role", "order", "exact"))


# Who may see and write


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(None, 302, id="nobody is led to the log-in"),
        pytest.param(Role.RESEARCHER, 302, id="a researcher is led to the log-in"),
        pytest.param(Role.ANNOTATOR, 404, id="another annotator does not see it"),
        pytest.param(Role.CURATOR, 200, id="a curator reads it"),
        pytest.param(Role.ARCHIVIST, 200, id="an archivist reads it"),
    ],
)
def test_open_set_is_seen_by_role(role_client, own, role, status):
    response = role_client(role).get(_url(own))
    assert response.status_code == status
    if status == 200:
        assert not response.context["writable"]


def test_annotate_page_gives_no_form_to_who_may_not_write(role_client, own):
    response = role_client(Role.CURATOR).get(_url(own, block=LAST))
    assert response.context["form"] is None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(Role.ANNOTATOR, 404, id="another annotator finds nothing"),
        pytest.param(Role.CURATOR, 403, id="a curator is refused"),
        pytest.param(Role.ARCHIVIST, 403, id="an archivist is refused"),
    ],
)
def test_nobody_else_writes_into_a_set(role_client, own, role, status):
    made = create_annotation(annotation_set=own, draft=mention(own), agent=own.annotator)
    client = role_client(role)
    answers = [
        client.post(_url(own, block=LAST), _mention()).status_code,
        client.post(_one(made, "delete"), {"version": 1}).status_code,
        client.post(_one(made, "restore"), {"version": 1, "to_version": 1}).status_code,
        client.post(reverse("admin:annotations_annotationset_submit", args=[own.pk])).status_code,
    ]
    assert answers == [status] * 4
    assert [(one.pk, one.version) for one in Annotation.objects.all()] == [(made.pk, 1)]


def test_submitted_set_is_read_only_to_its_annotator(annotator, own):
    submit_set(annotation_set=own, agent=own.annotator)
    assert not annotator.get(_url(own)).context["writable"]
    response = annotator.post(_url(own, block=LAST), _mention())
    assert len(response.context["form"].non_field_errors()) == 1
    assert not Annotation.objects.exists()


def test_own_set_on_an_article_that_was_withdrawn_is_not_found(annotator, own):
    own.text_version.article.__class__.objects.update(state="withdrawn")
    assert annotator.get(_url(own)).status_code == 404


@pytest.mark.parametrize("query", ["block=77&layer=entities", "block=x", "block=2&layer=none", "edit=77", "edit=x"])
def test_annotate_page_does_not_know_other_blocks_layers_and_annotations(annotator, own, query):
    assert annotator.get(f"{_url(own)}?{query}").status_code == 404


def test_annotate_page_takes_as_many_queries_for_three_annotations_as_for_one(annotator, own):
    def write(words: str, inner: str) -> None:
        draft = mention(own, words, entity=EntityFactory().uuid)
        create_annotation(annotation_set=own, draft=draft, agent=own.annotator)
        create_annotation(annotation_set=own, draft=statement(own, inner), agent=own.annotator)

    write("minister", "the bridge was safe")
    pages = [_url(own), _url(own, block=LAST), _url(own, block=LAST, layer="statements")]
    one = [query_count(annotator, page) for page in pages]
    write("Engineers", "disagreed")
    write("Brussels", "with the minister")
    assert [query_count(annotator, page) for page in pages] == one


# Mentions


def test_mention_is_written_through_the_service(annotator, own):
    entity = EntityFactory()
    response = annotator.post(_url(own, block=LAST), _mention(entity=str(entity.uuid), certainty="high"))
    assert response["Location"] == f"{_url(own, block=LAST)}#block-{LAST}"
    made = Annotation.objects.get()
    assert _spans(made) == [("body", 0, "Brussels")]
    assert (made.mention.tag.code, made.mention.entity, made.mention.certainty) == ("place", entity, "high")
    assert list(Revision.objects.values_list("uuid", "action")) == [(made.uuid, "created")]


def test_mention_sent_twice_is_written_once(annotator, own):
    sent = _mention(uuid="01890a5d-ac96-774b-bcce-b302099a8057")
    answers = [annotator.post(_url(own, block=LAST), sent).status_code for _ in range(2)]
    assert (answers, Annotation.objects.get().uuid) == ([302, 302], UUID(sent["uuid"]))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"body-0": ""}, "body-0", id="no words"),
        pytest.param({"body-0": "Paris"}, "body-0", id="words that do not stand in the text"),
        pytest.param({"tag": ""}, "tag", id="no tag"),
        pytest.param({"tag": "colour"}, "tag", id="an unknown tag"),
        pytest.param({"entity": "01890a5d-ac96-774b-bcce-b302099a8057"}, "entity", id="an entity that is not there"),
        pytest.param({"entity": "nonsense"}, "entity", id="an entity that is no uuid"),
        pytest.param({"certainty": "very"}, "certainty", id="an unknown certainty"),
    ],
)
def test_mention_that_cannot_stand_is_refused_at_its_field(annotator, own, changes, field):
    response = annotator.post(_url(own, block=LAST), _mention(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert not Annotation.objects.exists()


def test_words_over_line_ends_are_found(annotator):
    own = _opened(annotator.user.agent, text="The Secretary\n  General spoke.", blocks=[(0, 30, "paragraph")])
    annotator.post(_url(own, block=0), _mention(**{"body-0": " Secretary General ", "tag": "person"}))
    assert _spans(Annotation.objects.get()) == [("body", 0, "Secretary\n  General")]


def test_words_that_stand_twice_are_asked_about_and_then_taken(annotator):
    own = _opened(annotator.user.agent, text="Nato said Nato agreed.", blocks=[(0, 22, "paragraph")])
    sent = _mention(**{"body-0": "Nato", "tag": "organisation"})
    form = annotator.post(_url(own, block=0), sent).context["form"]
    assert form.errors["body-0"] == ["These words stand 2 times in this block: choose which place is meant."]
    assert form["body-0-at"].field.widget.choices == [
        ("0", "…[Nato] said Nato agreed.…"),
        ("10", "…Nato said [Nato] agreed.…"),
    ]
    annotator.post(_url(own, block=0), {**sent, "body-0-at": "10"})
    assert Annotation.objects.get().spans.get().start == 10


def test_words_of_another_block_are_a_decision_of_the_annotator(annotator, own):
    sent = _mention(**{"body-0": "bridge", "tag": "object"})
    form = annotator.post(_url(own, block=LAST), sent).context["form"]
    assert list(form.errors) == ["body-0"]
    [(start, _shown)] = form["body-0-at"].field.widget.choices
    annotator.post(_url(own, block=LAST), {**sent, "body-0-at": start})
    assert _spans(Annotation.objects.get()) == [("body", 0, "bridge")]


@pytest.mark.parametrize(
    ("find", "words", "label"),
    [
        pytest.param("scheffer", "", "Jaap de Hoop Scheffer", id="by a part of the label"),
        pytest.param("nato's chief", "", "Jaap de Hoop Scheffer", id="by another name"),
        pytest.param("", "Mr de Hoop Scheffer", "Jaap de Hoop Scheffer", id="by the words of the mention"),
        pytest.param("the old name", "", "The new one", id="by a name of an entity merged into it"),
    ],
)
def test_entities_are_found_and_what_was_typed_is_kept(annotator, own, find, words, label):
    scheffer = EntityFactory(label="Jaap de Hoop Scheffer")
    EntityNameFactory(entity=scheffer, name="Nato's chief")
    EntityFactory(label="The old name", merged_into=EntityFactory(label="The new one"))
    sent = _mention(**{"action": "find", "find": find, "body-0": words, "tag": "person"})
    form = annotator.post(_url(own, block=LAST), sent).context["form"]
    [_none, (_heading, options)] = form.fields["entity"].choices
    assert [shown for _uuid, shown in options] == [f"{label} (person)"]
    assert (form.is_bound, form["body-0"].value(), form["tag"].value()) == (False, words, "person")
    assert not Annotation.objects.exists()


def test_likeliest_entity_comes_first(annotator, own):
    for label in ("The Europe of Nations", "Europe", "European Union"):
        EntityFactory(label=label, kind="place")
    form = annotator.post(_url(own, block=LAST), _mention(action="find", find="europe")).context["form"]
    [_none, (_heading, options)] = form.fields["entity"].choices
    assert [shown for _uuid, shown in options] == [
        "Europe (place)",
        "European Union (place)",
        "The Europe of Nations (place)",
    ]


# What the page shows


def test_text_shows_overlapping_spans(annotator, own):
    for words, tag in (("The minister", "person"), ("minister said", "object")):
        create_annotation(annotation_set=own, draft=mention(own, words, tag=tag), agent=own.annotator)
    [first, second] = [annotation.spans.get().pk for annotation in Annotation.objects.order_by("pk")]
    html = annotator.get(_url(own)).content.decode()
    inner = f'<mark id="span-{second}" class="m object">minister</mark>'
    shown = f'<mark id="span-{first}" class="m person">The {inner}</mark><mark class="m object"> said</mark>'
    assert html.count(shown) == 1


def test_boilerplate_is_folded_until_it_is_worked_on(annotator, own):
    runs = annotator.get(_url(own)).context["runs"]
    assert [(run.folded, run.open) for run in runs] == [(True, False), (False, False)]
    [boilerplate, _content] = annotator.get(_url(own, block=0)).context["runs"]
    assert boilerplate.open


def test_legend_counts_tags_and_statements(annotator, own):
    create_annotation(annotation_set=own, draft=mention(own), agent=own.annotator)
    create_annotation(annotation_set=own, draft=statement(own), agent=own.annotator)
    legend = annotator.get(_url(own)).context["legend"]
    assert [(entry.name, entry.count) for entry in legend] == [
        ("Person", 1),
        ("Organisation", 0),
        ("Place", 0),
        ("Object", 0),
        ("Statements", 1),
    ]


def test_submission_closes_the_set(annotator, own):
    response = annotator.post(reverse("admin:annotations_annotationset_submit", args=[own.pk]))
    own.refresh_from_db()
    assert (response.status_code, own.state) == (302, SetState.SUBMITTED)


def test_others_see_a_submitted_set_of_a_published_project_once_they_have_handed_in(annotator, own):
    other = AnnotationSetFactory(
        project=own.project, text_version=own.text_version, annotator=AgentFactory(), submitted=True
    )
    assert annotator.get(_url(other)).status_code == 404
    submit_set(annotation_set=own, agent=own.annotator)
    assert annotator.get(_url(other)).status_code == 200
