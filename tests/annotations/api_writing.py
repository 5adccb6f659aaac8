"""An annotator with an open set, and the Web Annotations that they send."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from accounts.models import User
from accounts.vocabulary import Role
from annotations.models import AnnotationSet
from tests.api import token_client
from tests.factories import AnnotationSetFactory
from tests.roles import role_user

BASE = "https://archive.example.org"
ROOT = "/api/v1/"
CHOSEN = UUID("01900000-0000-7000-8000-000000000001")
ADDRESS = f"{ROOT}annotations/{CHOSEN}/"


@dataclass(frozen=True, slots=True)
class Writing:
    """A user, their open set and a client with their token."""

    user: User
    set: AnnotationSet
    client: Client

    def mention(self, words: str = "minister", tag: str = "person", **members: Any) -> dict[str, Any]:
        """Give the smallest mention that says all that is needed."""
        text = self.set.text_version
        start = text.text.index(words)
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag, "dl:certainty": "dl:high"}],
            "target": {
                "source": f"{BASE}/articles/{text.article.uuid}/texts/{text.uuid}",
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": start + len(words)},
                    {"type": "TextQuoteSelector", "exact": words},
                ],
            },
            **members,
        }

    def put(self, body: Any, address: str = ADDRESS, **headers: str) -> Any:
        return self.client.put(address, body, "application/json", headers=headers)

    def post(self, body: Any) -> Any:
        return self.client.post(f"{ROOT}sets/{self.set.uuid}/annotations/", body, "application/json")


def writing(role: Role = Role.ANNOTATOR) -> Writing:
    """Give a new annotator with an open set on a new article."""
    user = role_user(role)
    return Writing(user, AnnotationSetFactory(annotator=user.agent), token_client(user))
