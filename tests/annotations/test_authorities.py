"""The authority file: merging under the better name, telling apart, duplicates, splitting, going back."""

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.drafts import SourceDraft
from annotations.errors import ConflictError, InvalidAnnotationError, StaleVersionError
from annotations.models import Annotation, AnnotationSet, Entity, EntityDistinction
from annotations.selectors.duplicates import duplicates
from annotations.services.annotate import create_annotation
from annotations.services.authorities import go_back, merge_under, tell_apart, tell_together, undo_merge_under
from annotations.services.entities import create_entity, merge_entities, update_entity
from annotations.services.sets import submit_set
from annotations.services.splitting import split_entity
from annotations.services.suggest import suggest
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from tests.admin_pages import inline_content, query_count
from tests.annotations.drafting import mention, statement
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, EntityFactory
from tests.rows import changes, index_tasks, revisions, row_counts

pytestmark = pytest.mark.django_db

DUPLICATES = reverse("admin:annotations_entity_duplicates")
APART = reverse("admin:annotations_entity_apart")


@pytest.fixture
def agent():
    return AgentFactory()


def _entity(label: str, *names: str, kind: str = "person", **identifiers: str) -> Entity:
    return create_entity(
        kind=kind,
        label=label,
        names=[EntityNameSnapshot(name=name, kind="variant") for name in names],
        identifiers=[EntityIdentifierSnapshot(scheme=scheme, value=value) for scheme, value in identifiers.items()],
        agent=AgentFactory(),
    )


@pytest.fixture
def pair(agent) -> tuple[Entity, Entity]:
    return _entity("Anatoly Serdyukov"), _entity("A. Serdyukov", "Serdukov", wikidata="Q1")


def _page(entity: Entity, what: str) -> str:
    return reverse(f"admin:annotations_entity_{what}", args=[entity.pk])


def _fresh(entity: Entity) -> Entity:
    return Entity.objects.get(pk=entity.pk)


def test_merging_takes_the_better_name_and_keeps_the_former_one(pair, agent):
    better, into = pair
    merge_under(entity=better, into=into, label="Anatoly  Serdyukov", agent=agent, versions=(1, 1))
    into = _fresh(into)
    assert (_fresh(better).merged_into, into.label, into.version) == (into, "Anatoly Serdyukov", 2)
    assert sorted(into.names.values_list("name", "kind")) == [("A. Serdyukov", "variant"), ("Serdukov", "variant")]
    assert into.identifiers.get().value == "Q1"
    assert [version for version, *_rest in revisions(into.uuid)] == [1, 2]


def test_undoing_puts_the_name_back_too_if_it_is_still_that(pair, agent):
    better, into = pair
    merge_under(entity=better, into=into, label=better.label, agent=agent, versions=(1, 1))
    undo_merge_under(entity=_fresh(better), agent=agent, version=2)
    into = _fresh(into)
    assert (_fresh(better).merged_into, into.label, into.version) == (None, "A. Serdyukov", 3)
    assert list(into.names.values_list("name", flat=True)) == ["Serdukov"]

    merge_under(entity=_fresh(better), into=into, label=better.label, agent=agent, versions=(3, 3))
    content = {"kind": "person", "label": "Anatoly E. Serdyukov", "description": "", "names": (), "identifiers": ()}
    update_entity(entity=_fresh(into), **content, agent=agent, version=4)
    undo_merge_under(entity=_fresh(better), agent=agent, version=4)
    assert _fresh(into).label == "Anatoly E. Serdyukov"


def test_a_merge_of_what_changed_meanwhile_writes_nothing(pair, agent):
    before = row_counts()
    for versions in ((9, 1), (1, 9)):
        with pytest.raises(StaleVersionError):
            merge_under(entity=pair[0], into=pair[1], label="Anatoly Serdyukov", agent=agent, versions=versions)
        assert (row_counts(), _fresh(pair[0]).merged_into) == (before, None)


def test_two_that_were_told_apart_are_not_merged(pair, agent):
    third = _entity("Serdyukov, A.")
    merge_entities(entity=third, into=pair[0], agent=agent, version=1)
    tell_apart(one=pair[1], other=third, agent=agent, note="another man")
    tell_apart(one=third, other=pair[1], agent=agent)
    found = EntityDistinction.objects.get()
    assert (found.a, found.b, found.note) == (pair[1], third, "another man")
    with pytest.raises(ConflictError, match="were told apart"):
        merge_entities(entity=pair[0], into=pair[1], agent=agent, version=1)
    assert tell_together(one=pair[0], other=pair[1]) == 1
    assert tell_together(one=pair[0], other=pair[1]) == 0
    merge_entities(entity=pair[0], into=pair[1], agent=agent, version=_fresh(pair[0]).version)
    with pytest.raises(ConflictError, match="are merged"):
        tell_apart(one=pair[0], other=pair[1], agent=agent)


def _pairs() -> list[tuple[str, str, str]]:
    return [(one.a.label, one.b.label, one.likeness.value) for one in duplicates(limit=50)]


def test_duplicates_are_alike_in_identifier_name_or_spelling(agent):
    _entity("Konstantin Totsky", wikidata="Q5")
    _entity("K. Totskiy", wikidata="Q5")
    _entity("Robert Gates")
    _entity("Gates, Robert", "robert gates")
    _entity("Vladimír Putin")
    _entity("Vladimir Putyn")
    _entity("Vladimir Putin", kind="organization")
    _entity("Sergei Ivanov")
    _entity("Shahab-1"), _entity("Shahab-2")
    assert _pairs() == [
        ("Konstantin Totsky", "K. Totskiy", "identifier"),
        ("Robert Gates", "Gates, Robert", "name"),
        ("Vladimír Putin", "Vladimir Putyn", "spelling"),
    ]


def test_duplicates_leave_out_what_is_merged_or_told_apart(agent):
    first, second, third = (_entity(f"Anatol{end} Serdyukov") for end in ("y", "iy", "ii"))
    merge_entities(entity=second, into=first, agent=agent, version=1)
    assert _pairs() == [("Anatoly Serdyukov", "Anatolii Serdyukov", "spelling")]
    tell_apart(one=second, other=third, agent=agent)
    assert _pairs() == []


@pytest.mark.parametrize("number", [1, 3])
def test_duplicates_take_the_same_queries_for_many_as_for_few(number, django_assert_num_queries):
    for place in range(number):
        _entity(f"Person {place} Alike", f"Name {place}", wikidata=f"Q{place}")
    with django_assert_num_queries(4):
        duplicates(limit=10)


@pytest.fixture
def marked(agent) -> tuple[Entity, AnnotationSet, list[Annotation]]:
    """Give an entity, and a set that was handed in with a mention of it and a statement by it."""
    entity = _entity("Berg")
    own = AnnotationSetFactory(article=ArticleFactory())
    source = SourceDraft(role="speaker", kind="named", entity=entity.uuid)
    drafts = [mention(own, entity=entity.uuid), statement(own, sources=(source,))]
    made = [create_annotation(annotation_set=own, draft=draft, agent=own.annotator) for draft in drafts]
    submit_set(annotation_set=own, agent=own.annotator)
    return entity, own, made


def test_splitting_lets_annotations_name_another_one_with_a_version_each(marked, agent):
    entity, own, made = marked
    other = _entity("Another Berg")
    feed, tasks = len(changes()), len(index_tasks())
    assert split_entity(entity=entity, annotations=made, into=other, agent=agent) == 2
    fresh = [Annotation.objects.get(pk=one.pk) for one in made]
    assert (fresh[0].mention.entity, fresh[1].statement.sources.get().entity) == (other, other)
    assert [one.version for one in fresh] == [2, 2]
    assert [row[1:] for row in revisions(fresh[0].uuid)] == [
        ("created", own.annotator.pk, ""),
        ("updated", agent.pk, f"split from {entity.uuid}"),
    ]
    assert (len(changes()) - feed, len(index_tasks()) - tasks) == (2, 2)


def test_splitting_refuses_another_kind_itself_and_what_names_somebody_else(marked, agent):
    entity, _own, made = marked
    merged = _entity("Berg, A.")
    merge_entities(entity=merged, into=entity, agent=agent, version=1)
    before = row_counts()
    for into in (entity, merged, _entity("Berg", kind="place")):
        with pytest.raises(ConflictError):
            split_entity(entity=entity, annotations=made, into=into, agent=agent)
    elsewhere = _entity("Holm")
    with pytest.raises(InvalidAnnotationError):
        split_entity(entity=elsewhere, annotations=made, into=_entity("Other Holm"), agent=agent)
    assert row_counts()["annotations.Revision"] - before["annotations.Revision"] == 3


def test_an_entity_goes_back_to_a_former_version(pair, agent):
    entity = pair[1]
    content = {"kind": "person", "label": "Changed", "description": "x", "names": (), "identifiers": ()}
    update_entity(entity=entity, **content, agent=agent, version=1)
    go_back(entity=_fresh(entity), to_version=1, agent=agent, version=2)
    entity = _fresh(entity)
    assert (entity.label, entity.description, entity.names.get().name, entity.version) == (
        "A. Serdyukov",
        "",
        "Serdukov",
        3,
    )
    with pytest.raises(InvalidAnnotationError, match="no version 7"):
        go_back(entity=entity, to_version=7, agent=agent, version=3)


@pytest.mark.parametrize("role", [None, *Role])
def test_pages_of_the_authority_file_by_role(role_client, pair, role):
    client = role_client(role)
    status = 200 if role in {Role.CURATOR, Role.ARCHIVIST} else (403 if role == Role.ANNOTATOR else 302)
    look = f"{_page(pair[0], 'merge_look')}?into={pair[1].pk}"
    assert {client.get(url).status_code for url in (DUPLICATES, look, _page(pair[0], "split"))} == {status}
    if status != 200:
        before = row_counts()
        client.post(APART, {"a": pair[0].pk, "b": pair[1].pk})
        client.post(_page(pair[0], "merge_look"), {"into": pair[1].pk, "version": 1, "into_version": 1})
        client.post(_page(pair[0], "back"), {"to_version": 1, "version": 1})
        assert row_counts() == before


def test_a_merge_is_looked_at_made_and_undone_on_the_pages(role_client, pair):
    client = role_client(Role.CURATOR)
    better, into = pair
    found = client.get(_page(better, "change"), {"into": "Serdiukov"})
    assert into in found.context["targets"]
    page = client.get(_page(better, "merge_look"), {"into": into.pk})
    assert inline_content(page.content.decode()) == []
    assert [(side.entity, side.identifiers) for side in page.context["sides"]] == [
        (better, []),
        (into, [("wikidata: Q1", False)]),
    ]
    sent = {"into": into.pk, "version": 1, "into_version": 1, "label": better.label}
    assert client.post(_page(better, "merge_look"), {**sent, "version": 9}).status_code == 200
    assert client.post(_page(better, "merge_look"), sent).status_code == 302
    assert _fresh(into).label == better.label
    client.post(_page(better, "undo_merge"), {"version": 2})
    assert (_fresh(better).merged_into, _fresh(into).label) == (None, "A. Serdyukov")
    for wrong in ("", "x", str(better.pk), "99999"):
        assert client.get(_page(better, "merge_look"), {"into": wrong}).status_code == 302


def test_clashing_identifiers_are_shown(role_client):
    one, other = _entity("Berg", wikidata="Q1"), _entity("Berg", wikidata="Q2", viaf="7")
    page = role_client(Role.CURATOR).get(_page(one, "merge_look"), {"into": other.pk})
    assert (page.context["clashing"], page.context["sides"][0].identifiers) == (True, [("wikidata: Q1", True)])


def test_pairs_are_told_apart_and_together_on_the_page(role_client, pair):
    client = role_client(Role.CURATOR)
    one, other = _entity("Robert Gates"), _entity("Gates Robert")
    assert [[side[0] for side in row[2]] for row in client.get(DUPLICATES).context["pairs"]] == [[one, other]]
    sent = {"a": other.pk, "b": one.pk, "back": DUPLICATES}
    page = client.post(APART, {**sent, "step": "apart"}, follow=True)
    assert (page.redirect_chain[-1][0], list(page.context["pairs"]), len(page.context["apart"])) == (DUPLICATES, [], 1)
    look = client.get(_page(one, "merge_look"), {"into": other.pk})
    assert look.context["told_apart"]
    client.post(APART, {**sent, "step": "together"})
    assert EntityDistinction.objects.count() == 0
    away = client.post(APART, {**sent, "step": "apart", "back": "https://example.org/"})
    assert away.url == _page(other, "change")


def test_annotations_are_split_off_on_the_page(role_client, marked):
    entity, own, made = marked
    client = role_client(Role.CURATOR)
    EntityFactory(kind="person", label="minister")
    suggest(what="names", project=own.project, text_version=own.text_version)
    page = client.get(_page(entity, "split"))
    assert [row["uuid"] for row in page.context["rows"]] == [str(one.uuid) for one in made]
    chosen = {"annotation": [str(made[0].uuid)]}
    for wrong in (
        {**chosen},
        {"label": "New"},
        {**chosen, "label": "New", "into": entity.pk},
        {"annotation": ["x"], "label": "N"},
    ):
        assert client.post(_page(entity, "split"), wrong).context["form"].errors
    assert Entity.objects.filter(label__in=["New", "N"]).count() == 0
    client.post(_page(entity, "split"), {**chosen, "label": "New Berg"})
    made[0].refresh_from_db()
    assert made[0].mention.entity.label == "New Berg"
    client.post(_page(Entity.objects.get(label="New Berg"), "split"), {**chosen, "into": entity.pk})
    made[0].mention.refresh_from_db()
    assert made[0].mention.entity == entity


def test_the_list_finds_other_spellings_the_likest_first(role_client):
    for label in ("Konstantin Totsky", "Totsky Street", "Anna Berg"):
        EntityFactory(label=label)
    page = role_client(Role.CURATOR).get("/admin/annotations/entity/", {"q": "konstantin totskiy"})
    assert page.context["cl"].result_list[0].label == "Konstantin Totsky"
    assert "Anna Berg" not in [one.label for one in page.context["cl"].result_list]


def test_pages_take_as_many_queries_for_many_as_for_few(role_client, marked):
    entity, own, _made = marked
    client = role_client(Role.CURATOR)
    _entity("Robert Gates"), _entity("Gates Robert")
    few = [query_count(client, url) for url in (DUPLICATES, _page(entity, "split"))]
    _entity("Anna Holm"), _entity("Holm Anna")
    second = AnnotationSetFactory(article=own.text_version.article, project=own.project)
    for words in ("minister", "Engineers"):
        create_annotation(
            annotation_set=second, draft=mention(second, words, entity=entity.uuid), agent=second.annotator
        )
    assert [query_count(client, url) for url in (DUPLICATES, _page(entity, "split"))] == few
