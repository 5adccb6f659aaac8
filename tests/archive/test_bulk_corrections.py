"""Bulk corrections: planned without writing, written in one step, undone as a whole."""

import json
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command

from accounts.access import system_viewer
from accounts.vocabulary import Role
from archive.bulk_csv import write_table
from archive.errors import InvalidValueError
from archive.models import Article, BulkCorrection, FieldValue
from archive.records import FoundValue
from archive.selectors.bulk_corrections import value_rows
from archive.services.bulk_corrections import MOST, Fate, Line, correct_bulk, plan_bulk, undo_bulk
from archive.services.corrections import set_value
from tests.factories import AgentFactory, ArticleFactory, FieldValueFactory
from tests.roles import role_viewer
from tests.rows import changes, events, index_tasks, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def articles() -> list[Article]:
    """Give three articles; the first two have a publisher, the second is of the BBC already."""
    made = [ArticleFactory(publisher=None) for _ in range(3)]
    FieldValueFactory(article=made[0], field="publisher", value="BBC NEWS", note="as the page has it")
    FieldValueFactory(article=made[1], field="publisher", value="BBC", status="supplied")
    return made


def _line(of: Article, value: str = "BBC", field: str = "publisher", **options: Any) -> Line:
    extra = {name: options.pop(name) for name in ("edtf", "status", "note") if name in options}
    found = FoundValue(**{"field": field, "value": value, "status": "supplied", **extra})
    return Line(**{"article": of.uuid, "version": of.version, "found": found, **options})


def _correct(lines: list[Line], agent: Any, **options: Any) -> BulkCorrection:
    return correct_bulk(lines, viewer=system_viewer(), agent=agent, **options)[0]


def _undo(bulk: BulkCorrection, agent: Any) -> tuple[BulkCorrection, list[str]]:
    return undo_bulk(bulk=bulk, viewer=system_viewer(), agent=agent)


def _publishers() -> list[str | None]:
    fresh = Article.objects.select_related("publisher").order_by("pk")
    return [found.publisher.name if found.publisher else None for found in fresh]


def _values(article: Article, field: str = "publisher") -> list[tuple[str, bool]]:
    return list(article.values.filter(field=field).order_by("pk").values_list("value", "current"))


def test_a_plan_says_what_would_change_and_writes_nothing(articles):
    before = row_counts()
    planned = plan_bulk([_line(one) for one in articles], viewer=system_viewer())
    assert [(one.fate, one.former.value if one.former else None) for one in planned] == [
        (Fate.CHANGED, "BBC NEWS"),
        (Fate.UNCHANGED, "BBC"),
        (Fate.CHANGED, None),
    ]
    assert row_counts() == before


def test_values_are_set_with_an_event_each_that_names_the_correction(articles, agent):
    bulk = _correct([_line(one) for one in articles], agent, note="house style")
    assert (bulk.field, bulk.changed, bulk.skipped, bulk.note) == ("publisher", 2, 0, "house style")
    assert _publishers() == ["BBC", None, "BBC"]
    assert [_values(one) for one in articles] == [
        [("BBC NEWS", False), ("BBC", True)],
        [("BBC", True)],
        [("BBC", True)],
    ]
    made = FieldValue.objects.filter(bulk=bulk).order_by("pk")
    assert [(row.article, row.agent, row.supersedes.value if row.supersedes else None) for row in made] == [
        (articles[0], agent, "BBC NEWS"),
        (articles[2], agent, None),
    ]
    assert [(found["article"], found["detail"], found["object_ids"]) for found in events()] == [
        (articles[0].pk, "publisher: 'BBC NEWS' → 'BBC'. house style", ["field:publisher", f"bulk:{bulk.uuid}"]),
        (articles[2].pk, "publisher: '' → 'BBC'. house style", ["field:publisher", f"bulk:{bulk.uuid}"]),
    ]
    assert changes() == [("article", one.uuid, "updated") for one in (articles[0], articles[2])]
    assert index_tasks() == [articles[0].uuid, articles[2].uuid]
    assert list(Article.objects.order_by("pk").values_list("version", flat=True)) == [2, 1, 2]


def test_undoing_puts_back_what_was_there_and_nothing_where_there_was_nothing(articles, agent):
    bulk = _correct([_line(one) for one in articles], agent)
    undoing, left = _undo(bulk, agent)
    assert (undoing.undoes, undoing.changed, left) == (bulk, 2, [])
    assert _values(articles[0]) == [("BBC NEWS", False), ("BBC", False), ("BBC NEWS", True)]
    assert _values(articles[2]) == [("BBC", False)]
    assert articles[0].values.get(current=True).note == "as the page has it"
    assert _publishers() == ["BBC NEWS", None, None]
    named = [f"bulk:{undoing.uuid}" in found["object_ids"] for found in events()]
    assert named == [False, False, True, True]

    again, left = _undo(undoing, agent)
    assert (_publishers(), again.changed, left) == (["BBC", None, "BBC"], 2, [])
    _undo(again, agent)
    assert _publishers() == ["BBC NEWS", None, None]


def test_undoing_leaves_what_was_corrected_since(articles, agent):
    bulk = _correct([_line(one) for one in articles], agent)
    first = Article.objects.get(pk=articles[0].pk)
    later = FoundValue(field="publisher", value="BBC Online", status="supplied")
    set_value(article=first, value=later, agent=agent, version=first.version)
    undoing, left = _undo(bulk, agent)
    assert (undoing.changed, undoing.skipped, left) == (1, 1, [first.reference_code])
    assert _publishers() == ["BBC Online", None, None]
    with pytest.raises(InvalidValueError, match="nothing can be put back"):
        _undo(bulk, agent)


def test_only_the_former_value_is_replaced_where_one_is_named(articles):
    planned = plan_bulk([_line(one, "BBC News", former="BBC NEWS") for one in articles], viewer=system_viewer())
    assert [one.fate for one in planned] == [Fate.CHANGED, Fate.UNCHANGED, Fate.UNCHANGED]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"version": 7}, "the article was changed meanwhile: version 7 was seen, it is now 1"),
        ({"field": "colour"}, "'colour' is not a field"),
        ({"field": "published", "value": "soon"}, "a date is needed in EDTF, such as 2007-04-19 or 2007-04?"),
        ({"value": " "}, "a value is needed, unless it is not stated"),
        ({"edtf": "2007"}, "only dates have EDTF"),
        ({"status": "guessed"}, "'guessed' is not a status"),
        ({"article": uuid4()}, "there is no such article that you may read"),
    ],
)
def test_what_cant_be_set_is_refused_with_the_reason_and_the_rest_is_set(articles, agent, line, reason):
    lines = [_line(articles[0], **line), _line(articles[2])]
    planned = plan_bulk(lines, viewer=system_viewer())
    assert [(one.fate, one.reason) for one in planned] == [(Fate.REFUSED, reason), (Fate.CHANGED, "")]
    bulk = _correct(lines, agent)
    assert (bulk.changed, bulk.skipped) == (1, 1)


def test_a_field_is_set_once_an_article(articles):
    lines = [_line(articles[0], "A"), _line(articles[0], "B"), _line(articles[0], "B", field="byline")]
    assert [one.fate for one in plan_bulk(lines, viewer=system_viewer())] == [Fate.CHANGED, Fate.REFUSED, Fate.CHANGED]


def test_nothing_is_written_where_nothing_would_change_or_too_much(articles, agent):
    before = row_counts()
    with pytest.raises(InvalidValueError, match="nothing would change"):
        _correct([_line(articles[1])], agent)
    with pytest.raises(InvalidValueError, match="at most 2000"):
        plan_bulk([_line(articles[0])] * (MOST + 1), viewer=system_viewer())
    assert row_counts() == before


def test_articles_that_the_person_may_not_read_are_not_corrected(articles, agent):
    hidden = ArticleFactory(access="staff")
    lines = [_line(hidden), _line(articles[0])]
    planned = plan_bulk(lines, viewer=role_viewer(Role.RESEARCHER))
    assert [one.fate for one in planned] == [Fate.REFUSED, Fate.CHANGED]


@pytest.mark.parametrize("number", [1, 3])
def test_a_plan_takes_two_queries(articles, number, django_assert_num_queries):
    lines = [_line(one) for one in articles[:number]]
    with django_assert_num_queries(2):
        plan_bulk(lines, viewer=system_viewer())


def test_rows_of_a_table_have_every_value_or_a_place_for_one(articles):
    uuids = [one.uuid for one in articles]
    rows = list(value_rows(articles=uuids, viewer=system_viewer(), field="publisher"))
    assert [(row[0], row[4], row[5], row[7]) for row in rows] == [
        (articles[0].uuid, "publisher", "BBC NEWS", "supplied"),
        (articles[1].uuid, "publisher", "BBC", "supplied"),
        (articles[2].uuid, "publisher", "", "supplied"),
    ]
    assert len(list(value_rows(articles=uuids, viewer=system_viewer()))) == FieldValue.objects.count()


def _run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("correct", *arguments, "--json", stdout=out)
    return dict(json.loads(out.getvalue()))


def test_the_command_corrects_rehearses_and_undoes(articles):
    codes = [argument for one in articles for argument in ("--article", one.reference_code)]
    before = row_counts()
    rehearsed = _run("publisher", "BBC", *codes, "--dry-run")
    assert (rehearsed, row_counts()) == ({"bulk": None, "changed": 2, "unchanged": 1, "refused": []}, before)
    done = _run("publisher", "BBC", *codes, "--note", "house style")
    assert _publishers() == ["BBC", None, "BBC"]
    undone = _run("--undo", done["bulk"])
    assert (undone["changed"], undone["left"], _publishers()) == (2, [], ["BBC NEWS", None, None])


def test_the_command_takes_a_table(articles, tmp_path):
    table = tmp_path / "values.csv"
    rows = [
        (articles[0].uuid, 1, "", "", "publisher", "BBC", "", "", "from the list"),
        (articles[2].uuid, 5, "", "", "publisher", "BBC", "", "", ""),
        ("nothing", 1, "", "", "publisher", "BBC", "", "", ""),
    ]
    table.write_text("".join(write_table(rows)), encoding="utf-8", newline="")
    done = _run("--csv", str(table))
    assert (done["changed"], [(one["line"], one["reason"][:30]) for one in done["refused"]]) == (
        1,
        [(4, "“nothing” is not a UUID"), (3, "the article was changed meanwh")],
    )
    assert (BulkCorrection.objects.get().source, articles[0].values.get(current=True).note) == (
        "values.csv",
        "from the list",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say which field"),
        (("publisher", "X"), "say which articles"),
        (("publisher", "X", "--article", "NO-1"), "there is no article NO-1"),
        (("--undo", str(UUID(int=5))), "there is no bulk correction"),
        (("--csv", "/nowhere.csv"), "No such file"),
    ],
)
def test_the_command_says_what_is_missing(arguments, message):
    with pytest.raises(CommandError, match=message):
        _run(*arguments)
