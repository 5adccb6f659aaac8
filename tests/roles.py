"""People with a role, for every test that asks who may see or do what."""

from accounts.access import Viewer, public_viewer, viewer_of
from accounts.models import User
from accounts.services.agents import agent_of
from accounts.services.roles import give_role
from accounts.vocabulary import Role
from tests.factories import UserFactory

#: Everybody who can come to the door: nobody logged in, and each role.
READERS: tuple[Role | None, ...] = (None, *Role)


def role_user(role: Role) -> User:
    """Give a new user with a role and an agent."""
    user = UserFactory()
    give_role(user=user, role=role)
    agent_of(user)
    return User.objects.get(pk=user.pk)


def role_viewer(role: Role | None) -> Viewer:
    """Give the viewer that a new user with this role is; None: the public."""
    return public_viewer() if role is None else viewer_of(role_user(role))
