"""Pages of articles: the start page, the list, one article, and one article as a file."""

from http import HTTPStatus
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import viewer_of
from annotations.selectors.sets import archive_counts
from archive.models import Article
from archive.selectors.article import get_article, list_articles
from archive.selectors.destruction import destroyed_at
from exports.errors import ExportError
from exports.formats import FORMATS
from exports.services.render import render_article
from readingroom.pages.article import article_page
from readingroom.pages.lists import article_lines

#: Articles on a page of the list, and on the start page.
PAGE_SIZE = 20
LATEST = 5

#: How the files that an article is given as end, by format.
_ENDINGS = {"tei": "tei.xml", "jsonld": "jsonld"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show a newcomer what this is, how much there is, and the latest articles."""
    viewer = viewer_of(request.user)
    articles = list_articles(viewer=viewer)
    context = {
        "lines": article_lines(articles=articles[:LATEST], viewer=viewer),
        "article_count": articles.count(),
        "counts": archive_counts(viewer=viewer),
    }
    return render(request, "readingroom/home.html", context)


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the articles, twenty to a page; a page that doesn't exist is the nearest one that does."""
    viewer = viewer_of(request.user)
    page = Paginator(list_articles(viewer=viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = article_lines(articles=page.object_list, viewer=viewer)
    return render(request, "readingroom/article_list.html", {"page": page, "lines": lines})


@require_safe
def article(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one article with the annotation set asked for in ``?set=``."""
    viewer = viewer_of(request.user)
    try:
        page = article_page(uuid=uuid, set_id=request.GET.get("set", ""), viewer=viewer)
    except Article.DoesNotExist as error:
        return _missing(request, uuid, error)
    response = render(request, "readingroom/article.html", {"page": page, "article": page.article})
    if page.delisted:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def article_file(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """Give one article as a file of a format to keep; where a check fails, nothing is given but the reason."""
    viewer = viewer_of(request.user)
    try:
        found = get_article(uuid=uuid, viewer=viewer)
    except Article.DoesNotExist as error:
        return _missing(request, uuid, error)
    try:
        data = render_article(article=found, viewer=viewer, format=name)
    except ExportError as error:
        context = {"article": found, "reason": str(error)}
        return render(request, "readingroom/export_failed.html", context, status=HTTPStatus.CONFLICT)
    response = HttpResponse(data, content_type=FORMATS[name].media_type)
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = f'attachment; filename="{found.uuid}.{_ENDINGS[name]}"'
    return response


def _missing(request: HttpRequest, uuid: UUID, error: Exception) -> HttpResponse:
    """Say that an article was destroyed by order; raises Http404 for every other one that can't be shown."""
    at = destroyed_at(uuid)
    if at is None:
        raise Http404(_("There is no such article.")) from error
    return render(request, "readingroom/destroyed.html", {"at": at}, status=HTTPStatus.GONE)
