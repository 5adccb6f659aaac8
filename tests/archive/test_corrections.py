"""Corrections: a better value beside the former one, another role for a block; whole or absent."""

from datetime import date

import pytest

from archive.errors import InvalidValueError, StaleVersionError
from archive.models import Article, Block, FieldValue
from archive.records import FoundValue
from archive.services.corrections import set_block_role, set_value
from archive.vocabulary import DATE_FIELDS, Field
from tests.factories import AgentFactory, ArticleFactory, FieldValueFactory, TextVersionFactory
from tests.rows import changes, events, index_tasks, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def article() -> Article:
    return ArticleFactory()


def _value(field: str = "headline", value: str = "Bridge safe", status: str = "supplied", **options) -> FoundValue:
    return FoundValue(field=field, value=value, status=status, **options)


def _fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_set_value_adds_a_first_value(agent, article):
    row = set_value(article=article, value=_value("byline", "By A. Writer"), agent=agent, version=1)
    found = _fresh(article)
    assert (row.value, row.current, row.supersedes, row.agent) == ("By A. Writer", True, None, agent)
    assert (found.byline, found.version, article.version) == ("By A. Writer", 2, 2)


def test_set_value_supersedes_the_former_value_and_keeps_it(agent, article):
    former = FieldValueFactory(article=article, value="Brige safe")
    row = set_value(article=article, value=_value(note="a slip"), agent=agent, version=1)
    assert list(FieldValue.objects.order_by("id").values_list("value", "current", "supersedes")) == [
        ("Brige safe", False, None),
        ("Bridge safe", True, former.pk),
    ]
    assert (_fresh(article).headline, row.note) == ("Bridge safe", "a slip")
    assert events() == [
        {
            "type": "metadata modification",
            "agent": agent.pk,
            "article": article.pk,
            "outcome": "success",
            "detail": "headline: 'Brige safe' → 'Bridge safe'. a slip",
            "object_ids": ["field:headline"],
        }
    ]
    assert (changes(), index_tasks()) == ([("article", article.uuid, "updated")], [article.uuid])


def test_set_value_finds_its_words_in_the_current_text(agent, article):
    TextVersionFactory(article=article, text="Engineers in Brussels.")
    row = set_value(
        article=article,
        value=_value("dateline_place", "Brussels", "as-printed", quote="Brussels"),
        agent=agent,
        version=1,
    )
    assert (row.evidence_text, row.evidence_start, row.evidence_end) == (article.current_text, 13, 21)
    assert _fresh(article).place == "Brussels"


@pytest.mark.parametrize("field", sorted(DATE_FIELDS))
def test_set_value_of_a_date_keeps_its_days(agent, article, field):
    row = set_value(article=article, value=_value(field, "April 2007", edtf="2007-04"), agent=agent, version=1)
    assert (row.edtf, row.earliest, row.latest) == ("2007-04", date(2007, 4, 1), date(2007, 4, 30))


def test_set_value_that_is_not_stated_empties_the_column(agent):
    article = ArticleFactory(headline="Wrong", supplied_title="[The minister said so.]")
    FieldValueFactory(article=article, value="Wrong")
    set_value(article=article, value=_value(value="", status="not-stated"), agent=agent, version=1)
    found = _fresh(article)
    assert (found.headline, found.title) == ("", "[The minister said so.]")


def test_set_value_by_a_second_writer_is_refused(agent, article):
    seen = _fresh(article)
    set_value(article=article, value=_value(value="First"), agent=agent, version=1)
    before = row_counts()
    with pytest.raises(StaleVersionError) as caught:
        set_value(article=seen, value=_value(value="Second"), agent=agent, version=1)
    assert caught.value.current == 2
    assert str(caught.value) == (
        f"{article.reference_code} was changed by somebody else since you opened it (you have version 1, it is now 2)."
    )
    assert (_fresh(article).headline, row_counts()) == ("First", before)


def test_set_value_of_an_outlet_by_a_second_writer_makes_no_outlet(agent, article):
    before = row_counts()
    with pytest.raises(StaleVersionError):
        set_value(article=article, value=_value("publisher", "New Post"), agent=agent, version=9)
    assert row_counts() == before


@pytest.mark.parametrize(
    ("value", "member", "message"),
    [
        pytest.param(_value("mood"), "field", "'mood' is not a field", id="an unknown field"),
        pytest.param(_value(status="guessed"), "status", "'guessed' is not a status", id="an unknown status"),
        pytest.param(_value(certainty="sure"), "certainty", "'sure' is not a certainty", id="an unknown certainty"),
        pytest.param(_value(value=""), "value", "a value is needed, unless it is not stated", id="no value"),
        pytest.param(_value(value=" \u00a0"), "value", "a value is needed, unless it is not stated", id="white space"),
        pytest.param(
            _value(status="not-stated"), "value", "what is not stated has no value", id="a value that is not stated"
        ),
        pytest.param(
            _value("published", "soon"),
            "edtf",
            "a date is needed in EDTF, such as 2007-04-19 or 2007-04?",
            id="a date in words only",
        ),
        pytest.param(_value(edtf="2007"), "edtf", "only dates have EDTF", id="a headline with a date"),
    ],
)
def test_set_value_refuses(agent, article, value, member, message):
    before = row_counts()
    with pytest.raises(InvalidValueError) as caught:
        set_value(article=article, value=value, agent=agent, version=1)
    assert (str(caught.value), caught.value.field) == (message, member)
    assert (_fresh(article).version, row_counts()) == (1, before)


@pytest.mark.parametrize(
    "edtf", ["yesterday", "2007-02-30", "2007-13", "2008/2007", "19.04.2007", "2007-04-19T25:00:00"]
)
def test_set_value_refuses_what_is_no_date(agent, article, edtf):
    before = row_counts()
    with pytest.raises(InvalidValueError) as caught:
        set_value(article=article, value=_value("published", "x", edtf=edtf), agent=agent, version=1)
    assert (caught.value.field, row_counts()) == ("edtf", before)


@pytest.mark.parametrize("quote", ["nowhere", "minister"], ids=["absent words", "words that stand there twice"])
def test_set_value_refuses_words_without_one_place(agent, article, quote):
    before = row_counts()
    with pytest.raises(InvalidValueError) as caught:
        set_value(article=article, value=_value(quote=quote), agent=agent, version=1)
    assert (caught.value.field, row_counts()) == ("quote", before)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (5, 3), (-1, 3), (0, 10_000), (5, None), (None, 5)])
def test_set_value_refuses_evidence_that_is_no_span_of_the_text(agent, article, start, end):
    before = row_counts()
    with pytest.raises(InvalidValueError):
        set_value(article=article, value=_value(start=start, end=end), agent=agent, version=1)
    assert row_counts() == before


def test_set_value_of_a_field_leaves_the_others_projected(agent, article):
    set_value(article=article, value=_value("language", "en"), agent=agent, version=1)
    set_value(article=article, value=_value("published", "1 May", edtf="2007-05-01"), agent=agent, version=2)
    set_value(article=article, value=_value("dateline_place", "Brussels"), agent=agent, version=3)
    found = _fresh(article)
    assert (found.language, found.date_edtf, found.place, found.version) == ("en", "2007-05-01", "Brussels", 4)


def test_set_block_role_marks_and_moves_nothing(agent, article):
    block = article.current_text.blocks.get(order=2)
    place = (block.start, block.end)
    set_block_role(block=block, role="notice", agent=agent, version=1)
    found = Block.objects.get(pk=block.pk)
    assert (found.role, (found.start, found.end), _fresh(article).version) == ("notice", place, 2)
    assert events() == [
        {
            "type": "modification",
            "agent": agent.pk,
            "article": article.pk,
            "outcome": "success",
            "detail": f"block 2 [{place[0]}, {place[1]}): paragraph → notice",
            "object_ids": [f"text:{article.current_text.uuid}"],
        }
    ]
    assert (changes(), index_tasks()) == ([("article", article.uuid, "updated")], [article.uuid])


def test_set_block_role_refuses_an_unknown_role(agent, article):
    block = article.current_text.blocks.first()
    with pytest.raises(InvalidValueError) as caught:
        set_block_role(block=block, role="poem", agent=agent, version=1)
    assert (str(caught.value), caught.value.field) == ("'poem' is not a role of a block", "role")


def test_set_block_role_by_a_second_writer_is_refused(agent, article):
    set_value(article=article, value=_value("language", "en"), agent=agent, version=1)
    before = row_counts()
    with pytest.raises(StaleVersionError) as caught:
        set_block_role(block=article.current_text.blocks.get(order=2), role="notice", agent=agent, version=1)
    assert (caught.value.current, row_counts()) == (2, before)
    assert Block.objects.filter(role="notice").count() == 0


@pytest.mark.parametrize("field", sorted(set(Field) - DATE_FIELDS))
def test_set_value_takes_every_field(agent, article, field):
    row = set_value(article=article, value=_value(field, "A value"), agent=agent, version=1)
    assert FieldValue.objects.get(field=field, current=True) == row
