"""Whoosh as an engine of search; nothing outside this folder imports it.

Whoosh writes the index: segments, postings, columns, merging. Reading is by arrays: a segment's columns are loaded
once, since segments never change, and a term's postings are decoded once into arrays; conditions, scores and facets
are then array operations (docs/adr/0010-search.md says what that brings).
"""
