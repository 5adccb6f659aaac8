"""The OpenAPI document holds: whatever is sent, nothing breaks and every answer has the shape that is stated."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.services.tokens import issue_token
from accounts.vocabulary import Role
from annotations.models import Claim, Entity
from archive.models import Article
from archive.storage import put_blob
from config.wsgi import application
from tests.factories import AnnotationSetFactory, EntityNameFactory
from tests.readingroom.scenes import marked_article
from tests.roles import role_user

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("schema")]

SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
SOME = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
#: That a body has the stated shape does not make it right: its words must stand in the text.
NOT_STATED = [positive_data_acceptance]
#: What has to hold of every answer.
CONFORMANCE = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """Keep the test's connection and its transaction over requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(params=[None, Role.ARCHIVIST], ids=["nobody logged in", "an archivist's token"])
def headers(request: Any) -> dict[str, str]:
    if request.param is None:
        return {}
    user = role_user(request.param)
    _token, secret = issue_token(user=user, label="schema", scopes=["read", "annotate"])
    AnnotationSetFactory(annotator=user.agent, article=marked_article())
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def article() -> Article:
    made = marked_article()
    put_blob(made.current_text.text.encode())
    EntityNameFactory(entity=Entity.objects.first())
    return made


def real(article: Article, path: str) -> dict[str, str]:
    """Give the path parameters with which an operation finds something."""
    text = article.current_text
    annotation_set = text.annotation_sets.get()
    uuids = {
        "agents": annotation_set.annotator.uuid,
        "annotations": annotation_set.annotations.first().uuid,
        "articles": article.uuid,
        "captures": text.article_capture.capture.uuid,
        "claims": Claim.objects.first().uuid,
        "entities": Entity.objects.first().uuid,
        "projects": annotation_set.project.uuid,
        "sets": annotation_set.uuid,
    }
    found = {"sha256": text.article_capture.capture.blob.sha256}
    kind = path.removeprefix("/api/v1/").split("/")[0]
    if "{article}" in path:
        return {"article": str(article.uuid), "uuid": str(text.uuid)}
    return {**found, **({"uuid": str(uuids[kind])} if kind in uuids else {})}


@SCHEMA.parametrize()
@SOME
def test_api_answers_whatever_is_sent_as_its_schema_says(case: Any, headers: dict[str, str], article: Article):
    response = case.call(headers=headers)
    # If-Match is looked at before the body (RFC 9110, section 13.2.1): a body that is wrong too is not seen then.
    unseen = [negative_data_rejection] if response.status_code == 412 else []
    case.validate_response(response, excluded_checks=[*NOT_STATED, *unseen])


@SCHEMA.parametrize()
@SOME
def test_api_answers_about_what_is_there_as_its_schema_says(case: Any, headers: dict[str, str], article: Article):
    case.path_parameters = real(article, case.operation.path)
    case.call_and_validate(headers=headers, checks=CONFORMANCE)
