"""The annotations' own errors as problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from annotations.api.pointers import member_at_fault
from annotations.errors import (
    AnnotationsError,
    ConflictError,
    InvalidAnnotationError,
    InvalidSpanError,
    NotAllowedError,
    StaleVersionError,
)
from archive.api.problems import Problem, pointed


@contextmanager
def as_problems(body: dict[str, Any] | None = None) -> Iterator[None]:
    """Turn what a service refuses into a problem; with the ``body`` that a draft was read from, into its members.

    A stale version is left to the caller, who knows the current one.
    """
    try:
        yield
    except StaleVersionError:
        raise
    except (InvalidAnnotationError, InvalidSpanError) as error:
        if body is not None:
            pointer = member_at_fault(error, body)
        else:
            pointer = error.pointer if isinstance(error, InvalidAnnotationError) else "/target"
        raise invalid(str(error), pointer) from error
    except NotAllowedError as error:
        raise Problem(HTTPStatus.FORBIDDEN, str(error)) from error
    except ConflictError as error:
        raise Problem(HTTPStatus.CONFLICT, str(error)) from error
    except AnnotationsError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


def invalid(detail: str, pointer: str) -> Problem:
    """Give the problem of a member that can't be taken, to be raised."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=[pointed(detail, pointer)])
