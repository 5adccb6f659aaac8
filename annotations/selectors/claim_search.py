"""Claims that a statement may be about: found by their words, and by what the same speaker has said before."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz, process, utils

from accounts.access import Viewer
from annotations.models import Entity
from annotations.selectors.claims import visible_claims, visible_stances
from annotations.selectors.merges import merge_families
from annotations.vocabulary import ReviewStatus

#: How much a claim rises of which the same speaker has said something, and one that has every word that was begun.
_SPEAKER_BONUS, _BEGUN_BONUS = 6.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """A claim with how near its words are (0 to 100), and how many statements have been judged by it."""

    uuid: UUID
    text: str
    topic: str
    score: float
    statements: int


def search_claims(*, words: str, viewer: Viewer, speaker: UUID | None = None, limit: int = 8) -> list[FoundClaim]:
    """Give the claims that ``words`` may be about, likeliest first; merged ones are left out; three queries at most.

    The score is rapidfuzz's: the better of the shared words (token_set_ratio) and the nearest stretch
    (partial_ratio, for what is typed in part), raised where every word of ``words`` begins one of the claim's, and
    where ``speaker`` has said something of the claim.
    """
    rows = list(
        visible_claims(viewer).filter(merged_into=None).order_by("pk").values_list("pk", "uuid", "text", "topic")
    )
    wanted = utils.default_process(words)
    texts = {pk: utils.default_process(text) for pk, _uuid, text, _topic in rows}
    shared = {pk: score for _text, score, pk in process.extract(wanted, texts, scorer=fuzz.token_set_ratio, limit=None)}
    near = {pk: score for _text, score, pk in process.extract(wanted, texts, scorer=fuzz.partial_ratio, limit=None)}
    stances = visible_stances(viewer).exclude(status=ReviewStatus.REJECTED).order_by()
    judged = Counter(stances.values_list("claim", flat=True))
    spoken = _spoken(speaker, viewer)
    found = [
        FoundClaim(
            uuid=uuid,
            text=text,
            topic=topic,
            score=round(
                max(shared[pk], near[pk])
                + (_SPEAKER_BONUS if pk in spoken else 0)
                + (_BEGUN_BONUS if _begins(wanted, texts[pk]) else 0),
                1,
            ),
            statements=judged[pk],
        )
        for pk, uuid, text, topic in rows
    ]
    return sorted(found, key=lambda claim: (-claim.score, claim.text))[:limit]


def _begins(wanted: str, text: str) -> bool:
    """Say whether every word that is wanted begins a word of the text."""
    words = f" {text}"
    return bool(wanted) and all(f" {word}" in words for word in wanted.split())


def _spoken(speaker: UUID | None, viewer: Viewer) -> set[int]:
    """Give the keys of the claims that an entity, or one merged into it, has said something of."""
    entity = Entity.objects.filter(uuid=speaker).values_list("pk", flat=True).first() if speaker else None
    if entity is None:
        return set()
    family = list(merge_families(Entity, [entity]))
    found = visible_stances(viewer).filter(statement__sources__entity__in=family).order_by()
    return set(found.values_list("claim", flat=True))
