"""Entities: the list, and one entity's page."""

import pytest
from django.test import Client

from readingroom.views import entities
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    EntityIdentifierFactory,
    EntityNameFactory,
    MentionFactory,
    StatementFactory,
    StatementSourceFactory,
)
from tests.readingroom.tree import find, get, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def minister():
    return EntityFactory(label="The minister", description="Of bridges")


@pytest.fixture
def curated():
    return AnnotationSetFactory(article=ArticleFactory(headline="Bridge opens", reference_code="B-1"), curated=True)


def test_entity_shows_its_mentions_in_their_lines(minister, curated):
    mention = MentionFactory(annotation_set=curated, entity=minister)
    tree = get(f"/entities/{minister.uuid}/")
    article = curated.text_version.article
    assert words(tree, "//h1 | //p[.lede]") == ["The minister", "Of bridges"]
    assert words(tree, "//article//h3") == ["Bridge opens"]
    assert words(tree, "//ol[.kwic]/li") == ["The minister said the bridge was safe."]
    (hit,) = find(tree, "//ol[.kwic]//a")
    assert hit.text == "minister"
    assert hit.get("href") == f"/articles/{article.uuid}/?set={curated.uuid}#m-{mention.annotation.uuid}"


def test_entity_counts_how_often_each_name_is_printed(minister, curated):
    EntityNameFactory(entity=EntityFactory(merged_into=minister), name="Engineers", kind="as-printed")
    EntityNameFactory(entity=minister, name="Brussels", kind="role")
    for exact in ("minister", "Engineers"):
        MentionFactory(annotation_set=curated, entity=minister, exact=exact)
    tree = get(f"/entities/{minister.uuid}/")
    assert words(tree, "//table[.names]/tbody/tr") == [
        "Engineers as printed 1 ×",
        "minister 1 ×",
        "Brussels role or description never",
    ]


def test_entity_leads_to_authorities_that_are_known(minister, curated):
    MentionFactory(annotation_set=curated, entity=minister)
    EntityIdentifierFactory(entity=minister, scheme="wikidata", value="Q1")
    EntityIdentifierFactory(entity=minister, scheme="own", value="<2>")
    tree = get(f"/entities/{minister.uuid}/")
    assert words(tree, "//dl[.identifiers]/dd") == ["<2>", "Q1"]
    assert find(tree, "//dl[.identifiers]//a/@href") == ["https://www.wikidata.org/entity/Q1"]


def test_entity_shows_what_it_said_with_cue_relay_and_place(minister, curated):
    statement = StatementFactory(annotation_set=curated)
    StatementSourceFactory(statement=statement, entity=minister)
    StatementSourceFactory(statement=statement, entity=EntityFactory(label="A wire"), role="relay", kind="agency")
    tree = get(f"/entities/{minister.uuid}/")
    assert words(tree, "//section[@id='said']//blockquote") == ["The minister said the bridge was safe."]
    assert words(tree, "//section[@id='said']//mark") == ["the bridge was safe"]
    assert words(tree, "//section[@id='said']//p[.who-said]") == ["The minister cue “said” via A wire"]
    article = curated.text_version.article
    (link,) = find(tree, "//section[@id='said']//p[.from]/a")
    assert link.get("href") == f"/articles/{article.uuid}/?set={curated.uuid}#s-{statement.annotation.uuid}"


def test_a_merged_entity_leads_to_the_one_that_stands_for_it(minister, curated):
    merged = EntityFactory(merged_into=minister)
    MentionFactory(annotation_set=curated, entity=merged)
    answer = Client().get(f"/entities/{merged.uuid}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/entities/{minister.uuid}/")


def test_names_in_an_article_lead_to_their_entities(minister, curated):
    MentionFactory(annotation_set=curated, entity=minister, exact="The minister")
    inner = EntityFactory()
    MentionFactory(annotation_set=curated, entity=inner, exact="minister")
    MentionFactory(annotation_set=curated, exact="Brussels")
    tree = get(f"/articles/{curated.text_version.article.uuid}/")
    links = [(link.text, link.get("href")) for link in find(tree, "//article//a[.name]")]
    assert links == [("The ", f"/entities/{minister.uuid}/"), ("minister", f"/entities/{inner.uuid}/")]


def test_entities_are_listed_by_kind_with_counts(minister, curated):
    place = EntityFactory(kind="place", label="Brussels")
    MentionFactory(annotation_set=curated, entity=minister)
    MentionFactory(annotation_set=curated, entity=place, exact="Brussels")
    StatementSourceFactory(statement=StatementFactory(annotation_set=curated), entity=minister)
    tree = get("/entities/")
    assert words(tree, "//section/h2") == ["People", "Other places"]
    assert words(tree, "//nav[.choices]/a") == ["All 2", "People 1", "Other places 1"]
    assert words(tree, "//ul[.lines]/li") == [
        "The minister Of bridges named in 1 article speaks in 1",
        "Brussels named in 1 article",
    ]
    assert words(get("/entities/?kind=place"), "//ul[.lines]//a") == ["Brussels"]
    assert words(get("/entities/?kind=%00x"), "//ul[.lines]//a") == ["The minister", "Brussels"]


def test_entities_are_paged(curated):
    labels = [f"Entity {number:03}" for number in range(entities.PAGE_SIZE + 1)]
    for label in labels:
        MentionFactory(annotation_set=curated, entity=EntityFactory(label=label))
    assert words(get("/entities/?page=99"), "//ul[.lines]//a") == labels[-1:]
    assert find(get("/entities/?kind=person"), "//a[@rel='next']/@href") == ["?kind=person&page=2"]


@pytest.mark.parametrize("count", [pytest.param(1, id="one"), pytest.param(3, id="three")])
@pytest.mark.parametrize(
    ("path", "queries"), [pytest.param("/entities/", 11, id="list"), pytest.param("/entities/{}/", 25, id="page")]
)
def test_entities_take_the_same_queries_for_any_number(minister, path, queries, count, django_assert_num_queries):
    for _ in range(count):
        row = AnnotationSetFactory(article=ArticleFactory(), curated=True)
        MentionFactory(annotation_set=row, entity=minister)
        MentionFactory(annotation_set=row, entity=EntityFactory(), exact="Brussels")
        StatementSourceFactory(statement=StatementFactory(annotation_set=row), entity=minister)
    with django_assert_num_queries(queries):
        assert Client().get(path.format(minister.uuid)).status_code == 200
