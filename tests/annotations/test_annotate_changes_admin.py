"""Changing, deleting and restoring on the annotate page: compared on versions, and never without a way back."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.models import Annotation, AnnotationSet
from annotations.services.annotate import create_annotation, delete_annotation
from annotations.services.sets import open_set
from tests.annotations.drafting import mention
from tests.factories import ArticleFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def annotator(role_client) -> Client:
    return role_client(Role.ANNOTATOR)


@pytest.fixture
def own(annotator) -> AnnotationSet:
    """Give an open set of the annotator's."""
    text = ArticleFactory().current_text
    return open_set(project=ProjectFactory(), text_version=text, agent=annotator.user.agent)


def _page(annotation_set: AnnotationSet) -> str:
    return reverse("admin:annotations_annotationset_annotate", args=[annotation_set.pk])


def _edit(annotation: Annotation) -> str:
    return f"{_page(annotation.annotation_set)}?edit={annotation.pk}"


def _one(annotation: Annotation, what: str) -> str:
    args = [annotation.annotation_set_id, annotation.pk]
    return reverse(f"admin:annotations_annotationset_{what}_one", args=args)


def _mention(**changes: str) -> dict[str, str]:
    return {"action": "save", "body-0": "Brussels", "tag": "place", **changes}


def _spans(annotation: Annotation) -> list[tuple[str, int, str]]:
    return list(annotation.spans.values_list("role", "order", "exact"))


@pytest.fixture
def made(own) -> Annotation:
    """Give a mention of “minister” at its first place."""
    return create_annotation(annotation_set=own, draft=mention(own), agent=own.annotator)


def test_edit_form_starts_with_what_is_there(annotator, own, made):
    form = annotator.get(_edit(made)).context["form"]
    values = {name: form[name].value() for name in ("body-0", "body-0-at", "tag", "version")}
    start = made.spans.get().start
    assert values == {"body-0": "minister", "body-0-at": str(start), "tag": "person", "version": 1}


def test_mention_is_changed_and_keeps_its_place_among_equal_words(annotator, own, made):
    text = own.text_version.text
    place = {"body-0": "minister", "body-0-at": str(text.rindex("minister"))}
    annotator.post(_edit(made), _mention(**place, tag="organisation", version="1"))
    made.refresh_from_db()
    assert (made.version, made.mention.tag.code, made.spans.get().start) == (2, "organisation", text.rindex("minister"))


def test_stale_change_says_so_keeps_what_was_typed_and_can_be_sent_again(annotator, own, made):
    Annotation.objects.filter(pk=made.pk).update(version=4)
    sent = _mention(**{"body-0": "minister", "body-0-at": str(made.spans.get().start), "tag": "organisation"})
    form = annotator.post(_edit(made), {**sent, "version": "1"}).context["form"]
    assert len(form.non_field_errors()) == 2
    assert (form["tag"].value(), form["version"].value()) == ("organisation", "4")
    assert annotator.post(_edit(made), {**sent, "version": form["version"].value()}).status_code == 302
    made.refresh_from_db()
    assert (made.version, made.mention.tag.code) == (5, "organisation")


def test_deletion_can_be_undone(annotator, own, made):
    response = annotator.post(_one(made, "delete"), {"version": 1}, follow=True)
    undo = response.context["undo"].annotation
    assert (undo.pk, undo.version, response.context["bench"].rows) == (made.pk, 2, [])
    annotator.post(_one(made, "restore"), {"version": undo.version, "to_version": undo.version})
    made.refresh_from_db()
    assert (made.deleted_at, made.version, _spans(made)) == (None, 3, [("body", 0, "minister")])


@pytest.mark.parametrize("version", ["7", "", "x", "9" * 30])
def test_deletion_of_another_version_is_refused_with_a_message(annotator, made, version):
    response = annotator.post(_one(made, "delete"), {"version": version}, follow=True)
    made.refresh_from_db()
    assert (made.deleted_at, [message.level_tag for message in response.context["messages"]]) == (None, ["error"])


def test_former_version_is_restored(annotator, own, made):
    place = {"body-0": "minister", "body-0-at": str(own.text_version.text.rindex("minister"))}
    annotator.post(_edit(made), _mention(**place, version="1"))
    former = annotator.get(_edit(made)).context["former"]
    assert [revision.version for revision in former] == [1]
    annotator.post(_one(made, "restore"), {"version": 2, "to_version": 1})
    made.refresh_from_db()
    start = own.text_version.text.index("minister")
    assert (made.version, made.spans.get().start, made.mention.tag.code) == (3, start, "person")


def test_restoring_a_version_that_never_was_is_refused_with_a_message(annotator, made):
    response = annotator.post(_one(made, "restore"), {"version": 1, "to_version": 9}, follow=True)
    made.refresh_from_db()
    assert (made.version, [message.level_tag for message in response.context["messages"]]) == (1, ["error"])


def test_annotation_of_another_set_is_not_found(annotator, own):
    other = open_set(project=own.project, text_version=ArticleFactory().current_text, agent=own.annotator)
    foreign = create_annotation(annotation_set=other, draft=mention(other), agent=own.annotator)
    url = reverse("admin:annotations_annotationset_delete_one", args=[own.pk, foreign.pk])
    assert annotator.post(url, {"version": 1}).status_code == 404


def test_deleted_annotations_are_listed_to_be_restored(annotator, own, made):
    delete_annotation(annotation=made, agent=own.annotator, version=1)
    bench = annotator.get(_page(own)).context["bench"]
    assert ([row.words for row in bench.rows], [row.words for row in bench.deleted]) == ([], ["minister"])
