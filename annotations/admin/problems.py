"""What services refuse, told to a page's script as problem details (RFC 9457)."""

from http import HTTPStatus

from django.http import JsonResponse

from annotations.errors import AnnotationsError, ConflictError, InvalidAnnotationError, NotAllowedError

_STATUS: dict[type[AnnotationsError], HTTPStatus] = {
    NotAllowedError: HTTPStatus.FORBIDDEN,
    ConflictError: HTTPStatus.CONFLICT,
}


def refusal(error: AnnotationsError) -> JsonResponse:
    """Give what a service refused, with the member it names; what is not forbidden or in conflict is a 422."""
    pointer = error.pointer if isinstance(error, InvalidAnnotationError) else ""
    return problem(_STATUS.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY), str(error.args[0]), pointer)


def problem(status: HTTPStatus, detail: str, pointer: str = "") -> JsonResponse:
    """Give a problem in words; ``pointer`` is the JSON Pointer of the member at fault."""
    errors = [{"pointer": pointer, "detail": detail}] if pointer else []
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, "errors": errors}
    return JsonResponse(body, status=status, content_type="application/problem+json")
