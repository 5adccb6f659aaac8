"""One annotation: read, put at a uuid that the client chose, changed and deleted with If-Match."""

from http import HTTPStatus
from typing import Any, NoReturn
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from accounts.api.viewers import writer_for
from accounts.models import Agent
from annotations.api import presenting
from annotations.api.faults import as_problems
from annotations.api.reading import Json, read_draft, set_for, set_parameter
from annotations.api.schemas import WEB_ANNOTATION_REF
from annotations.drafts import AnnotationDraft
from annotations.errors import StaleVersionError
from annotations.models import Annotation
from annotations.selectors.annotation import (
    PlacedAnnotation,
    find_row,
    get_annotation,
    is_last_write,
    placed_as_written,
)
from annotations.services.annotate import create_annotation, delete_annotation, update_annotation
from archive.api.conditional import set_last_modified, strong_tag, tags_of, versions_of
from archive.api.endpoint import Endpoint, json_object
from archive.api.parsing import StrictJSONLDParser, StrictJSONParser
from archive.api.problems import Problem

_LD, _JSON = "application/ld+json", "application/json"

#: The body of a write, as the OpenAPI document states it.
BODY = {_LD: WEB_ANNOTATION_REF, _JSON: WEB_ANNOTATION_REF}


def answers(*statuses: int) -> dict[Any, Any]:
    """Give the answers that hold an annotation, as the OpenAPI document states them."""
    return {(status, media): OpenApiResponse(WEB_ANNOTATION_REF) for status in statuses for media in (_LD, _JSON)}


def _header(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=description)


IF_MATCH = _header("If-Match", "The ETag of the version that you change; needed unless you create.")
_SET = OpenApiParameter(
    "set",
    OpenApiTypes.UUID,
    description="Your set to create it in; may be left out where you have one open set on that text.",
)


class WebAnnotationRenderer(JSONRenderer):
    """JSON-LD as the Web Annotation Protocol asks for it."""

    media_type = _LD
    format = "jsonld"


class AnnotationEndpoint(Endpoint):
    """What reads and writes Web Annotations."""

    renderer_classes = (WebAnnotationRenderer, JSONRenderer)
    parser_classes = (StrictJSONLDParser, StrictJSONParser)

    def answer(self, found: PlacedAnnotation, status: int = HTTPStatus.OK) -> HttpResponse:
        """Give an annotation with its validators."""
        wanted = self.request.accepted_renderer.media_type
        media_type = presenting.WEB_ANNOTATION if wanted == _LD else _JSON
        content = JSONRenderer().render(self.withhold(presenting.web_annotation(found)))
        response = HttpResponse(content, status=status, content_type=media_type)
        response["ETag"] = strong_tag(content, media_type, version=found.snapshot.version)
        set_last_modified(response, found.snapshot.modified)
        if status == HTTPStatus.CREATED:
            response["Location"] = self.addresses.url("annotations", found.snapshot.uuid)
        return response

    def written(self, annotation: Annotation, draft: AnnotationDraft, status: int = HTTPStatus.OK) -> HttpResponse:
        """Give an annotation as it is after a write; where it came from is shown to those who may see that too."""
        if draft.derived_from is not None:
            return self.answer(get_annotation(uuid=annotation.uuid, viewer=self.viewer), status)
        return self.answer(placed_as_written(annotation, draft), status)

    def found(self, uuid: UUID) -> PlacedAnnotation | None:
        """Give an annotation that the viewer may see, deleted or not; None where there is none."""
        try:
            return get_annotation(uuid=uuid, viewer=self.viewer)
        except Annotation.DoesNotExist:
            return None

    def stale(self, uuid: UUID) -> NoReturn:
        """Refuse a change to another version, and give the current one along."""
        found = self.found(uuid)
        if found is None:
            raise NotFound("There is nothing here that you may see.")
        if found.deleted_at is not None:
            raise _gone()
        raise Problem(
            HTTPStatus.PRECONDITION_FAILED,
            f"The annotation is at version {found.snapshot.version} now.",
            headers={"ETag": self.answer(found)["ETag"]},
            current=presenting.web_annotation(found),
        )


class AnnotationDetail(AnnotationEndpoint):
    """One annotation, as a W3C Web Annotation."""

    def known_parameters(self) -> frozenset[str]:
        return frozenset({"set"}) if self.request.method == "PUT" else frozenset()

    @extend_schema(operation_id="get_annotation", responses=answers(200))
    def get(self, _request: Request, uuid: UUID) -> HttpResponse:
        """Give an annotation. One that was deleted is gone (410)."""
        found = self.found(uuid)
        if found is None:
            raise NotFound("There is nothing here that you may see.")
        if found.deleted_at is not None:
            raise _gone()
        return self.answer(found)

    @extend_schema(
        operation_id="put_annotation",
        parameters=[
            _SET,
            IF_MATCH,
            _header("If-None-Match", "`*`: create, and don't touch what is there."),
        ],
        request=BODY,
        responses=answers(200, 201),
    )
    def put(self, request: Request, uuid: UUID) -> HttpResponse:
        """Create an annotation at a uuid of your choice (201), or with If-Match change the one that is there (200).

        The same request sent again is the same write and gets the same answer. Without If-Match a change is refused
        (428), with that of another version too (412, with the current one in the problem's `current`).
        """
        _viewer, agent = writer_for(request)
        body = json_object(request)
        if "If-Match" in request.headers:
            row = find_row(uuid=uuid, viewer=self.viewer)
            if row is None:
                raise Problem(HTTPStatus.PRECONDITION_FAILED, "There is no such annotation to change.")
            return self._change(request, body, row, agent)
        try:
            return self._create(request, body, uuid, agent)
        except Problem:  # because there is one already?
            row = find_row(uuid=uuid, viewer=self.viewer)
            if row is None:
                raise
            return self._change(request, body, row, agent)

    def _change(self, request: Request, body: Json, annotation: Annotation, agent: Agent) -> HttpResponse:
        """Write what is there already, or say why not."""
        wanted = set_parameter(request)
        if annotation.deleted_at is not None:
            raise Problem(HTTPStatus.CONFLICT, "The annotation has been deleted: restore it first.")
        if wanted not in (None, annotation.annotation_set.uuid):
            raise Problem(HTTPStatus.CONFLICT, "The annotation is in another set.")
        draft = read_draft(
            body,
            annotation_set=annotation.annotation_set,
            uuid=annotation.uuid,
            creator=annotation.creator.uuid,
            layer=annotation.layer.code,
        )
        if "If-Match" in request.headers:
            return self._update(request, body, annotation, draft, agent)
        return self._repeat(request, annotation, draft)

    def _create(self, request: Request, body: Json, uuid: UUID, agent: Agent) -> HttpResponse:
        annotation_set = set_for(request, body, self.viewer)
        draft = read_draft(body, annotation_set=annotation_set, uuid=uuid, creator=agent.uuid)
        with as_problems(body):
            annotation = create_annotation(annotation_set=annotation_set, draft=draft, agent=agent, uuid=uuid)
        status = HTTPStatus.CREATED if annotation.version == 1 else HTTPStatus.OK  # the same write, of a later version
        return self.written(annotation, draft, status)

    def _repeat(self, request: Request, annotation: Annotation, draft: AnnotationDraft) -> HttpResponse:
        """Answer a write that says nothing of what is there: the same one again, or else refused."""
        if is_last_write(uuid=annotation.uuid, version=annotation.version, draft=draft):
            return self.written(annotation, draft, HTTPStatus.CREATED if annotation.version == 1 else HTTPStatus.OK)
        if "*" in tags_of(request.headers.get("If-None-Match", "")):
            self.stale(annotation.uuid)
        raise _precondition_required()

    def _update(
        self, request: Request, body: Json, annotation: Annotation, draft: AnnotationDraft, agent: Agent
    ) -> HttpResponse:
        current = annotation.version
        if not matches(request, current):
            repeated = matches(request, current - 1)
            if not (repeated and is_last_write(uuid=annotation.uuid, version=current, draft=draft)):
                self.stale(annotation.uuid)
            return self.written(annotation, draft)
        try:
            with as_problems(body):
                update_annotation(annotation=annotation, draft=draft, agent=agent, version=current)
        except StaleVersionError:
            self.stale(annotation.uuid)
        return self.written(annotation, draft)

    @extend_schema(operation_id="delete_annotation", parameters=[IF_MATCH], request=None, responses={204: None})
    def delete(self, request: Request, uuid: UUID) -> HttpResponse:
        """Delete an annotation; its versions are kept, and it can be restored."""
        _viewer, agent = writer_for(request)
        annotation = find_row(uuid=uuid, viewer=self.viewer)
        if annotation is None:
            raise NotFound("There is nothing here that you may see.")
        if annotation.deleted_at is not None:
            raise _gone()
        version = annotation.version
        if not check_match(request, version):
            self.stale(uuid)
        try:
            with as_problems():
                delete_annotation(annotation=annotation, agent=agent, version=version)
        except StaleVersionError:
            self.stale(uuid)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


def check_match(request: Request, version: int) -> bool:
    """Say whether If-Match lets a version be changed; raises a Problem where there is none."""
    if "If-Match" not in request.headers:
        raise _precondition_required()
    return matches(request, version)


def matches(request: Request, version: int) -> bool:
    """Say whether If-Match lets a version be changed."""
    header = request.headers["If-Match"]
    return tags_of(header) == ["*"] or version in versions_of(header)


def _gone() -> Problem:
    return Problem(HTTPStatus.GONE, "The annotation has been deleted.")


def _precondition_required() -> Problem:
    return Problem(HTTPStatus.PRECONDITION_REQUIRED, "Say with If-Match which version you change.")
