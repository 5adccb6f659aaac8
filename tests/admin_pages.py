"""What every test of an admin page asks: its answer by role, how many queries it takes, what stands inline in it."""

from html.parser import HTMLParser

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.vocabulary import Role

#: What a page that every staff role may see answers: a page, or the way to the log-in.
STAFF_ONLY: dict[Role | None, int] = {
    Role.ARCHIVIST: 200,
    Role.CURATOR: 200,
    Role.ANNOTATOR: 200,
    Role.RESEARCHER: 302,
    None: 302,
}


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]
        self.found += [f"{tag} {name}" for name, value in attrs if (value or "").startswith("javascript:")]


def inline_content(html: str) -> list[str]:
    """Give every script, style and handler that stands in a page itself, where a strict policy would block it."""
    parser = _Inline()
    parser.feed(html)
    return parser.found


def query_count(client: Client, url: str) -> int:
    """Give how many queries a page takes, which must answer 200; asked once before, so that nothing is first-time."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(url)
    return len(captured)
