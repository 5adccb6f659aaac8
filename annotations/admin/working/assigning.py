"""Sharing articles out: which, to whom, how many each; looked at before, and taken back where nobody has begun."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.access import Viewer, viewer_of
from accounts.models import User
from annotations.admin.working.projects import project_of, project_page
from annotations.assigning import share_out
from annotations.models import Assignment, Project
from annotations.selectors.annotators import annotators
from annotations.services.assignments import assign, withdraw_assignments
from archive.models import Article, Collection

#: What a person needs to share work out.
ASSIGNING = "annotations.add_assignment"

#: How many articles are shared out at once.
MOST = 5000

Pair = tuple[Article, User]


class ShareForm(forms.Form):
    """Which articles go to whom; articles are named by reference code, or taken by collection, or all."""

    codes = forms.CharField(
        label=_("Reference codes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, or with spaces between. Empty: all articles, or all of the collection."),
    )
    collection = forms.ModelChoiceField(
        label=_("Collection"), required=False, queryset=Collection.objects.order_by("title"), empty_label=_("any")
    )
    annotators = forms.ModelMultipleChoiceField(
        label=_("Annotators"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    each = forms.IntegerField(label=_("Annotators for each article"), min_value=1, max_value=20, initial=2)
    due = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self._viewer = viewer
        cast("forms.ModelMultipleChoiceField[User]", self.fields["annotators"]).queryset = annotators()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = Article.objects.visible_to(self._viewer).filter(current_text__isnull=False)
        codes = list(dict.fromkeys(cleaned.get("codes", "").replace(",", " ").split()))
        if codes:
            found = found.filter(reference_code__in=codes)
            missing = sorted(set(codes) - set(found.values_list("reference_code", flat=True)))
            if missing:
                self.add_error("codes", gettext("There is no article %s that you may read.") % ", ".join(missing[:20]))
        if cleaned.get("collection"):
            found = found.filter(collection=cleaned["collection"])
        articles = list(found.order_by("reference_code", "pk")[: MOST + 1])
        if len(articles) > MOST:
            self.add_error(None, gettext("At most %d articles are shared out at once.") % MOST)
        elif not articles:
            self.add_error(None, gettext("These are no articles."))
        if cleaned.get("each", 0) > len(cleaned.get("annotators", ())):
            self.add_error("each", gettext("There are fewer annotators chosen than that."))
        return {**cleaned, "articles": articles}

    def pairs(self, project: Project) -> list[Pair]:
        """Give who would get what; the form must be valid."""
        held: defaultdict[int, set[int]] = defaultdict(set)
        for article, person in Assignment.objects.filter(project=project).values_list("article", "annotator"):
            held[article].add(person)
        articles = {article.pk: article for article in self.cleaned_data["articles"]}
        people = {user.pk: user for user in self.cleaned_data["annotators"]}
        shared = share_out(list(articles), list(people), each=self.cleaned_data["each"], held=held)
        return [(articles[article], people[person]) for article, person in shared]


def assign_page(model_admin: ModelAdmin[Project], request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form; preview and apply what it says; take back what was not begun."""
    project = project_of(request, pk, ASSIGNING)
    here = reverse("admin:annotations_project_assign", args=[pk])
    if request.method == "POST" and request.POST.get("step") == "withdraw":
        number = withdraw_assignments(project=project)
        told = ngettext("%d assignment was taken back.", "%d assignments were taken back.", number) % number
        messages.success(request, told)
        return HttpResponseRedirect(here)
    form = ShareForm(request.POST or None, viewer=viewer_of(request.user))
    pairs: Sequence[Pair] = ()
    if request.method == "POST" and form.is_valid():
        pairs = form.pairs(project)
        if request.POST.get("step") == "apply":
            number = assign(project=project, pairs=pairs, due=form.cleaned_data["due"])
            messages.success(request, ngettext("%d assignment was made.", "%d assignments were made.", number) % number)
            return HttpResponseRedirect(reverse("admin:annotations_project_progress", args=[pk]))
    context = {
        "title": gettext("Share articles out"),
        "form": form,
        "looked_at": request.method == "POST" and form.is_valid(),
        "pairs": pairs,
        "loads": _loads(pairs),
        "articles": len({article.pk for article, _user in pairs}),
    }
    return project_page(model_admin, request, project, "assign", context)


def _loads(pairs: Iterable[Pair]) -> list[tuple[str, int]]:
    """Give how many articles each annotator would get."""
    return sorted(Counter(user.get_username() for _article, user in pairs).items())
