"""Text versions in the admin: each immutable text that was made from a capture."""

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from archive.admin.cells import link
from archive.admin.read_only import ReadOnlyAdmin
from archive.models import Article, TextVersion


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnlyAdmin[TextVersion]):
    """The text as it is kept, and the extractor that made it."""

    list_display = ("article_link", "number", "extractor", "extractor_version", "created", "length")
    list_display_links = ("number",)
    list_select_related = ("article",)
    list_filter = ("extractor", "extractor_version")
    search_fields = ("article__reference_code", "sha256")
    fieldsets = (
        (None, {"fields": ("article_link", "number", "capture_link", "extractor", "extractor_version", "created")}),
        (_("Text"), {"fields": ("length", "sha256", "uuid", "text")}),
    )
    readonly_fields = ("uuid", "article_link", "capture_link", "length")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TextVersion]:
        readable = Article.objects.visible_to(viewer_of(request.user))
        found = super().get_queryset(request).filter(article__in=readable)
        return found.annotate(code_points=Length("text")).defer("text")

    @admin.display(description=_("article"), ordering="article__reference_code")
    def article_link(self, text: TextVersion) -> SafeString | str:
        return link(text.article, text.article.reference_code)

    @admin.display(description=_("capture"))
    def capture_link(self, text: TextVersion) -> SafeString | str:
        return link(text.article_capture.capture)

    @admin.display(description=_("length in characters"), ordering="code_points")
    def length(self, text: TextVersion) -> int:
        return int(getattr(text, "code_points", 0))
