"""An article's own page: its text and the marks on it."""

import pytest

from archive.vocabulary import BlockRole
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    MentionFactory,
    StatementFactory,
)
from tests.readingroom.scenes import marked_article
from tests.readingroom.tree import find, get, words

pytestmark = pytest.mark.django_db


def test_article_shows_its_text_and_nothing_else_in_it():
    article = marked_article()
    text = article.current_text.text
    tree = get(f"/articles/{article.uuid}/")
    for summary in find(tree, "//summary"):
        summary.drop_tree()
    shown = words(tree, "//main//h1") + words(tree, "//article//p")
    masthead, headline, *paragraphs = text.split("\n")
    assert shown == [headline, masthead, *paragraphs]


def test_article_text_is_escaped():
    article = ArticleFactory(text='<script>alert("1")</script> & <b>said</b> the minister', headline="<i>H</i>")
    found = AnnotationSetFactory(article=article, curated=True)
    MentionFactory(annotation_set=found, exact="<b>said</b>")
    StatementFactory(annotation_set=found, exact='alert("1")</script> & <b>', cue="")
    tree = get(f"/articles/{article.uuid}/")
    assert words(tree, "//article//p") == ['<script>alert("1")</script> & <b>said</b> the minister']
    assert find(tree, "//article//script | //article//b | //h1/i") == []


def test_article_marks_what_overlaps_and_what_nests():
    article = ArticleFactory(text="The chief of the alliance spoke.")
    found = AnnotationSetFactory(article=article, curated=True)
    outer = MentionFactory(annotation_set=found, exact="The chief of the alliance", code="person")
    inner = MentionFactory(annotation_set=found, exact="the alliance", code="organisation")
    across = StatementFactory(annotation_set=found, exact="alliance spoke", cue="")
    tree = get(f"/articles/{article.uuid}/")
    pieces = [(mark.get("class"), mark.get("id"), mark.text_content()) for mark in find(tree, "//article//span")]
    assert pieces == [
        ("m person", f"m-{outer.annotation.uuid}", "The chief of the alliance"),
        ("m org", f"m-{inner.annotation.uuid}", "the alliance"),
        ("st", f"t-{across.annotation.uuid}", "alliance"),
        ("st continued", None, " spoke"),
    ]
    assert [(ref.get("href"), ref.get("aria-label")) for ref in find(tree, "//article//a[.ref]")] == [
        (f"#s-{across.annotation.uuid}", "Statement 1")
    ]


def test_article_has_one_anchor_of_each_name():
    article = marked_article()
    ids = [element.get("id") for element in find(get(f"/articles/{article.uuid}/"), "//*[@id]")]
    assert sorted(ids) == sorted(set(ids))


def test_article_links_inside_the_page_lead_somewhere():
    article = marked_article()
    tree = get(f"/articles/{article.uuid}/")
    ids = {element.get("id") for element in find(tree, "//*[@id]")}
    links = {link.get("href")[1:] for link in find(tree, "//a[starts-with(@href, '#')]")}
    assert links - ids == set()


def test_article_folds_boilerplate_and_counts_its_lines():
    article = ArticleFactory(
        text="One\n\nTwo\nThe story.",
        blocks=[(0, 5, BlockRole.NAVIGATION), (5, 9, BlockRole.TEASER), (9, 19, BlockRole.PARAGRAPH)],
    )
    tree = get(f"/articles/{article.uuid}/")
    assert words(tree, "//details[.bp]/summary") == ["2 lines of page boilerplate"]
    assert words(tree, "//*[@data-layer='boilerplate']") == ["Boilerplate, 2 lines"]
    assert words(tree, "//article/p") == ["The story."]


def test_article_supplied_title_is_explained():
    article = ArticleFactory(headline="", supplied_title="A title", text="The story.")
    tree = get(f"/articles/{article.uuid}/")
    assert words(tree, "//h1") == ["[A title]"]
    assert "No headline is printed: the title in square brackets was supplied." in words(tree, "//main//p")


def test_article_carries_the_language_of_its_text():
    article = marked_article(language="ar")
    tree = get(f"/articles/{article.uuid}/")
    assert tree.get("lang") == "en-gb"
    assert [
        (part.get("lang"), part.get("dir")) for part in find(tree, "//h1 | //article | //li[.said]/blockquote")
    ] == [("ar", "auto")] * 3
