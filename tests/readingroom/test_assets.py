"""What the frontend build makes, where it was run."""

import pytest
from django.contrib.staticfiles import finders

from archive.templatetags.assets import built
from tests.readingroom.scenes import marked_article
from tests.readingroom.tree import find, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def dist(settings, tmp_path):
    """Give a build folder in the place of the real one; finders and tags look anew."""
    settings.STATICFILES_DIRS = [tmp_path]
    built.cache_clear()
    yield tmp_path
    built.cache_clear()


def _assets() -> list[str]:
    tree = get(f"/articles/{marked_article().uuid}/")
    return find(tree, "//link[@rel='stylesheet']/@href | //script/@src")


def test_pages_use_no_asset_that_was_not_built(dist):
    assets = _assets()
    assert assets == [
        "/static/readingroom/tokens.css",
        "/static/readingroom/page.css",
        "/static/readingroom/bar.css",
        "/static/readingroom/article.css",
        "/static/readingroom/statement.css",
        "/static/readingroom/panel.css",
        "/static/readingroom/print.css",
    ]
    assert [path for path in assets if finders.find(path.removeprefix("/static/")) is None] == []


def test_pages_use_scripts_and_fonts_that_were_built(dist):
    for name in ("fonts.css", "reading.js"):
        (dist / name).write_text("")
    assets = _assets()
    assert [assets[0], assets[-1]] == ["/static/fonts.css", "/static/reading.js"]
