"""What every endpoint does: who asks, known parameters only, conditional answers, nothing found for what is hidden."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, HttpResponseBase
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import Viewer
from accounts.api.viewers import viewer_for
from archive.api.addresses import Addresses
from archive.api.conditional import finish
from archive.api.problems import Problem, bad_parameter
from archive.api.withheld import without_names
from archive.selectors.delisting import withheld_from
from archive.selectors.destruction import destroyed_at


class Endpoint(APIView):
    """A view of the API; ``parameters`` are the names that its query may have."""

    http_method_names = ["get", "head", "post", "put", "delete"]  # noqa: RUF012 - an instance variable in the stubs
    parameters: ClassVar[frozenset[str]] = frozenset()

    @cached_property
    def viewer(self) -> Viewer:
        """What the one who asks may see."""
        return viewer_for(self.request)

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses for this request's answer."""
        return Addresses(self.request._request)

    def known_parameters(self) -> frozenset[str]:
        """Give the names that the query may have."""
        return self.parameters

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in self.allowed_methods:
            return
        known = self.known_parameters()
        for name in request.query_params:
            if name not in known:
                raise bad_parameter(name, f"there is no such parameter; known: {', '.join(sorted(known)) or 'none'}")

    def withhold(self, data: Any) -> Any:
        """Give what is answered without the names that are withheld from the one who asks."""
        withheld = withheld_from(self.viewer) if data else None
        if not withheld:
            return data
        article = self.kwargs.get("article", self.kwargs.get("uuid"))
        return without_names(data, withheld, article=article)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        final["X-Robots-Tag"] = "noindex"
        if isinstance(final, Response):
            final.data = self.withhold(final.data)
            final.add_post_render_callback(lambda rendered: finish(self.request._request, rendered))
        elif isinstance(final, HttpResponse):
            return finish(self.request._request, final)
        return final


@contextmanager
def or_not_found(article: UUID | None = None) -> Iterator[None]:
    """Answer 404 where a selector finds no record that the viewer may see; 410 for an article destroyed by order."""
    try:
        yield
    except ObjectDoesNotExist as error:
        if article is not None and destroyed_at(article) is not None:
            raise Problem(HTTPStatus.GONE, "The article was destroyed by order.") from error
        raise NotFound("There is nothing here that you may see.") from error


def json_object(request: Request) -> dict[str, Any]:
    """Give the body, which must be a JSON object."""
    data = request.data
    if not isinstance(data, dict):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The body must be an object.",
            errors=[{"pointer": "", "detail": "The body must be an object."}],
        )
    return data
