"""Every address of the reading room, for tests that ask who may open what."""

from archive.models import Article

#: By name; an address with ``{uuid}`` opens only to those who may read that article, the others to everybody. Those of
#: the entity and of the claim that only this article names open to the same.
PATHS = {
    "home": "/",
    "articles": "/articles/",
    "article": "/articles/{uuid}/",
    "article-tei": "/articles/{uuid}/tei/",
    "article-jsonld": "/articles/{uuid}/jsonld/",
    "entities": "/entities/",
    "entity": "/entities/{entity}/",
    "claims": "/claims/",
    "claim": "/claims/{claim}/",
    "search": "/search/",
    "login": "/login/",
    "icon": "/favicon.ico",
}

#: Those that are pages of HTML.
PAGES = {name: path for name, path in PATHS.items() if name not in {"article-tei", "article-jsonld", "icon"}}


def address(name: str, article: Article) -> str:
    """Give an address with the keys of an article of ``marked_article``, and of the entity and claim named in it."""
    statement = article.current_text.annotation_sets.order_by("pk").first().annotations.get(statement__isnull=False)
    source = statement.statement.sources.get()
    stance = statement.statement.stances.get()
    return PATHS[name].format(uuid=article.uuid, entity=source.entity.uuid, claim=stance.claim.uuid)
