"""The adjudication page: begin, and show the cases. Each view checks who may decide first."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from annotations.admin.adjudicating.facts import names_of
from annotations.admin.adjudicating.presenting import CaseView, case_views, letter, progress
from annotations.admin.adjudicating.sets import DECIDING, adjudicate_url, curated_set_of
from annotations.admin.adjudicating.taking import take
from annotations.admin.annotate.views import may_write, visible_set
from annotations.admin.saving import acting_agent
from annotations.models import AnnotationSet
from annotations.selectors.adjudication import compare
from annotations.services.sets import open_set
from annotations.vocabulary import SetRole
from archive.admin.article_page import text_end
from archive.vocabulary import BOILERPLATE_ROLES


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the person's own curator's set on the text of a set, and go there."""
    beside = visible_set(request, pk)
    if not request.user.has_perm(DECIDING):
        raise PermissionDenied
    own = open_set(
        project=beside.project, text_version=beside.text_version, agent=acting_agent(request), role=SetRole.CURATOR
    )
    return HttpResponseRedirect(adjudicate_url(own))


def adjudicate_page(model_admin: ModelAdmin[AnnotationSet], request: HttpRequest, pk: int) -> HttpResponse:
    """Show the cases, and take a decision."""
    curated_set = curated_set_of(request, pk)
    if request.method == "POST":
        return take(request, curated_set)
    comparison = compare(curated_set=curated_set, viewer=viewer_of(request.user))
    wanted = request.GET.get("show", "differences")
    text = curated_set.text_version.text
    names = names_of(curated_set.project, comparison.entities)
    views = list(case_views(comparison, text=text, names=names))
    context = {
        **model_admin.admin_site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "opts": model_admin.opts,
        "title": gettext("Adjudicate: %s") % curated_set.text_version.article.title,
        "set": curated_set,
        "article": curated_set.text_version.article,
        "writable": may_write(request, curated_set),
        "comparison": comparison,
        "letters": [(letter(index), one) for index, one in enumerate(comparison.sets)],
        "query": request.GET.urlencode(),
        "cases": [view for view in views if _is_shown(view, wanted)],
        "shown": _choices(views, wanted),
        "agreeing": sum(not view.differences and not view.decided for view in views),
        "blocks": [
            {
                "block": block,
                "text": text[block.start : text_end(text, block)],
                "quiet": block.role in BOILERPLATE_ROLES,
            }
            for block in curated_set.text_version.blocks.all()
        ],
        **progress(comparison),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/adjudicate_page.html", context)


def _is_shown(view: CaseView, wanted: str) -> bool:
    """Say whether a case is among those that are asked for."""
    if wanted == "all":
        return True
    if wanted == "undecided":
        return not view.decided
    return (wanted == "equal") == (not view.differences)


def _choices(views: Sequence[CaseView], wanted: str) -> list[dict[str, Any]]:
    """Give what can be shown, with how much it is."""
    labels = {
        "differences": gettext("Differences"),
        "undecided": gettext("To decide"),
        "equal": gettext("All agree"),
        "all": gettext("All"),
    }
    return [
        {"name": name, "label": label, "count": sum(_is_shown(view, name) for view in views), "chosen": name == wanted}
        for name, label in labels.items()
    ]
