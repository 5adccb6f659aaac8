"""The change feed over REST: every line once, none missed, while others write; and nothing of what is hidden."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

import pytest
from django.db import connection, transaction

from accounts.vocabulary import Role
from annotations.services.annotate import create_annotation
from annotations.services.sets import submit_set
from archive.models import Change
from archive.selectors.changes import _settled
from archive.services.rights import withdraw
from archive.vocabulary import ChangeAction
from tests.annotations.drafting import mention
from tests.api import problem, role_token_client
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, ChangeFactory
from tests.rows import changes

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/api/v1/changes/"
WRITERS, WRITES = 8, 12
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="writers follow one another on SQLite")


def settle():
    """Wait until no transaction runs that began before the last line was written, be it in another database."""
    for _attempt in range(600):
        if _settled(Change.objects.all()).count() == Change.objects.count():
            return
        Event().wait(0.1)
    pytest.fail("other transactions did not end")


def follow(client, after="", *, limit=5, at_once=False):
    """Give all lines behind a place, page by page, and the place to go on from."""
    lines, more = [], True
    if not at_once:
        settle()
    while more:
        page = client.get(PATH, {"limit": limit} | ({"after": after} if after else {})).json()
        lines += page["items"]
        after, more = page["next"], page["more"]
    return lines, after


def said(lines):
    return [(line["kind"], line["uuid"], line["action"]) for line in lines]


def written():
    return [(kind, str(uuid), action) for kind, uuid, action in changes()]


def _write(annotation_set, number, begun, seen):
    """Write annotations, each in a transaction that stays open a while after its line is written.

    In the middle it waits for the follower to have ``seen`` something, so that reads fall between writes.
    """
    chance = random.Random(number)
    try:
        begun.wait()
        for done in range(WRITES):
            if done == WRITES // 2:
                seen.wait(10)
            with transaction.atomic():
                create_annotation(
                    annotation_set=annotation_set, draft=mention(annotation_set), agent=annotation_set.annotator
                )
                Event().wait(chance.random() / 200)
    finally:
        connection.close()


def test_changes_read_while_eight_write_miss_and_repeat_nothing():
    sets = [AnnotationSetFactory() for _ in range(WRITERS)]
    client, begun, seen, lines, after = role_token_client(Role.ARCHIVIST), Event(), Event(), [], ""
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(_write, row, number, begun, seen) for number, row in enumerate(sets)]
        begun.set()
        pages = 0
        while not all(writer.done() for writer in writers):
            found, after = follow(client, after, at_once=True)
            lines += found
            if found:
                pages += 1
                seen.set()
        assert [writer.exception() for writer in writers] == [None] * WRITERS
    found, after = follow(client, after)
    lines += found
    assert pages > 1 or connection.vendor == "postgresql"  # where others keep lines back
    assert Counter(line["cursor"] for line in lines).most_common(1)[0][1] == 1
    assert sorted(said(lines)) == sorted(written())
    assert Counter(line["kind"] for line in lines)["annotation"] == WRITERS * WRITES
    assert said(follow(client)[0]) == said(lines)


@on_postgres
def test_changes_wait_for_a_writer_that_began_earlier():
    client = role_token_client(Role.ARCHIVIST)
    early, late = ArticleFactory(), ArticleFactory()
    wrote, go_on = Event(), Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                ChangeFactory(kind="article", uuid=early.uuid)
                wrote.set()
                go_on.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(slow)
        wrote.wait(20)
        ChangeFactory(kind="article", uuid=late.uuid)
        meanwhile, after = follow(client, at_once=True)
        go_on.set()
        writer.result()
    assert meanwhile == []
    assert [line["uuid"] for line in follow(client, after)[0]] == [str(early.uuid), str(late.uuid)]


def test_changes_tell_what_one_may_see_with_its_address():
    article = ArticleFactory()
    change = ChangeFactory(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    (line,), after = follow(role_token_client(None))
    assert datetime.fromisoformat(line.pop("at")) == change.at
    assert line == {
        "cursor": after,
        "kind": "article",
        "uuid": str(article.uuid),
        "url": f"http://testserver/api/v1/articles/{article.uuid}/",
        "action": "updated",
    }


@pytest.mark.parametrize("action", [ChangeAction.CREATED, ChangeAction.UPDATED])
def test_changes_say_nothing_of_what_was_never_to_be_seen(action):
    article = ArticleFactory(access="staff")
    annotation_set = AnnotationSetFactory(article=article)
    ChangeFactory(kind="article", uuid=article.uuid, action=action)
    ChangeFactory(kind="annotationset", uuid=annotation_set.uuid, action=action)
    create_annotation(annotation_set=annotation_set, draft=mention(annotation_set), agent=annotation_set.annotator)
    assert [follow(role_token_client(role))[0] for role in (None, Role.RESEARCHER)] == [[], []]
    assert said(follow(role_token_client(Role.ARCHIVIST))[0]) == written()


def test_changes_say_of_what_was_withdrawn_that_and_no_more():
    article = ArticleFactory()
    ChangeFactory(kind="article", uuid=article.uuid)
    client = role_token_client(None)
    (before,), after = follow(client)
    withdraw(article=article, reason="a court order", agent=AgentFactory(), version=article.version)
    (line,), _after = follow(client, after)
    assert before["action"] == "created"
    assert (line["uuid"], line["action"], line["url"]) == (str(article.uuid), "withdrawn", None)
    # Who begins now meets the withdrawal only: the lines before it are about what is hidden.
    assert [one["action"] for one in follow(client)[0]] == ["withdrawn"]


def test_changes_of_a_set_show_once_it_was_handed_in():
    annotation_set = AnnotationSetFactory()
    create_annotation(annotation_set=annotation_set, draft=mention(annotation_set), agent=annotation_set.annotator)
    client = role_token_client(None)
    meanwhile, after = follow(client)
    submit_set(annotation_set=annotation_set, agent=annotation_set.annotator)
    found, _after = follow(client, after)
    assert meanwhile == []
    assert [(line["kind"], line["uuid"]) for line in found] == [("annotationset", str(annotation_set.uuid))]


def test_changes_pages_give_the_place_even_where_no_line_is_told():
    for _ in range(3):
        ChangeFactory(kind="article", uuid=ArticleFactory(access="staff").uuid)
    shown = ArticleFactory()
    ChangeFactory(kind="article", uuid=shown.uuid)
    client = role_token_client(None)
    settle()
    page = client.get(PATH, {"limit": 2}).json()
    assert (page["items"], page["more"]) == ([], True)
    assert [line["uuid"] for line in follow(client, page["next"])[0]] == [str(shown.uuid)]


@pytest.mark.parametrize(
    "cursor", ["x", "", "ÿ", "YXJ0aWNsZXM6MQ", "Y2hhbmdlczo5OTk5OTk5", "Y2hhbmdlczotMQ", "x" * 5000]
)
def test_changes_refuse_a_place_that_is_none(cursor):
    answer = role_token_client(None).get(PATH, {"after": cursor})
    (fault,) = problem(answer)["errors"]
    assert (answer.status_code, fault["parameter"]) == (400, "after")


@pytest.mark.parametrize("count", [1, 3])
def test_changes_take_the_same_queries_for_any_number(count, django_assert_num_queries):
    for _ in range(count):
        ChangeFactory(kind="article", uuid=ArticleFactory().uuid)
    client = role_token_client(None)
    settle()
    with django_assert_num_queries(3):
        assert len(client.get(PATH).json()["items"]) == count
