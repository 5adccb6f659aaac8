"""Addresses of records, and of the places in an article where an annotation stands."""

from uuid import UUID

from django.urls import reverse

from readingroom.pages.marks import mention_anchor, statement_anchor


def article_address(uuid: UUID) -> str:
    """Give the address of an article's page."""
    return reverse("readingroom:article", args=[uuid])


def entity_address(uuid: UUID) -> str:
    """Give the address of an entity's page."""
    return reverse("readingroom:entity", args=[uuid])


def claim_address(uuid: UUID) -> str:
    """Give the address of a claim's page."""
    return reverse("readingroom:claim", args=[uuid])


def mention_address(*, article: UUID, annotation_set: UUID, annotation: UUID) -> str:
    """Give where a mention stands in its article, shown with its own set."""
    return f"{article_address(article)}?set={annotation_set}#{mention_anchor(annotation)}"


def statement_address(*, article: UUID, annotation_set: UUID, annotation: UUID) -> str:
    """Give where a statement stands in the list of its article's statements, shown with its own set."""
    return f"{article_address(article)}?set={annotation_set}#{statement_anchor(annotation)}"
