"""What the archive holds: articles with their blob row, capture, text and blocks."""

import hashlib
from collections.abc import Iterator
from collections.abc import Sequence as Items
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from archive.models import (
    Accession,
    Article,
    ArticleCapture,
    Blob,
    Block,
    Capture,
    Change,
    Collection,
    Event,
    FieldValue,
    IndexTask,
    Publisher,
    RightsStatement,
    TextVersion,
)
from archive.vocabulary import Access, BlockRole, ChangeAction, EventType, Field, ValueStatus
from tests.factories.accounts import AgentFactory

#: When everything happened that a test gives no time for.
NOON = datetime(2007, 4, 19, 12, 0, tzinfo=UTC)

#: The lines of an article made without ``text=`` and the role of each; the headline comes between the first two.
MASTHEAD = "Home | World | Business"
PARAGRAPHS = (
    "The minister said the bridge was safe.",
    "Engineers in Brussels disagreed with the minister.",
)


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = Publisher

    slug = Sequence(lambda n: f"outlet-{n}")
    name = Sequence(lambda n: f"Outlet {n}")


class CollectionFactory(DjangoModelFactory):
    class Meta:
        model = Collection

    slug = Sequence(lambda n: f"collection-{n}")
    title = Sequence(lambda n: f"Collection {n}")


class RightsStatementFactory(DjangoModelFactory):
    class Meta:
        model = RightsStatement

    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    holder = Sequence(lambda n: f"Holder {n}")


class AccessionFactory(DjangoModelFactory):
    class Meta:
        model = Accession

    number = Sequence(lambda n: f"2007-{n:04}")
    acquired_from = "the donor"
    received_at = NOON
    reader = "plain"
    agent = SubFactory(AgentFactory)


class BlobFactory(DjangoModelFactory):
    """The row of the blob whose bytes are ``text=`` in UTF-8; the bytes themselves are not stored."""

    class Meta:
        model = Blob
        django_get_or_create = ("sha256",)

    class Params:
        text = Sequence(lambda n: f"Text {n}")

    sha256 = LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    size = LazyAttribute(lambda o: len(o.text.encode()))


class CaptureFactory(DjangoModelFactory):
    class Meta:
        model = Capture

    blob = SubFactory(BlobFactory)
    accession = SubFactory(AccessionFactory)
    media_type = "text/plain"
    charset = "utf-8"
    charset_evidence = "every byte decodes"
    newline = "LF"
    file_name = Sequence(lambda n: f"article-{n}.txt")


class ArticleFactory(DjangoModelFactory):
    """An article open to everybody, with one capture and one text.

    ``text=`` gives the text, one paragraph a line; ``blocks=`` its blocks as ``(start, end, role)``; ``text=None``
    makes the article alone. Without them the text is a masthead, the headline and two paragraphs.
    """

    class Meta:
        model = Article

    reference_code = Sequence(lambda n: f"TEST-{n:04}")
    access = Access.OPEN
    headline = Sequence(lambda n: f"Headline {n}")
    publisher = SubFactory(PublisherFactory)
    language = "en"
    created = NOON
    modified = NOON

    @classmethod
    def _create(
        cls,
        model_class: type[Article],
        *args: Any,
        text: str | None = "",
        blocks: Items[tuple[int, int, str]] = (),
        **kwargs: Any,
    ) -> Article:
        article = super()._create(model_class, *args, **kwargs)
        if text is None:
            return article
        lines = (MASTHEAD, article.headline, *PARAGRAPHS)
        version = TextVersionFactory(article=article, text=text or "\n".join(lines))
        first = () if text else (BlockRole.MASTHEAD, BlockRole.HEADLINE)
        for order, (start, end, role) in enumerate(blocks or _lines(version.text, first)):
            BlockFactory(text_version=version, order=order, start=start, end=end, role=role)
        return article


def _lines(text: str, roles: Items[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for order, line in enumerate(text.splitlines(keepends=True)):
        yield start, start + len(line), roles[order] if order < len(roles) else BlockRole.PARAGRAPH
        start += len(line)


class ArticleCaptureFactory(DjangoModelFactory):
    class Meta:
        model = ArticleCapture

    article = SubFactory(ArticleFactory)
    capture = SubFactory(CaptureFactory)


class TextVersionFactory(DjangoModelFactory):
    """A text without blocks, its capture's bytes in UTF-8; the article's current one unless ``current=False``."""

    class Meta:
        model = TextVersion

    article = SubFactory(ArticleFactory, text=None)
    article_capture = SubFactory(
        ArticleCaptureFactory, article=SelfAttribute("..article"), capture__blob__text=SelfAttribute("....text")
    )
    number = LazyAttribute(lambda o: o.article.text_versions.count() + 1)
    text = "The minister said the bridge was safe."
    sha256 = LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    extractor = "plain"
    extractor_version = "1"
    created = NOON

    @classmethod
    def _create(cls, model_class: type[TextVersion], *args: Any, current: bool = True, **kwargs: Any) -> TextVersion:
        version = super()._create(model_class, *args, **kwargs)
        if current:
            version.article.current_text = version
            version.article.save(update_fields=["current_text"])
        return version


class BlockFactory(DjangoModelFactory):
    class Meta:
        model = Block

    text_version = SubFactory(TextVersionFactory)
    order = 0
    start = 0
    end = LazyAttribute(lambda o: len(o.text_version.text))
    role = BlockRole.PARAGRAPH


class FieldValueFactory(DjangoModelFactory):
    """A supplied value, or with ``quote=`` one as printed that stands on these words of the current text."""

    class Meta:
        model = FieldValue

    class Params:
        quote = ""

    article = SubFactory(ArticleFactory)
    field = Field.HEADLINE
    value = LazyAttribute(lambda o: o.quote or "A value")
    status = LazyAttribute(lambda o: ValueStatus.AS_PRINTED if o.quote else ValueStatus.SUPPLIED)
    evidence_text = LazyAttribute(lambda o: o.article.current_text if o.quote else None)
    evidence_start = LazyAttribute(lambda o: o.evidence_text.text.index(o.quote) if o.quote else None)
    evidence_end = LazyAttribute(lambda o: o.evidence_start + len(o.quote) if o.quote else None)
    agent = SubFactory(AgentFactory)
    at = NOON


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    type = EventType.INGESTION
    at = NOON
    agent = SubFactory(AgentFactory)
    article = SubFactory(ArticleFactory)


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = Change

    kind = "article"
    uuid = Sequence(lambda n: UUID(int=n))
    action = ChangeAction.CREATED
    at = NOON


class IndexTaskFactory(DjangoModelFactory):
    class Meta:
        model = IndexTask

    key = Sequence(lambda n: UUID(int=n))
    at = NOON
