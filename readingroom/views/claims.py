"""Pages of claims: the list by topic, and one claim with all who affirm or deny it."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import viewer_of
from annotations.models import Claim
from annotations.selectors.readable import find_claim, list_claims
from readingroom.pages.claim import claim_page
from readingroom.pages.claims import claim_topics, topic_choices

#: Claims on a page of the list.
PAGE_SIZE = 50


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """Show claims by topic, fifty to a page; ``?topic=`` narrows."""
    viewer = viewer_of(request.user)
    topic = request.GET["topic"].replace("\0", "") if "topic" in request.GET else None
    page = Paginator(list_claims(viewer=viewer, topic=topic), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "topics": claim_topics(claims=list(page.object_list), viewer=viewer),
        "choices": topic_choices(chosen=topic, viewer=viewer),
        "query": "" if topic is None else f"{urlencode({'topic': topic})}&",
    }
    return render(request, "readingroom/claim_list.html", context)


@require_safe
def claim(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one claim; a merged one leads to the one that stands for it."""
    viewer = viewer_of(request.user)
    try:
        found = find_claim(uuid=uuid, viewer=viewer)
    except Claim.DoesNotExist as error:
        raise Http404(_("There is no such claim.")) from error
    if found.uuid != uuid:
        return redirect("readingroom:claim", found.uuid, permanent=True)
    page = claim_page(claim=found, page_number=request.GET.get("page", ""), viewer=viewer)
    return render(request, "readingroom/claim.html", {"page": page, "claim": found})
