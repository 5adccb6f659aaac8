"""Search by text and annotation: a façade over an engine that can be exchanged (docs/adr/0010-search.md).

Faces call ``searching.search`` and, for exports, ``searching.matching_articles``; both raise
``archive.errors.QueryError`` with the place in the query. A query becomes a tree (``query.parse``), its names become
ids (``names.resolve``), an engine answers it (``backend.Engine``), and the page's hits are read from the database,
which has the last word on who may read.
"""
