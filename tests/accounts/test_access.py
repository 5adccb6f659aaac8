"""Viewers: who reads, at one moment, with which rights."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.access import Viewer, public_viewer, system_viewer, viewer_of
from accounts.models import User
from accounts.vocabulary import Role
from tests.factories import UserFactory
from tests.roles import role_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 2, tzinfo=UTC)
RIGHTS = ("registered", "sees_staff", "sees_embargoed", "sees_withdrawn", "sees_every_set", "annotates")


def _rights(viewer: Viewer) -> set[str]:
    return {name for name in RIGHTS if getattr(viewer, name)}


def test_public_viewer_has_no_right_and_no_name():
    viewer = public_viewer()
    assert (_rights(viewer), viewer.user_id, viewer.agent_id) == (set(), None, None)


def test_system_viewer_has_every_right_and_no_name():
    viewer = system_viewer()
    assert (_rights(viewer), viewer.user_id, viewer.agent_id) == (set(RIGHTS), None, None)


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.RESEARCHER, {"registered"}),
        (Role.ANNOTATOR, {"registered", "sees_staff", "annotates"}),
        (Role.CURATOR, {"registered", "sees_staff", "sees_embargoed", "sees_every_set", "annotates"}),
        (Role.ARCHIVIST, set(RIGHTS)),
    ],
)
def test_viewer_of_a_role_has_its_rights(role, rights):
    user = role_user(role)
    viewer = viewer_of(user)
    assert (_rights(viewer), viewer.user_id, viewer.agent_id) == (rights, user.pk, user.agent.pk)


def test_viewer_of_nobody_is_the_public():
    viewer = viewer_of(AnonymousUser())
    assert (_rights(viewer), viewer.user_id) == (set(), None)


def test_viewer_of_an_account_that_was_closed_is_the_public():
    user = role_user(Role.ARCHIVIST)
    user.is_active = False
    viewer = viewer_of(user)
    assert (_rights(viewer), viewer.user_id, viewer.agent_id) == (set(), None, None)


def test_viewer_of_somebody_who_never_acted_has_no_agent():
    user = UserFactory()
    viewer = viewer_of(user)
    assert (_rights(viewer), viewer.user_id, viewer.agent_id) == ({"registered"}, user.pk, None)


def test_viewer_of_a_superuser_has_every_right():
    viewer = viewer_of(UserFactory(is_superuser=True))
    assert _rights(viewer) == set(RIGHTS)


def test_viewer_keeps_the_moment_it_was_made_at():
    assert Viewer(now=NOW).now == NOW


@pytest.mark.parametrize("role", list(Role))
def test_viewer_of_takes_the_same_few_queries_whatever_the_role(role, django_assert_num_queries):
    user = User.objects.get(pk=role_user(role).pk)
    with django_assert_num_queries(3):
        viewer_of(user)
