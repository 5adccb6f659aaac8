"""Deciding cases: what is kept is copied into the curated set, and every decision can be taken back."""

from uuid import UUID

import pytest

from accounts.access import system_viewer
from annotations.drafts import SourceDraft
from annotations.errors import ConflictError, InvalidAnnotationError, NotAllowedError
from annotations.models import Adjudication, Annotation, AnnotationSet
from annotations.selectors.adjudication import comparable_annotations, compare
from annotations.services.annotate import create_annotation, delete_annotation, update_annotation
from annotations.services.deciding import Verdict, decide, withdraw
from annotations.services.entities import merge_entities
from annotations.services.sets import open_set, return_set, submit_set
from tests.annotations.drafting import mention, statement
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, EntityFactory
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

FIRST, SECOND = UUID(int=1001), UUID(int=1002)


@pytest.fixture
def curated_set() -> AnnotationSet:
    return AnnotationSetFactory(role="curator")


def _set(curated_set: AnnotationSet) -> AnnotationSet:
    return open_set(
        project=curated_set.project, text_version=curated_set.text_version, agent=AgentFactory(), role="annotator"
    )


def _write(own: AnnotationSet, draft) -> Annotation:
    return create_annotation(annotation_set=own, draft=draft, agent=own.annotator)


@pytest.fixture
def sets(curated_set) -> list[AnnotationSet]:
    return [_set(curated_set), _set(curated_set)]


def _hand_in(*sets: AnnotationSet) -> None:
    for one in sets:
        submit_set(annotation_set=one, agent=one.annotator)


def _decide(curated_set: AnnotationSet, versions, keep=(), uuid=FIRST, **fields) -> list[Adjudication]:
    verdict = Verdict(uuid=uuid, versions=[one.uuid for one in versions], keep=[one.uuid for one in keep], **fields)
    readable = comparable_annotations(curated_set=curated_set, viewer=system_viewer())
    return decide(curated_set=curated_set, verdict=verdict, readable=readable, agent=curated_set.annotator)


def _curated(curated_set: AnnotationSet) -> list[Annotation]:
    return list(curated_set.annotations.filter(deleted_at=None).order_by("pk"))


@pytest.fixture
def pair(sets) -> list[Annotation]:
    """Give two versions of one name, handed in: a person, and a place."""
    versions = [_write(sets[0], mention(sets[0])), _write(sets[1], mention(sets[1], tag="place"))]
    _hand_in(*sets)
    return versions


def test_one_version_is_kept_as_it_is(curated_set, pair):
    [made] = _decide(curated_set, pair, [pair[1]], note="a town")
    assert (made.uuid, made.decision, made.note, set(made.sources.all())) == (FIRST, "accepted", "a town", set(pair))
    [copy] = _curated(curated_set)
    assert (copy, copy.derived_from, copy.mention.tag.code, copy.spans.get().exact) == (
        made.curated,
        pair[1],
        "place",
        "minister",
    )


def test_both_are_kept_each_with_a_decision_of_its_own(curated_set, pair):
    first, second = _decide(curated_set, pair, pair)
    assert [copy.mention.tag.code for copy in _curated(curated_set)] == ["person", "place"]
    assert ([*first.sources.all()], [*second.sources.all()]) == ([pair[0]], [pair[1]])


def test_neither_is_kept(curated_set, pair):
    [made] = _decide(curated_set, pair)
    assert (made.decision, made.curated, set(made.sources.all()), _curated(curated_set)) == (
        "rejected",
        None,
        set(pair),
        [],
    )


def test_a_version_taken_to_be_changed_is_recorded_as_changed(curated_set, pair):
    [made] = _decide(curated_set, pair, [pair[0]], to_edit=True)
    assert (made.decision, made.curated.derived_from) == ("changed", pair[0])


def test_the_same_verdict_again_is_the_same_write(curated_set, pair):
    once = _decide(curated_set, pair, pair)
    before = row_counts()
    assert _decide(curated_set, pair, pair) == once
    assert row_counts() == before
    with pytest.raises(ConflictError, match="stands for another decision"):
        _decide(curated_set, pair, [pair[0]])


def test_another_verdict_takes_the_place_of_the_former_one(curated_set, pair):
    [former] = _decide(curated_set, pair, [pair[0]])
    [latter] = _decide(curated_set, pair, [pair[1]], uuid=SECOND)
    former.refresh_from_db()
    assert former.withdrawn_at is not None
    assert list(Adjudication.objects.standing()) == [latter]
    assert [copy.derived_from for copy in _curated(curated_set)] == [pair[1]]
    assert Annotation.objects.get(pk=former.curated_id).deleted_at is not None


def test_withdrawing_leaves_the_case_undecided_and_the_decision_on_record(curated_set, pair):
    _decide(curated_set, pair, pair)
    assert withdraw(curated_set=curated_set, versions=pair[:1], agent=curated_set.annotator) == 1
    assert withdraw(curated_set=curated_set, versions=pair, agent=curated_set.annotator) == 1
    assert withdraw(curated_set=curated_set, versions=pair, agent=curated_set.annotator) == 0
    assert (Adjudication.objects.count(), Adjudication.objects.standing().count()) == (2, 0)
    assert _curated(curated_set) == []
    with pytest.raises(ConflictError, match="taken back"):
        _decide(curated_set, pair, pair)


@pytest.mark.parametrize("outer_first", [True, False])
def test_a_nested_statement_is_nested_in_the_curated_copy(curated_set, sets, outer_first):
    """In whatever order the two are decided, and also after the outer one is decided anew."""
    outer = [_write(one, statement(one, "The minister said the bridge was safe")) for one in sets]
    inner = [_write(one, statement(one, parent=of.uuid)) for one, of in zip(sets, outer, strict=True)]
    _hand_in(*sets)
    steps = [(outer, FIRST), (inner, SECOND)]
    for versions, uuid in steps if outer_first else reversed(steps):
        _decide(curated_set, versions, [versions[0]], uuid=uuid)

    def nested() -> list[UUID | None]:
        copies = [one for one in _curated(curated_set) if one.derived_from in inner]
        return [one.statement.parent.annotation.derived_from_id if one.statement.parent else None for one in copies]

    assert nested() == [outer[0].pk]
    _decide(curated_set, outer, [outer[1]], uuid=UUID(int=1003))
    assert nested() == [outer[1].pk]
    withdraw(curated_set=curated_set, versions=outer, agent=curated_set.annotator)
    assert nested() == [None]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [({"keep": []}, "/versions"), ({"versions": []}, "/versions"), ({"keep": ["other"]}, "/keep")],
)
def test_only_what_was_handed_in_here_can_be_decided_about(curated_set, sets, pair, fields, pointer):
    elsewhere = _write(other := AnnotationSetFactory(article=ArticleFactory()), mention(other))
    versions = fields.get("versions", pair if "other" in fields.get("keep", []) else [*pair, elsewhere])
    keep = [elsewhere] if fields.get("keep") else []
    before = row_counts()
    with pytest.raises(InvalidAnnotationError) as refused:
        _decide(curated_set, versions, keep)
    assert refused.value.pointer == pointer
    assert row_counts() == before


def test_to_change_something_one_version_must_be_kept(curated_set, pair):
    with pytest.raises(InvalidAnnotationError):
        _decide(curated_set, pair, pair, to_edit=True)


def test_a_set_that_is_handed_in_or_anothers_takes_no_decision(curated_set, pair):
    readable = comparable_annotations(curated_set=curated_set, viewer=system_viewer())
    verdict = Verdict(uuid=FIRST, versions=[one.uuid for one in pair])
    with pytest.raises(NotAllowedError):
        decide(curated_set=curated_set, verdict=verdict, readable=readable, agent=AgentFactory())
    submit_set(annotation_set=curated_set, agent=curated_set.annotator)
    with pytest.raises(NotAllowedError):
        _decide(curated_set, pair)
    with pytest.raises(NotAllowedError):
        withdraw(curated_set=curated_set, versions=pair, agent=curated_set.annotator)


def test_compare_gives_cases_and_what_was_decided(curated_set, sets):
    same = [_write(one, mention(one)) for one in sets]
    alone = _write(sets[0], mention(sets[0], "bridge", tag="object"))
    unfinished = _set(curated_set)
    _write(unfinished, mention(unfinished))
    _hand_in(*sets)
    _decide(curated_set, same, [same[0]])
    _write(curated_set, mention(curated_set, "safe", tag="object"))

    found = compare(curated_set=curated_set, viewer=system_viewer())
    assert (found.sets, found.unfinished, found.added, found.left) == (sets, 1, 1, 1)
    assert [
        (sorted(one.case.versions), set(one.case.differences), one.is_decided, len(one.curated)) for one in found.cases
    ] == [([0, 1], set(), True, 1), ([0], {"missing"}, False, 0)]
    decided = found.cases[0]
    assert [decided.keeps(version) for version in decided.case.versions.values()] == [True, False]
    assert (found.find(same[1].uuid), found.find(alone.uuid), found.find(FIRST)) == (*found.cases, None)


def test_a_version_changed_after_the_decision_asks_for_a_new_one(curated_set, sets, pair):
    _decide(curated_set, pair, [pair[0]])
    curator = AgentFactory()
    return_set(annotation_set=sets[1], agent=curator, note="look again")
    assert [one.is_decided for one in compare(curated_set=curated_set, viewer=system_viewer()).cases] == [True]
    changed = Annotation.objects.get(pk=pair[1].pk)
    update_annotation(annotation=changed, draft=mention(sets[1]), agent=sets[1].annotator, version=1)
    _hand_in(sets[1])
    [case] = compare(curated_set=curated_set, viewer=system_viewer()).cases
    assert (case.stale, case.is_decided, case.case.is_equal) == (True, False, True)


def test_entities_are_compared_after_merging(curated_set, sets):
    person, same = EntityFactory(kind="person"), EntityFactory(kind="person")
    _write(sets[0], mention(sets[0], entity=person.uuid))
    _write(sets[1], mention(sets[1], entity=same.uuid))
    speaker = SourceDraft(role="speaker", kind="named", entity=same.uuid)
    _write(sets[0], statement(sets[0], sources=(speaker,)))
    _write(sets[1], statement(sets[1], sources=(SourceDraft(role="speaker", kind="named", entity=person.uuid),)))
    _hand_in(*sets)
    kinds = [set(one.case.differences) for one in compare(curated_set=curated_set, viewer=system_viewer()).cases]
    assert kinds == [{"link"}, {"link"}]
    merge_entities(entity=same, into=person, agent=AgentFactory(), version=1)
    found = compare(curated_set=curated_set, viewer=system_viewer())
    assert ([set(one.case.differences) for one in found.cases], dict(found.entities)) == (
        [set(), set()],
        {person.uuid: person},
    )


def test_a_curated_annotation_that_was_deleted_is_no_longer_kept(curated_set, pair):
    [made] = _decide(curated_set, pair, [pair[0]])
    delete_annotation(annotation=made.curated, agent=curated_set.annotator, version=1)
    [case] = compare(curated_set=curated_set, viewer=system_viewer()).cases
    assert (case.curated, case.is_decided) == ([], True)


@pytest.mark.parametrize("words", [1, 3])
def test_compare_takes_the_same_queries_for_many_as_for_few(curated_set, sets, words, django_assert_num_queries):
    for one in sets:
        for found in ("minister", "bridge", "safe")[:words]:
            _write(one, mention(one, found))
    _hand_in(*sets)
    for number, case in enumerate(compare(curated_set=curated_set, viewer=system_viewer()).cases):
        versions = [Annotation.objects.get(uuid=one.annotation) for one in case.case.versions.values()]
        _decide(curated_set, versions, versions[:1], uuid=UUID(int=2000 + number))
    with django_assert_num_queries(7):
        compare(curated_set=curated_set, viewer=system_viewer())
