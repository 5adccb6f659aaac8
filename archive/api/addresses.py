"""The addresses in answers: ``id`` names a record for good, ``url`` is where this API has it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

#: Where the API lies.
ROOT = "/api/v1/"


class Addresses:
    """Identifiers below BASE_URL, which never change, and addresses at the host that was asked."""

    def __init__(self, request: HttpRequest) -> None:
        self._api = request.build_absolute_uri(ROOT)

    @staticmethod
    def id(path: str, uuid: UUID | str) -> str:
        """Give the identifier of a record, ``path`` being its kind's, such as ``articles``."""
        return f"{settings.BASE_URL}/{path}/{uuid}"

    def url(self, *path: UUID | str) -> str:
        """Give the address of something in this API."""
        return self._api + "".join(f"{part}/" for part in path)

    def named(self, path: str, uuid: UUID) -> dict[str, str]:
        """Give the three members that name a record."""
        return {"id": self.id(path, uuid), "url": self.url(path, uuid), "uuid": str(uuid)}
