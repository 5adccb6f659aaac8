"""What can go wrong with annotations; every message says what and where, in words for the person who must act."""


class AnnotationsError(Exception):
    """Base of the annotations' own errors."""


class InvalidAnnotationError(AnnotationsError):
    """An annotation that can't be taken as it is; ``pointer`` is the JSON Pointer (RFC 6901) of the member at fault."""

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer


class InvalidSpanError(AnnotationsError):
    """A span that does not fit its text; ``role`` and ``order`` name it within its annotation."""

    def __init__(self, message: str, *, role: str = "", order: int | None = None) -> None:
        super().__init__(message)
        self.role = role
        self.order = order


class StaleVersionError(AnnotationsError):
    """Somebody else changed the record since it was read; ``current`` is its version now."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current


class NotAllowedError(AnnotationsError):
    """The agent may not do this, or the set's state does not allow it."""


class ConflictError(AnnotationsError):
    """The write contradicts what is there: a uuid already taken, a second decision, a circle of merges."""
