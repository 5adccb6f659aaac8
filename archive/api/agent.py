"""Agents, by pseudonym."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Agent
from archive.api import presenting
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.schemas import AgentSchema
from archive.selectors.snapshot import agent_snapshot


class AgentDetail(Endpoint):
    """Who did something."""

    @extend_schema(operation_id="get_agent", responses=AgentSchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give a person, body or program by pseudonym; never a name to log in with."""
        with or_not_found():
            found = Agent.objects.get(uuid=uuid)
        return Response(presenting.agent(agent_snapshot(found), self.addresses))
