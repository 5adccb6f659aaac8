"""Pages on the authority file: merging after a look, duplicates, splitting."""
