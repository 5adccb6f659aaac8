"""An article's text as it is set."""

import pytest

from archive.models import Article
from archive.segments import walk
from archive.selectors.article import get_snapshot
from archive.vocabulary import BlockRole
from readingroom.pages.passages import set_text
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

TEXT = "Menu\nMore\nThe headline\n \nThe story.\nLinks\n"
BLOCKS = [
    (0, 5, BlockRole.NAVIGATION),
    (5, 10, BlockRole.TEASER),
    (10, 23, BlockRole.HEADLINE),
    (23, 25, BlockRole.PARAGRAPH),
    (25, 36, BlockRole.PARAGRAPH),
    (36, 42, BlockRole.NAVIGATION),
]


def _set(article: Article, viewer, headline: str):
    return set_text(get_snapshot(uuid=article.uuid, viewer=viewer), headline=headline, marks=())


def _words(block) -> str:
    return "".join(node.text for kind, node in walk(block.nodes) if kind == "words")


@pytest.mark.parametrize(
    ("headline", "above", "passages"),
    [
        pytest.param("The headline", "The headline\n", ["Menu\n|More\n", "The story.\n", "Links\n"], id="as printed"),
        pytest.param(
            "the  headline", None, ["Menu\n|More\n", "The headline\n", "The story.\n", "Links\n"], id="changed"
        ),
        pytest.param("", None, ["Menu\n|More\n", "The headline\n", "The story.\n", "Links\n"], id="not known"),
    ],
)
def test_set_text_folds_boilerplate_and_takes_out_the_headline(system, headline, above, passages):
    found = _set(ArticleFactory(text=TEXT, blocks=BLOCKS), system, headline)
    assert (_words(found.headline) if found.headline else None) == above
    assert ["|".join(map(_words, passage.blocks)) for passage in found.passages] == passages
    assert [passage.lines for passage in found.passages if passage.boilerplate] == [2, 1]
    assert found.boilerplate_lines == 3
