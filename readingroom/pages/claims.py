"""Claims as lines of a list, by topic, with who stands where and what contradicts what."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Viewer
from annotations.models import Claim
from annotations.selectors.claim_relations import relations_of
from annotations.selectors.judgements import same_words, stances_on
from annotations.selectors.merges import merge_families
from annotations.selectors.readable import topic_counts
from annotations.vocabulary import ClaimRelationKind, Polarity, ReviewStatus
from readingroom.pages.addresses import claim_address
from readingroom.pages.choices import Choice
from readingroom.pages.tallies import Tally, tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in a list; ``contested`` where it is both affirmed and denied, ``contradicts`` by how many claims."""

    claim: Claim
    href: str
    tallies: tuple[Tally, ...]
    articles: int
    contested: bool
    contradicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The claims of one topic; claims without one come under an empty name."""

    name: str
    lines: tuple[ClaimLine, ...]


def topic_choices(*, chosen: str | None, viewer: Viewer) -> tuple[Choice, ...]:
    """Give the topics that the list can be narrowed to, all of them first; one query."""
    counts = topic_counts(viewer=viewer)
    here = reverse("readingroom:claims")
    every = Choice(name=_("All"), href=here, count=sum(counts.values()), chosen=chosen is None)
    return (
        every,
        *(
            Choice(
                name=topic or _("without a topic"),
                href=f"{here}?{urlencode({'topic': topic})}",
                count=count,
                chosen=topic == chosen,
            )
            for topic, count in counts.items()
        ),
    )


def claim_topics(*, claims: Sequence[Claim], viewer: Viewer) -> tuple[Topic, ...]:
    """Give readable claims, which come ordered by topic; a fixed number of queries, one more a step of merging."""
    families = merge_families(Claim, [row.pk for row in claims])
    stances = stances_on(families=families, viewer=viewer)
    same = same_words(statement_ids={row.statement_id for rows in stances.values() for row in rows}, viewer=viewer)
    relations = relations_of(families=families, viewer=viewer)
    lines = []
    for claim in claims:
        counts = tallies(stances[claim.pk], same=same)
        against = {
            row.other.pk
            for row in relations[claim.pk]
            if row.relation.kind == ClaimRelationKind.CONTRADICTS and row.relation.status == ReviewStatus.CONFIRMED
        }
        lines.append(
            ClaimLine(
                claim=claim,
                href=claim_address(claim.uuid),
                tallies=counts,
                articles=len({row.article_id for row in stances[claim.pk]}),
                contested={Polarity.AFFIRMS.value, Polarity.DENIES.value} <= {tally.sign.code for tally in counts},
                contradicts=len(against),
            )
        )
    return tuple(
        Topic(name=name, lines=tuple(group)) for name, group in groupby(lines, key=lambda line: line.claim.topic)
    )
