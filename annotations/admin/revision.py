"""Revisions in the admin: every former state of annotations, entities and claims."""

import json

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from annotations.models import Annotation, AnnotationSet, Revision
from annotations.selectors.claims import visible_claims
from annotations.vocabulary import RevisionKind
from archive.admin.read_only import ReadOnlyAdmin


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin[Revision]):
    """History, newest first; of annotations only those in sets that the person may read."""

    list_display = ("at", "kind", "action", "version", "editor", "comment", "uuid")
    list_select_related = ("editor",)
    list_filter = ("kind", "action", "at")
    search_fields = ("uuid", "editor__label", "comment")
    ordering = ("-at", "-id")
    fields = ("kind", "uuid", "version", "action", "editor", "at", "comment", "state")
    readonly_fields = ("state",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        viewer = viewer_of(request.user)
        sets = AnnotationSet.objects.visible_to(viewer)
        annotations = Annotation.objects.filter(annotation_set__in=sets).values("uuid")
        known = (
            Q(kind=RevisionKind.ENTITY)
            | Q(kind=RevisionKind.CLAIM, uuid__in=visible_claims(viewer).values("uuid"))
            | Q(kind=RevisionKind.ANNOTATION, uuid__in=annotations)
        )
        return super().get_queryset(request).filter(known)

    @admin.display(description=_("state"))
    def state(self, revision: Revision) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(revision.snapshot, indent=2, ensure_ascii=False, sort_keys=True))
