"""The page on which a set is carried over: by its annotator or a curator, with both texts side by side."""

import pytest
from django.urls import reverse

from accounts.services.agents import agent_of
from accounts.vocabulary import Role
from annotations.models import AnnotationSet
from annotations.services.annotate import create_annotation
from annotations.services.carry_over import plan_carry_over
from annotations.services.sets import submit_set
from annotations.vocabulary import SetState
from archive.models import Accession
from archive.records import ArticleRecord
from archive.services.extraction import add_capture, extract_again
from tests.annotations.drafting import mention
from tests.archive.records import STORY, archivist, article_of
from tests.factories import AnnotationSetFactory, ProjectFactory

pytestmark = pytest.mark.django_db

CAFE = STORY + b"\nThe caf\xe9 by the bridge stays closed, its owner said on Friday.\n"


@pytest.fixture
def annotator(role_client):
    return role_client(Role.ANNOTATOR)


@pytest.fixture
def former(annotator) -> AnnotationSet:
    article = article_of(CAFE)
    row = AnnotationSetFactory(
        article=article, annotator=agent_of(annotator.user), project=ProjectFactory(published=True)
    )
    for words in ("minister", "caf\xe9"):
        create_annotation(annotation_set=row, draft=mention(row, words), agent=row.annotator)
    submit_set(annotation_set=row, agent=row.annotator)
    extract_again(
        article=article, extractor="plain", charset="windows-1251", agent=archivist(), version=article.version
    )
    return AnnotationSet.objects.get(pk=row.pk)


def url(row: AnnotationSet) -> str:
    return reverse("admin:annotations_annotationset_carry", args=[row.pk])


def test_the_sets_page_leads_to_carrying_it_over(annotator, former):
    page = annotator.get(reverse("admin:annotations_annotationset_change", args=[former.pk])).content.decode()
    assert url(former) in page


def test_the_page_shows_what_waits_with_its_former_words(annotator, former):
    page = annotator.get(url(former)).content.decode()
    assert "<strong>1</strong> annotation stands in the new text exactly where it stood" in page
    assert "<mark>caf\xe9</mark>" in page
    assert "<mark>minister</mark>" not in page


@pytest.mark.parametrize("role", [Role.ARCHIVIST, Role.CURATOR, Role.ANNOTATOR])
def test_its_annotator_and_those_who_curate_carry_a_set_over(role_client, annotator, former, role):
    client = annotator if role == Role.ANNOTATOR else role_client(role)
    answer = client.post(url(former), {}, follow=True)
    assert "1 annotation was carried over." in answer.content.decode()
    assert "1 still waits." in answer.content.decode()
    assert AnnotationSet.objects.get(carried_from=former).annotations.count() == 1


@pytest.mark.parametrize(("role", "status"), [(Role.ANNOTATOR, 403), (Role.RESEARCHER, 302), (None, 302)])
def test_nobody_else_carries_it_over(role_client, former, role, status):
    client = role_client(role)
    assert (client.get(url(former)).status_code, client.post(url(former), {}).status_code) == (status, status)
    assert not AnnotationSet.objects.filter(carried_from=former).exists()


def test_what_is_given_up_no_longer_waits(annotator, former):
    waiting = next(one for one in plan_carry_over(former) if one.status != "exact")
    answer = annotator.post(url(former), {f"give-up-{waiting.annotation.uuid}": "on"}, follow=True)
    target = AnnotationSet.objects.get(carried_from=former)
    assert answer.redirect_chain[-1][0] == reverse("admin:annotations_annotationset_change", args=[target.pk])
    former.refresh_from_db()
    assert (former.state, target.state, target.annotations.count()) == (SetState.SUPERSEDED, SetState.SUBMITTED, 1)


def test_a_place_that_a_person_chooses_is_taken(annotator, former):
    waiting = next(one for one in plan_carry_over(former) if one.status != "exact")
    text = former.text_version.article.current_text.text
    start = text.index("caf\u0439")
    annotator.post(url(former), {f"place-{waiting.annotation.uuid}-0": f"{start}-{start + 4}"})
    spans = AnnotationSet.objects.get(carried_from=former).annotations.order_by("id").last().spans.get()
    assert spans.exact == "caf\u0439"


def test_all_that_moved_is_taken_with_one_button(annotator):
    article = article_of(STORY)
    row = AnnotationSetFactory(article=article, annotator=agent_of(annotator.user))
    create_annotation(annotation_set=row, draft=mention(row, "old bridge over the canal"), agent=row.annotator)
    better = ArticleRecord(data=b"Late edition\n\n" + STORY, file_name="better.txt", media_type="text/plain")
    place = add_capture(article=article, record=better, accession=Accession.objects.get(), agent=archivist())
    extract_again(article=article, extractor="plain", agent=archivist(), version=1, capture=place)
    row = AnnotationSet.objects.get(pk=row.pk)
    assert "take the 1 that moved" in annotator.get(url(row)).content.decode()
    annotator.post(url(row), {"take-moved": "yes"})
    span = AnnotationSet.objects.get(carried_from=row).annotations.get().spans.get()
    assert (span.exact, span.start) == ("old bridge over the canal", 14 + STORY.decode().index("old bridge"))


def test_a_place_that_is_none_is_told_and_nothing_is_written(annotator, former):
    waiting = next(one for one in plan_carry_over(former) if one.status != "exact")
    place = {f"place-{waiting.annotation.uuid}-0": "5-999999"}
    answer = annotator.post(url(former), place, follow=True)
    assert "5-999999 is not in the text" in answer.content.decode()
    assert not AnnotationSet.objects.filter(carried_from=former).exists()


def test_a_set_on_the_current_text_has_nothing_to_carry(annotator):
    row = AnnotationSetFactory(annotator=agent_of(annotator.user))
    answer = annotator.get(url(row), follow=True)
    assert "nothing is to be carried over" in answer.content.decode()
