"""Projects in the admin: guidelines, layers, tags, and who is to annotate what."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.db.models import Count, ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from annotations.admin.agreement import COMPARING, agreement_view
from annotations.admin.saving import acting_agent
from annotations.admin.working.assigning import ASSIGNING, assign_page
from annotations.admin.working.projects import guidelines_page, progress_page
from annotations.admin.working.queue import begin, queue_page
from annotations.models import Assignment, GuidelinesVersion, Layer, Project, Tag
from annotations.selectors.annotators import annotators
from annotations.services.guidelines import publish_guidelines
from annotations.services.projects import project_changed
from archive.admin.workbench import LabelledTabularInline, WorkbenchAdmin
from archive.models import Article


class LayerInline(LabelledTabularInline[Layer, Project]):
    """A project's layers; tags are on each layer's own page."""

    model = Layer
    extra = 0
    show_change_link = True


class TagInline(LabelledTabularInline[Tag, Layer]):
    """A layer's tags."""

    model = Tag
    extra = 1


class ProjectForm(forms.ModelForm[Project]):
    """A project; guidelines that change get a version of their own."""

    guidelines_note = forms.CharField(label=_("What changed in them"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        version = " ".join(cleaned.get("guidelines_version", "").split())
        held = GuidelinesVersion.objects.filter(project=self.instance.pk, version=version).first()
        if held is not None and held.text.splitlines() != cleaned.get("guidelines", "").splitlines():
            self.add_error(
                "guidelines_version",
                gettext("Version %s is there with another text: give this one a name of its own.") % version,
            )
        elif held is not None:
            cleaned["guidelines"] = held.text
        return {**cleaned, "guidelines_version": version}


class ArticleByCode(forms.ModelChoiceField[Article]):
    """An article by its reference code, typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("widget", None)
        super().__init__(widget=forms.TextInput(attrs={"size": 20}), to_field_name="reference_code", **kwargs)


class AssignmentForm(forms.ModelForm[Assignment]):
    """An assignment; one that is there already shows its article's reference code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["article"] = self.instance.article.reference_code


class AssignmentInline(LabelledTabularInline[Assignment, Project]):
    """Who is to annotate which article; the article is named by its reference code."""

    model = Assignment
    form = AssignmentForm
    extra = 1
    fields = ("article", "annotator", "due")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        readable = Article.objects.visible_to(viewer_of(request.user))
        return super().get_queryset(request).filter(article__in=readable).select_related("article", "annotator")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        if db_field.name == "article":
            readable = Article.objects.visible_to(viewer_of(request.user))
            return ArticleByCode(queryset=readable, label=_("Article (reference code)"))
        if db_field.name == "annotator":
            kwargs["queryset"] = annotators()
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            # Read once, not once a row.
            field.choices = list(cast("Iterable[Any]", field.choices))
        return field


@admin.register(Project)
class ProjectAdmin(WorkbenchAdmin[Project]):
    """What is annotated how, and by whom."""

    list_display = ("name", "guidelines_version", "published", "set_count")
    list_filter = ("published",)
    search_fields = ("name", "slug")
    form = ProjectForm
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "published")}),
        (_("Guidelines"), {"fields": ("guidelines_version", "guidelines", "guidelines_note")}),
    )
    inlines = (LayerInline, AssignmentInline)
    change_form_template = "admin/annotations/project_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        pages = {
            "agreement": agreement_view,
            "assign": assign_page,
            "guidelines": guidelines_page,
            "progress": progress_page,
        }
        own = [
            path(f"<int:pk>/{name}/", wrap(partial(page, self)), name=f"annotations_project_{name}")
            for name, page in pages.items()
        ]
        queue = [
            path("queue/", wrap(partial(queue_page, self)), name="annotations_assignment_queue"),
            path("queue/<int:pk>/begin/", wrap(begin), name="annotations_assignment_begin"),
        ]
        return [*own, *queue, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may = {"may_compare": request.user.has_perm(COMPARING), "may_assign": request.user.has_perm(ASSIGNING)}
        return super().change_view(request, object_id, form_url, {**may, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        return super().get_queryset(request).annotate(set_total=Count("sets"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        super().save_related(request, form, formsets, change)
        project = form.instance
        publish_guidelines(
            project=project,
            version=project.guidelines_version,
            text=project.guidelines,
            agent=acting_agent(request),
            note=form.cleaned_data["guidelines_note"],
        )
        if change:
            project_changed(project=project)

    @admin.display(description=_("annotation sets"), ordering="set_total")
    def set_count(self, project: Project) -> int:
        return int(getattr(project, "set_total", 0))


@admin.register(Layer)
class LayerAdmin(WorkbenchAdmin[Layer]):
    """A layer with its tags."""

    list_display = ("name", "project", "kind", "code", "tag_count")
    list_select_related = ("project",)
    list_filter = ("project", "kind")
    search_fields = ("name", "code")
    inlines = (TagInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Layer]:
        return super().get_queryset(request).annotate(tag_total=Count("tags"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        super().save_related(request, form, formsets, change)
        if change:
            project_changed(project=form.instance.project)

    @admin.display(description=_("tags"), ordering="tag_total")
    def tag_count(self, layer: Layer) -> int:
        return int(getattr(layer, "tag_total", 0))
