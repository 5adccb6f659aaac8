"""What annotations add to search: fields of mentions and statements, their documents, names and hits."""

from annotations.search.contribution import AnnotationsContributor

__all__ = ["AnnotationsContributor"]
