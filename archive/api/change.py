"""The change feed: what a follower asks for again and again."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api.cursors import make_cursor, read_cursor
from archive.api.endpoint import Endpoint
from archive.api.pages import read_limit
from archive.api.presenting import Json
from archive.api.problems import bad_parameter
from archive.api.schemas import ChangesSchema
from archive.errors import InvalidValueError
from archive.selectors.changes import ChangeLine, read_changes
from archive.vocabulary import ChangeAction

#: Lines of a page, unless asked for fewer or more, and at most.
LINES, MAX_LINES = 100, 1000

#: Where this API has the records of a kind.
_PATHS = {
    "article": "articles",
    "annotation": "annotations",
    "annotationset": "sets",
    "entity": "entities",
    "claim": "claims",
}


class ChangeList(Endpoint):
    """What changed, in the order of the feed."""

    parameters = frozenset({"after", "limit"})

    @extend_schema(
        operation_id="list_changes",
        parameters=[
            OpenApiParameter("after", OpenApiTypes.STR, description="The `next` of the page before."),
            OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MAX_LINES, "default": LINES}),
        ],
        responses=ChangesSchema,
    )
    def get(self, request: Request) -> Response:
        """Give the lines behind a place in the feed.

        Follow `next` for ever: where `more` is false, wait and ask for it again. Each line comes once, none is
        missed. A line about a set or an article stands for all that is in it. `withdrawn` says that you may not see a
        record any more; drop your copy, if you have one.
        """
        limit = read_limit(request, default=LINES, most=MAX_LINES)
        after = None
        if "after" in request.query_params:
            after = read_cursor("changes", request.query_params["after"], parameter="after")
        try:
            page = read_changes(after=after, limit=limit, viewer=self.viewer)
        except InvalidValueError as error:
            raise bad_parameter("after", str(error)) from error
        return Response(
            {
                "items": [self._present(line) for line in page.lines],
                "next": make_cursor("changes", page.after),
                "more": page.more,
            }
        )

    def _present(self, line: ChangeLine) -> Json:
        there = line.action != ChangeAction.WITHDRAWN
        return {
            "cursor": make_cursor("changes", line.seq),
            "kind": line.kind,
            "uuid": line.uuid,
            "url": self.addresses.url(_PATHS[line.kind], line.uuid) if there else None,
            "action": line.action,
            "at": line.at,
        }
