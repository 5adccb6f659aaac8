"""What annotations add to search: their documents, hits, names and labels, and whom tasks make blind."""

from uuid import uuid4

import pytest

from accounts.access import public_viewer, viewer_of
from accounts.services.agents import agent_of
from accounts.vocabulary import Role
from annotations.search.documents import article_annotations, task_name
from annotations.search.hits import annotation_hits
from annotations.search.names import ids_of, labels_of
from annotations.search.tasks import tasks_of
from annotations.vocabulary import NameKind, ReviewStatus, SetState
from archive.search.results import Label
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    AssignmentFactory,
    ClaimFactory,
    EntityFactory,
    EntityNameFactory,
    MentionFactory,
    ProjectFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)
from tests.roles import role_user

pytestmark = pytest.mark.django_db


def _documents(article):
    return article_annotations([article.pk]).get(article.pk, ())


def test_statement_is_a_document_with_all_its_people_and_claims():
    article = ArticleFactory()
    row = AnnotationSetFactory(article=article, submitted=True)
    statement = StatementFactory(annotation_set=row)
    root = EntityFactory()
    merged = EntityFactory(merged_into=root)
    relay, state = EntityFactory(), EntityFactory()
    StatementSourceFactory(statement=statement, order=0, entity=merged, speaks_for=state)
    StatementSourceFactory(statement=statement, order=1, role="relay", entity=relay)
    claim = ClaimFactory()
    StanceFactory(statement=statement, claim=ClaimFactory(merged_into=claim))
    StanceFactory(statement=statement, status=ReviewStatus.REJECTED)
    (document,) = _documents(article)
    assert (document.uuid, document.kind, document.offered) == (statement.annotation.uuid, "statement", True)
    assert document.ids == {
        "entity": (),
        "speaker": (str(root.pk),),
        "relay": (str(relay.pk),),
        "speaks_for": (str(state.pk),),
        "claim": (str(claim.pk),),
        "annotator": (str(row.annotator_id),),
    }
    assert document.codes == {"attribution": statement.attribution}


@pytest.mark.parametrize(
    ("state", "published", "offered"),
    [
        (SetState.OPEN, True, False),
        (SetState.RETURNED, True, False),
        (SetState.SUBMITTED, True, True),
        (SetState.SUBMITTED, False, False),
        (SetState.CURATED, True, True),
    ],
)
def test_annotation_is_offered_once_handed_in_and_published(state, published, offered):
    article = ArticleFactory()
    MentionFactory(
        annotation_set=AnnotationSetFactory(article=article, state=state, project=ProjectFactory(published=published))
    )
    assert [document.offered for document in _documents(article)] == [offered]


def test_superseded_sets_have_no_documents():
    article = ArticleFactory()
    MentionFactory(annotation_set=AnnotationSetFactory(article=article, state=SetState.SUPERSEDED))
    assert _documents(article) == ()


def test_hits_take_as_many_queries_for_three_as_for_one(django_assert_max_num_queries):
    row = AnnotationSetFactory(submitted=True)
    keys = [MentionFactory(annotation_set=row).pk for _ in range(3)]
    counts = []
    for wanted in (keys[:1], keys):
        with django_assert_max_num_queries(4) as queries:
            hits = annotation_hits(wanted, [1.0] * len(wanted), viewer=public_viewer())
        assert len(hits) == len(wanted)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_hits_are_what_may_be_read_in_the_order_asked_for():
    row = AnnotationSetFactory(submitted=True)
    first, second = (MentionFactory(annotation_set=row) for _ in range(2))
    hidden = MentionFactory(annotation_set=AnnotationSetFactory())
    hits = annotation_hits([second.pk, hidden.pk, first.pk], [2.0, 1.5, 1.0], viewer=public_viewer())
    assert [(hit.uuid, hit.score) for hit in hits] == [(second.annotation.uuid, 2.0), (first.annotation.uuid, 1.0)]


def test_entities_are_found_by_any_name_and_with_all_that_were_merged():
    man = EntityFactory(label="Ilya Moreau")
    EntityNameFactory(entity=man, name="Ilia Moró", kind=NameKind.VARIANT)
    EntityNameFactory(entity=man, name="envoy to Riga", kind=NameKind.ROLE)
    merged = EntityFactory(label="I. Moreau", merged_into=man)
    riga, other = EntityFactory(label="Riga"), EntityFactory(label="Jean Moreau")
    family = {str(man.pk), str(merged.pk)}
    assert ids_of("speaker", "moro") == family
    assert ids_of("speaker", "I. Moreau") == family
    assert ids_of("entity", "moreau") == {*family, str(other.pk)}
    assert ids_of("entity", "Envoy to Riga") == family
    assert ids_of("entity", "riga") == {str(riga.pk)}
    assert ids_of("entity", str(merged.uuid)) == family
    assert ids_of("entity", str(uuid4())) == frozenset()
    assert ids_of("entity", "?!") == frozenset()


def test_claims_and_annotators_are_found_by_words():
    claim = ClaimFactory(text="The bridges are safe.", topic="harbour")
    merged = ClaimFactory(text="Nothing of it.", topic="", merged_into=claim)
    agent = AgentFactory(label="anna one")
    family = {str(claim.pk), str(merged.pk)}
    assert ids_of("claim", "bridge") == ids_of("claim", "Harbour") == ids_of("claim", str(claim.uuid)) == family
    assert ids_of("claim", "safe bridges") == frozenset()
    assert ids_of("annotator", "ANNA") == {str(agent.pk)}


def test_labels_can_be_asked_for():
    plain, quoted = EntityFactory(label="Ilya Moreau"), EntityFactory(label='The "Sword"')
    claim = ClaimFactory(text="The bridge is safe.")
    assert labels_of("entity", [str(plain.pk), str(quoted.pk)]) == {
        str(plain.pk): Label("Ilya Moreau", '"Ilya Moreau"'),
        str(quoted.pk): Label('The "Sword"', str(quoted.uuid)),
    }
    assert labels_of("claim", [str(claim.pk)]) == {str(claim.pk): Label("The bridge is safe.", str(claim.uuid))}
    assert labels_of("tag", ["person"]) == {"person": Label("person", "person")}


@pytest.mark.parametrize(
    ("assigned", "own", "has_task"),
    [
        pytest.param(True, None, True, id="assigned and not begun"),
        pytest.param(True, SetState.OPEN, True, id="assigned and open"),
        pytest.param(False, SetState.RETURNED, True, id="returned"),
        pytest.param(True, SetState.SUBMITTED, False, id="assigned and handed in"),
        pytest.param(False, None, False, id="nothing to do with it"),
    ],
)
def test_tasks_are_the_texts_that_are_still_to_be_handed_in(assigned, own, has_task):
    project, article, user = ProjectFactory(), ArticleFactory(), role_user(Role.ANNOTATOR)
    if assigned:
        AssignmentFactory(project=project, article=article, annotator=user)
    if own:
        AnnotationSetFactory(project=project, article=article, annotator=agent_of(user), state=own)
    expected = {task_name(project.pk, article.current_text_id)} if has_task else set()
    assert tasks_of(viewer_of(user)) == expected


def test_tasks_of_the_public_and_of_curators_are_none(django_assert_num_queries):
    AssignmentFactory()
    curator = viewer_of(role_user(Role.CURATOR))
    with django_assert_num_queries(0):
        assert tasks_of(public_viewer()) == tasks_of(curator) == frozenset()
