"""Articles in the admin, with what annotation adds to them: how many sets there are, and the way to annotate."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from annotations.admin.annotate.views import bench_url
from annotations.admin.saving import acting_agent
from annotations.models import AnnotationSet, Project
from annotations.services.sets import open_set
from annotations.vocabulary import SetRole
from archive.admin.article import ArticleAdmin
from archive.admin.cells import change_url
from archive.models import Article


class OpenSetForm(forms.Form):
    """In which project, and in which capacity, an article is to be annotated."""

    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.all(), empty_label=None)
    role = forms.ChoiceField(
        label=_("As"),
        required=False,
        choices=[(SetRole.ANNOTATOR, SetRole.ANNOTATOR.label), (SetRole.CURATOR, SetRole.CURATOR.label)],
    )

    def __init__(self, *args: Any, curates: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if not curates:
            del self.fields["role"]


class AnnotatedArticleAdmin(ArticleAdmin):
    """The archive's article pages, with annotation."""

    list_display = (*ArticleAdmin.list_display, "set_count")
    change_form_template = "admin/annotations/article_page.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        sets = AnnotationSet.objects.visible_to(viewer_of(request.user)).filter(
            text_version__article=OuterRef("pk"), text_version=F("text_version__article__current_text")
        )
        total = sets.order_by().values("text_version__article").annotate(n=Count("pk")).values("n")
        return super().get_queryset(request).annotate(set_total=Subquery(total))

    @admin.display(description=_("sets"), ordering="set_total")
    def set_count(self, article: Article) -> int:
        return getattr(article, "set_total", None) or 0

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.annotate_view)
        return [path("<int:pk>/annotate/", view, name="archive_article_annotate"), *super().get_urls()]

    @method_decorator(require_POST)
    def annotate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the person's set on an article, and lead to its annotate page."""
        if not request.user.has_perm("annotations.annotate"):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None or article.current_text is None:
            raise Http404
        form = OpenSetForm(request.POST, curates=request.user.has_perm("annotations.curate"))
        if not form.is_valid():
            messages.error(request, gettext("Choose a project to annotate in."))
            return HttpResponseRedirect(change_url(article))
        opened = open_set(
            project=form.cleaned_data["project"],
            text_version=article.current_text,
            agent=acting_agent(request),
            role=form.cleaned_data.get("role") or SetRole.ANNOTATOR,
        )
        return HttpResponseRedirect(bench_url(opened))

    def page_context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        sets = AnnotationSet.objects.visible_to(viewer_of(request.user)).filter(text_version__article=article)
        may_annotate = request.user.has_perm("annotations.annotate") and article.current_text_id is not None
        return {
            "sets": list(sets.select_related("project", "annotator", "text_version").defer("text_version__text")),
            "open_form": OpenSetForm(curates=request.user.has_perm("annotations.curate")) if may_annotate else None,
            "open_url": reverse("admin:archive_article_annotate", args=[article.pk]),
        }


admin.site.unregister(Article)
admin.site.register(Article, AnnotatedArticleAdmin)
