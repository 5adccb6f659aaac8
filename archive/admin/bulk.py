"""Bulk corrections in the admin: choose, look at what would change, apply, undo; the same with a table."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from archive.admin.accession import acting
from archive.admin.bulk_forms import ChooseForm, TableForm, read_lines, read_selection, sign_lines, sign_selection
from archive.bulk_csv import BadRow, read_table, write_table
from archive.errors import ArchiveError, InvalidValueError
from archive.models import Article, BulkCorrection
from archive.selectors.bulk_corrections import bulk_corrections, value_rows
from archive.services.bulk_corrections import MOST, Fate, Line, Planned, correct_bulk, lines_of, plan_bulk, undo_bulk

#: What a person needs to correct values, one or many.
CORRECTING = "archive.change_fieldvalue"

#: Rows that a preview shows; the rest is counted.
SHOWN = 200


def choose(model_admin: ModelAdmin[Article], request: HttpRequest, articles: QuerySet[Article]) -> HttpResponse | None:
    """Show the form for the articles that were selected in the list."""
    acting(request, CORRECTING)
    selection = list(articles.order_by("reference_code").values_list("uuid", "version")[: MOST + 1])
    if len(selection) > MOST:
        messages.error(request, gettext("At most %d articles are corrected at once: select fewer.") % MOST)
        return None
    return _choose_page(model_admin, request, sign_selection(selection), len(selection), ChooseForm())


def bulk_page(model_admin: ModelAdmin[Article], request: HttpRequest) -> HttpResponse:
    """Show past corrections and the form for a table; with POST, preview what the form says, or apply a preview."""
    agent = acting(request, CORRECTING)
    if request.method != "POST":
        return _hub(model_admin, request, TableForm())
    viewer = viewer_of(request.user)
    try:
        if request.POST.get("step") == "apply":
            lines, note, source = read_lines(request.POST.get("lines", "")), _note(request), _source(request)
            bulk, planned = correct_bulk(lines, viewer=viewer, agent=agent, note=note, source=source)
            _tell_applied(request, bulk, planned)
            return HttpResponseRedirect(f"{hub_url()}#bulk-{bulk.uuid}")
        selection = read_selection(request.POST.get("selection", ""))
        form = ChooseForm(request.POST)
        if not form.is_valid():
            return _choose_page(model_admin, request, request.POST["selection"], len(selection), form)
        lines = form.lines(selection)
        return _preview(model_admin, request, lines, note=form.cleaned_data["note"])
    except ArchiveError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(hub_url())


@require_POST
def download(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Send the selected articles' values as a table: of one field, or of all."""
    acting(request, CORRECTING)
    try:
        selection = read_selection(request.POST.get("selection", ""))
    except InvalidValueError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(hub_url())
    field = request.POST.get("field", "") if request.POST.get("which") == "one" else ""
    rows = value_rows(articles=[uuid for uuid, _version in selection], viewer=viewer_of(request.user), field=field)
    response = StreamingHttpResponse(write_table(rows), content_type="text/csv; charset=utf-8")
    name = f"values-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def upload(model_admin: ModelAdmin[Article], request: HttpRequest) -> HttpResponse:
    """Preview what a table would change."""
    acting(request, CORRECTING)
    if request.method != "POST":
        return HttpResponseRedirect(hub_url())
    form = TableForm(request.POST, request.FILES)
    if form.is_valid():
        table = form.cleaned_data["table"]
        try:
            good, bad = read_table(table.read())
            lines = lines_of(good)
            return _preview(model_admin, request, lines, bad=bad, note=form.cleaned_data["note"], source=table.name)
        except ArchiveError as error:
            form.add_error("table", f"{table.name}: {error}")
    return _hub(model_admin, request, form, status=422)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what a correction changed."""
    agent = acting(request, CORRECTING)
    bulk = get_object_or_404(BulkCorrection, pk=pk)
    try:
        undoing, left = undo_bulk(bulk=bulk, viewer=viewer_of(request.user), agent=agent)
    except ArchiveError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(hub_url())
    put_back = ngettext("%d value was put back.", "%d values were put back.", undoing.changed) % undoing.changed
    messages.success(request, put_back)
    if left:
        named = ", ".join(left[:10]) + (" …" if len(left) > 10 else "")
        messages.warning(request, gettext("Left as they are, because they were corrected since: %s.") % named)
    return HttpResponseRedirect(f"{hub_url()}#bulk-{undoing.uuid}")


def hub_url() -> str:
    """Give the address of the page on bulk corrections."""
    return reverse("admin:archive_article_bulk")


def _preview(
    model_admin: ModelAdmin[Article],
    request: HttpRequest,
    lines: Sequence[Line],
    *,
    bad: Sequence[BadRow] = (),
    note: str = "",
    source: str = "",
) -> TemplateResponse:
    planned = plan_bulk(lines, viewer=viewer_of(request.user))
    order = [Fate.REFUSED, Fate.CHANGED, Fate.UNCHANGED]
    ranked = sorted(planned, key=lambda one: order.index(one.fate))
    groups = {fate: list(found) for fate, found in groupby(ranked, key=lambda one: one.fate)}
    changed = groups.get(Fate.CHANGED, [])
    context = {
        "title": gettext("What would change"),
        "bad": bad,
        "groups": [
            (_HEADINGS[fate](len(found)), fate, found[:SHOWN], len(found) - SHOWN) for fate, found in groups.items()
        ],
        "lines": sign_lines([one.line for one in changed]) if changed else "",
        "changed": len(changed),
        "note": note,
        "source": source,
    }
    return _page(model_admin, request, "admin/archive/bulk_preview.html", context)


_HEADINGS = {
    Fate.REFUSED: lambda n: ngettext("%d can't be set", "%d can't be set", n) % n,
    Fate.CHANGED: lambda n: ngettext("%d will be set", "%d will be set", n) % n,
    Fate.UNCHANGED: lambda n: ngettext("%d stays as it is", "%d stay as they are", n) % n,
}


def _choose_page(
    model_admin: ModelAdmin[Article], request: HttpRequest, selection: str, number: int, form: ChooseForm
) -> TemplateResponse:
    title = ngettext("Correct a field of %d article", "Correct a field of %d articles", number) % number
    context = {"title": title, "form": form, "selection": selection, "number": number}
    return _page(model_admin, request, "admin/archive/bulk_choose.html", context)


def _hub(
    model_admin: ModelAdmin[Article], request: HttpRequest, form: TableForm, *, status: int = 200
) -> TemplateResponse:
    context = {"title": gettext("Bulk corrections"), "form": form, "past": bulk_corrections(limit=SHOWN)}
    return _page(model_admin, request, "admin/archive/bulk_page.html", context, status=status)


def _page(
    model_admin: ModelAdmin[Article], request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    request.current_app = model_admin.admin_site.name
    whole = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "subtitle": None, **context}
    return TemplateResponse(request, template, whole, status=status)


def _tell_applied(request: HttpRequest, bulk: BulkCorrection, planned: Sequence[Planned]) -> None:
    messages.success(request, ngettext("%d value was set.", "%d values were set.", bulk.changed) % bulk.changed)
    refused = [one for one in planned if one.fate is Fate.REFUSED]
    if refused:
        codes = ", ".join(one.article.reference_code if one.article else str(one.line.article) for one in refused[:10])
        messages.warning(request, gettext("Not set, because they changed since the preview: %s.") % codes)


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "").replace("\x00", "").strip()


def _source(request: HttpRequest) -> str:
    return request.POST.get("source", "").replace("\x00", "")[:255]
