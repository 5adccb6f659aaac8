"""Changing annotations: compare-and-swap, hiding, and coming back to what was."""

from dataclasses import replace

import pytest

from annotations.drafts import MentionDraft
from annotations.errors import ConflictError, InvalidAnnotationError, NotAllowedError, StaleVersionError
from annotations.models import Annotation, AnnotationSet, Revision
from annotations.services.annotate import (
    create_annotation,
    delete_annotation,
    restore_annotation,
    update_annotation,
)
from annotations.vocabulary import SetState
from tests.annotations.drafting import mention, statement
from tests.factories import AgentFactory, AnnotationSetFactory, EntityFactory
from tests.rows import changes, index_tasks, revisions, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def annotation_set() -> AnnotationSet:
    return AnnotationSetFactory()


@pytest.fixture
def made(annotation_set) -> Annotation:
    draft = mention(annotation_set, "minister")
    return create_annotation(annotation_set=annotation_set, draft=draft, agent=annotation_set.annotator)


def _words(annotation: Annotation) -> list[str]:
    return list(annotation.spans.values_list("exact", flat=True))


def _stands_on(annotation: Annotation, draft) -> bool:
    found = Revision.objects.get(uuid=annotation.uuid, version=annotation.version)
    return found.snapshot == draft.to_json()


@pytest.mark.parametrize("act", ["update", "delete", "restore"])
def test_second_writer_with_the_same_version_is_told_the_current_one(annotation_set, made, act):
    agent = annotation_set.annotator
    seen_by_second = Annotation.objects.get(pk=made.pk)
    update_annotation(annotation=made, draft=mention(annotation_set, "bridge"), agent=agent, version=1)
    before = row_counts()
    acts = {
        "update": lambda: update_annotation(
            annotation=seen_by_second, draft=mention(annotation_set, "Brussels"), agent=agent, version=1
        ),
        "delete": lambda: delete_annotation(annotation=seen_by_second, agent=agent, version=1),
        "restore": lambda: restore_annotation(annotation=seen_by_second, to_version=1, agent=agent, version=1),
    }
    with pytest.raises(StaleVersionError) as caught:
        acts[act]()
    assert (str(caught.value), caught.value.current) == (
        "the annotation was changed meanwhile: you have version 1, it is now 2",
        2,
    )
    found = Annotation.objects.get()
    assert (found.version, found.deleted_at, _words(found), row_counts()) == (2, None, ["bridge"], before)


def test_update_annotation_from_a_version_that_never_was_is_refused(annotation_set, made):
    with pytest.raises(StaleVersionError) as caught:
        update_annotation(annotation=made, draft=mention(annotation_set), agent=annotation_set.annotator, version=7)
    assert caught.value.current == 1


def test_update_annotation_that_names_an_unknown_entity_leaves_it_as_it_was(annotation_set, made):
    nowhere = AgentFactory().uuid
    draft = mention(annotation_set, "bridge", entity=nowhere)
    before, modified = row_counts(), AnnotationSet.objects.get().modified
    with pytest.raises(InvalidAnnotationError, match=f"^there is no entity {nowhere}$"):
        update_annotation(annotation=made, draft=draft, agent=annotation_set.annotator, version=1)
    found = Annotation.objects.get()
    assert (found.version, _words(found), row_counts()) == (1, ["minister"], before)
    assert AnnotationSet.objects.get().modified == modified


def test_update_annotation_that_names_an_unknown_tag_keeps_its_spans(annotation_set, made):
    draft = replace(mention(annotation_set, "bridge"), mention=MentionDraft(tag="bird"))
    with pytest.raises(InvalidAnnotationError, match="^the layer has no tag 'bird'$"):
        update_annotation(annotation=made, draft=draft, agent=annotation_set.annotator, version=1)
    assert (_words(Annotation.objects.get()), revisions(made.uuid)[-1][0]) == (["minister"], 1)


def test_update_annotation_keeps_its_layer(annotation_set, made):
    with pytest.raises(InvalidAnnotationError) as caught:
        update_annotation(annotation=made, draft=statement(annotation_set), agent=annotation_set.annotator, version=1)
    assert (str(caught.value), caught.value.pointer) == (
        "an annotation stays in its layer: delete it and make a new one",
        "/layer",
    )


@pytest.mark.parametrize("act", ["update", "delete", "restore"])
@pytest.mark.parametrize("case", ["submitted meanwhile", "somebody else's"])
def test_changing_what_is_not_the_agents_to_change_is_refused(annotation_set, made, act, case):
    agent = annotation_set.annotator
    if case == "submitted meanwhile":
        AnnotationSet.objects.update(state=SetState.SUBMITTED)
    else:
        agent = AgentFactory()
    before = row_counts()
    acts = {
        "update": lambda: update_annotation(annotation=made, draft=mention(annotation_set), agent=agent, version=1),
        "delete": lambda: delete_annotation(annotation=made, agent=agent, version=1),
        "restore": lambda: restore_annotation(annotation=made, to_version=1, agent=agent, version=1),
    }
    with pytest.raises(NotAllowedError):
        acts[act]()
    found = Annotation.objects.get()
    assert (found.version, found.deleted_at, row_counts()) == (1, None, before)


def test_delete_annotation_hides_it_and_keeps_what_it_was(annotation_set, made):
    agent = annotation_set.annotator
    deleted = delete_annotation(annotation=made, agent=agent, version=1)
    found = Annotation.objects.get()
    assert (found.version, found.deleted_at, _words(found)) == (2, deleted.modified, ["minister"])
    assert revisions(made.uuid) == [(1, "created", agent.pk, ""), (2, "deleted", agent.pk, "")]
    assert _stands_on(found, mention(annotation_set, "minister"))
    assert changes() == [("annotation", made.uuid, "created"), ("annotation", made.uuid, "withdrawn")]
    assert index_tasks() == [annotation_set.text_version.article.uuid] * 2


def test_delete_annotation_keeps_the_content_of_the_version_it_deletes(annotation_set, made):
    seen_long_ago = Annotation.objects.get(pk=made.pk)
    update_annotation(
        annotation=made, draft=mention(annotation_set, "bridge"), agent=annotation_set.annotator, version=1
    )
    deleted = delete_annotation(annotation=seen_long_ago, agent=annotation_set.annotator, version=2)
    assert _stands_on(deleted, mention(annotation_set, "bridge"))


@pytest.mark.parametrize("act", ["update", "delete"])
def test_deleted_annotation_is_restored_before_it_is_changed(annotation_set, made, act):
    agent = annotation_set.annotator
    delete_annotation(annotation=made, agent=agent, version=1)
    acts = {
        "update": lambda: update_annotation(annotation=made, draft=mention(annotation_set), agent=agent, version=2),
        "delete": lambda: delete_annotation(annotation=made, agent=agent, version=2),
    }
    with pytest.raises(ConflictError, match="^the annotation has been deleted: restore it first$"):
        acts[act]()
    assert Annotation.objects.get().version == 2


def test_delete_annotation_with_nested_statements_is_refused(annotation_set):
    agent = annotation_set.annotator
    outer = create_annotation(annotation_set=annotation_set, draft=statement(annotation_set), agent=agent)
    inner_draft = statement(annotation_set, "safe", parent=outer.uuid)
    inner = create_annotation(annotation_set=annotation_set, draft=inner_draft, agent=agent)
    before = row_counts()
    with pytest.raises(ConflictError, match="^1 statements are nested in this one: move or delete them first$"):
        delete_annotation(annotation=outer, agent=agent, version=1)
    assert row_counts() == before
    delete_annotation(annotation=inner, agent=agent, version=1)
    assert delete_annotation(annotation=outer, agent=agent, version=1).version == 2


def test_statement_inside_itself_is_refused(annotation_set):
    agent = annotation_set.annotator
    first = create_annotation(annotation_set=annotation_set, draft=statement(annotation_set), agent=agent)
    second_draft = statement(annotation_set, "bridge was", parent=first.uuid)
    second = create_annotation(annotation_set=annotation_set, draft=second_draft, agent=agent)
    third_draft = statement(annotation_set, "bridge", parent=second.uuid)
    third = create_annotation(annotation_set=annotation_set, draft=third_draft, agent=agent)
    for parent in (first, second, third):
        with pytest.raises(InvalidAnnotationError, match="^a statement can't stand inside itself$"):
            update_annotation(
                annotation=Annotation.objects.get(pk=first.pk),
                draft=statement(annotation_set, parent=parent.uuid),
                agent=agent,
                version=1,
            )
    found = Annotation.objects.get(pk=first.pk)
    assert (found.version, found.statement.parent) == (1, None)


def test_restore_annotation_brings_a_deleted_one_back(annotation_set, made):
    agent = annotation_set.annotator
    delete_annotation(annotation=made, agent=agent, version=1)
    restored = restore_annotation(annotation=made, to_version=1, agent=agent, version=2)
    found = Annotation.objects.get()
    assert (restored.version, found.version, found.deleted_at, _words(found)) == (3, 3, None, ["minister"])
    assert revisions(made.uuid)[-1] == (3, "restored", agent.pk, "version 1")
    assert changes()[-1] == ("annotation", made.uuid, "updated")


def test_restore_annotation_makes_a_former_version_the_newest(annotation_set, made):
    agent, entity = annotation_set.annotator, EntityFactory()
    draft = mention(annotation_set, "bridge", tag="object", entity=entity.uuid, certainty="low")
    update_annotation(annotation=made, draft=draft, agent=agent, version=1)
    restore_annotation(annotation=made, to_version=1, agent=agent, version=2)
    restore_annotation(annotation=made, to_version=2, agent=agent, version=3)
    found = Annotation.objects.get()
    content = (found.mention.tag.code, found.mention.entity, found.mention.certainty)
    assert (found.version, _words(found), content) == (4, ["bridge"], ("object", entity, "low"))
    assert [(version, action) for version, action, *_ in revisions(made.uuid)] == [
        (1, "created"),
        (2, "updated"),
        (3, "restored"),
        (4, "restored"),
    ]


def test_restore_annotation_to_its_deletion_gives_what_was_deleted(annotation_set, made):
    agent = annotation_set.annotator
    delete_annotation(annotation=made, agent=agent, version=1)
    restore_annotation(annotation=made, to_version=2, agent=agent, version=2)
    assert _words(Annotation.objects.get(deleted_at=None)) == ["minister"]


@pytest.mark.parametrize("to_version", [0, 2, 99])
def test_restore_annotation_to_a_version_that_never_was_is_refused(annotation_set, made, to_version):
    with pytest.raises(InvalidAnnotationError) as caught:
        restore_annotation(annotation=made, to_version=to_version, agent=annotation_set.annotator, version=1)
    assert (str(caught.value), caught.value.pointer) == (
        f"the annotation has no version {to_version}",
        "/version",
    )


def test_restore_annotation_into_a_statement_that_is_gone_is_refused(annotation_set):
    agent = annotation_set.annotator
    outer = create_annotation(annotation_set=annotation_set, draft=statement(annotation_set), agent=agent)
    inner_draft = statement(annotation_set, "safe", parent=outer.uuid)
    inner = create_annotation(annotation_set=annotation_set, draft=inner_draft, agent=agent)
    for gone in (inner, outer):
        delete_annotation(annotation=gone, agent=agent, version=1)
    before = row_counts()
    with pytest.raises(InvalidAnnotationError, match=f"^there is no statement {outer.uuid} in this set$"):
        restore_annotation(annotation=inner, to_version=1, agent=agent, version=2)
    assert (Annotation.objects.filter(deleted_at=None).count(), row_counts()) == (0, before)
