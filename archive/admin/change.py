"""The change feed and the index outbox in the admin."""

from django.contrib import admin

from archive.admin.read_only import ReadOnlyAdmin
from archive.models import Change, IndexTask


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin[Change]):
    """What followers of the feed read, newest first."""

    list_display = ("seq", "at", "kind", "action", "uuid")
    list_filter = ("kind", "action", "at")
    search_fields = ("uuid",)
    ordering = ("-seq",)
    fields = ("seq", "at", "kind", "action", "uuid")


@admin.register(IndexTask)
class IndexTaskAdmin(ReadOnlyAdmin[IndexTask]):
    """Articles, and single annotations, whose index documents wait to be made anew."""

    list_display = ("id", "at", "key", "annotation")
    search_fields = ("key",)
    ordering = ("-id",)
