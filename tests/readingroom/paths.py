"""Every address of the reading room, for tests that ask who may open what."""

#: By name; an address with ``{uuid}`` opens only to those who may read that article, the others to everybody.
PATHS = {
    "home": "/",
    "articles": "/articles/",
    "article": "/articles/{uuid}/",
    "article-tei": "/articles/{uuid}/tei/",
    "login": "/login/",
    "icon": "/favicon.ico",
}

#: Those that are pages of HTML.
PAGES = {name: path for name, path in PATHS.items() if name not in {"article-tei", "icon"}}
