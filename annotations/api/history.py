"""What an annotation was, version by version, and the way back to one of them."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewers import writer_for
from annotations.api import presenting
from annotations.api.annotation import IF_MATCH, AnnotationEndpoint, answers, check_match
from annotations.api.faults import as_problems, invalid
from annotations.api.schemas import AnnotationVersionsSchema, RestorationSchema
from annotations.drafts import AnnotationDraft
from annotations.errors import StaleVersionError
from annotations.models import Annotation, Revision
from annotations.selectors.annotation import find_row, placed_as_written
from annotations.selectors.revisions import revisions_of
from annotations.services.annotate import restore_annotation
from archive.api.endpoint import Endpoint, json_object


class AnnotationVersions(Endpoint):
    """The versions of one annotation."""

    @extend_schema(operation_id="list_annotation_versions", responses=AnnotationVersionsSchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give every version of an annotation, the first one first: to its own annotator, and to curators."""
        row = find_row(uuid=uuid, viewer=self.viewer)
        mine = row is not None and row.annotation_set.annotator_id == self.viewer.agent_id
        if row is None or not (mine or self.viewer.sees_every_set):
            raise NotFound("There is nothing here that you may see.")
        return Response({"items": list(self._versions(row))})

    def _versions(self, row: Annotation) -> Iterator[presenting.Json]:
        for revision in revisions_of(annotation=row):
            yield {
                "version": revision.version,
                "action": revision.action,
                "at": revision.at,
                "by": self.addresses.url("agents", revision.editor.uuid),
                "by_label": revision.editor.label,
                "comment": revision.comment,
                "annotation": self.withhold(_content(row, revision)) if revision.snapshot else None,
            }


class AnnotationRestoration(AnnotationEndpoint):
    """Making an annotation what it was."""

    @extend_schema(
        operation_id="restore_annotation", parameters=[IF_MATCH], request=RestorationSchema, responses=answers(200)
    )
    def post(self, request: Request, uuid: UUID) -> HttpResponse:
        """Make an annotation, deleted or not, what it was at a version; that makes a new version.

        If-Match names the version that it has now; a deleted one has one more than before it was deleted.
        """
        _viewer, agent = writer_for(request)
        body = json_object(request)
        wanted = body.get("version")
        if not isinstance(wanted, int) or isinstance(wanted, bool) or not 0 < wanted < 2**31:
            raise invalid("The number of a version is expected.", "/version")
        row = find_row(uuid=uuid, viewer=self.viewer)
        if row is None:
            raise NotFound("There is nothing here that you may see.")
        version = row.version
        if not check_match(request, version):
            self.stale(uuid)
        try:
            with as_problems():
                restore_annotation(annotation=row, to_version=wanted, agent=agent, version=version)
        except StaleVersionError:
            self.stale(uuid)
        found = self.found(uuid)
        if found is None:
            raise NotFound("There is nothing here that you may see.")
        return self.answer(found)


def _content(row: Annotation, revision: Revision) -> presenting.Json:
    """Give what an annotation was at a revision."""
    placed = placed_as_written(row, AnnotationDraft.from_json(revision.snapshot))
    snapshot = replace(placed.snapshot, version=revision.version, modified=revision.at)
    return presenting.web_annotation(replace(placed, snapshot=snapshot), alone=False)
