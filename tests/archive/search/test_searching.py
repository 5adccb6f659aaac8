"""The whole call: constant queries, pages, labels, names, what is quoted, and what is read for an index."""

import pytest

from accounts.access import public_viewer, system_viewer
from archive.errors import QueryError
from archive.models import Article
from archive.search.fields import Subject
from archive.search.names import labels, resolve
from archive.search.reading import all_keys, documents
from archive.search.results import Label
from archive.search.searching import FACETS, MAX_LIMIT, matching_articles, search
from archive.search.tree import And, Ids, Name, Not, Or, Place, Within, Word
from archive.services.indexing import reindex
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    CollectionFactory,
    EntityFactory,
    EntityNameFactory,
    MentionFactory,
    ProjectFactory,
    PublisherFactory,
    RightsStatementFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "index"


def _marked_articles(count):
    """Make articles with a mention and a statement each, every one of other people and with another claim."""
    project = ProjectFactory()
    for _number in range(count):
        article = ArticleFactory(agency=PublisherFactory(kind="agency"), place="Riga", date_latest="2007-04-19")
        row = AnnotationSetFactory(project=project, article=article, submitted=True)
        MentionFactory(annotation_set=row, entity=EntityFactory())
        statement = StatementFactory(annotation_set=row)
        StatementSourceFactory(statement=statement, entity=EntityFactory())
        StanceFactory(statement=statement)


@pytest.mark.parametrize("target", Subject, ids=lambda target: target.value)
@pytest.mark.parametrize("typed", ["minister OR words:minister", "entity:entity OR minister OR words:minister"])
def test_search_makes_as_many_queries_for_three_hits_as_for_one(target, typed, django_assert_max_num_queries):
    _marked_articles(1)
    EntityNameFactory(name="entity", entity=EntityFactory())
    counts = []
    for more in (0, 2):
        _marked_articles(more)
        reindex()
        with django_assert_max_num_queries(30) as queries:
            result = search(query=typed, viewer=public_viewer(), target=target)
        assert result.total >= 1 + more
        assert [facet.name for facet in result.facets] == list(FACETS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_documents_of_three_articles_take_as_many_queries_as_of_one(django_assert_max_num_queries):
    _marked_articles(3)
    counts = []
    for keys in (all_keys()[:1], all_keys()):
        with django_assert_max_num_queries(12) as queries:
            assert [len(document.annotations) for document in documents(keys)] == [2] * len(keys)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_documents_leave_out_articles_without_a_text():
    ArticleFactory(text=None)
    article = ArticleFactory()
    assert all_keys() == [article.pk]
    assert [document.key for document in documents(list(Article.objects.values_list("pk", flat=True)))] == [article.pk]


def test_document_has_content_and_what_stands_around_it_apart():
    text = "Menu\nThe bridge\n12:30\n"
    blocks = [(0, 5, "navigation"), (5, 16, "paragraph"), (16, 22, "timestamp")]
    article = ArticleFactory(text=text, blocks=blocks)
    (document,) = documents([article.pk])
    assert (document.content, document.boilerplate) == (("The bridge\n",), ("Menu\n",))


def test_pages_are_one_result_cut_in_pieces():
    for _number in range(7):
        ArticleFactory()
    reindex()
    whole = [hit.uuid for hit in search(query="minister", viewer=public_viewer()).hits]
    pages = [
        hit.uuid
        for offset in range(0, 9, 3)
        for hit in search(query="minister", viewer=public_viewer(), offset=offset, limit=3).hits
    ]
    assert (len(whole), pages) == (7, whole)
    assert whole == matching_articles(query="minister", viewer=public_viewer())


def test_page_is_at_most_so_long_and_begins_at_most_so_late():
    result = search(query="", viewer=public_viewer(), offset=10**9, limit=10**9)
    assert (result.offset, result.limit, result.hits) == (10_000, MAX_LIMIT, ())
    result = search(query="", viewer=public_viewer(), offset=-5, limit=-5)
    assert (result.offset, result.limit) == (0, 0)


def test_query_at_fault_is_refused_before_anything_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(QueryError):
        search(query="(", viewer=public_viewer())


def test_names_of_a_tree_become_keys():
    outlet, other = PublisherFactory(slug="paper", name="The Paper"), PublisherFactory(name="Other Paper")
    agency = PublisherFactory(slug="wire", name="Paper")
    box = CollectionFactory(title="Harbour boxes")
    place = Place(0, 1)

    def keys(field, text):
        found = resolve(Name(field, text, place), viewer=system_viewer())
        return found.ids

    assert keys("publisher", "paper") == {str(outlet.pk)}  # the slug before names
    assert keys("publisher", "PAPER") == {str(agency.pk)}  # a whole name before a part
    assert keys("agency", "other") == {str(other.pk)}
    assert keys("collection", "boxes") == {str(box.pk)}
    assert keys("publisher", "nobody") == frozenset()
    word = Word("text", "a")
    named, known = Name("collection", "boxes", place), Ids("collection", frozenset({str(box.pk)}))
    tree = And((word, Or((Not(named), Within("mention", named)))))
    assert resolve(tree, viewer=system_viewer()) == And((word, Or((Not(known), Within("mention", known)))))


def test_labels_say_what_values_are_called_and_how_to_ask_for_them():
    outlet = PublisherFactory(slug="paper", name="The Paper")
    assert labels("publisher", [str(outlet.pk)]) == {str(outlet.pk): Label("The Paper", "paper")}
    assert labels("place", ["New York", "Riga"]) == {
        "New York": Label("New York", '"New York"'),
        "Riga": Label("Riga", "Riga"),
    }


def test_facets_narrow_to_as_many_as_they_count():
    _marked_articles(3)
    reindex()
    for facet in search(query="", viewer=public_viewer()).facets:
        for value in facet.values:
            narrowed = search(query=value.query, viewer=public_viewer())
            assert (facet.name, value.label, narrowed.total) == (facet.name, value.label, value.count)


@pytest.mark.parametrize(
    ("limit", "quoted"),
    [
        pytest.param(None, True, id="no limit"),
        pytest.param(38, True, id="as long as the passage"),
        pytest.param(37, False, id="one character less"),
        pytest.param(0, False, id="nothing"),
    ],
)
def test_snippet_is_as_long_as_may_be_quoted_or_left_out(limit, quoted):
    rights = RightsStatementFactory(quotation_limit=limit)
    ArticleFactory(text="The minister said the bridge was safe.", rights=rights)
    reindex()
    (hit,) = search(query="bridge", viewer=public_viewer()).hits
    assert "".join(piece.text for piece in hit.snippet) == ("The minister said the bridge was safe." if quoted else "")


def test_hit_that_was_withdrawn_since_the_index_was_made_is_not_shown():
    article = ArticleFactory()
    reindex()
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert search(query="minister", viewer=public_viewer()).hits == ()
    assert matching_articles(query="minister", viewer=public_viewer()) == []
