"""Two statements held against each other: what is said of them is said of their claims, which are made where needed."""

from django.db import transaction

from accounts.models import Agent
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Claim, Stance, Statement
from annotations.services.claims import create_claim
from annotations.services.stances import link_utterances, relate_claims, set_stance
from annotations.vocabulary import ClaimRelationKind, Polarity, ReviewStatus, SpanRole

SAME_CLAIM, SAME_WORDS = "same-claim", "same-words"

#: What can be said of two statements: the second bears on the first.
COMPARISONS = (
    SAME_CLAIM,
    SAME_WORDS,
    ClaimRelationKind.CONTRADICTS.value,
    ClaimRelationKind.UPDATES.value,
    ClaimRelationKind.FULFILS.value,
)


@transaction.atomic
def compare_statements(
    *, a: Statement, b: Statement, kind: str, agent: Agent, extent: str = "", rationale: str = ""
) -> None:
    """Record how statement ``b`` bears on statement ``a``; saying it again changes nothing.

    A statement without a claim gets one that affirms its words. Raises InvalidAnnotationError for an unknown ``kind``
    or ``extent``, ConflictError for a statement and itself, for a deleted one, and where two claims would be related
    that are one.
    """
    if kind not in COMPARISONS:
        raise InvalidAnnotationError(f"{kind!r} is none of {', '.join(COMPARISONS)}", pointer="/kind")
    if a.pk == b.pk:
        raise ConflictError("a statement can't be compared with itself")
    if any(one.annotation.deleted_at is not None for one in (a, b)):
        raise ConflictError("the statement was deleted: bring it back before it is compared")
    if kind == SAME_WORDS:
        link_utterances(a=a, b=b, agent=agent)
    elif kind == SAME_CLAIM:
        _share_claim(a, b, agent, rationale)
    else:
        _relate(a, b, kind, agent, extent=extent, rationale=rationale)


def claim_of(statement: Statement) -> Claim | None:
    """Give the claim that a statement is held to make: one it affirms before one that it denies or questions."""
    stances = Stance.objects.filter(statement=statement).exclude(status=ReviewStatus.REJECTED).select_related("claim")
    found = sorted(stances, key=lambda stance: (stance.polarity != Polarity.AFFIRMS, stance.pk))
    return found[0].claim if found else None


def _share_claim(a: Statement, b: Statement, agent: Agent, rationale: str) -> None:
    claim = claim_of(a) or claim_of(b) or _new_claim(a, agent)
    for statement in (a, b):
        if not Stance.objects.filter(claim=claim, statement=statement).exclude(status=ReviewStatus.REJECTED).exists():
            set_stance(claim=claim, statement=statement, polarity=Polarity.AFFIRMS, agent=agent, rationale=rationale)


def _relate(a: Statement, b: Statement, kind: str, agent: Agent, *, extent: str, rationale: str) -> None:
    first, second = (claim_of(one) or _claim_made(one, agent) for one in (a, b))
    if first.pk == second.pk:
        raise ConflictError(f"both are about one claim, “{first.text}”: say there which affirms and which denies it")
    relate_claims(a=second, b=first, kind=kind, agent=agent, extent=extent, rationale=rationale)


def _claim_made(statement: Statement, agent: Agent) -> Claim:
    claim = _new_claim(statement, agent)
    set_stance(claim=claim, statement=statement, polarity=Polarity.AFFIRMS, agent=agent)
    return claim


def _new_claim(statement: Statement, agent: Agent) -> Claim:
    spans = statement.annotation.spans.filter(role=SpanRole.CONTENT).order_by("order")
    words = " ".join(" ".join(span.exact for span in spans).split())
    return create_claim(text=words.strip('"“”«» '), agent=agent)
