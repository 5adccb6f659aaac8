"""Relations of articles in the admin: what was suggested, side by side, for a person to decide on."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from archive.admin.accession import acting
from archive.admin.cells import change_url, link
from archive.admin.read_only import ReadOnlyAdmin
from archive.models import Article, ArticleRelation
from archive.selectors.relations import visible_relations
from archive.services.relations import decide
from archive.text import context
from archive.vocabulary import RelationKind, RelationStatus

#: What a person needs to decide.
DECIDING = "archive.change_articlerelation"
#: Code points shown on each side of a passage.
AROUND = 80


class DecisionForm(forms.Form):
    """What a relation is, and why; which button was pressed says whether it is one."""

    kind = forms.ChoiceField(label=_("Kind"), choices=RelationKind.choices)
    note = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    status = forms.ChoiceField(choices=[(one.value, one.label) for one in RelationStatus if one != "suggested"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage on both sides, in each text: the words before it, it, and those after it."""

    sides: tuple[tuple[str, str, str], tuple[str, str, str]]


@admin.register(ArticleRelation)
class ArticleRelationAdmin(ReadOnlyAdmin[ArticleRelation]):
    """Suggestions by score, and what was decided on them."""

    list_display = ("shown", "score", "kind", "status", "agent", "at")
    list_filter = ("status", "kind")
    list_select_related = ("article", "other", "agent")
    search_fields = ("article__reference_code", "other__reference_code", "article__headline", "other__headline")
    fields = ("article_link", "other_link", "kind", "score", "method", "status", "note", "agent", "at")
    readonly_fields = ("article_link", "other_link")
    change_form_template = "admin/archive/relation_page.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleRelation]:
        return visible_relations(viewer_of(request.user)).order_by("-score", "pk")

    @admin.display(description=_("articles"))
    def shown(self, relation: ArticleRelation) -> str:
        return f"{relation.article.title} – {relation.other.title}"

    @admin.display(description=_("article"))
    def article_link(self, relation: ArticleRelation) -> str:
        return link(relation.article)

    @admin.display(description=_("other article"))
    def other_link(self, relation: ArticleRelation) -> str:
        return link(relation.other)

    def get_urls(self) -> list[URLPattern]:
        decision = self.admin_site.admin_view(require_POST(self.decide_view))
        return [path("<int:pk>/decide/", decision, name="archive_articlerelation_decide"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        relation = self.get_object(request, object_id)
        context = {
            "passages": passage_rows(relation) if relation else [],
            "may_decide": request.user.has_perm(DECIDING),
            "decision": DecisionForm(initial={"kind": relation.kind, "note": relation.note} if relation else None),
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a decision."""
        agent = acting(request, DECIDING)
        relation = get_object_or_404(self.get_queryset(request), pk=pk)
        form = DecisionForm(request.POST)
        if form.is_valid():
            decide(relation=relation, agent=agent, **form.cleaned_data)
            messages.success(request, gettext("The decision was saved; both articles tell of it."))
        else:
            messages.error(request, gettext("Not saved: choose a kind, and confirm or reject."))
        return HttpResponseRedirect(change_url(relation))


def passage_rows(relation: ArticleRelation) -> list[PassageRow]:
    """Give the shared passages in their contexts; of texts that have changed since, what stands there now."""
    return [
        PassageRow(sides=(_passage(relation.article, start, end), _passage(relation.other, begin, finish)))
        for start, end, begin, finish in relation.passages
    ]


def _passage(article: Article, start: int, end: int) -> tuple[str, str, str]:
    text = article.current_text.text if article.current_text else ""
    if end > len(text):
        return "", "", ""
    before, after = context(text, start, end, AROUND)
    return before, text[start:end], after
