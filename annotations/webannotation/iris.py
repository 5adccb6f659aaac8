"""The IRIs by which Web Annotations name Dateline's records."""

import re
from uuid import UUID

_SPAN = re.compile(r"#([a-z]+)-(0|[1-9][0-9]{0,9})")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Iris:
    """IRIs under one base address, made and read. Reading gives None for an IRI that is not of the kind asked for."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")

    def agent(self, uuid: UUID) -> str:
        return f"{self._base}/agents/{uuid}"

    def annotation(self, uuid: UUID) -> str:
        return f"{self._base}/annotations/{uuid}"

    def article(self, uuid: UUID) -> str:
        return f"{self._base}/articles/{uuid}"

    def entity(self, uuid: UUID) -> str:
        return f"{self._base}/entities/{uuid}"

    def span(self, annotation: UUID, role: str, order: int) -> str:
        return f"{self.annotation(annotation)}#{role}-{order}"

    def statement(self, annotation: UUID) -> str:
        return f"{self.annotation(annotation)}#statement"

    def text_version(self, article: UUID, version: UUID | int) -> str:
        """Give a text version's IRI: by its uuid or, where only that is known, by its number."""
        return f"{self.article(article)}/texts/{version}"

    def read_agent(self, iri: str) -> UUID | None:
        return self._read("agents", iri)

    def read_annotation(self, iri: str) -> UUID | None:
        return self._read("annotations", iri)

    def read_entity(self, iri: str) -> UUID | None:
        return self._read("entities", iri)

    def read_statement(self, iri: str) -> UUID | None:
        return self._read("annotations", iri.removesuffix("#statement")) if iri.endswith("#statement") else None

    def read_span(self, annotation: UUID, iri: str) -> tuple[str, int] | None:
        """Give role and order of a span of one annotation."""
        whole = self.annotation(annotation)
        match = _SPAN.fullmatch(iri.removeprefix(whole)) if iri.startswith(whole) else None
        return (match[1], int(match[2])) if match else None

    def _read(self, path: str, iri: str) -> UUID | None:
        start = f"{self._base}/{path}/"
        text = iri.removeprefix(start)
        return UUID(text) if iri.startswith(start) and _UUID.fullmatch(text) else None
