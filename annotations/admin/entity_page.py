"""Where an entity is named and what it says: words in context, across articles."""

from collections.abc import Collection

from django.core.paginator import Page, Paginator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.access import Viewer
from annotations.models import AnnotationSet, Span, StatementSource
from annotations.vocabulary import SpanRole
from archive.admin.cells import link
from archive.admin.read_only import ROWS, Table


def words_in_context(span: Span) -> SafeString:
    """Give a span's words with those around them: a concordance line."""
    return format_html(
        '<span class="kwic"><span class="before">{}</span><mark>{}</mark><span class="after">{}</span></span>',
        span.prefix,
        span.exact,
        span.suffix,
    )


def mentions_table(entity_ids: Collection[int], viewer: Viewer, *, page: str = "") -> Table:
    """Give the mentions of these entities that a viewer may see, by article and place: one page of them."""
    spans = (
        Span.objects.filter(
            role=SpanRole.BODY,
            annotation__mention__entity__in=entity_ids,
            annotation__deleted_at=None,
            annotation__annotation_set__in=AnnotationSet.objects.visible_to(viewer).without_suggestions(),
        )
        .select_related("annotation__mention__tag", "annotation__annotation_set__annotator")
        .select_related("annotation__annotation_set__text_version__article")
        .defer("annotation__annotation_set__text_version__text")
        .order_by("annotation__annotation_set__text_version__article__reference_code", "start", "pk")
    )
    shown = Paginator(spans, ROWS).get_page(page)
    return Table(
        heading=gettext("Mentions"),
        more=_pages(shown),
        head=(gettext("Article"), gettext("Words in context"), gettext("Tag"), gettext("Annotation set")),
        rows=[
            (
                _article(span.annotation.annotation_set),
                words_in_context(span),
                span.annotation.mention.tag.name,
                _bench(span.annotation.annotation_set),
            )
            for span in shown
        ],
        empty=gettext("No mention that you may read is linked to it."),
    )


def _pages(shown: Page[Span]) -> SafeString | str:
    """Give where other pages are, and which this is; nothing where this is all."""
    if not shown.has_other_pages():
        return ""
    parts = []
    if shown.has_previous():
        parts.append((f"?mentions={shown.previous_page_number()}#table-1", gettext("previous")))
    if shown.has_next():
        parts.append((f"?mentions={shown.next_page_number()}#table-1", gettext("next")))
    here = gettext("%(first)d to %(last)d of %(total)d mentions") % {
        "first": shown.start_index(),
        "last": shown.end_index(),
        "total": shown.paginator.count,
    }
    links = format_html_join(" · ", '<a href="{}">{}</a>', parts)
    return format_html("{} · {}", here, links)


def statements_table(entity_ids: Collection[int], viewer: Viewer) -> Table:
    """Give every statement that these entities make or pass on, as far as a viewer may see it."""
    sources = (
        StatementSource.objects.filter(
            entity__in=entity_ids,
            statement__annotation__deleted_at=None,
            statement__annotation__annotation_set__in=AnnotationSet.objects.visible_to(viewer).without_suggestions(),
        )
        .select_related("statement__annotation__annotation_set__annotator")
        .select_related("statement__annotation__annotation_set__text_version__article")
        .defer("statement__annotation__annotation_set__text_version__text")
        .prefetch_related("statement__annotation__spans")
        .order_by("statement__annotation__annotation_set__text_version__article__reference_code", "pk")
    )
    return Table(
        heading=gettext("Statements"),
        head=(gettext("Article"), gettext("What was said"), gettext("Part"), gettext("Annotation set")),
        rows=[
            (
                _article(source.statement.annotation.annotation_set),
                _content(source.statement.annotation.spans.all()),
                source.get_role_display(),
                _bench(source.statement.annotation.annotation_set),
            )
            for source in sources[:ROWS]
        ],
        empty=gettext("No statement that you may read names it as a source."),
    )


def _content(spans: Collection[Span]) -> str:
    words = [span.exact for span in spans if span.role == SpanRole.CONTENT]
    return " … ".join(words)


def _article(annotation_set: AnnotationSet) -> SafeString | str:
    article = annotation_set.text_version.article
    return link(article, article.reference_code)


def _bench(annotation_set: AnnotationSet) -> SafeString | str:
    return link(annotation_set, str(annotation_set.annotator))
