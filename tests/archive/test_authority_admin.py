"""Publishers, collections and rights statements: what articles show changes for their readers with them."""

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from archive.models import RightsStatement
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import ArticleFactory, CollectionFactory, PublisherFactory, RightsStatementFactory
from tests.rows import changes, index_tasks

pytestmark = pytest.mark.django_db

FACTORIES = {"publisher": PublisherFactory, "collection": CollectionFactory, "rightsstatement": RightsStatementFactory}
PUBLISHER = {"slug": "outlet", "kind": "outlet", "homepage": "", "authority_uri": ""}


def _list(name: str) -> str:
    return reverse(f"admin:archive_{name}_changelist")


def _page(record) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", FACTORIES)
def test_authority_records_are_shown_to_staff(role_client, role, name):
    record, client = FACTORIES[name](), role_client(role)
    assert (client.get(_list(name)).status_code, client.get(_page(record)).status_code) == (STAFF_ONLY[role],) * 2


@pytest.mark.parametrize("name", FACTORIES)
def test_authority_list_takes_as_many_queries_for_three_as_for_one(role_client, name):
    client = role_client(Role.ARCHIVIST)
    FACTORIES[name]()
    one = query_count(client, _list(name))
    FACTORIES[name].create_batch(2)
    assert query_count(client, _list(name)) == one


def test_publisher_change_is_a_change_of_its_articles(role_client):
    publisher = PublisherFactory(slug="outlet", name="Old name")
    published, supplied = ArticleFactory(publisher=publisher), ArticleFactory(agency=publisher)
    ArticleFactory()
    response = role_client(Role.ARCHIVIST).post(_page(publisher), {**PUBLISHER, "name": "New name"})
    publisher.refresh_from_db()
    assert (response.status_code, publisher.name) == (302, "New name")
    assert sorted(changes()) == sorted(("article", one.uuid, "updated") for one in (published, supplied))
    assert sorted(index_tasks()) == sorted([published.uuid, supplied.uuid])


def test_publisher_saved_as_it_was_changes_nothing(role_client):
    publisher = PublisherFactory(slug="outlet", name="Name")
    ArticleFactory(publisher=publisher)
    role_client(Role.ARCHIVIST).post(_page(publisher), {**PUBLISHER, "name": "Name"})
    assert (changes(), index_tasks()) == ([], [])


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ANNOTATOR])
@pytest.mark.parametrize("name", FACTORIES)
def test_authority_records_are_changed_by_archivists_only(role_client, role, name):
    assert role_client(role).post(_page(FACTORIES[name]()), {}).status_code == 403


def test_rights_statement_is_added_by_who_may_set_rights(role_client):
    sent = {"uri": "http://rightsstatements.org/vocab/InC/1.0/", "holder": "The outlet", "note": ""}
    url = f"{_list('rightsstatement')}add/"
    assert role_client(Role.ARCHIVIST).post(url, sent).status_code == 302
    assert role_client(Role.CURATOR).post(url, sent).status_code == 403
    assert RightsStatement.objects.get().holder == "The outlet"
