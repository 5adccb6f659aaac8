"""What must hold after any kill; each check raises ``DamageError`` with the record at fault."""

from accounts.access import system_viewer
from annotations.models import Annotation, Mention, Revision, Span
from archive.models import Article, Block, Change, Event, TextVersion
from archive.search.backend import Request
from archive.search.engines import database, index
from archive.search.fields import DEFAULT_FIELDS, Subject
from archive.search.names import all_fields, resolve
from archive.search.query import parse
from archive.search.searching import readable_by
from archive.text import text_digest

QUERIES = ("talks", '"the talks"', "tag:person", "missile OR bridge", "NOT Reuters", "mention:(tag:person)")


class DamageError(AssertionError):
    """Something is lost, doubled or half there."""


def check_articles(seen: set[int]) -> None:
    """Check the articles that have not been seen whole before, and remember those that are."""
    for article in Article.objects.exclude(pk__in=seen).select_related("current_text"):
        text: TextVersion | None = article.current_text
        if text is None:
            raise DamageError(f"article {article.reference_code} has no text")
        if text_digest(text.text) != text.sha256:
            raise DamageError(f"the text of {article.reference_code} is not the one that was digested")
        at = 0
        for start, end in Block.objects.filter(text_version=text).order_by("order").values_list("start", "end"):
            if start != at:
                raise DamageError(f"the blocks of {article.reference_code} do not tile its text")
            at = end
        if at != len(text.text):
            raise DamageError(f"the blocks of {article.reference_code} end too early")
        if not Event.objects.filter(article=article).exists():
            raise DamageError(f"article {article.reference_code} has no event")
        if not Change.objects.filter(kind="article", uuid=article.uuid).exists():
            raise DamageError(f"article {article.reference_code} is not in the change feed")
        seen.add(article.pk)


def check_annotations(seen: set[int]) -> None:
    """Check that annotations have their spans, their content, their history and their place in the change feed."""
    fresh = Annotation.objects.exclude(pk__in=seen).select_related("annotation_set__text_version")
    for annotation in fresh:
        spans = list(Span.objects.filter(annotation=annotation))
        text = annotation.annotation_set.text_version.text
        if not spans or any(text[span.start : span.end] != span.exact for span in spans):
            raise DamageError(f"annotation {annotation.uuid} does not quote its text")
        if not Mention.objects.filter(annotation=annotation).exists():
            raise DamageError(f"annotation {annotation.uuid} says nothing")
        versions = sorted(Revision.objects.filter(uuid=annotation.uuid).values_list("version", flat=True))
        if versions != list(range(1, annotation.version + 1)):
            raise DamageError(f"annotation {annotation.uuid} is at {annotation.version}, its history has {versions}")
        changes = Change.objects.filter(kind="annotation", uuid=annotation.uuid).count()
        if changes != annotation.version:
            raise DamageError(
                f"annotation {annotation.uuid} was written {annotation.version} times, reported {changes}"
            )
        seen.add(annotation.pk)


def check_index() -> None:
    """Check that the index answers what reading the whole database answers."""
    viewer = system_viewer()
    for target in Subject:
        for query in QUERIES:
            node = resolve(parse(query, fields=all_fields(), default=DEFAULT_FIELDS[target]), viewer=viewer)
            request = Request(node=node, target=target, readable=readable_by(viewer), limit=50)
            one, other = index().answer(request), database().answer(request)
            if one != other:
                raise DamageError(
                    f"{query!r} in {target.value}s: the index has {one.total}, the database {other.total}"
                )
