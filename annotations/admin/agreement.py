"""The page on how far a project's annotators agree, and the same figures as files; for those who curate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from annotations.admin.agreement_words import REASONS, WORDINGS, Words
from annotations.agreement import Choice, Figure, Measure, Report, Row, Scope, agreement, gamma_is_installed
from annotations.agreement.flat import as_csv, as_json
from annotations.models import Project
from annotations.selectors.agreement import Compared, compared_sets
from annotations.selectors.projects import visible_projects

#: What a person needs to see the page: it shows what others marked before it is curated.
COMPARING = "annotations.curate"

#: On how many texts, counted once a row, the page measures gamma; more are for the command.
MOST = 12


class ChoiceForm(forms.Form):
    """Which figures are wanted: of what, by whom, and whether gamma is measured."""

    of = forms.ChoiceField(label=_("Layer or tag"), required=False)
    by = forms.ChoiceField(label=_("Annotators"), required=False)
    gamma = forms.BooleanField(label=_("measure gamma too (slow)"), required=False)

    def __init__(self, data: QueryDict, compared: Compared) -> None:
        super().__init__(data)
        self._pairs = {" | ".join(pair): frozenset(pair) for pair in compared.pairs()}
        fields = cast("Mapping[str, forms.ChoiceField]", self.fields)
        fields["of"].choices = [("", gettext("everything")), *_layers(compared)]
        pairs = [(key, gettext("{} and {}").format(*key.split(" | ", 1))) for key in self._pairs]
        fields["by"].choices = [("", gettext("all, and every pair")), *pairs]

    def choice(self) -> Choice:
        """Give what was chosen; the form must be valid."""
        layer, _slash, tag = self.cleaned_data["of"].partition("/")
        pair = self._pairs.get(self.cleaned_data["by"], frozenset())
        return Choice(layer=layer, tag=tag, pair=pair, gamma=self.cleaned_data["gamma"], most=MOST)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is shown: the value or "undefined", and what it rests on or why."""

    value: str
    note: Words
    defined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: ``counts`` are texts, words and spans; ``nothing`` says that nobody marked anything."""

    who: str
    together: bool
    pairs: int
    counts: Sequence[str]
    cells: Sequence[Cell]
    nothing: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one tag, of a whole layer, or of the project."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Section:
    """A table: the project, or a layer with its tags."""

    name: str
    parts: Sequence[Part]


def agreement_view(model_admin: ModelAdmin[Project], request: HttpRequest, pk: int) -> HttpResponse:
    """Show the figures, or send them as a file where ``format`` asks for one."""
    if not request.user.has_perm(COMPARING):
        raise PermissionDenied
    viewer = viewer_of(request.user)
    project = get_object_or_404(visible_projects(viewer), pk=pk)
    compared = compared_sets(project=project, viewer=viewer)
    form = ChoiceForm(request.GET, compared)
    if not form.is_valid():
        return _page(model_admin, request, project, {"form": form}, status=400)
    choice = form.choice()
    report = agreement(compared.documents, scopes=compared.scopes, apart=compared.curators, choice=choice)
    wanted = request.GET.get("format", "")
    if wanted in _FILES:
        return _FILES[wanted](project, report)
    shown = [measure for measure in Measure if choice.gamma or measure != Measure.GAMMA]
    found = {
        "form": form,
        "report": report,
        "curators": sorted(compared.curators),
        "sections": _sections(report, compared, shown),
        "wordings": [WORDINGS[measure] for measure in Measure],
        "shown": [WORDINGS[measure] for measure in shown],
        "gamma_is_missing": choice.gamma and not gamma_is_installed(),
        "files": {name: _query(request, name) for name in _FILES},
        "slug": project.slug,
    }
    return _page(model_admin, request, project, found)


def _page(
    model_admin: ModelAdmin[Project],
    request: HttpRequest,
    project: Project,
    found: Mapping[str, Any],
    *,
    status: int = 200,
) -> TemplateResponse:
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Agreement"),
        "subtitle": str(project),
        "project": project,
        **found,
    }
    return TemplateResponse(request, "admin/annotations/agreement.html", context, status=status)


def _csv(project: Project, report: Report) -> HttpResponse:
    return _as_file(HttpResponse(as_csv(report), content_type="text/csv; charset=utf-8"), project, "csv")


def _json(project: Project, report: Report) -> HttpResponse:
    return _as_file(JsonResponse({"project": project.slug, **as_json(report)}), project, "json")


_FILES = {"csv": _csv, "json": _json}


def _as_file(response: HttpResponse, project: Project, ending: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, f"agreement-{project.slug}.{ending}") or ""
    return response


def _query(request: HttpRequest, name: str) -> str:
    """Give the query of the same figures as a file."""
    query = request.GET.copy()
    query["format"] = name
    return query.urlencode()


def _layers(compared: Compared) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            name,
            [
                (layer, gettext("{}: whole layer").format(name)),
                *((f"{layer}/{code}", label) for (of, code), label in compared.tags.items() if of == layer),
            ],
        )
        for layer, name in compared.layers.items()
    ]


def _sections(report: Report, compared: Compared, shown: Sequence[Measure]) -> list[Section]:
    sections = []
    for layer, rows in groupby(report.rows, key=lambda row: row.scope.layer):
        parts = [
            Part(_scope_name(scope, compared), [_line(row, shown) for row in found])
            for scope, found in groupby(rows, key=lambda row: row.scope)
        ]
        sections.append(Section(compared.layers.get(layer, gettext("All layers")), parts))
    return sections


def _scope_name(scope: Scope, compared: Compared) -> str:
    if not scope.layer:
        return gettext("everything")
    return compared.tags[scope.layer, scope.tag] if scope.tag else gettext("whole layer")


def _line(row: Row, shown: Sequence[Measure]) -> Line:
    return Line(
        who=gettext("over all") if row.together else gettext("{} and {}").format(*row.annotators),
        together=row.together,
        pairs=row.pairs,
        counts=[f"{number:,}" for number in (row.documents, row.tokens, sum(row.spans))],
        cells=[_cell(row.figures[measure], row) for measure in shown],
        nothing=not any(row.spans),
    )


def _cell(figure: Figure, row: Row) -> Cell:
    if figure.value is None:
        return Cell(gettext("undefined"), REASONS[figure.reason] if figure.reason else "", defined=False)
    if figure.pairs > 1:
        note = ngettext("mean of %d pair", "mean of %d pairs", figure.pairs) % figure.pairs
    elif figure.documents != row.documents:
        note = gettext("n {items} in {documents} texts").format(items=f"{figure.items:,}", documents=figure.documents)
    else:
        note = f"n {figure.items:,}"
    return Cell(f"{figure.value:.3f}", note, defined=True)
