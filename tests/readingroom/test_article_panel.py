"""What stands around an article's text: dates, sets, custody, citation, and the TEI file."""

from uuid import uuid4

import pytest
from django.test import Client
from lxml import html

from archive.vocabulary import ArticleState, Field
from exports.errors import ExportError
from exports.services.render import render_article
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    BlockFactory,
    FieldValueFactory,
    PublisherFactory,
    StatementFactory,
)
from tests.readingroom.scenes import marked_article
from tests.readingroom.tree import find, get, words

pytestmark = pytest.mark.django_db


def test_article_dates_lead_to_the_words_they_stand_on_or_to_their_entry():
    article = ArticleFactory(text="Updated 19 April 2007. A story.")
    FieldValueFactory(article=article, field=Field.MODIFIED, quote="19 April 2007", edtf="2007-04-19")
    FieldValueFactory(article=article, field=Field.PUBLISHED, edtf="../2007-04-19")
    FieldValueFactory(article=article, field=Field.CAPTURED, value="", status="not-stated")
    tree = get(f"/articles/{article.uuid}/")
    dates = [(" ".join(link.text_content().split()), link.get("href")) for link in find(tree, "//a[.evi]")]
    assert dates == [
        ("Published on or before 19 April 2007 ○(supplied)", "#f-published"),
        ("Last updated 19 April 2007 ●(as printed)", "#ev-modified"),
    ]
    assert words(tree, "//*[@id='ev-modified']") == ["19 April 2007"]


def test_article_offers_the_sets_by_pseudonym_and_shows_the_one_asked_for():
    article = marked_article()
    project = article.current_text.annotation_sets.get().project
    other = AnnotationSetFactory(article=article, submitted=True, project=project)
    StatementFactory(annotation_set=other, exact="Engineers", cue="")
    here = f"/articles/{article.uuid}/"

    default, asked = get(here), get(f"{here}?set={other.uuid}")

    links = [(link.text_content().strip(), link.get("href")) for link in find(default, "//nav[.sets]/a")]
    assert links == [("Curated", here), (other.annotator.label, f"{here}?set={other.uuid}")]
    assert words(default, "//nav[.sets]/a[@aria-current]") == ["Curated"]
    assert words(asked, "//nav[.sets]/a[@aria-current]") == [other.annotator.label]
    assert words(default, "//li[.said]/blockquote") == ["the bridge was safe"]
    assert words(asked, "//li[.said]/blockquote") == ["Engineers"]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("x", id="no uuid"),
        pytest.param("%00%ff<script>", id="rubbish"),
        pytest.param(str(uuid4()), id="an unknown set"),
        pytest.param("open", id="an open set"),
    ],
)
def test_article_says_so_when_the_set_asked_for_cannot_be_shown(asked):
    article = marked_article()
    project = article.current_text.annotation_sets.get().project
    opened = AnnotationSetFactory(article=article, project=project)
    tree = get(f"/articles/{article.uuid}/?set={opened.uuid if asked == 'open' else asked}")
    assert words(tree, "//*[@role='status']") == [
        "The annotations asked for can't be shown; these are the ones the article is read with."
    ]
    assert words(tree, "//li[.said]/blockquote") == ["the bridge was safe"]


def test_article_without_published_annotations_says_so():
    article = ArticleFactory()
    tree = get(f"/articles/{article.uuid}/")
    assert "Nobody's annotations of this text have been published yet." in words(tree, "//main//p")
    assert words(tree, "//p[.empty]") == ["No statement is marked in this text."]


def test_article_names_its_custody():
    article = marked_article(state=ArticleState.ACTIVE)
    capture = article.article_captures.get().capture
    tree = get(f"/articles/{article.uuid}/")
    assert words(tree, "//div[.capture]/h3") == [capture.file_name]
    sha = capture.blob.sha256
    assert words(tree, "//div[.capture]//summary") == [f"{sha[:8]}…{sha[-4:]}"]
    assert words(tree, "//div[.capture]//details/code") == [sha]
    agent = article.events.get().agent.label
    assert words(tree, "//ol[.events]/li") == [f"19 April 2007, 12:00 Ingestion by {agent}"]


def test_article_is_cited_with_its_permanent_address():
    article = marked_article(
        headline="Bridge opens",
        reference_code="B-1",
        publisher=PublisherFactory(name="The Outlet"),
        date_field=Field.PUBLISHED,
    )
    (citation,) = words(get(f"/articles/{article.uuid}/"), "//p[.citation]")
    address = f"https://archive.example.org/articles/{article.uuid}/"
    before, _space, read = citation.partition(" (read on ")
    assert before == f"The Outlet, “Bridge opens”, [19 April 2007], B-1, {address}"
    assert read.endswith(").")


def test_article_gives_each_statement_an_address_in_its_set():
    article = marked_article()
    project = article.current_text.annotation_sets.get().project
    other = AnnotationSetFactory(article=article, submitted=True, project=project)
    theirs = StatementFactory(annotation_set=other)
    tree = get(f"/articles/{article.uuid}/?set={other.uuid}")
    base = f"https://archive.example.org/articles/{article.uuid}/"
    assert words(tree, "//li[.said]//a[.address]") == [f"{base}?set={other.uuid}#s-{theirs.annotation.uuid}"]


@pytest.mark.parametrize(
    ("name", "ending", "media_type"),
    [("tei", "tei.xml", "application/tei+xml"), ("jsonld", "jsonld", "application/ld+json")],
)
def test_article_is_given_as_a_file_as_it_is_exported(public, name, ending, media_type):
    article = marked_article()
    answer = Client().get(f"/articles/{article.uuid}/{name}/")
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"] == f'attachment; filename="{article.uuid}.{ending}"'
    assert answer.content == render_article(article=article, viewer=public, format=name)


@pytest.mark.parametrize("name", ["tei", "jsonld"])
def test_article_file_that_cannot_be_made_says_why(public, name):
    article = ArticleFactory(text="A story.")
    BlockFactory(text_version=article.current_text, order=1, start=2, end=8)
    with pytest.raises(ExportError) as caught:
        render_article(article=article, viewer=public, format=name)
    answer = Client().get(f"/articles/{article.uuid}/{name}/")
    assert answer.status_code == 409
    assert words(html.fromstring(answer.content.decode()), "//main//code") == [str(caught.value)]
