"""Dateline's version: what events, exports and the agent ``dateline`` say."""

#: The same as in pyproject.toml; a test compares them.
VERSION = "0.1.0"
