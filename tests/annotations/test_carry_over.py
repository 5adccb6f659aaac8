"""A set goes over to a new text: what stands where it stood by itself, everything else by a person's word."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from annotations.errors import ConflictError, InvalidSpanError, NotAllowedError
from annotations.models import Annotation, AnnotationSet, Revision, Stance
from annotations.services.annotate import create_annotation
from annotations.services.carry_over import carry_over, plan_carry_over
from annotations.services.sets import submit_set
from annotations.vocabulary import SetState
from archive.services.extraction import extract_again
from tests.annotations.drafting import mention, statement
from tests.archive.records import STORY, archivist, article_of
from tests.factories import AnnotationSetFactory, StanceFactory
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

CAFE = STORY + b"\nThe caf\xe9 by the bridge stays closed, its owner said on Friday.\n"


@pytest.fixture
def former() -> AnnotationSet:
    """Give a submitted set of four annotations on a text that is then read with another charset."""
    article = article_of(CAFE)
    row = AnnotationSetFactory(article=article)
    outer = _create(row, statement(row, "the old bridge over the canal was safe"))
    _create(row, statement(row, "safe", parent=outer.uuid))
    _create(row, mention(row, "minister"))
    _create(row, mention(row, "caf\xe9 by the bridge"))
    StanceFactory(statement=outer.statement, polarity="affirms")
    submit_set(annotation_set=row, agent=row.annotator)
    _read_anew(article)
    return AnnotationSet.objects.get(pk=row.pk)


def _create(row: AnnotationSet, draft) -> Annotation:
    return create_annotation(annotation_set=row, draft=draft, agent=row.annotator)


def _read_anew(article) -> None:
    made = extract_again(
        article=article, extractor="plain", charset="windows-1251", agent=archivist(), version=article.version
    )
    assert made.text is not None


def _words(row: AnnotationSet) -> list[str]:
    return [annotation.spans.get().exact for annotation in row.annotations.order_by("id")]


def test_plan_says_how_surely_each_annotation_stands_in_the_new_text(former):
    assert [one.status for one in plan_carry_over(former)] == ["exact", "exact", "exact", "orphan"]


def test_carry_over_takes_what_is_exact_and_leaves_the_rest_to_a_person(former):
    result = carry_over(annotation_set=former, agent=archivist())
    assert (result.carried, [one.status for one in result.waiting]) == (3, ["orphan"])
    target = result.target
    assert (target.carried_from, target.text_version.number, target.state) == (former, 2, SetState.OPEN)
    assert _words(target) == ["the old bridge over the canal was safe", "safe", "minister"]
    former.refresh_from_db()
    assert (former.state, former.annotations.count()) == (SetState.SUBMITTED, 4)


def test_carried_annotations_keep_their_makers_nesting_and_stances(former):
    target = carry_over(annotation_set=former, agent=archivist()).target
    outer, inner, _mention = target.annotations.order_by("id")
    original = former.annotations.order_by("id")[0]
    assert (outer.derived_from, outer.creator, outer.created) == (original, original.creator, original.created)
    assert inner.statement.parent == outer.statement
    assert Stance.objects.get(statement=outer.statement).polarity == "affirms"
    revision = Revision.objects.get(uuid=outer.uuid)
    assert (revision.editor, revision.comment) == (archivist(), "carried over from text version 1")


def test_a_person_says_where_the_rest_stands_and_the_set_takes_the_former_ones_place(former):
    carry_over(annotation_set=former, agent=archivist())
    (waiting,) = plan_carry_over(former)
    text = former.text_version.article.current_text.text
    words = "caf\u0439 by the bridge"
    start = text.index(words)
    result = carry_over(
        annotation_set=former,
        agent=archivist(),
        confirmed={waiting.annotation.uuid: [(start, start + len(words))]},
    )
    assert (result.carried, result.waiting) == (1, ())
    former.refresh_from_db()
    assert (former.state, result.target.state) == (SetState.SUPERSEDED, SetState.SUBMITTED)
    assert _words(result.target)[-1] == words


def test_what_a_person_gives_up_is_not_carried_and_stays_on_the_former_text(former):
    (*_exact, orphan) = plan_carry_over(former)
    result = carry_over(annotation_set=former, agent=archivist(), given_up={orphan.annotation.uuid})
    former.refresh_from_db()
    assert (result.carried, result.waiting, former.state) == (3, (), SetState.SUPERSEDED)
    assert former.annotations.filter(deleted_at=None).count() == 4


def test_a_statement_waits_for_the_one_it_stands_inside(former):
    text = former.text_version.article.current_text.text
    (outer, *_others) = plan_carry_over(former)
    wrong = [(0, len(text) + 1)]
    before = row_counts()
    with pytest.raises(InvalidSpanError, match="is not in the text"):
        carry_over(annotation_set=former, agent=archivist(), confirmed={outer.annotation.uuid: wrong})
    with pytest.raises(InvalidSpanError, match="1 spans stand somewhere, 2 places"):
        carry_over(annotation_set=former, agent=archivist(), confirmed={outer.annotation.uuid: [(0, 3), (4, 6)]})
    assert row_counts() == before


def test_carry_over_twice_carries_nothing_twice(former):
    carry_over(annotation_set=former, agent=archivist())
    again = carry_over(annotation_set=former, agent=archivist())
    assert (again.carried, again.target.annotations.count()) == (0, 3)


def test_a_set_on_the_current_text_has_nowhere_to_go():
    with pytest.raises(NotAllowedError, match="nothing to carry over"):
        carry_over(annotation_set=AnnotationSetFactory(), agent=archivist())


def test_a_set_that_was_begun_on_the_new_text_is_not_written_into(former):
    article = former.text_version.article
    AnnotationSetFactory(
        text_version=article.current_text, project=former.project, annotator=former.annotator, role=former.role
    )
    with pytest.raises(ConflictError, match="has begun another set"):
        carry_over(annotation_set=former, agent=archivist())


def _run(*options: str) -> list[dict]:
    out = StringIO()
    call_command("carry_over", *options, "--json", stdout=out)
    return json.loads(out.getvalue())["sets"]


def test_carry_over_command_rehearses_and_carries(former):
    named = {
        "set": str(former.uuid),
        "article": former.text_version.article.reference_code,
        "annotator": former.annotator.label,
    }
    before = row_counts()
    assert _run("--dry-run") == [{**named, "exact": 3, "orphan": 1}]
    assert row_counts() == before
    assert _run() == [{**named, "exact": 3, "orphan": 1}]
    assert _run() == [{**named, "orphan": 1}]
    assert AnnotationSet.objects.get(carried_from=former).annotations.count() == 3
