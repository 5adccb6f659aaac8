"""Projects: guidelines, layers, tags."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import presenting
from annotations.api.schemas import ProjectSchema
from annotations.models import Project
from annotations.selectors.projects import visible_projects
from annotations.selectors.set_snapshot import project_snapshot
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.pages import PAGE_PARAMETERS, ListEndpoint
from archive.api.shapes import page_of


class ProjectList(ListEndpoint):
    """The projects that you may know."""

    kind = "projects"
    model = Project

    def records(self) -> QuerySet[Any]:
        return visible_projects(self.viewer)

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return (presenting.project(project_snapshot(row), self.addresses) for row in rows)

    @extend_schema(operation_id="list_projects", parameters=PAGE_PARAMETERS, responses=page_of(ProjectSchema))
    def get(self, request: Request) -> Response:
        """Give projects with their layers and tags."""
        return self.page(request)


class ProjectDetail(Endpoint):
    """One project."""

    @extend_schema(operation_id="get_project", responses=ProjectSchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give a project with its guidelines, layers and tags."""
        with or_not_found():
            found = visible_projects(self.viewer).get(uuid=uuid)
        return Response(presenting.project(project_snapshot(found), self.addresses))
