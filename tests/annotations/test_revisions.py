"""Revisions: one a version, and a line in the change feed with each."""

import pytest
from django.db import IntegrityError, transaction

from annotations.services.revisions import record_revision, revision_at
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.models import AppendOnlyError
from tests.factories import AgentFactory, RevisionFactory
from tests.rows import changes, revisions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("action", "reported"),
    [
        ("created", "created"),
        ("imported", "created"),
        ("updated", "updated"),
        ("restored", "updated"),
        ("merged", "updated"),
        ("unmerged", "updated"),
        ("deleted", "withdrawn"),
    ],
)
def test_record_revision_reports_the_change(action, reported):
    editor = AgentFactory()
    made = record_revision(
        kind=RevisionKind.ENTITY,
        uuid=editor.uuid,
        version=3,
        action=RevisionAction(action),
        snapshot={"label": "x"},
        editor=editor,
        comment="why",
    )
    assert (made.kind, made.snapshot) == ("entity", {"label": "x"})
    assert revisions(editor.uuid) == [(3, action, editor.pk, "why")]
    assert changes() == [("entity", editor.uuid, reported)]


def test_revision_at_gives_the_revision_of_that_version_and_kind():
    first = RevisionFactory(version=1, snapshot={"n": 1})
    second = RevisionFactory(uuid=first.uuid, version=2, snapshot={"n": 2})
    RevisionFactory(uuid=first.uuid, version=3, kind=RevisionKind.CLAIM)
    found = [revision_at(kind=RevisionKind.ANNOTATION, uuid=first.uuid, version=version) for version in (1, 2, 3)]
    assert found == [first, second, None]


def test_revision_is_one_a_version():
    first = RevisionFactory()
    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        RevisionFactory(uuid=first.uuid)
    assert RevisionFactory(uuid=first.uuid, kind=RevisionKind.CLAIM).pk > first.pk


def test_revision_is_written_once():
    revision = RevisionFactory()
    revision.comment = "another reason"
    with pytest.raises(AppendOnlyError, match=r"^revision is written once and can't be changed$"):
        revision.save()
    with pytest.raises(AppendOnlyError, match=r"^revision is written once and can't be deleted$"):
        revision.delete()
