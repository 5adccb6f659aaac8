"""Which sets are adjudicated, by whom, and where."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from annotations.admin.annotate.views import visible_set
from annotations.models import AnnotationSet
from annotations.vocabulary import SetRole

#: What a person needs to decide, and to see others' sets side by side.
DECIDING = "annotations.curate"


def adjudicate_url(annotation_set: AnnotationSet) -> str:
    """Give the address where a curator's set is decided."""
    return reverse("admin:annotations_annotationset_adjudicate", args=[annotation_set.pk])


def curated_set_of(request: HttpRequest, pk: int) -> AnnotationSet:
    """Give a curator's set; raises PermissionDenied for who may not decide, Http404 for other sets."""
    if not request.user.has_perm(DECIDING):
        raise PermissionDenied
    found = visible_set(request, pk)
    if found.role != SetRole.CURATOR:
        raise Http404
    return found
