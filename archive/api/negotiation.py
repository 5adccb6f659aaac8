"""Which representation is wanted: the Accept header with its weights (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class WeightedNegotiation(DefaultContentNegotiation):
    """REST Framework's own looks at how specific a media type is, not at its weight; Django looks at both."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,  # noqa: ARG002 - the base's signature
    ) -> tuple[BaseRenderer, str]:
        offered = {renderer.media_type: renderer for renderer in renderers}
        chosen = request._request.get_preferred_type(list(offered))
        if chosen is None:
            raise NotAcceptable(f"What there is: {', '.join(offered)}.")
        return offered[chosen], chosen
