"""What the one who asks may see and do: the user's viewer, narrowed by the token's scopes."""

from dataclasses import replace

from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.access import Viewer, viewer_of
from accounts.models import Agent, ApiToken, User
from accounts.selectors.permissions import load_permissions
from accounts.services.agents import agent_of
from accounts.vocabulary import Scope


class HasScope(BasePermission):
    """Lets a token do what its scopes name: ``read`` for safe methods, ``annotate`` for the others."""

    message = "This token's scopes do not cover that."

    def has_permission(self, request: Request, view: object) -> bool:  # noqa: ARG002 - importing the view's type would go in a circle
        if not isinstance(request.auth, ApiToken):
            return True
        wanted = Scope.READ if request.method in SAFE_METHODS else Scope.ANNOTATE
        return wanted in request.auth.scopes


def viewer_for(request: Request) -> Viewer:
    """Give the viewer of a request; none, one or two queries, once a request."""
    user = request.user
    if isinstance(user, User) and user.is_active:
        load_permissions(user)
    viewer = viewer_of(user)
    if isinstance(request.auth, ApiToken) and Scope.ANNOTATE not in request.auth.scopes:
        return replace(viewer, annotates=False)
    return viewer


def writer_for(request: Request) -> tuple[Viewer, Agent]:
    """Give the viewer and the agent of somebody who may annotate; raises the error that becomes 401 or 403."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    viewer = viewer_for(request)
    if not viewer.annotates:
        raise PermissionDenied("You may not annotate.")
    return viewer, agent_of(request.user)
