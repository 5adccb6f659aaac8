"""Finding articles that belong together, and deciding on what was found."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from archive import matching
from archive.errors import InvalidValueError
from archive.models import Article, ArticleRelation, TextVersion
from archive.services.events import record_change, record_event
from archive.vocabulary import CONTENT_ROLES, ArticleState, ChangeAction, EventType, RelationKind, RelationStatus

#: What a suggestion is made by; it stands with each.
METHOD = "winnowed shingles of 3 words, weighed by rarity, passages aligned word by word"
#: The least score that is suggested, and the passages that it needs unless one is long: one formula ranks nobody.
LEAST_SCORE, LEAST_PASSAGES = 0.02, 3
#: Shared fingerprints that make two articles worth comparing.
LEAST_FINGERPRINTS = 3
#: Scores and words from which on words, not a happening, are what is shared.
NEARLY_ALL, LONG_PASSAGE = 0.7, 12
#: Passages that are kept with a relation.
MOST_PASSAGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What a search for relations did: articles read, pairs compared, suggestions made, renewed and taken back."""

    articles: int
    compared: int
    suggested: int
    renewed: int
    taken_back: int


def relate(
    *,
    agent: Agent,
    only: Collection[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Related:
    """Look for articles that share words, and suggest what was found; what people decided stays.

    ``only`` are keys of articles of which each pair must have one. Suggestions that no longer hold are taken back.
    """
    texts = _texts()
    frequencies: Counter[int] = Counter()
    marks = []
    for article, words in _read(texts):
        hashes = matching.hashes_of(words)
        frequencies.update({int(one) for one in hashes})
        marks.append((article, matching.fingerprints(hashes)))
    weights = matching.Weights(len(marks), frequencies)
    pairs = sorted(
        pair
        for pair in matching.candidates(marks, least=LEAST_FINGERPRINTS)
        if only is None or not set(pair).isdisjoint(only)
    )
    found: dict[tuple[int, int], matching.Shared] = {}
    for done, pair in enumerate(pairs, start=1):
        shared = matching.shared(_words_of_article(texts, pair[0]), _words_of_article(texts, pair[1]), weights)
        if _is_worth_a_look(shared):
            found[pair] = shared
        if progress:
            progress(done, len(pairs))
    made, renewed, taken_back = _write(found, only, agent)
    return Related(articles=len(marks), compared=len(pairs), suggested=made, renewed=renewed, taken_back=taken_back)


def decide(*, relation: ArticleRelation, status: str, kind: str, note: str, agent: Agent) -> ArticleRelation:
    """Confirm or reject a relation, with what it is; both articles' histories tell of it.

    Raises InvalidValueError for a status or kind that is none.
    """
    if status not in {RelationStatus.CONFIRMED, RelationStatus.REJECTED}:
        raise InvalidValueError(f"{status!r} is not a decision", field="status")
    if kind not in RelationKind.values:
        raise InvalidValueError(f"{kind!r} is not a kind of relation", field="kind")
    with transaction.atomic():
        values = {"status": status, "kind": kind, "note": note, "agent": agent, "at": timezone.now()}
        ArticleRelation.objects.filter(pk=relation.pk).update(**values)
        relation.refresh_from_db()
        # The other article is not named: who reads this history may not be allowed to know of it.
        for article in (relation.article, relation.other):
            record_event(
                type=EventType.METADATA_MODIFICATION,
                agent=agent,
                article=article,
                detail=f"relation to another article {status}: {relation.get_kind_display()}",
                object_ids=[f"relation:{relation.uuid}"],
            )
            record_change(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    return relation


def _texts() -> dict[int, int]:
    """Give the key of each active article's current text, by the article's."""
    rows = Article.objects.filter(state=ArticleState.ACTIVE, current_text__isnull=False).order_by("pk")
    return dict(rows.values_list("pk", "current_text_id"))


def _read(texts: dict[int, int]) -> Iterator[tuple[int, list[matching.Word]]]:
    for article in texts:
        yield article, _words_of_article(texts, article)


def _words_of_article(texts: dict[int, int], article: int) -> list[matching.Word]:
    """Give the words of an article's own blocks; what stands around it is everywhere alike."""
    version = TextVersion.objects.prefetch_related("blocks").get(pk=texts[article])
    return [
        word
        for block in version.blocks.all()
        if block.role in CONTENT_ROLES
        for word in matching.words_of(version.text, block.start, block.end)
    ]


@transaction.atomic
def _write(
    found: dict[tuple[int, int], matching.Shared], only: Collection[int] | None, agent: Agent
) -> tuple[int, int, int]:
    held = {(one.article_id, one.other_id): one for one in ArticleRelation.objects.all()}
    made = [_relation(pair, shared, agent) for pair, shared in found.items() if pair not in held]
    ArticleRelation.objects.bulk_create(made, batch_size=500)
    renewed = 0
    for pair, shared in found.items():
        if pair in held and held[pair].status == RelationStatus.SUGGESTED:
            fresh = _relation(pair, shared, agent)
            values = {"score": fresh.score, "kind": fresh.kind, "passages": fresh.passages, "method": METHOD}
            renewed += ArticleRelation.objects.filter(pk=held[pair].pk).update(**values)
    gone = [
        one.pk
        for pair, one in held.items()
        if one.status == RelationStatus.SUGGESTED
        and pair not in found
        and (only is None or not set(pair).isdisjoint(only))
    ]
    ArticleRelation.objects.filter(pk__in=gone).delete()
    return len(made), renewed, len(gone)


def _relation(pair: tuple[int, int], shared: matching.Shared, agent: Agent) -> ArticleRelation:
    return ArticleRelation(
        article_id=pair[0],
        other_id=pair[1],
        kind=_kind(shared),
        score=round(shared.score, 4),
        method=METHOD,
        passages=[[one.start, one.end, one.other_start, one.other_end] for one in shared.passages[:MOST_PASSAGES]],
        agent=agent,
    )


def _is_worth_a_look(shared: matching.Shared) -> bool:
    is_long = bool(shared.passages) and shared.passages[0].words >= LONG_PASSAGE
    return shared.score >= LEAST_SCORE and (is_long or len(shared.passages) >= LEAST_PASSAGES)


def _kind(shared: matching.Shared) -> str:
    if shared.mutual >= NEARLY_ALL:
        return RelationKind.NEAR_DUPLICATE
    if shared.score >= NEARLY_ALL:
        return RelationKind.REPRINT
    longest = shared.passages[0].words if shared.passages else 0
    return RelationKind.SHARED_PASSAGES if longest >= LONG_PASSAGE else RelationKind.SAME_EVENT
