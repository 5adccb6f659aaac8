"""Export runs in the admin: shown to archivists."""

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from tests.admin_pages import query_count
from tests.factories import ExportRunFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/exports/exportrun/"


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ARCHIVIST, 200), (Role.CURATOR, 403), (Role.ANNOTATOR, 403), (Role.RESEARCHER, 302), (None, 302)],
)
def test_export_runs_are_for_archivists(role_client, role, status):
    page = reverse("admin:exports_exportrun_change", args=[ExportRunFactory().pk])
    client = role_client(role)
    assert (client.get(LIST).status_code, client.get(page).status_code) == (status, status)


def test_export_run_shows_what_was_asked_for_and_counted(role_client):
    run = ExportRunFactory(query={"collection": "shield"}, counts={"articles": 5}, report=["nothing odd"])
    page = reverse("admin:exports_exportrun_change", args=[run.pk])
    tables = role_client(Role.ARCHIVIST).get(page).context["tables"]
    assert [list(table.rows) for table in tables] == [[("collection", "shield")], [("articles", 5)], [("nothing odd",)]]


def test_export_run_list_takes_as_many_queries_for_three_as_for_one(role_client):
    client = role_client(Role.ARCHIVIST)
    ExportRunFactory()
    one = query_count(client, LIST)
    ExportRunFactory.create_batch(2)
    assert query_count(client, LIST) == one
