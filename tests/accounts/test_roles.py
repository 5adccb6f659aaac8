"""Roles: groups with exactly the permissions that the code lists."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts import roles
from accounts.services import roles as role_service
from accounts.services.roles import give_role, sync_roles
from accounts.vocabulary import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def _permissions(role: Role) -> set[str]:
    found = Group.objects.get(name=role.value).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}


@pytest.mark.parametrize("role", list(Role))
def test_role_group_has_what_the_code_lists(role):
    assert _permissions(role) == roles.PERMISSIONS[role]


def test_sync_roles_takes_away_what_is_not_listed():
    stray = Permission.objects.get(codename="delete_article")
    Group.objects.get(name=Role.CURATOR).permissions.add(stray)
    sync_roles()
    assert _permissions(Role.CURATOR) == roles.PERMISSIONS[Role.CURATOR]


def test_sync_roles_makes_a_group_that_was_deleted():
    Group.objects.filter(name=Role.ANNOTATOR).delete()
    sync_roles()
    assert _permissions(Role.ANNOTATOR) == roles.PERMISSIONS[Role.ANNOTATOR]


def test_sync_roles_refuses_a_permission_that_does_not_exist(monkeypatch):
    wrong = {Role.CURATOR: frozenset({"archive.fly", "archive.view_article"})}
    monkeypatch.setattr(role_service, "PERMISSIONS", wrong)
    with pytest.raises(LookupError, match=r"^role curator names permissions that do not exist: archive\.fly$"):
        sync_roles()
    assert _permissions(Role.CURATOR) == roles.PERMISSIONS[Role.CURATOR]


@pytest.mark.parametrize(
    ("role", "is_staff"),
    [(Role.ARCHIVIST, True), (Role.CURATOR, True), (Role.ANNOTATOR, True), (Role.RESEARCHER, False)],
)
def test_give_role_lets_those_who_work_there_into_the_admin(role, is_staff):
    user = UserFactory()
    give_role(user=user, role=role)
    user.refresh_from_db()
    assert (user.is_staff, list(user.groups.values_list("name", flat=True))) == (is_staff, [role.value])


def test_give_role_twice_is_once():
    user = UserFactory()
    for _ in range(2):
        give_role(user=user, role=Role.CURATOR)
    assert user.groups.count() == 1


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        pytest.param(Role.RESEARCHER, set(), id="a researcher only reads"),
        pytest.param(Role.ANNOTATOR, {"annotations.annotate"}, id="an annotator annotates"),
        pytest.param(Role.CURATOR, {"annotations.annotate", "annotations.curate"}, id="a curator also judges"),
        pytest.param(
            Role.ARCHIVIST,
            {
                "annotations.annotate",
                "annotations.curate",
                "archive.accession_article",
                "archive.set_rights",
                "archive.check_fixity",
                "exports.export_article",
            },
            id="an archivist does everything",
        ),
    ],
)
def test_role_may_do(role, allowed):
    acts = {
        "annotations.annotate",
        "annotations.curate",
        "archive.accession_article",
        "archive.set_rights",
        "archive.check_fixity",
        "exports.export_article",
    }
    assert roles.PERMISSIONS[role] & acts == allowed


def test_no_role_may_delete_what_the_archive_holds():
    kept = ("archive.delete_", "annotations.delete_annotation", "annotations.delete_entity", "annotations.delete_claim")
    allowed = {"annotations.delete_entityname", "annotations.delete_entityidentifier"}
    found = {name for names in roles.PERMISSIONS.values() for name in names if name.startswith(kept)}
    assert found == allowed
