"""Putting sets, entities, claims and judgements back: the same records, or none and the reason why."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction

from accounts.access import system_viewer
from accounts.models import Agent
from annotations.drafts import AnnotationDraft
from annotations.errors import ConflictError
from annotations.models import Annotation, AnnotationSet, Claim, Entity, Project, Revision, UtteranceLink
from annotations.selectors.snapshot import Bundle, bundles
from annotations.services.annotate import restore_annotation, update_annotation
from annotations.services.restore import (
    restore_claims,
    restore_entities,
    restore_judgements,
    restore_projects,
    restore_utterance_links,
)
from annotations.services.restore_sets import SetContext, restore_sets
from archive.models import Article, Change, IndexTask
from tests.annotations.drafting import mention
from tests.factories import (
    AdjudicationFactory,
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    ClaimReadingFactory,
    ClaimRelationFactory,
    EntityFactory,
    EntityIdentifierFactory,
    EntityNameFactory,
    MentionFactory,
    NoteFactory,
    ProjectFactory,
    SpanFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
    UtteranceLinkFactory,
)
from tests.rows import changes, revisions, row_counts

pytestmark = pytest.mark.django_db

NOWHERE = UUID("01900000-0000-7000-8000-00000000dead")


def _bundle(article: Article) -> Bundle:
    return bundles(article_ids=[article.pk], viewer=system_viewer())[article.pk]


@pytest.fixture
def article() -> Article:
    """Give an article on which everything that can be said has been said, twice."""
    article, project = ArticleFactory(), ProjectFactory()
    place = {"article": article, "project": project}
    annotators = AnnotationSetFactory(submitted=True, **place)
    curated = AnnotationSetFactory(curated=True, **place)
    person = EntityFactory(merged_into=EntityFactory(merged_into=EntityFactory(version=3)))
    EntityNameFactory(entity=person, language="ru")
    EntityIdentifierFactory(entity=person)
    source = MentionFactory(annotation_set=annotators, entity=person, certainty="low").annotation
    made = MentionFactory(annotation_set=curated, entity=person).annotation
    Annotation.objects.filter(pk=made.pk).update(derived_from=source, version=4)
    outer = StatementFactory(annotation_set=curated, said="2007-04-19", occasion="a briefing", factuality="CT+")
    inner = StatementFactory(annotation_set=curated, exact="safe", cue="", parent=outer)
    span = SpanFactory(annotation=inner.annotation, role="source", start=0, end=4)
    StatementSourceFactory(statement=inner, entity=person, speaks_for=EntityFactory(), span=span)
    StatementSourceFactory(statement=inner, role="relay", kind="unnamed", description="somebody close")
    claim = ClaimFactory(place=EntityFactory(), merged_into=ClaimFactory(version=2))
    StanceFactory(claim=claim, statement=outer, rationale="why")
    ClaimRelationFactory(a=claim, extent="strict")
    ClaimReadingFactory(text_version=article.current_text)
    UtteranceLinkFactory(a=outer, b=inner, score=0.5)
    NoteFactory(annotation_set=curated)
    AdjudicationFactory(annotation_set=curated, sources=[source], curated=made, decision="changed", note="agreed")
    AdjudicationFactory(annotation_set=curated, sources=[source])
    return article


def _forget_everything() -> None:
    """Empty the tables of annotations, and what they left in the archive's; foreign keys are checked at the end."""
    for model in [*apps.get_app_config("annotations").get_models(include_auto_created=True), Change, IndexTask]:
        model._base_manager.all()._raw_delete("default")


def _restore(article: Article, bundle: Bundle) -> int:
    agents = {agent.uuid: agent for agent in Agent.objects.all()}
    editor = AgentFactory(label="restorer")
    with transaction.atomic():
        entities, _new = restore_entities(bundle.entities, agent=editor)
        claims, _new = restore_claims(bundle.claims, entities=entities, agent=editor)
        context = SetContext(
            projects=restore_projects(bundle.projects),
            entities=entities,
            agents=agents,
            text_version=article.current_text,
            editor=editor,
        )
        count = restore_sets(bundle.sets, context)
        restore_judgements(
            text_version=article.current_text,
            claims=claims,
            agents=agents,
            stances=bundle.stances,
            readings=bundle.readings,
            relations=bundle.relations,
        )
        restore_utterance_links(bundle.utterance_links, agents=agents)
    return count


def test_restore_gives_an_equal_bundle(article):
    before = _bundle(article)
    _forget_everything()
    assert (_restore(article, before), _bundle(article)) == (4, before)


def test_restore_begins_each_history_at_the_version_that_came(article):
    before = _bundle(article)
    made = next(found for owner in before.sets for found in owner.annotations if found.version == 4)
    _forget_everything()
    _restore(article, before)
    editor = Agent.objects.get(label="restorer").pk
    assert revisions(made.uuid) == [(4, "imported", editor, "")]
    assert revisions(before.entities[0].uuid) == [(before.entities[0].version, "imported", editor, "")]
    assert revisions(before.claims[0].uuid) == [(before.claims[0].version, "imported", editor, "")]


def test_restore_tells_the_change_feed_of_every_record(article):
    before = _bundle(article)
    _forget_everything()
    _restore(article, before)
    expected = {
        *(("entity", found.uuid, "created") for found in before.entities),
        *(("claim", found.uuid, "created") for found in before.claims),
        *(("annotationset", found.uuid, "created") for found in before.sets),
        *(("annotation", found.uuid, "created") for owner in before.sets for found in owner.annotations),
    }
    assert (set(changes()), len(changes())) == (expected, len(expected))


def test_restored_annotation_is_written_on(article):
    bundle = _bundle(article)
    _forget_everything()
    _restore(article, bundle)
    AnnotationSet.objects.update(state="open")
    held = Annotation.objects.get(version=4)
    agent = held.annotation_set.annotator
    snapshot = Revision.objects.get(uuid=held.uuid).snapshot
    update_annotation(annotation=held, draft=mention(held.annotation_set, "bridge"), agent=agent, version=4)
    restore_annotation(annotation=held, to_version=4, agent=agent, version=5)
    assert list(held.spans.values_list("exact", flat=True)) == ["minister"]
    assert AnnotationDraft.from_json(Revision.objects.get(uuid=held.uuid, version=6).snapshot).to_json() == snapshot


def test_restore_keeps_entities_and_claims_that_are_here(article):
    before = _bundle(article)
    _forget_everything()
    held = Entity.objects.create(uuid=before.entities[0].uuid, kind="person", label="As it is known here", version=9)
    claim = Claim.objects.create(uuid=before.claims[0].uuid, text="As it stands here", version=9)
    _restore(article, before)
    held.refresh_from_db()
    claim.refresh_from_db()
    assert (held.label, held.version, claim.text, claim.version) == ("As it is known here", 9, "As it stands here", 9)
    assert (revisions(held.uuid), revisions(claim.uuid)) == ([], [])


def test_restore_projects_keeps_a_project_that_is_here(article):
    before = _bundle(article).projects
    Project.objects.update(name="As it is called here")
    found = restore_projects(before)
    assert ({row.name for row in found.values()}, Project.objects.count()) == ({"As it is called here"}, 1)


def test_restore_projects_refuses_a_slug_of_another_project(article):
    before = replace(_bundle(article).projects[0], uuid=NOWHERE)
    with pytest.raises(ConflictError, match=f"^the project name {before.slug} belongs to another project here$"):
        restore_projects([before])


def test_restore_sets_that_are_here_already_is_refused(article):
    before = _bundle(article)
    counts = row_counts()
    with pytest.raises(ConflictError, match=r"^the annotation [0-9a-f-]{36} is here already$"):
        _restore(article, before)
    assert {**row_counts(), "accounts.Agent": counts["accounts.Agent"]} == counts


def test_restore_sets_of_another_text_version_is_refused(article):
    before = _bundle(article)
    _forget_everything()
    sets = (replace(before.sets[0], text_version=7), *before.sets[1:])
    with pytest.raises(
        ConflictError, match=f"^the set {sets[0].uuid} stands on text version 7, which did not come along$"
    ):
        _restore(article, replace(before, sets=sets))
    assert AnnotationSet.objects.count() == 0


def test_restore_sets_that_names_what_did_not_come_leaves_nothing(article):
    before = _bundle(article)
    _forget_everything()
    agents = Agent.objects.count()
    with pytest.raises(KeyError):
        _restore(article, replace(before, entities=()))
    assert (AnnotationSet.objects.count(), Entity.objects.count(), Agent.objects.count()) == (0, 0, agents + 1)


def test_restore_utterance_links_gives_those_that_must_wait(article):
    (link,) = _bundle(article).utterance_links
    agents = {agent.uuid: agent for agent in Agent.objects.all()}
    elsewhere = replace(link, b=NOWHERE)
    UtteranceLink.objects.all().delete()
    assert restore_utterance_links([link, elsewhere], agents=agents) == [elsewhere]
    assert _bundle(article).utterance_links == (link,)


def test_restore_utterance_links_twice_is_once(article):
    links = _bundle(article).utterance_links
    agents = {agent.uuid: agent for agent in Agent.objects.all()}
    assert (restore_utterance_links(links, agents=agents), UtteranceLink.objects.count()) == ([], 1)
