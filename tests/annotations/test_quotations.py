"""Statements, mentions and their surroundings across articles."""

import pytest

from annotations.models import Claim, Entity
from annotations.selectors.claim_relations import relations_of
from annotations.selectors.contexts import WIDTH, contexts
from annotations.selectors.entity_counts import EntityCounts, entity_counts
from annotations.selectors.mentions import mentions_of
from annotations.selectors.merges import merge_families
from annotations.selectors.quotations import quotations, sayings_of
from annotations.selectors.silences import silences_on, unread_for
from annotations.vocabulary import ClaimRelationKind, ReviewStatus, SourceRole, SpanRole
from archive.vocabulary import Access, BlockRole
from tests.factories import (
    AnnotationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ClaimReadingFactory,
    ClaimRelationFactory,
    EntityFactory,
    MentionFactory,
    ProjectFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
    TextVersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curated():
    return AnnotationSetFactory(article=ArticleFactory(), curated=True)


def _cut(text, words, blocks):
    row = AnnotationSetFactory(article=ArticleFactory(text=text, blocks=blocks), curated=True)
    annotation = AnnotationFactory(annotation_set=row, spans=[(SpanRole.BODY, words)])
    (found,) = contexts(annotation_ids=[annotation.pk], roles=[SpanRole.BODY])
    return found.before, found.after, found.cut_before, found.cut_after


def test_contexts_end_with_the_block():
    text = "Before it.\nThe minister spoke.\nAfter it."
    blocks = [(0, 11, BlockRole.PARAGRAPH), (11, 31, BlockRole.PARAGRAPH), (31, 40, BlockRole.PARAGRAPH)]
    assert _cut(text, "minister", blocks) == ("The ", " spoke.\n", False, False)
    assert _cut(text, "The", blocks) == ("", " minister spoke.\n", False, False)


def test_contexts_of_long_blocks_are_cut():
    text = f"{'é' * 200} here {'ü' * 200}"
    found = _cut(text, "here", [(0, len(text), BlockRole.PARAGRAPH)])
    assert found == ("é" * (WIDTH - 1) + " ", " " + "ü" * (WIDTH - 1), True, True)


def test_mentions_count_once_across_sets_and_fold_spaces(public):
    entity = EntityFactory()
    common = {"project": ProjectFactory(), "article": ArticleFactory(text="The prime\nminister and the minister.")}
    sets = [AnnotationSetFactory(**common, submitted=True) for _ in range(2)]
    first = MentionFactory(annotation_set=sets[0], entity=EntityFactory(merged_into=entity), exact="prime\nminister")
    MentionFactory(annotation_set=sets[1], entity=entity, exact="The prime\nminister")
    MentionFactory(annotation_set=sets[1], entity=entity, exact="the minister")
    hidden = AnnotationSetFactory(article=ArticleFactory(access=Access.STAFF), curated=True)
    MentionFactory(annotation_set=hidden, entity=entity)
    families = merge_families(Entity, [entity.pk])
    found = mentions_of(families=families, viewer=public)[entity.pk]
    assert [(row.words, row.start) for row in found] == [("prime minister", 4), ("the minister", 23)]
    assert found[0].annotation_uuid == first.annotation.uuid
    assert entity_counts(families=families, viewer=public) == {entity.pk: EntityCounts(articles=1, speaks_in=0)}


def test_entity_counts_count_articles_by_what_stands_for_the_merged(public, curated):
    entity = EntityFactory()
    merged = EntityFactory(merged_into=EntityFactory(merged_into=entity))
    MentionFactory(annotation_set=curated, entity=entity)
    for row in (curated, AnnotationSetFactory(article=ArticleFactory(), curated=True)):
        MentionFactory(annotation_set=row, entity=merged, exact="Engineers")
        StatementSourceFactory(statement=StatementFactory(annotation_set=row), entity=merged)
    families = merge_families(Entity, [entity.pk])
    assert entity_counts(families=families, viewer=public) == {entity.pk: EntityCounts(articles=2, speaks_in=2)}


def test_sayings_tell_apart_what_it_said_what_was_said_for_it_and_what_it_passed_on(public, curated):
    entity = EntityFactory()
    kinds = {"said": {"entity": entity}, "said_for": {"entity": EntityFactory(), "speaks_for": entity}}
    kinds["passed_on"] = {"entity": entity, "role": SourceRole.RELAY}
    kinds["neither"] = {"entity": EntityFactory()}
    made = {}
    for (kind, options), words in zip(kinds.items(), ("minister", "bridge", "Engineers", "Brussels"), strict=True):
        made[kind] = StatementFactory(annotation_set=curated, exact=words)
        StatementSourceFactory(statement=made[kind], **options)
    found = sayings_of(entity_ids={entity.pk}, viewer=public)
    shown = {kind: [row.statement_id for row in getattr(found, kind)] for kind in ("said", "said_for", "passed_on")}
    assert shown == {kind: [made[kind].pk] for kind in shown}


def test_quotations_give_words_cue_and_sources(curated):
    root = EntityFactory(label="The minister")
    statement = StatementFactory(annotation_set=curated)
    StatementSourceFactory(statement=statement, entity=EntityFactory(merged_into=root), description="minister")
    found = quotations(statement_ids=[statement.pk])[statement.pk]
    assert ([span.exact for span in found.words], [span.exact for span in found.cue]) == (
        ["the bridge was safe"],
        ["said"],
    )
    assert [(row.entity, row.description) for row in found.sources] == [(root, "minister")]
    assert found.article_id == curated.text_version.article_id


def test_silences_are_readings_of_current_texts_that_may_be_read(public):
    claim = ClaimFactory()
    silent, spoken, hidden, corrected = (ArticleFactory(access=access) for access in ("open", "open", "staff", "open"))
    for article in (silent, spoken, hidden, corrected):
        ClaimReadingFactory(claim=claim, text_version=article.current_text)
    TextVersionFactory(article=corrected, text="Corrected.")
    found = silences_on(claim_ids=[claim.pk], spoken=[spoken.pk], viewer=public)
    assert [row.article_id for row in found] == [silent.pk]
    assert list(unread_for(known=[silent.pk, spoken.pk], viewer=public)) == [corrected]


def test_relations_are_seen_from_both_ends_with_what_stands_for_the_other(public, curated):
    a, b, hidden = ClaimFactory(), ClaimFactory(), ClaimFactory()
    merged = ClaimFactory(merged_into=b)
    for claim, words in ((a, "minister"), (b, "bridge")):
        StanceFactory(claim=claim, statement=StatementFactory(annotation_set=curated, exact=words))
    shown = ClaimRelationFactory(a=a, b=merged, kind=ClaimRelationKind.SUPPORTS)
    ClaimRelationFactory(a=a, b=b, kind=ClaimRelationKind.UPDATES, status=ReviewStatus.REJECTED)
    ClaimRelationFactory(a=a, b=hidden)
    ClaimRelationFactory(a=b, b=merged)
    found = relations_of(families=merge_families(Claim, [a.pk, b.pk]), viewer=public)
    seen = {pk: [(row.relation, row.other, row.outward) for row in rows] for pk, rows in found.items()}
    assert seen == {a.pk: [(shown, b, True)], b.pk: [(shown, a, False)]}
