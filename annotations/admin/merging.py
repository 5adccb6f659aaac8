"""Merging in the admin: look for what is to stand for a record, merge, and undo; entities and claims alike."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from annotations.admin.saving import ServiceSavedAdmin
from annotations.errors import AnnotationsError
from annotations.models import Claim, Entity, Revision
from archive.admin.cells import change_url, link, moment
from archive.admin.read_only import ROWS, Table

MergedT = TypeVar("MergedT", Entity, Claim)

#: How many records are offered to merge into.
OFFERED = 20


class MergingAdmin(ServiceSavedAdmin[MergedT]):
    """A page with a merge box; ``into`` in the query string is what was looked for."""

    def find_targets(self, request: HttpRequest, words: str) -> QuerySet[MergedT]:
        """Give the records that ``words`` may mean."""
        raise NotImplementedError

    def merge(self, record: MergedT, into: MergedT, *, request: HttpRequest, version: int) -> None:
        """Call the service that merges."""
        raise NotImplementedError

    def undo(self, record: MergedT, *, request: HttpRequest, version: int) -> None:
        """Call the service that undoes a merge."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        own: list[URLPattern] = [
            path("<int:pk>/merge/", wrap(self.merge_view), name=f"{name}_merge"),
            path("<int:pk>/undo-merge/", wrap(self.undo_view), name=f"{name}_undo_merge"),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._changeable(request, pk)
        into = self.get_object(request, request.POST.get("into", ""))
        if into is None:
            messages.error(request, gettext("Choose what to merge it into."))
            return HttpResponseRedirect(change_url(record))
        done = gettext("“%(record)s” now stands under “%(into)s”.") % {"record": record, "into": into}
        return self._call(
            request, record, done, lambda version: self.merge(record, into, request=request, version=version)
        )

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._changeable(request, pk)
        done = gettext("“%s” stands for itself again.") % record
        return self._call(request, record, done, lambda version: self.undo(record, request=request, version=version))

    def _changeable(self, request: HttpRequest, pk: int) -> MergedT:
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        return record

    def _call(
        self, request: HttpRequest, record: MergedT, done: str, service: Callable[[int], object]
    ) -> HttpResponseRedirect:
        version = request.POST.get("version", "")
        try:
            service(int(version) if version.isdecimal() else 0)
        except AnnotationsError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(change_url(record))

    def merge_context(self, request: HttpRequest, record: MergedT) -> dict[str, Any]:
        """Give what the merge box shows."""
        words = " ".join(request.GET.get("into", "").split())
        found: Sequence[MergedT] = ()
        if words and self.has_change_permission(request, record):
            found = list(self.find_targets(request, words).exclude(pk=record.pk)[:OFFERED])
        merged = type(record)._default_manager.filter(merged_into=record)[:ROWS]
        return {
            "into_words": words,
            "targets": found,
            "merged_here": [link(other) for other in merged],
            "stands_under": link(record.merged_into) if record.merged_into else "",
            "merge_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[record.pk]),
            "undo_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_undo_merge", args=[record.pk]),
            "may_merge": self.has_change_permission(request, record),
        }

    def history(self, request: HttpRequest, record: MergedT) -> Table:
        """Give the record's revisions, the newest first."""
        found = Revision.objects.filter(uuid=record.uuid, kind=self.opts.model_name).select_related("editor")
        return Table(
            heading=gettext("History"),
            head=(gettext("Version"), gettext("What was done"), gettext("When"), gettext("By"), gettext("Comment")),
            rows=[
                (one.version, link(one, one.get_action_display()), moment(one.at), str(one.editor), one.comment)
                for one in found.order_by("-version")[:ROWS]
            ],
            empty=gettext("Nothing is recorded yet."),
        )


def family(record: MergedT) -> list[int]:
    """Give the keys of a record and of all that were merged into it; one query a step of merging."""
    found, step = [record.pk], [record.pk]
    while step:
        rows = type(record)._default_manager.filter(merged_into__in=step).exclude(pk__in=found)
        step = list(rows.values_list("pk", flat=True))
        found += step
    return found
