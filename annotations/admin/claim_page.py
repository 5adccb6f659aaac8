"""What stands on a claim's page below its fields: stances, readings, relations, links, and what can be added."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.access import Viewer, viewer_of
from annotations.admin.claim_forms import (
    JudgementForm,
    ReadingForm,
    RelationForm,
    StanceForm,
    UtteranceForm,
    statement_label,
    visible_statements,
)
from annotations.models import Claim, ClaimRelation, Stance, Statement, UtteranceLink
from annotations.selectors.claims import visible_claims, visible_stances
from annotations.vocabulary import SpanRole
from archive.admin.cells import link, moment
from archive.admin.read_only import ROWS, Table
from archive.models import Article

#: How many statements and claims a search offers.
OFFERED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that was found, and the form to judge it with."""

    label: str
    form: JudgementForm
    action: str


def claim_tables(claim: Claim, viewer: Viewer) -> list[Table]:
    """Give what has been recorded about a claim, as far as a viewer may know it."""
    return [_stances(claim, viewer), _readings(claim, viewer), _relations(claim, viewer), _links(claim, viewer)]


def claim_forms(claim: Claim, request: HttpRequest, bound: dict[str, JudgementForm]) -> dict[str, Any]:
    """Give the forms to record more; ``find`` in the query string is what statements and claims are looked for by."""
    viewer = viewer_of(request.user)
    words = " ".join(request.GET.get("find", "").split())
    refused = [
        Offer(label=_label(form), form=form, action=name)
        for name, form in bound.items()
        if name in {"stance", "relation"}
    ]
    return {
        "find": words,
        "refused": refused,
        "statements": _statements(claim, viewer, words) if words else [],
        "claims": _claims(claim, viewer, words) if words else [],
        "reading_form": bound.get("reading") or ReadingForm(claim=claim, viewer=viewer),
        "utterance_form": bound.get("utterance") or UtteranceForm(claim=claim, viewer=viewer),
    }


def _label(form: JudgementForm) -> str:
    data = getattr(form, "cleaned_data", {})
    if statement := data.get("statement"):
        return statement_label(statement)
    return str(data.get("other", ""))


def _statements(claim: Claim, viewer: Viewer, words: str) -> list[Offer]:
    """Offer statements whose words, or whose source, have what was looked for."""
    spoken = Q(annotation__spans__exact__icontains=words, annotation__spans__role=SpanRole.CONTENT)
    named = Q(sources__entity__label__icontains=words) | Q(sources__description__icontains=words)
    found = visible_statements(viewer).filter(spoken | named).distinct().prefetch_related("annotation__spans")
    return [
        Offer(
            label=statement_label(one),
            action="stance",
            form=StanceForm(claim=claim, viewer=viewer, initial={"statement": one.pk}, auto_id=f"stance-{one.pk}-%s"),
        )
        for one in found[:OFFERED]
    ]


def _claims(claim: Claim, viewer: Viewer, words: str) -> list[Offer]:
    found = visible_claims(viewer).filter(Q(text__icontains=words) | Q(topic__icontains=words), merged_into=None)
    return [
        Offer(
            label=one.text,
            action="relation",
            form=RelationForm(claim=claim, viewer=viewer, initial={"other": one.pk}, auto_id=f"claim-{one.pk}-%s"),
        )
        for one in found.exclude(pk=claim.pk).order_by("pk")[:OFFERED]
    ]


def _stances(claim: Claim, viewer: Viewer) -> Table:
    found = (
        visible_stances(viewer)
        .filter(claim=claim)
        .select_related("by", "statement__annotation__annotation_set__text_version__article")
        .defer("statement__annotation__annotation_set__text_version__text")
        .prefetch_related("statement__annotation__spans", "statement__sources__entity")
    )
    return Table(
        heading=gettext("Stances"),
        head=_head(gettext("Stance"), gettext("What was said"), gettext("Sources"), gettext("Article")),
        rows=[_stance(stance) for stance in found[:ROWS]],
        empty=gettext("No statement has a stance on this claim yet."),
    )


def _head(*names: str) -> Sequence[str]:
    return (*names, gettext("Review"), gettext("By"), gettext("Rationale"))


def _stance(stance: Stance) -> Sequence[object]:
    annotation_set = stance.statement.annotation.annotation_set
    spans = stance.statement.annotation.spans.all()
    return (
        sign(stance.polarity, stance.get_polarity_display()),
        " … ".join(span.exact for span in spans if span.role == SpanRole.CONTENT),
        ", ".join(str(source) for source in stance.statement.sources.all()) or gettext("the outlet"),
        link(annotation_set, annotation_set.text_version.article.reference_code),
        stance.get_status_display(),
        str(stance.by),
        stance.rationale,
    )


def sign(polarity: str, name: str) -> SafeString:
    """Give a stance as a word with its sign; never colour alone."""
    return format_html('<span class="stance {}">{}</span>', polarity, name)


def _readings(claim: Claim, viewer: Viewer) -> Table:
    readable = Article.objects.visible_to(viewer)
    found = claim.readings.filter(text_version__article__in=readable).select_related("by", "text_version__article")
    return Table(
        heading=gettext("Silent articles"),
        head=(gettext("Article"), gettext("Text version"), gettext("Read by"), gettext("When")),
        rows=[
            (link(one.text_version.article), one.text_version.number, str(one.by), moment(one.at))
            for one in found.defer("text_version__text")[:ROWS]
        ],
        empty=gettext("No article was read for this claim and found silent."),
    )


def _relations(claim: Claim, viewer: Viewer) -> Table:
    known = visible_claims(viewer)
    found = ClaimRelation.objects.filter(Q(a=claim, b__in=known) | Q(b=claim, a__in=known)).select_related(
        "a", "b", "by"
    )
    return Table(
        heading=gettext("Relations"),
        head=_head(gettext("Claim"), gettext("Relation"), gettext("Claim"), gettext("Extent")),
        rows=[
            (
                link(one.a),
                one.get_kind_display(),
                link(one.b),
                one.get_extent_display() or "–",
                one.get_status_display(),
                str(one.by),
                one.rationale,
            )
            for one in found[:ROWS]
        ],
        empty=gettext("It is related to no other claim."),
    )


def _links(claim: Claim, viewer: Viewer) -> Table:
    own = visible_stances(viewer).filter(claim=claim).values("statement")
    known: list[Statement] = list(visible_statements(viewer).filter(pk__in=own).prefetch_related("annotation__spans"))
    by_key = {statement.pk: statement_label(statement) for statement in known}
    found = UtteranceLink.objects.filter(a__in=by_key, b__in=by_key).select_related("by")
    return Table(
        heading=gettext("Same words"),
        head=(gettext("Statement"), gettext("Statement"), gettext("Review"), gettext("By"), gettext("Method")),
        rows=[
            (by_key[one.a_id], by_key[one.b_id], one.get_status_display(), str(one.by), one.method)
            for one in found[:ROWS]
        ],
        empty=gettext("No two statements are linked as the same words."),
    )
