"""The annotate page: marking a text, block by block, with a form that needs no script."""
