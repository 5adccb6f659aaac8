"""Adjudication: decisions between annotators' versions, with the curated annotation they led to."""

from uuid import UUID

import pytest

from annotations.errors import ConflictError, InvalidAnnotationError, NotAllowedError
from annotations.models import Adjudication, Annotation, AnnotationSet
from annotations.services.annotate import create_annotation
from annotations.services.curation import adjudicate
from annotations.services.sets import submit_set
from annotations.vocabulary import SetRole, SetState
from tests.annotations.drafting import mention
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, MentionFactory, ProjectFactory
from tests.rows import changes, index_tasks, revisions, row_counts

pytestmark = pytest.mark.django_db

CHOSEN = UUID("01900000-0000-4000-8000-000000000001")
NOWHERE = UUID("01900000-0000-7000-8000-00000000dead")


@pytest.fixture
def curated_set() -> AnnotationSet:
    return AnnotationSetFactory(role=SetRole.CURATOR)


@pytest.fixture
def sources(curated_set) -> list[Annotation]:
    """Give the same mention as two annotators made it."""
    place = {"article": curated_set.text_version.article, "project": curated_set.project, "submitted": True}
    return [MentionFactory(annotation_set=AnnotationSetFactory(**place)).annotation for _ in range(2)]


def _decide(curated_set: AnnotationSet, decision: str, sources, draft=None, **options) -> Adjudication:
    return adjudicate(
        **{
            "curated_set": curated_set,
            "decision": decision,
            "sources": sources,
            "draft": draft,
            "note": "",
            "agent": curated_set.annotator,
            **options,
        }
    )


@pytest.mark.parametrize("decision", ["accepted", "changed"])
def test_adjudicate_writes_the_curated_annotation_and_the_decision(curated_set, sources, decision):
    draft = mention(curated_set, "minister")
    made = _decide(curated_set, decision, sources, draft, note="Both agree.", uuid=CHOSEN)

    assert (made.decision, made.note, made.by, made.annotation_set) == (
        decision,
        "Both agree.",
        curated_set.annotator,
        curated_set,
    )
    assert (made.curated.uuid, made.curated.derived_from, made.curated.annotation_set) == (
        CHOSEN,
        sources[0],
        curated_set,
    )
    assert set(made.sources.all()) == set(sources)
    assert revisions(CHOSEN) == [(1, "created", curated_set.annotator.pk, "")]
    assert changes() == [("annotation", CHOSEN, "created"), ("annotationset", curated_set.uuid, "updated")]
    assert index_tasks() == [curated_set.text_version.article.uuid]


def test_adjudicate_rejects_without_a_curated_annotation(curated_set, sources):
    made = _decide(curated_set, "rejected", sources, note="Not a name.")
    assert (made.curated, set(made.sources.all()), Annotation.objects.count()) == (None, set(sources), 2)
    assert changes() == [("annotationset", curated_set.uuid, "updated")]


def test_adjudicate_adds_what_no_annotator_saw(curated_set):
    made = _decide(curated_set, "added", [], mention(curated_set, "Brussels", tag="place"))
    assert (made.curated.derived_from, made.sources.count()) == (None, 0)


def test_adjudicate_keeps_the_origin_that_the_draft_names(curated_set, sources):
    draft = mention(curated_set)
    named = type(draft)(layer=draft.layer, spans=draft.spans, mention=draft.mention, derived_from=sources[1].uuid)
    assert _decide(curated_set, "accepted", sources, named).curated.derived_from == sources[1]


def test_adjudicate_one_source_into_two_annotations(curated_set, sources):
    for words in ("The minister", "minister"):
        _decide(curated_set, "changed", sources[:1], mention(curated_set, words))
    assert [row.curated.derived_from for row in Adjudication.objects.all()] == [sources[0], sources[0]]


@pytest.mark.parametrize(
    ("decision", "has_sources", "has_draft", "pointer", "message"),
    [
        pytest.param("praised", True, True, "/decision", "'praised' is not a decision", id="unknown"),
        pytest.param(
            "rejected",
            True,
            True,
            "/curated",
            "a rejection has no curated annotation, every other decision has one",
            id="rejected with a curated annotation",
        ),
        pytest.param(
            "accepted",
            True,
            False,
            "/curated",
            "a rejection has no curated annotation, every other decision has one",
            id="accepted without a curated annotation",
        ),
        pytest.param(
            "accepted", False, True, "/sources", "say which annotations were decided about", id="accepted from nothing"
        ),
        pytest.param(
            "rejected", False, False, "/sources", "say which annotations were decided about", id="nothing rejected"
        ),
    ],
)
def test_adjudicate_refuses_what_does_not_go_together(
    curated_set, sources, decision, has_sources, has_draft, pointer, message
):
    before = row_counts()
    with pytest.raises(InvalidAnnotationError) as caught:
        _decide(curated_set, decision, sources if has_sources else [], mention(curated_set) if has_draft else None)
    assert (str(caught.value), caught.value.pointer, row_counts()) == (message, pointer, before)


@pytest.mark.parametrize("elsewhere", ["another text", "another project"])
def test_adjudicate_refuses_sources_from_elsewhere(curated_set, elsewhere):
    article = ArticleFactory() if elsewhere == "another text" else curated_set.text_version.article
    project = ProjectFactory() if elsewhere == "another project" else curated_set.project
    source = MentionFactory(annotation_set=AnnotationSetFactory(article=article, project=project)).annotation
    with pytest.raises(InvalidAnnotationError) as caught:
        _decide(curated_set, "accepted", [source], mention(curated_set))
    assert (str(caught.value), caught.value.pointer) == (
        "the annotations stand on another text or in another project",
        "/sources",
    )


def test_adjudicate_with_a_draft_that_can_not_stand_leaves_nothing(curated_set, sources):
    before = row_counts()
    with pytest.raises(InvalidAnnotationError, match=f"^there is no entity {NOWHERE}$"):
        _decide(curated_set, "accepted", sources, mention(curated_set, entity=NOWHERE))
    assert row_counts() == before


def test_adjudicate_in_an_annotators_set_is_refused(curated_set, sources):
    annotators_set = sources[0].annotation_set
    with pytest.raises(NotAllowedError, match="^decisions are written into a curator's set$"):
        _decide(annotators_set, "rejected", sources)


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
@pytest.mark.parametrize("case", ["submitted meanwhile", "somebody else's"])
def test_adjudicate_in_a_set_that_is_not_open_to_the_agent_is_refused(curated_set, sources, decision, case):
    draft = mention(curated_set) if decision == "accepted" else None
    agent = curated_set.annotator
    if case == "submitted meanwhile":
        AnnotationSet.objects.filter(pk=curated_set.pk).update(state=SetState.CURATED)
    else:
        agent = AgentFactory()
    before = row_counts()
    with pytest.raises(NotAllowedError):
        _decide(curated_set, decision, sources, draft, agent=agent)
    assert row_counts() == before


def test_adjudicate_repeated_with_its_uuid_is_one_decision(curated_set, sources):
    draft = mention(curated_set)
    first = _decide(curated_set, "accepted", sources, draft, uuid=CHOSEN)
    before = row_counts()
    assert (_decide(curated_set, "accepted", sources, draft, uuid=CHOSEN), row_counts()) == (first, before)


def test_adjudicate_otherwise_about_the_same_annotation_is_refused(curated_set, sources):
    draft = mention(curated_set)
    _decide(curated_set, "accepted", sources, draft, uuid=CHOSEN)
    before = row_counts()
    with pytest.raises(ConflictError, match="^this annotation was decided about otherwise$"):
        _decide(curated_set, "changed", sources, draft, uuid=CHOSEN)
    with pytest.raises(ConflictError, match="^this annotation was decided about otherwise$"):
        _decide(curated_set, "accepted", sources[:1], draft, uuid=CHOSEN)
    assert row_counts() == before


def test_adjudicate_with_a_uuid_of_an_annotation_is_refused(curated_set, sources):
    create_annotation(
        annotation_set=curated_set, draft=mention(curated_set, "bridge"), agent=curated_set.annotator, uuid=CHOSEN
    )
    with pytest.raises(ConflictError, match=f"^the uuid {CHOSEN} stands for another annotation$"):
        _decide(curated_set, "accepted", sources, mention(curated_set), uuid=CHOSEN)
    assert Adjudication.objects.count() == 0


def test_submitting_a_curators_set_makes_it_the_curated_one(curated_set, sources):
    _decide(curated_set, "accepted", sources, mention(curated_set))
    submit_set(annotation_set=curated_set, agent=curated_set.annotator)
    assert AnnotationSet.objects.get(pk=curated_set.pk).state == SetState.CURATED
