"""Writing annotations: whole or absent, with a revision, a line in the change feed and a task for the index."""

from dataclasses import replace
from uuid import UUID

import pytest

from annotations.drafts import AnnotationDraft, MentionDraft, SourceDraft, SpanDraft, StatementDraft
from annotations.errors import ConflictError, InvalidAnnotationError, InvalidSpanError, NotAllowedError
from annotations.models import Annotation, AnnotationSet, Revision, Span
from annotations.services.annotate import create_annotation, delete_annotation, update_annotation
from annotations.services.stances import set_stance
from annotations.vocabulary import SetState
from tests.annotations.drafting import TRAPS, mention, span, statement
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    EntityFactory,
    LayerFactory,
    StanceFactory,
)
from tests.rows import changes, index_tasks, revisions, row_counts

pytestmark = pytest.mark.django_db

NOWHERE = UUID("01900000-0000-7000-8000-00000000dead")
CHOSEN = UUID("01900000-0000-4000-8000-000000000001")


@pytest.fixture
def annotation_set() -> AnnotationSet:
    return AnnotationSetFactory()


def _create(annotation_set: AnnotationSet, draft: AnnotationDraft, **options) -> Annotation:
    return create_annotation(annotation_set=annotation_set, draft=draft, agent=annotation_set.annotator, **options)


def _spans(annotation: Annotation) -> list[tuple]:
    return list(annotation.spans.values_list("role", "order", "start", "end", "exact", "prefix", "suffix"))


def test_create_annotation_writes_a_mention_whole(annotation_set):
    entity = EntityFactory()
    draft = mention(annotation_set, "minister", entity=entity.uuid, certainty="high")

    made = _create(annotation_set, draft, uuid=CHOSEN)

    annotation = Annotation.objects.get(uuid=CHOSEN)
    assert made == annotation
    assert (annotation.version, annotation.motivation, annotation.creator, annotation.deleted_at) == (
        1,
        "identifying",
        annotation_set.annotator,
        None,
    )
    assert (annotation.mention.tag.code, annotation.mention.entity, annotation.mention.certainty) == (
        "person",
        entity,
        "high",
    )
    text = annotation_set.text_version.text
    start = text.index("minister")
    before, after = text[start - 32 : start], text[start + 8 : start + 40]
    assert _spans(annotation) == [("body", 0, start, start + 8, "minister", before, after)]
    assert revisions(CHOSEN) == [(1, "created", annotation_set.annotator.pk, "")]
    assert Revision.objects.get().snapshot == draft.to_json()
    assert changes() == [("annotation", CHOSEN, "created")]
    assert index_tasks() == [annotation_set.text_version.article.uuid]


def test_create_annotation_writes_a_statement_whole(annotation_set):
    speaker, body = EntityFactory(), EntityFactory()
    outer = _create(annotation_set, statement(annotation_set, "The minister said the bridge was safe."))
    draft = AnnotationDraft(
        layer="statements",
        spans=(
            span(annotation_set, "the bridge was safe", role="content"),
            span(annotation_set, "said", role="cue"),
            span(annotation_set, "The minister", role="source"),
        ),
        statement=StatementDraft(
            attribution="indirect",
            factuality="CT+",
            said="2007-04-19",
            occasion="a briefing",
            parent=outer.uuid,
            sources=(
                SourceDraft(
                    role="speaker", kind="named", entity=speaker.uuid, speaks_for=body.uuid, span=("source", 0)
                ),
                SourceDraft(role="relay", kind="unnamed", description="a source close to him"),
            ),
        ),
    )

    made = _create(annotation_set, draft)

    said = made.statement
    assert (made.motivation, said.attribution, said.factuality, said.said, said.occasion, said.parent) == (
        "describing",
        "indirect",
        "CT+",
        "2007-04-19",
        "a briefing",
        outer.statement,
    )
    source_span = made.spans.get(role="source")
    found = said.sources.values_list("order", "role", "kind", "entity", "description", "speaks_for", "span")
    assert list(found) == [
        (0, "speaker", "named", speaker.pk, "", body.pk, source_span.pk),
        (1, "relay", "unnamed", None, "a source close to him", None, None),
    ]
    assert [row[:2] for row in _spans(made)] == [("content", 0), ("cue", 0), ("source", 0)]


def test_create_annotation_counts_code_points_and_crosses_blocks():
    annotation_set = AnnotationSetFactory(article=ArticleFactory(text=TRAPS))
    words = "Russia\nThe cafe\u0301\u00a0owner"
    made = _create(annotation_set, mention(annotation_set, words, tag="place"))
    assert _spans(made) == [("body", 0, 3, 25, words, "\U0001f1f7\U0001f1fa ", TRAPS[25:57])]


def test_create_annotation_marks_the_set_as_changed(annotation_set):
    made = _create(annotation_set, mention(annotation_set))
    assert AnnotationSet.objects.get(pk=annotation_set.pk).modified == made.created


def test_create_annotation_repeated_with_its_uuid_is_one_write(annotation_set):
    draft = mention(annotation_set)
    first = _create(annotation_set, draft, uuid=CHOSEN)
    before = row_counts()
    assert (_create(annotation_set, draft, uuid=CHOSEN), row_counts()) == (first, before)


def test_create_annotation_repeated_after_the_set_was_submitted_is_still_the_same_write(annotation_set):
    draft = mention(annotation_set)
    first = _create(annotation_set, draft, uuid=CHOSEN)
    AnnotationSet.objects.update(state=SetState.SUBMITTED)
    assert _create(annotation_set, draft, uuid=CHOSEN) == first


@pytest.mark.parametrize("case", ["other words", "another set", "a deleted one"])
def test_create_annotation_refuses_a_uuid_that_stands_for_something_else(annotation_set, case):
    draft = mention(annotation_set)
    held = _create(annotation_set, draft, uuid=CHOSEN)
    target = annotation_set
    if case == "other words":
        draft = mention(annotation_set, "Engineers")
    elif case == "another set":
        target = AnnotationSetFactory(article=annotation_set.text_version.article, project=annotation_set.project)
    else:
        delete_annotation(annotation=held, agent=annotation_set.annotator, version=1)
    before = row_counts()
    with pytest.raises(ConflictError, match=f"^the uuid {CHOSEN} stands for another annotation$"):
        _create(target, draft, uuid=CHOSEN)
    assert row_counts() == before


@pytest.mark.parametrize(
    ("change", "pointer", "message"),
    [
        pytest.param({"layer": "moods"}, "/layer", "the project has no layer 'moods'", id="a layer of no project"),
        pytest.param(
            {"mention": MentionDraft(tag="bird")}, "/mention/tag", "the layer has no tag 'bird'", id="an unknown tag"
        ),
        pytest.param(
            {"mention": MentionDraft(tag="person", entity=NOWHERE)},
            "/entity",
            f"there is no entity {NOWHERE}",
            id="an unknown entity",
        ),
        pytest.param({"derived_from": NOWHERE}, "/derived_from", f"there is no annotation {NOWHERE}", id="no origin"),
    ],
)
def test_create_annotation_that_names_what_is_not_there_leaves_nothing(annotation_set, change, pointer, message):
    draft = replace(mention(annotation_set), **change)
    before, modified = row_counts(), annotation_set.modified
    with pytest.raises(InvalidAnnotationError) as caught:
        _create(annotation_set, draft, uuid=CHOSEN)
    assert (str(caught.value), caught.value.pointer) == (message, pointer)
    assert (row_counts(), AnnotationSet.objects.get().modified) == (before, modified)


def test_create_annotation_with_a_layer_of_another_project_leaves_nothing(annotation_set):
    LayerFactory(code="moods")
    before = row_counts()
    with pytest.raises(InvalidAnnotationError, match="^the project has no layer 'moods'$"):
        _create(annotation_set, replace(mention(annotation_set), layer="moods"))
    assert row_counts() == before


@pytest.mark.parametrize("member", ["entity", "speaks_for"])
def test_create_annotation_with_an_unknown_source_leaves_nothing(annotation_set, member):
    source = replace(SourceDraft(role="speaker", kind="named"), **{member: NOWHERE})
    before = row_counts()
    with pytest.raises(InvalidAnnotationError, match=f"^there is no entity {NOWHERE}$"):
        _create(annotation_set, statement(annotation_set, sources=(source,)))
    assert row_counts() == before


@pytest.mark.parametrize("case", ["unknown", "of another set", "deleted", "a mention"])
def test_create_annotation_refuses_a_parent_that_is_no_statement_of_the_set(annotation_set, case):
    other = AnnotationSetFactory(article=annotation_set.text_version.article)
    owner = other if case == "of another set" else annotation_set
    make = mention if case == "a mention" else statement
    parent = _create(owner, make(owner))
    if case == "deleted":
        delete_annotation(annotation=parent, agent=annotation_set.annotator, version=1)
    uuid = NOWHERE if case == "unknown" else parent.uuid
    before = row_counts()
    with pytest.raises(InvalidAnnotationError) as caught:
        _create(annotation_set, statement(annotation_set, "disagreed", parent=uuid))
    assert (str(caught.value), caught.value.pointer) == (
        f"there is no statement {uuid} in this set",
        "/statement/parent",
    )
    assert row_counts() == before


def test_create_annotation_refuses_words_that_do_not_stand_there(annotation_set):
    wrong = SpanDraft(start=0, end=4, exact="Away")
    before = row_counts()
    with pytest.raises(InvalidSpanError, match=r"^at \[0, 4\) the text has “Home”, not “Away”$"):
        _create(annotation_set, replace(mention(annotation_set), spans=(wrong,)))
    assert row_counts() == before


@pytest.mark.parametrize("state", [SetState.SUBMITTED, SetState.CURATED, SetState.SUPERSEDED])
def test_create_annotation_in_a_set_that_is_closed_is_refused(annotation_set, state):
    # The set was open when the form was shown.
    AnnotationSet.objects.update(state=state)
    before = row_counts()
    with pytest.raises(NotAllowedError, match="^this set has been submitted: it can be read, not changed$"):
        _create(annotation_set, mention(annotation_set))
    assert row_counts() == before


def test_create_annotation_in_a_returned_set_is_taken():
    annotation_set = AnnotationSetFactory(state=SetState.RETURNED)
    assert _create(annotation_set, mention(annotation_set)).version == 1


def test_create_annotation_in_somebody_elses_set_is_refused(annotation_set):
    draft = mention(annotation_set)
    with pytest.raises(NotAllowedError, match="^this set belongs to another annotator$"):
        create_annotation(annotation_set=annotation_set, draft=draft, agent=AgentFactory())
    assert Annotation.objects.count() == 0


def test_update_annotation_replaces_the_content_and_keeps_stances(annotation_set):
    made = _create(annotation_set, statement(annotation_set))
    stance = StanceFactory(statement=made.statement)
    draft = statement(annotation_set, "safe", sources=(SourceDraft(role="speaker", kind="unnamed"),))

    updated = update_annotation(annotation=made, draft=draft, agent=annotation_set.annotator, version=1)

    assert (updated.version, [row[4] for row in _spans(updated)], Span.objects.count()) == (2, ["safe"], 1)
    assert list(updated.statement.sources.values_list("order", "kind")) == [(0, "unnamed")]
    assert list(made.statement.stances.all()) == [stance]
    editor = annotation_set.annotator.pk
    assert revisions(made.uuid) == [(1, "created", editor, ""), (2, "updated", editor, "")]
    assert changes() == [("annotation", made.uuid, "created"), ("annotation", made.uuid, "updated")]
    assert index_tasks() == [annotation_set.text_version.article.uuid] * 2


def test_stance_set_after_an_update_is_on_the_same_statement(annotation_set):
    made = _create(annotation_set, statement(annotation_set))
    update_annotation(
        annotation=made, draft=statement(annotation_set, "safe"), agent=annotation_set.annotator, version=1
    )
    stance = set_stance(
        claim=ClaimFactory(), statement=made.statement, polarity="denies", agent=annotation_set.annotator
    )
    assert stance.statement.annotation == made
