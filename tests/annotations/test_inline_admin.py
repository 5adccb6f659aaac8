"""No page of the admin has a script, a style or a handler of its own: the policy would block it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.services.sets import open_set
from tests.admin_pages import inline_content
from tests.factories import (
    AccessionFactory,
    AnnotationSetFactory,
    ArticleFactory,
    CollectionFactory,
    EntityFactory,
    EventFactory,
    ExportRunFactory,
    FieldValueFactory,
    MentionFactory,
    NoteFactory,
    ProjectFactory,
    RevisionFactory,
    RightsStatementFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)

pytestmark = pytest.mark.django_db

MODELS = [
    "archive_article",
    "archive_accession",
    "archive_blob",
    "archive_capture",
    "archive_collection",
    "archive_event",
    "archive_publisher",
    "archive_rightsstatement",
    "archive_textversion",
    "annotations_annotationset",
    "annotations_claim",
    "annotations_entity",
    "annotations_layer",
    "annotations_project",
    "annotations_revision",
    "exports_exportrun",
]
ADDED = [
    "archive_collection",
    "archive_rightsstatement",
    "annotations_claim",
    "annotations_entity",
    "annotations_layer",
    "annotations_project",
]


@pytest.fixture
def archivist(role_client):
    return role_client(Role.ARCHIVIST)


@pytest.fixture
def filled(archivist) -> dict[str, Any]:
    """Give one record of every model that has a page."""
    article = ArticleFactory()
    value = FieldValueFactory(article=article, quote="minister")
    own = open_set(project=ProjectFactory(), text_version=article.current_text, agent=archivist.user.agent)
    submitted = AnnotationSetFactory(article=ArticleFactory(), submitted=True)
    entity = EntityFactory()
    MentionFactory(annotation_set=own, entity=entity)
    NoteFactory(annotation_set=submitted)
    statement = StatementFactory(annotation_set=submitted)
    StatementSourceFactory(statement=statement, entity=entity)
    capture = article.article_captures.get().capture
    return {
        "archive_article": article,
        "archive_accession": AccessionFactory(report=[{"file": "a.txt", "reason": "empty"}]),
        "archive_blob": capture.blob,
        "archive_capture": capture,
        "archive_collection": CollectionFactory(),
        "archive_event": EventFactory(article=article),
        "archive_publisher": article.publisher,
        "archive_rightsstatement": RightsStatementFactory(),
        "archive_textversion": article.current_text,
        "annotations_annotationset": submitted,
        "annotations_claim": StanceFactory(statement=statement).claim,
        "annotations_entity": entity,
        "annotations_layer": own.project.layers.first(),
        "annotations_project": own.project,
        "annotations_revision": RevisionFactory(kind="entity"),
        "exports_exportrun": ExportRunFactory(),
        "value": value,
        "own": own,
    }


def _inline(client, url: str) -> list[str]:
    response = client.get(url)
    assert response.status_code == 200
    return inline_content(response.content.decode())


@pytest.mark.parametrize("model", MODELS)
def test_list_has_nothing_inline(archivist, filled, model):
    assert _inline(archivist, reverse(f"admin:{model}_changelist")) == []


@pytest.mark.parametrize("model", MODELS)
def test_page_has_nothing_inline(archivist, filled, model):
    assert _inline(archivist, reverse(f"admin:{model}_change", args=[filled[model].pk])) == []


@pytest.mark.parametrize("model", ADDED)
def test_form_for_a_new_record_has_nothing_inline(archivist, model):
    assert _inline(archivist, reverse(f"admin:{model}_add")) == []


def _annotate(filled: dict[str, Any]) -> str:
    return reverse("admin:annotations_annotationset_annotate", args=[filled["own"].pk])


SPECIAL: dict[str, Callable[[dict[str, Any]], str]] = {
    "the start page": lambda _filled: "/admin/",
    "an article with its evidence": lambda filled: (
        f"{reverse('admin:archive_article_change', args=[filled['archive_article'].pk])}"
        f"?evidence={filled['value'].pk}&correct=headline"
    ),
    "the annotate page": _annotate,
    "the form for a mention": lambda filled: f"{_annotate(filled)}?block=2&layer=entities",
    "the form for a statement": lambda filled: f"{_annotate(filled)}?block=2&layer=statements",
    "the form for a change": lambda filled: f"{_annotate(filled)}?edit={filled['own'].annotations.get().pk}",
    "a search for statements and claims": lambda filled: (
        f"{reverse('admin:annotations_claim_change', args=[filled['annotations_claim'].pk])}?find=bridge&into=claim"
    ),
}


@pytest.mark.parametrize("name", SPECIAL)
def test_special_page_has_nothing_inline(archivist, filled, name):
    assert _inline(archivist, SPECIAL[name](filled)) == []


def test_log_in_has_nothing_inline(client):
    assert _inline(client, reverse("admin:login")) == []
