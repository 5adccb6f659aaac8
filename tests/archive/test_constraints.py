"""What the database refuses itself, when the services are bypassed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from archive.models import Article, ArticleCapture, Blob, Block, FieldValue, RightsStatement, TextVersion
from tests.factories import (
    AccessionFactory,
    ArticleCaptureFactory,
    ArticleFactory,
    BlockFactory,
    CaptureFactory,
    CollectionFactory,
    EventFactory,
    FieldValueFactory,
    PublisherFactory,
    RightsStatementFactory,
    SoftwareFactory,
    TextVersionFactory,
)

pytestmark = pytest.mark.django_db


def _refused(constraint: str = "(?i)unique"):
    """Give a context in which the database must refuse."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("field", ["reference_code", "uuid"])
def test_article_names_are_once(field):
    held = ArticleFactory(text=None)
    with _refused(), transaction.atomic():
        ArticleFactory(text=None, **{field: getattr(held, field)})


def test_article_dates_are_in_order():
    with _refused("article_dates_in_order"), transaction.atomic():
        ArticleFactory(text=None, date_earliest=date(2007, 5, 1), date_latest=date(2007, 4, 1))
    ArticleFactory(text=None, date_earliest=date(2007, 5, 1))
    assert Article.objects.count() == 1


def test_blob_is_once_a_digest():
    held = ArticleFactory().current_text.article_capture.capture.blob
    with _refused(), transaction.atomic():
        Blob.objects.create(sha256=held.sha256, size=held.size)


def test_place_of_a_capture_is_one_article():
    held = ArticleCaptureFactory(article=ArticleFactory(text=None))
    with _refused(), transaction.atomic():
        ArticleCaptureFactory(article=ArticleFactory(text=None), capture=held.capture)
    ArticleCaptureFactory(article=ArticleFactory(text=None), capture=held.capture, locator="bytes=10-20")
    assert ArticleCapture.objects.count() == 2


def test_text_version_number_is_once_an_article():
    held = TextVersionFactory()
    with _refused(), transaction.atomic():
        TextVersionFactory(article=held.article, number=1)
    assert TextVersion.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 3)], ids=["empty", "backwards"])
def test_block_is_not_empty(start, end):
    version = TextVersionFactory()
    with _refused("block_not_empty"), transaction.atomic():
        BlockFactory(text_version=version, start=start, end=end)


def test_block_order_is_once_a_text():
    held = BlockFactory()
    with _refused(), transaction.atomic():
        BlockFactory(text_version=held.text_version, order=held.order)
    assert Block.objects.count() == 1


def test_field_has_one_current_value():
    held = FieldValueFactory()
    with _refused(), transaction.atomic():
        FieldValueFactory(article=held.article, field=held.field)
    FieldValueFactory(article=held.article, field=held.field, current=False)
    FieldValueFactory(article=held.article, field="byline")
    assert FieldValue.objects.count() == 3


@pytest.mark.parametrize(
    ("start", "end", "has_text"),
    [
        pytest.param(5, 5, True, id="an empty span"),
        pytest.param(5, 3, True, id="a span backwards"),
        pytest.param(5, 8, False, id="a span without a text"),
    ],
)
def test_evidence_is_whole(start, end, has_text):
    article = ArticleFactory()
    text = article.current_text if has_text else None
    with _refused("fieldvalue_evidence_whole"), transaction.atomic():
        FieldValueFactory(article=article, evidence_text=text, evidence_start=start, evidence_end=end)


def test_value_dates_are_in_order():
    with _refused("fieldvalue_dates_in_order"), transaction.atomic():
        FieldValueFactory(earliest=date(2007, 5, 1), latest=date(2007, 4, 1))


def test_value_is_superseded_once():
    former = FieldValueFactory(current=False)
    FieldValueFactory(article=former.article, supersedes=former)
    with _refused(), transaction.atomic():
        FieldValueFactory(article=former.article, field="byline", supersedes=former)


def test_accession_number_is_once():
    held = AccessionFactory()
    with _refused(), transaction.atomic():
        AccessionFactory(number=held.number)


@pytest.mark.parametrize("factory", [PublisherFactory, CollectionFactory])
def test_slug_is_once(factory):
    held = factory()
    with _refused(), transaction.atomic():
        factory(slug=held.slug)


def test_rights_statement_with_a_limit_is_once():
    held = RightsStatementFactory(quotation_limit=100)
    with _refused(), transaction.atomic():
        RightsStatementFactory(holder=held.holder, quotation_limit=100)
    RightsStatementFactory(holder=held.holder, quotation_limit=200)
    assert RightsStatement.objects.count() == 2


def test_program_is_one_agent_a_version():
    held = SoftwareFactory()
    with _refused(), transaction.atomic():
        SoftwareFactory(label=held.label, version=held.version)


@pytest.mark.parametrize(
    "keep",
    [
        pytest.param(ArticleFactory, id="an article with a text"),
        pytest.param(lambda: FieldValueFactory(article=ArticleFactory(text=None)).article, id="an article with values"),
        pytest.param(lambda: EventFactory(article=ArticleFactory(text=None)).article, id="an article with events"),
        pytest.param(lambda: EventFactory().agent, id="an agent who did something"),
        pytest.param(lambda: CaptureFactory().accession, id="an accession with captures"),
        pytest.param(lambda: ArticleFactory(text=None).publisher, id="a publisher with articles"),
        pytest.param(lambda: ArticleFactory(text=None, collection=CollectionFactory()).collection, id="a collection"),
        pytest.param(lambda: ArticleFactory(text=None, rights=RightsStatementFactory()).rights, id="rights in use"),
    ],
)
def test_row_that_others_name_can_not_be_deleted(keep):
    held = keep()
    with pytest.raises(ProtectedError):
        held.delete()
    assert type(held).objects.filter(pk=held.pk).exists()
