"""What people say about articles, as plain data for one viewer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.access import Viewer, public_viewer
from accounts.models import Agent
from accounts.vocabulary import Role
from annotations.selectors.snapshot import Bundle, bundles
from annotations.snapshots import (
    AnnotationSetSnapshot,
    AnnotationSnapshot,
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    EntityIdentifierSnapshot,
    EntityNameSnapshot,
    EntitySnapshot,
    MentionSnapshot,
    SpanSnapshot,
    StanceSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
    UtteranceLinkSnapshot,
)
from annotations.vocabulary import ReviewStatus, SetState, SourceRole, SpanRole
from archive.snapshots import AgentSnapshot
from archive.vocabulary import Access
from tests.factories import (
    AdjudicationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ClaimReadingFactory,
    ClaimRelationFactory,
    EntityFactory,
    EntityIdentifierFactory,
    EntityNameFactory,
    EventFactory,
    FieldValueFactory,
    MentionFactory,
    NoteFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
    TextVersionFactory,
    UtteranceLinkFactory,
)
from tests.factories.archive import NOON
from tests.roles import role_viewer

pytestmark = pytest.mark.django_db


def _bundle(article, viewer: Viewer) -> Bundle:
    return bundles(article_ids=[article.pk], viewer=viewer)[article.pk]


def _crowded_article():
    """Give an article on which everything that can be said has been said."""
    article = ArticleFactory()
    curated = AnnotationSetFactory(article=article, curated=True)
    person = EntityFactory(merged_into=EntityFactory(merged_into=EntityFactory()))
    EntityNameFactory(entity=person)
    EntityIdentifierFactory(entity=person)
    mention = MentionFactory(annotation_set=curated, entity=person)
    statement = StatementFactory(annotation_set=curated)
    StatementSourceFactory(statement=statement, entity=person, speaks_for=EntityFactory())
    claim = ClaimFactory(place=EntityFactory(), merged_into=ClaimFactory())
    StanceFactory(claim=claim, statement=statement)
    ClaimRelationFactory(a=claim)
    ClaimReadingFactory(text_version=article.current_text)
    UtteranceLinkFactory(a=statement)
    NoteFactory(annotation_set=curated)
    AdjudicationFactory(annotation_set=curated, sources=[mention.annotation], curated=statement.annotation)
    FieldValueFactory(article=article)
    EventFactory(article=article)
    return article


def test_bundles_give_a_mention_with_its_spans_and_entity(public):
    article = ArticleFactory(text="Ten men. The minister came.")
    curated = AnnotationSetFactory(article=article, curated=True)
    entity = EntityFactory()
    mention = MentionFactory(annotation_set=curated, exact="minister", code="person", entity=entity, certainty="high")

    bundle = _bundle(article, public)

    assert bundle.sets == (
        AnnotationSetSnapshot(
            uuid=curated.uuid,
            project=curated.project.uuid,
            text_version=1,
            annotator=curated.annotator.uuid,
            role="curator",
            state="curated",
            created=NOON,
            modified=NOON,
            annotations=(
                AnnotationSnapshot(
                    uuid=mention.annotation.uuid,
                    layer="entities",
                    version=1,
                    motivation="identifying",
                    creator=curated.annotator.uuid,
                    created=NOON,
                    modified=NOON,
                    spans=(
                        SpanSnapshot(
                            role="body",
                            order=0,
                            start=13,
                            end=21,
                            exact="minister",
                            prefix="Ten men. The ",
                            suffix=" came.",
                        ),
                    ),
                    mention=MentionSnapshot(tag="person", entity=entity.uuid, certainty="high"),
                ),
            ),
        ),
    )
    assert bundle.entities == (EntitySnapshot(uuid=entity.uuid, kind="person", label=entity.label, version=1),)
    assert bundle.agents == (AgentSnapshot(uuid=curated.annotator.uuid, kind="person", label=curated.annotator.label),)
    assert [layer.code for layer in bundle.projects[0].layers] == ["entities", "statements"]
    assert [tag.code for tag in bundle.projects[0].layers[0].tags] == ["person", "organisation", "place", "object"]


def test_bundles_give_a_statement_with_sources_in_printed_order(public):
    article = ArticleFactory()
    curated = AnnotationSetFactory(article=article, curated=True)
    outer = StatementFactory(annotation_set=curated, exact="The minister said the bridge was safe")
    inner = StatementFactory(annotation_set=curated, parent=outer)
    cue = inner.annotation.spans.get(role=SpanRole.CUE)
    speaker = EntityFactory()
    StatementSourceFactory(statement=inner, order=1, role=SourceRole.RELAY, kind="agency", description="a wire")
    StatementSourceFactory(statement=inner, order=0, entity=speaker, speaks_for=speaker, span=cue)

    found = {row.uuid: row.statement for row in _bundle(article, public).sets[0].annotations}

    assert found[inner.annotation.uuid] == StatementSnapshot(
        attribution="indirect",
        parent=outer.annotation.uuid,
        sources=(
            StatementSourceSnapshot(
                order=0,
                role="speaker",
                kind="named",
                entity=speaker.uuid,
                speaks_for=speaker.uuid,
                span_role="cue",
                span_order=0,
            ),
            StatementSourceSnapshot(order=1, role="relay", kind="agency", description="a wire"),
        ),
    )


def test_bundles_give_merged_entities_with_what_they_are_merged_into(public):
    article = ArticleFactory()
    root = EntityFactory()
    middle = EntityFactory(merged_into=root)
    named = EntityFactory(merged_into=middle)
    for name in ("B", "A"):
        EntityNameFactory(entity=named, name=name)
    EntityIdentifierFactory(entity=named, value="Q1")
    MentionFactory(annotation_set=AnnotationSetFactory(article=article, curated=True), entity=named)

    entities = _bundle(article, public).entities

    assert [(row.uuid, row.merged_into) for row in entities] == [
        (root.uuid, None),
        (middle.uuid, root.uuid),
        (named.uuid, middle.uuid),
    ]
    assert entities[2].names == (
        EntityNameSnapshot(name="A", kind="variant"),
        EntityNameSnapshot(name="B", kind="variant"),
    )
    assert entities[2].identifiers == (EntityIdentifierSnapshot(scheme="wikidata", value="Q1"),)


def test_bundles_give_claims_stances_and_what_bears_on_them(system):
    article = ArticleFactory()
    curated = AnnotationSetFactory(article=article, curated=True)
    statement = StatementFactory(annotation_set=curated)
    place = EntityFactory()
    claim = ClaimFactory(place=place)
    stance = StanceFactory(claim=claim, statement=statement, polarity="denies", rationale="a plain no")
    relation = ClaimRelationFactory(a=claim, extent="strict")
    far = ClaimRelationFactory(a=relation.b)
    reading = ClaimReadingFactory(text_version=article.current_text)
    link = UtteranceLinkFactory(a=statement, score=0.5)

    bundle = _bundle(article, system)

    assert bundle.claims == (
        ClaimSnapshot(uuid=claim.uuid, text=claim.text, version=1, topic="bridge", place=place.uuid),
        ClaimSnapshot(uuid=relation.b.uuid, text=relation.b.text, version=1, topic="bridge"),
        ClaimSnapshot(uuid=reading.claim.uuid, text=reading.claim.text, version=1, topic="bridge"),
    )
    assert far.b.uuid not in {row.uuid for row in bundle.claims}
    assert [row.uuid for row in bundle.entities] == [place.uuid]
    assert bundle.stances == (
        StanceSnapshot(
            claim=claim.uuid,
            statement=statement.annotation.uuid,
            polarity="denies",
            by=stance.by.uuid,
            at=NOON,
            status="confirmed",
            rationale="a plain no",
        ),
    )
    assert bundle.readings == (
        ClaimReadingSnapshot(claim=reading.claim.uuid, text_version=1, by=reading.by.uuid, at=NOON),
    )
    assert bundle.relations == (
        ClaimRelationSnapshot(
            a=claim.uuid,
            b=relation.b.uuid,
            kind="contradicts",
            by=relation.by.uuid,
            at=NOON,
            status="confirmed",
            extent="strict",
        ),
    )
    assert bundle.utterance_links == (
        UtteranceLinkSnapshot(
            a=statement.annotation.uuid,
            b=link.b.annotation.uuid,
            status="confirmed",
            method="by hand",
            by=link.by.uuid,
            at=NOON,
            score=0.5,
        ),
    )


def test_bundles_name_every_agent_also_of_values_and_events(system):
    article = _crowded_article()
    bundle = _bundle(article, system)
    curated = bundle.sets[0]
    named = {
        curated.annotator,
        curated.notes[0].author,
        curated.adjudications[0].by,
        bundle.stances[0].by,
        bundle.readings[0].by,
        bundle.relations[0].by,
        bundle.utterance_links[0].by,
        article.values.get().agent.uuid,
        article.events.get().agent.uuid,
    }
    assert [agent.uuid for agent in bundle.agents] == sorted(named)


def test_bundles_leave_out_deleted_annotations_and_all_that_hangs_on_them(system):
    article = ArticleFactory()
    curated = AnnotationSetFactory(article=article, curated=True)
    gone = StatementFactory(annotation_set=curated)
    kept = StatementFactory(annotation_set=curated, parent=gone, exact="bridge")
    StatementSourceFactory(statement=gone, entity=EntityFactory())
    StanceFactory(statement=gone)
    UtteranceLinkFactory(a=kept, b=gone)
    AdjudicationFactory(annotation_set=curated, sources=[gone.annotation], curated=gone.annotation)
    kept.annotation.derived_from = gone.annotation
    kept.annotation.save()
    gone.annotation.deleted_at = NOON
    gone.annotation.save()

    bundle = _bundle(article, system)

    (annotation,) = bundle.sets[0].annotations
    assert (annotation.uuid, annotation.derived_from) == (kept.annotation.uuid, None)
    assert annotation.statement.parent is None
    assert [(row.sources, row.curated) for row in bundle.sets[0].adjudications] == [((), None)]
    assert (bundle.entities, bundle.claims, bundle.stances, bundle.utterance_links) == ((), (), (), ())


def test_bundles_keep_to_the_current_text(system):
    article = ArticleFactory()
    AnnotationSetFactory(article=article, curated=True)
    ClaimReadingFactory(text_version=article.current_text)
    TextVersionFactory(article=article, text="A corrected text.")
    assert _bundle(article, system) == Bundle()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"access": Access.STAFF}, id="for staff only"),
        pytest.param({"access": Access.REGISTERED}, id="for registered readers"),
        pytest.param({"embargo_until": timezone.now() + timedelta(days=1)}, id="under embargo"),
        pytest.param({"state": "withdrawn"}, id="withdrawn"),
    ],
)
def test_bundles_give_nothing_of_an_article_the_public_may_not_read(public, change):
    article = _crowded_article()
    type(article).objects.filter(pk=article.pk).update(**change)
    assert bundles(article_ids=[article.pk], viewer=public) == {}


@pytest.mark.parametrize(
    ("state", "published", "seen"),
    [
        pytest.param(SetState.OPEN, True, False, id="an open set is not shown"),
        pytest.param(SetState.RETURNED, True, False, id="a returned set is not shown"),
        pytest.param(SetState.SUBMITTED, True, True, id="a submitted set is shown"),
        pytest.param(SetState.SUBMITTED, False, False, id="a set of an unpublished project is not shown"),
    ],
)
def test_bundles_give_the_public_finished_sets_of_published_projects(public, state, published, seen):
    article = ArticleFactory()
    row = AnnotationSetFactory(article=article, state=state, project__published=published)
    StanceFactory(statement=StatementFactory(annotation_set=row))
    bundle = _bundle(article, public)
    assert [found.uuid for found in bundle.sets] == [row.uuid] * seen
    assert len(bundle.claims) == len(bundle.stances) == seen


def test_bundles_give_notes_only_to_their_annotator_and_to_curators():
    article = ArticleFactory()
    own = role_viewer(Role.ANNOTATOR)
    row = AnnotationSetFactory(article=article, submitted=True, annotator=Agent.objects.get(pk=own.agent_id))
    NoteFactory(annotation_set=row)
    viewers = {
        "nobody": public_viewer(),
        "its annotator": own,
        "another annotator": role_viewer(Role.ANNOTATOR),
        "a curator": role_viewer(Role.CURATOR),
    }
    counts = {who: len(_bundle(article, viewer).sets[0].notes) for who, viewer in viewers.items()}
    assert counts == {"nobody": 0, "its annotator": 1, "another annotator": 0, "a curator": 1}


def test_bundles_hide_a_related_claim_known_only_from_elsewhere(public, system):
    article = ArticleFactory()
    own = StanceFactory(statement=StatementFactory(annotation_set=AnnotationSetFactory(article=article, curated=True)))
    hidden = AnnotationSetFactory(article=ArticleFactory(access=Access.STAFF), curated=True)
    other = StanceFactory(statement=StatementFactory(annotation_set=hidden))
    ClaimRelationFactory(a=own.claim, b=other.claim)
    ClaimReadingFactory(claim=other.claim, text_version=article.current_text)
    UtteranceLinkFactory(a=own.statement, b=other.statement)

    seen, everything = _bundle(article, public), _bundle(article, system)

    assert [row.uuid for row in seen.claims] == [own.claim.uuid]
    assert (seen.relations, seen.readings, seen.utterance_links) == ((), (), ())
    assert [row.uuid for row in everything.claims] == [own.claim.uuid, other.claim.uuid]
    assert [len(everything.relations), len(everything.readings), len(everything.utterance_links)] == [1, 1, 1]


def test_bundles_hide_rejected_judgements_from_readers(public, system):
    article = ArticleFactory()
    statement = StatementFactory(annotation_set=AnnotationSetFactory(article=article, curated=True))
    StanceFactory(statement=statement, status=ReviewStatus.REJECTED)
    assert (_bundle(article, public).stances, _bundle(article, public).claims) == ((), ())
    assert len(_bundle(article, system).stances) == 1


def test_bundles_keep_articles_apart(system):
    one, two = _crowded_article(), _crowded_article()
    together = bundles(article_ids=[one.pk, two.pk], viewer=system)
    assert together == {one.pk: _bundle(one, system), two.pk: _bundle(two, system)}


@pytest.mark.parametrize("count", [pytest.param(1, id="one article"), pytest.param(3, id="three articles")])
def test_bundles_take_the_same_queries_for_any_number(system, count, django_assert_num_queries):
    articles = [_crowded_article() for _ in range(count)]
    with django_assert_num_queries(25):
        assert len(bundles(article_ids=[row.pk for row in articles], viewer=system)) == count
