"""The annotate page in a browser: a text of our own, an annotator who is logged in, and keys that are counted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.vocabulary import Role
from annotations.models import Annotation, AnnotationSet, Span
from tests.factories import AnnotationSetFactory, ArticleFactory, ProjectFactory
from tests.roles import role_user

TEXT = (
    "Minister sees no danger\n\n"
    "The minister, Anna Berg, said the bridge was safe. Officials in Oslo denied that it had moved.\n\n"
    '"We have measured it twice," Mr Holm told reporters in Oslo. He added that Berg was right.\n\n'
    "Oslo has built three bridges since 1990, according to the city."
)

#: Keys that only move, which nobody counts.
MOVES = ("Arrow", "Home", "End", "Page")


@dataclass
class BenchPage:
    """A page at a set, with what is asked of it in every test."""

    page: Page
    set: AnnotationSet
    keys: Counter[str] = field(default_factory=Counter)

    def open(self, place: str = "") -> "BenchPage":
        self.page.goto(f"/admin/annotations/annotationset/{self.set.pk}/bench/{place}")
        self.ready()
        return self

    def ready(self) -> None:
        expect(self.page.locator("html[data-ready]")).to_be_attached()

    def press(self, *keys: str) -> None:
        """Press keys one after another, and count those that do more than move."""
        for key in keys:
            self.page.keyboard.press(key)
            if not any(move in key for move in MOVES):
                self.keys[key] += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys["typed"] += len(words)

    def at(self, words: str, nth: int = 0) -> None:
        """Put the cursor on words, as somebody does who looks for them; the keys for that are not counted."""
        field = self.page.locator("#find")
        field.fill(words)
        for _ in range(nth + 1):
            field.press("Enter")
        field.press("Escape")

    def picker(self, *options: str) -> None:
        """Wait until these are what is offered first."""
        offered = self.page.locator("#picker-list [role=option]")
        for index, option in enumerate(options):
            expect(offered.nth(index)).to_contain_text(option)

    def saved(self) -> None:
        expect(self.page.locator("#state")).to_have_text("all saved")

    def said(self, words: str) -> None:
        expect(self.page.locator("#live")).to_contain_text(words)

    def spans(self) -> list[tuple[str, str, str]]:
        """Give (role, words of the text, words of the span) of all that the server has, in the order of the text."""
        self.saved()
        text = self.set.text_version.text
        rows = Span.objects.filter(annotation__annotation_set=self.set, annotation__deleted_at=None)
        return [
            (span.role, text[span.start : span.end], span.exact)
            for span in rows.order_by("start", "-end", "role", "annotation")
        ]

    def words(self) -> list[str]:
        """Give the words of every span that the server has; they stand where it says that they stand."""
        found = self.spans()
        assert [exact for _role, _there, exact in found] == [there for _role, there, _exact in found]
        return [exact for _role, _there, exact in found]

    def annotations(self) -> list[Annotation]:
        self.saved()
        live = self.set.annotations.filter(deleted_at=None)
        return list(live.select_related("mention__tag", "mention__entity", "statement").order_by("created"))


def log_in(page: Page, user: User, url: str) -> None:
    """Give a page the session of a user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


def open_set(text: str = TEXT, *, role: Role = Role.CURATOR, user: User | None = None, **article: Any) -> AnnotationSet:
    """Give an open set on a text of paragraphs, of a new user with a role."""
    article = ArticleFactory(text=text, blocks=paragraphs(text), **article)
    owner = user or role_user(role)
    return AnnotationSetFactory(project=ProjectFactory(), article=article, annotator=owner.agent)


def paragraphs(text: str) -> list[tuple[int, int, str]]:
    """Give the blocks of a text whose first line is its headline."""
    blocks, start = [], 0
    parts = text.split("\n\n")
    for index, part in enumerate(parts):
        end = start + len(part) + (2 if index < len(parts) - 1 else 0)
        blocks.append((start, end, "paragraph" if index else "headline"))
        start = end
    return blocks
