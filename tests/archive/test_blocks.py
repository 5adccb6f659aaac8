"""Blocks split and joined by hand: they go on tiling the text, and no offset moves."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.vocabulary import Role
from archive.errors import InvalidValueError, StaleVersionError
from archive.models import Article, Event
from archive.services.blocks import join_blocks, split_block
from tests.archive.records import archivist
from tests.factories import ArticleFactory
from tests.rows import changes, index_tasks

TEXT = "Bridge closed\nThe minister said it was safe. Engineers said it was not.\nIt stays closed."


def shapes(article: Article) -> list[tuple[int, str, str]]:
    text = article.current_text
    return [(one.order, one.role, text.text[one.start : one.end]) for one in text.blocks.order_by("order")]


@pytest.mark.django_db
def test_a_block_is_split_before_words_and_joined_again():
    article = ArticleFactory(text=TEXT)
    before = shapes(article)
    block = article.current_text.blocks.get(order=1)
    made = split_block(block=block, before="Engineers  said", agent=archivist(), version=1)
    assert shapes(article) == [
        before[0],
        (1, before[1][1], "The minister said it was safe. "),
        (2, before[1][1], "Engineers said it was not.\n"),
        (3, *before[2][1:]),
    ]
    assert made.order == 2
    join_blocks(block=article.current_text.blocks.get(order=1), agent=archivist(), version=2)
    assert shapes(article) == before
    assert [one.detail for one in Event.objects.order_by("pk")] == [
        "block 1 [14, 72) was split at 45",
        "blocks 1 and 2 [14, 72) were joined as paragraph",
    ]
    assert changes()[-1] == ("article", article.uuid, "updated")
    assert index_tasks()[-1] == article.uuid


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("said it was", "stand at 2 places in the block"),
        ("closed", "stand nowhere in the block"),
        ("The minister", "nothing to split off"),
        (" ", "stand nowhere"),
    ],
)
def test_words_that_do_not_say_where_are_refused(before, reason):
    article = ArticleFactory(text=TEXT)
    unchanged = shapes(article)
    with pytest.raises(InvalidValueError, match=reason):
        split_block(block=article.current_text.blocks.get(order=1), before=before, agent=archivist(), version=1)
    assert shapes(article) == unchanged


@pytest.mark.django_db
def test_the_last_block_has_none_to_be_joined_with():
    article = ArticleFactory(text=TEXT)
    with pytest.raises(InvalidValueError, match="the last block"):
        join_blocks(block=article.current_text.blocks.last(), agent=archivist(), version=1)


@pytest.mark.django_db
def test_a_stale_version_changes_nothing():
    article = ArticleFactory(text=TEXT)
    unchanged = shapes(article)
    with pytest.raises(StaleVersionError):
        join_blocks(block=article.current_text.blocks.get(order=0), agent=archivist(), version=7)
    assert shapes(article) == unchanged


class AnySteps(TestCase):
    """Whatever is split and joined, the blocks tile the text and are numbered without a gap."""

    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.sampled_from(TEXT.split())), max_size=8))
    def test_blocks_tile_the_text_after_any_steps(self, steps):
        article = ArticleFactory(text=TEXT)
        version = 1
        for is_split, order, word in steps:
            block = article.current_text.blocks.filter(order=order).select_related("text_version__article").first()
            if block is None:
                continue
            try:
                if is_split:
                    split_block(block=block, before=word, agent=archivist(), version=version)
                else:
                    join_blocks(block=block, agent=archivist(), version=version)
                version += 1
            except InvalidValueError:
                continue
        found = shapes(article)
        assert [order for order, _role, _words in found] == list(range(len(found)))
        assert "".join(words for _order, _role, words in found) == article.current_text.text


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(("action", "more"), [("split", {"before": "Engineers"}), ("join", {})])
def test_archivists_alone_split_and_join(role_client, role, action, more):
    article = ArticleFactory(text=TEXT)
    count = article.current_text.blocks.count()
    block = article.current_text.blocks.get(order=1)
    page = reverse("admin:archive_article_change", args=[article.pk])
    role_client(role).post(page, {"action": action, "version": 1, "block": block.pk, **more})
    changed = article.current_text.blocks.count() != count
    assert changed == (role == Role.ARCHIVIST)


@pytest.mark.django_db
def test_why_a_split_is_refused_is_told(role_client):
    article = ArticleFactory(text=TEXT)
    block = article.current_text.blocks.get(order=1)
    page = reverse("admin:archive_article_change", args=[article.pk])
    sent = {"action": "split", "version": 1, "block": block.pk, "before": "nowhere"}
    answer = role_client(Role.ARCHIVIST).post(page, sent)
    assert answer.status_code == 200
    assert "the words stand nowhere in the block" in str(next(iter(get_messages(answer.wsgi_request))))
