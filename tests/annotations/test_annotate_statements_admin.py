"""Statements on the annotate page: what was said, how, by whom and through whom."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.models import Annotation, AnnotationSet, Span
from annotations.services.annotate import create_annotation
from annotations.services.sets import open_set
from tests.annotations.drafting import statement
from tests.factories import ArticleFactory, EntityFactory, ProjectFactory, SpanFactory

pytestmark = pytest.mark.django_db

TEXT = "Mr Totsky hinted, says our correspondent, that Russia would answer. He said no, Interfax wrote."
SAID = {
    "action": "save",
    "content-0": "that Russia would answer",
    "cue-0": "hinted",
    "attribution": "indirect",
    "factuality": "PS+",
    "source-0-role": "speaker",
    "source-0-words": "Mr Totsky",
    "source-0-kind": "named",
    "source-1-role": "relay",
    "source-1-words": "our correspondent",
    "source-1-kind": "reporter",
}


@pytest.fixture
def annotator(role_client) -> Client:
    return role_client(Role.ANNOTATOR)


@pytest.fixture
def own(annotator) -> AnnotationSet:
    article = ArticleFactory(text=TEXT, blocks=[(0, 67, "paragraph"), (67, len(TEXT), "paragraph")])
    return open_set(project=ProjectFactory(), text_version=article.current_text, agent=annotator.user.agent)


def _url(own: AnnotationSet, query: str = "block=0&layer=statements") -> str:
    return f"{reverse('admin:annotations_annotationset_annotate', args=[own.pk])}?{query}"


def _spans(annotation: Annotation) -> list[tuple[str, int, str]]:
    return sorted(annotation.spans.values_list("role", "order", "exact"))


def _sources(annotation: Annotation) -> list[tuple[Any, ...]]:
    found = annotation.statement.sources.values_list(
        "role", "kind", "span__exact", "entity__label", "speaks_for__label"
    )
    return list(found)


def test_statement_is_written_with_its_sources(annotator, own):
    totsky, russia = EntityFactory(label="Konstantin Totsky"), EntityFactory(label="Russia")
    people = {"source-0-entity": str(totsky.uuid), "source-0-speaks_for": str(russia.uuid)}
    response = annotator.post(_url(own), {**SAID, **people, "said": "2007-04-19", "occasion": "talks"})
    made = Annotation.objects.get()
    assert response.status_code == 302
    assert _spans(made) == [
        ("content", 0, "that Russia would answer"),
        ("cue", 0, "hinted"),
        ("source", 0, "Mr Totsky"),
        ("via", 0, "our correspondent"),
    ]
    assert _sources(made) == [
        ("speaker", "named", "Mr Totsky", "Konstantin Totsky", "Russia"),
        ("relay", "reporter", "our correspondent", None, None),
    ]
    said = made.statement
    assert (said.attribution, said.factuality, said.said, said.occasion) == ("indirect", "PS+", "2007-04-19", "talks")


def test_statement_of_the_outlet_has_content_only(annotator, own):
    nobody = {"source-0-role": "speaker", "source-1-role": "relay"}
    sent = {"action": "save", "content-0": "Russia would answer", "attribution": "none", **nobody}
    annotator.post(_url(own), sent)
    made = Annotation.objects.get()
    assert (_spans(made), _sources(made)) == ([("content", 0, "Russia would answer")], [])


def test_interrupted_words_become_several_spans_in_the_order_of_the_text(annotator, own):
    sent = {**SAID, "content-0": "Russia would answer", "content-1": "that"}
    annotator.post(_url(own), {**sent, "content-1-at": str(TEXT.index("that"))})
    assert [span for span in _spans(Annotation.objects.get()) if span[0] == "content"] == [
        ("content", 0, "that"),
        ("content", 1, "Russia would answer"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"content-0": ""}, "content-0", id="nothing said"),
        pytest.param({"cue-0": "shouted"}, "cue-0", id="a cue that does not stand there"),
        pytest.param({"attribution": ""}, "attribution", id="no attribution"),
        pytest.param({"said": "last week"}, "said", id="a time that is no EDTF"),
        pytest.param({"source-0-kind": ""}, "source-0-kind", id="a source without its kind"),
        pytest.param({"source-1-words": "Reuters"}, "source-1-words", id="a relay that does not stand there"),
        pytest.param({"parent": "nonsense"}, "parent", id="a parent that is none of the set's"),
        pytest.param({"content-1": "Russia would"}, "content-1", id="parts that overlap"),
    ],
)
def test_statement_that_cannot_stand_is_refused_at_its_field(annotator, own, changes, field):
    response = annotator.post(_url(own), {**SAID, **changes})
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert not Annotation.objects.exists()


def test_statement_saved_as_it_is_shown_stays_as_it_was(annotator, own):
    annotator.post(_url(own), SAID)
    made = Annotation.objects.get()
    spans, sources = _spans(made), _sources(made)
    form = annotator.get(_url(own, f"edit={made.pk}")).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert annotator.post(_url(own, f"edit={made.pk}"), {**sent, "action": "save"}).status_code == 302
    made = Annotation.objects.get()
    assert (made.version, _spans(made), _sources(made)) == (2, spans, sources)


def test_words_of_a_source_without_a_source_are_shown_as_a_row(annotator, own):
    made = create_annotation(annotation_set=own, draft=statement(own, "Russia would answer"), agent=own.annotator)
    start = TEXT.index("our correspondent")
    SpanFactory(annotation=made, role="via", start=start, end=start + len("our correspondent"))
    form = annotator.get(_url(own, f"edit={made.pk}")).context["form"]
    assert (form["source-0-words"].value(), form["source-0-role"].value()) == ("our correspondent", "relay")
    assert Span.objects.filter(annotation=made).count() == 2


def test_statement_stands_inside_another(annotator, own):
    outer = create_annotation(annotation_set=own, draft=statement(own, "that Russia would answer"), agent=own.annotator)
    form = annotator.get(_url(own)).context["form"]
    assert form.fields["parent"].choices[1:] == [(str(outer.uuid), "“that Russia would answer”")]
    annotator.post(_url(own), {**SAID, "content-0": "Russia would answer", "parent": str(outer.uuid)})
    inner = Annotation.objects.exclude(pk=outer.pk).get()
    assert inner.statement.parent_id == outer.pk


def test_statement_that_others_stand_in_is_not_deleted(annotator, own):
    outer = create_annotation(annotation_set=own, draft=statement(own, "that Russia would answer"), agent=own.annotator)
    inner = statement(own, "Russia would answer", parent=outer.uuid)
    create_annotation(annotation_set=own, draft=inner, agent=own.annotator)
    url = reverse("admin:annotations_annotationset_delete_one", args=[own.pk, outer.pk])
    response = annotator.post(url, {"version": 1}, follow=True)
    outer.refresh_from_db()
    assert (outer.deleted_at, [message.level_tag for message in response.context["messages"]]) == (None, ["error"])


def test_search_offers_its_entities_to_every_source(annotator, own):
    EntityFactory(label="Konstantin Totsky")
    form = annotator.post(_url(own), {**SAID, "action": "find", "find": "totsky"}).context["form"]
    selects = [name for name in form.fields if name.endswith(("-entity", "-speaks_for"))]
    assert [form.fields[name].choices[1][1][0][1] for name in selects] == ["Konstantin Totsky (person)"] * 4
