"""Suggestions: sets of programs, offered to who annotates; accepted as copies, rejected, renewed, counted."""

import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.access import public_viewer, system_viewer, viewer_of
from accounts.services.agents import software_agent
from accounts.vocabulary import Role
from annotations.admin.annotate.page_data import page_data
from annotations.drafts import draft_of
from annotations.errors import InvalidAnnotationError
from annotations.models import Annotation, AnnotationSet, SuggestionRejection
from annotations.search.documents import article_annotations
from annotations.selectors.acceptance import acceptance
from annotations.selectors.annotation import get_annotation
from annotations.selectors.bench import bench_content
from annotations.selectors.candidates import entity_candidates
from annotations.selectors.known_names import known_names
from annotations.services.annotate import create_annotation, delete_annotation
from annotations.services.entities import merge_entities
from annotations.services.sets import submit_set
from annotations.services.suggest import Suggested, reject_suggestion, replace_suggestions, suggest
from tests.annotations.drafting import mention
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, EntityFactory, ProjectFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

TEXT = "Anna Berg said the bridge was safe.\nBerg left Oslo.\nOslo is closed."
BLOCKS = [(0, 36, "paragraph"), (36, 52, "paragraph"), (52, 67, "navigation")]


@pytest.fixture
def own() -> AnnotationSet:
    """Give an annotator's open set on a text with two names that are known."""
    EntityFactory(kind="person", label="Anna Berg")
    EntityFactory(kind="place", label="Oslo")
    article = ArticleFactory(text=TEXT, blocks=BLOCKS)
    return AnnotationSetFactory(article=article, annotator=role_user(Role.ANNOTATOR).agent)


def _suggest(own: AnnotationSet, what: str = "names") -> Suggested:
    return suggest(what=what, project=own.project, text_version=own.text_version)


def _words(annotation_set: AnnotationSet) -> list[str]:
    live = annotation_set.annotations.filter(deleted_at=None).order_by("spans__start")
    return list(live.filter(spans__order=0, spans__role__in=["body", "content"]).values_list("spans__exact", flat=True))


def _accept(own: AnnotationSet, suggestion: Annotation) -> Annotation:
    draft = draft_of(get_annotation(uuid=suggestion.uuid, viewer=system_viewer()).snapshot)
    return create_annotation(
        annotation_set=own, draft=replace(draft, derived_from=suggestion.uuid), agent=own.annotator
    )


def test_names_of_content_blocks_become_a_programs_set(own):
    done = _suggest(own)
    assert (done.made, done.kept, done.gone) == (3, 0, 0)
    made = done.annotation_set
    assert (made.role, made.state, made.annotator.kind, made.annotator.label) == (
        "machine",
        "open",
        "software",
        "dateline-names",
    )
    assert _words(made) == ["Anna Berg", "Berg", "Oslo"]
    found = made.annotations.order_by("spans__start").values_list(
        "mention__tag__code", "mention__entity__label", "mention__certainty"
    )
    assert list(found) == [
        ("person", "Anna Berg", "high"),
        ("person", "Anna Berg", "medium"),
        ("place", "Oslo", "high"),
    ]


def test_statements_name_cue_and_speaker(own):
    made = _suggest(own, "statements").annotation_set
    [statement] = made.annotations.all()
    spans = {span.role: span.exact for span in statement.spans.all()}
    assert spans == {"content": "the bridge was safe.", "cue": "said", "source": "Anna Berg"}
    [source] = statement.statement.sources.all()
    assert (source.kind, source.entity.label, source.span.role) == ("named", "Anna Berg", "source")


def test_renewing_keeps_what_holds_still_and_writes_nothing_else(own):
    first = _suggest(own).annotation_set
    uuids = set(first.annotations.values_list("uuid", flat=True))
    before = row_counts()
    again = _suggest(own)
    assert (again.made, again.kept, again.gone, row_counts()) == (0, 3, 0, before)
    EntityFactory(kind="object", label="bridge")
    more = _suggest(own)
    assert (more.made, more.kept, more.gone) == (1, 3, 0)
    assert uuids < set(first.annotations.values_list("uuid", flat=True))


def test_what_is_said_of_the_same_words_changes_and_the_suggestion_stays(own):
    """A second Oslo makes the first one doubtful; a suggestion that was rejected stays rejected."""
    made = _suggest(own).annotation_set
    suggestion = made.annotations.get(spans__exact="Oslo")
    reject_suggestion(suggestion=suggestion, annotation_set=own)
    EntityFactory(kind="place", label="Oslo")
    again = _suggest(own)
    assert (again.made, again.kept, again.gone) == (0, 3, 0)
    suggestion.refresh_from_db()
    assert (suggestion.version, suggestion.mention.entity, suggestion.mention.certainty) == (2, None, "low")
    assert SuggestionRejection.objects.get().suggestion == suggestion


def test_another_version_of_a_program_takes_the_place_of_the_former(own):
    former = _suggest(own).annotation_set
    for suggestion in former.annotations.exclude(spans__exact="Anna Berg"):
        reject_suggestion(suggestion=suggestion, annotation_set=own)
    newer = software_agent(name="dateline-names", version="next")
    found = [get_annotation(uuid=one.uuid, viewer=system_viewer()) for one in former.annotations.all()]
    drafts = [draft_of(one.snapshot) for one in found]
    done = replace_suggestions(project=own.project, text_version=own.text_version, agent=newer, drafts=drafts)
    former.refresh_from_db()
    assert (former.state, done.made) == ("superseded", 3)
    found = bench_content(annotation_set=own, viewer=viewer_of(own.annotator.user))
    assert {one.annotation_set for one in found.suggested} == {done.annotation_set.uuid}
    open_now = {one.snapshot.uuid for one in found.suggested} - set(found.rejected)
    [left] = [Annotation.objects.get(uuid=uuid) for uuid in open_now]
    assert left.spans.get().exact == "Anna Berg"


def test_a_suggestion_is_accepted_on_its_own_text_only(own):
    suggestion = _suggest(own).annotation_set.annotations.first()
    elsewhere = AnnotationSetFactory(article=ArticleFactory(), project=own.project)
    draft = replace(mention(elsewhere), derived_from=suggestion.uuid)
    with pytest.raises(InvalidAnnotationError, match="another text"):
        create_annotation(annotation_set=elsewhere, draft=draft, agent=elsewhere.annotator)


def test_a_merged_entity_is_suggested_as_the_one_that_stands_for_it(own):
    other = EntityFactory(kind="place", label="Oslo city")
    oslo = EntityFactory._meta.model.objects.get(label="Oslo")
    merge_entities(entity=oslo, into=other, agent=AgentFactory(), version=1)
    found = _suggest(own).annotation_set.annotations.get(spans__exact="Oslo")
    assert found.mention.entity == other


def test_what_a_project_has_no_layer_or_tag_for_is_not_suggested(own):
    bare = ProjectFactory(layers=False)
    with pytest.raises(InvalidAnnotationError, match="no layer for names"):
        suggest(what="names", project=bare, text_version=own.text_version)
    with pytest.raises(InvalidAnnotationError, match="is none of"):
        suggest(what="poems", project=own.project, text_version=own.text_version)


def test_suggestions_are_for_those_who_annotate_and_for_nobody_else(own):
    made = _suggest(own).annotation_set
    for role, seen in ((Role.ANNOTATOR, True), (Role.CURATOR, True), (Role.RESEARCHER, False)):
        visible = AnnotationSet.objects.visible_to(viewer_of(role_user(role)))
        assert (made in visible) == seen
    assert made not in AnnotationSet.objects.visible_to(public_viewer())


def test_the_page_offers_what_is_open_in_as_many_queries_for_many_as_for_few(own, django_assert_max_num_queries):
    viewer = viewer_of(own.annotator.user)
    _suggest(own)
    reject_suggestion(suggestion=Annotation.objects.get(spans__exact="Oslo"), annotation_set=own)
    found = bench_content(annotation_set=own, viewer=viewer)
    assert (len(found.suggested), len(found.rejected), found.live) == (3, 1, [])
    with django_assert_max_num_queries(11):
        data = page_data(annotation_set=own, viewer=viewer, me=own.annotator, may={"write": True})
    assert [one["by"] for one in data["suggestions"]] == ["dateline-names"] * 3
    assert len(data["entities"]) == 2


def test_people_and_programs_are_never_mixed(own):
    made = _suggest(own).annotation_set
    submit_set(annotation_set=own, agent=own.annotator)
    assert (AnnotationSet.objects.get(pk=made.pk).state, own.annotations.count()) == ("open", 0)


def test_suggestions_are_not_searched_and_count_for_no_entity(own):
    made = _suggest(own).annotation_set
    assert article_annotations([own.text_version.article_id]) == {}
    viewer = viewer_of(role_user(Role.CURATOR))
    [oslo] = [one for one in entity_candidates("Oslo", viewer=viewer) if one.label == "Oslo"]
    assert (oslo.links, made.annotations.count()) == (0, 3)
    assert {one.weight for one in known_names()} == {0}


def test_rejecting_is_taken_back_and_said_twice(own):
    _suggest(own)
    suggestion = Annotation.objects.get(spans__exact="Oslo")
    for rejected, number in ((True, 1), (True, 1), (False, 0), (False, 0)):
        reject_suggestion(suggestion=suggestion, annotation_set=own, rejected=rejected)
        assert SuggestionRejection.objects.count() == number
    elsewhere = AnnotationSetFactory(article=ArticleFactory())
    with pytest.raises(InvalidAnnotationError):
        reject_suggestion(suggestion=suggestion, annotation_set=elsewhere)
    mine = create_annotation(annotation_set=own, draft=mention(own, "bridge", tag="object"), agent=own.annotator)
    with pytest.raises(InvalidAnnotationError):
        reject_suggestion(suggestion=mine, annotation_set=own)


def test_acceptance_counts_each_suggestion_once(own, django_assert_num_queries):
    made = _suggest(own).annotation_set
    first, second, _third = made.annotations.order_by("spans__start")
    copy = _accept(own, first)
    other = AnnotationSetFactory(article=own.text_version.article, project=own.project)
    _accept(other, first)
    reject_suggestion(suggestion=first, annotation_set=other)
    reject_suggestion(suggestion=second, annotation_set=own)
    with django_assert_num_queries(1):
        [row] = acceptance(project=own.project, viewer=system_viewer())
    assert (row.agent, row.offered, row.accepted, row.rejected, row.open, row.share) == (
        "dateline-names",
        3,
        1,
        1,
        1,
        0.5,
    )
    delete_annotation(annotation=copy, agent=own.annotator, version=1)
    assert acceptance(project=own.project, viewer=system_viewer())[0].accepted == 1


def _post(client, own: AnnotationSet, body: Any) -> Any:
    url = reverse("admin:annotations_annotationset_bench_suggestion", args=[own.pk])
    return client.post(url, json.dumps(body), "application/json")


def test_the_page_rejects_over_http(client, own):
    _suggest(own)
    suggestion = Annotation.objects.get(spans__exact="Oslo")
    client.force_login(own.annotator.user)
    assert _post(client, own, {"suggestion": str(suggestion.uuid)}).json()["rejected"] is True
    assert SuggestionRejection.objects.get().annotation_set == own
    for body in (
        {},
        {"suggestion": "x"},
        {"suggestion": str(own.uuid)},
        {"suggestion": str(suggestion.uuid), "rejected": 1},
    ):
        assert _post(client, own, body).status_code == 422
    client.force_login(role_user(Role.ANNOTATOR))
    assert _post(client, own, {"suggestion": str(suggestion.uuid)}).status_code in {403, 404}
    submit_set(annotation_set=own, agent=own.annotator)
    client.force_login(own.annotator.user)
    assert _post(client, own, {"suggestion": str(suggestion.uuid)}).status_code == 403


def _run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("suggest", *arguments, "--json", stdout=out)
    return dict(json.loads(out.getvalue()))


def test_the_command_suggests_for_articles(own):
    slug, code = own.project.slug, own.text_version.article.reference_code
    assert _run("names", "--project", slug, "--all") == {"articles": 1, "made": 3, "kept": 0, "gone": 0}
    assert _run("statements", "--project", slug, "--article", code)["made"] == 1
    for arguments, message in (
        (("names", "--project", "none", "--all"), "there is no project"),
        (("names", "--project", slug), "say which articles"),
        (("names", "--project", slug, "--article", "NO-1"), "there is no article NO-1"),
        (("file", "--project", slug, "--article", code), "give the file"),
    ):
        with pytest.raises(CommandError, match=message):
            _run(*arguments)


def test_a_file_of_another_program_is_suggested(own, tmp_path):
    def annotation(exact: str, tag: str) -> dict[str, Any]:
        return {"body": [{"value": tag}], "target": {"selector": {"type": "TextQuoteSelector", "exact": exact}}}

    path = tmp_path / "found.json"
    path.write_text(
        json.dumps([annotation("bridge", "Object"), annotation("Oslo", "place"), annotation("safe", "mood")])
    )
    code = own.text_version.article.reference_code
    arguments = ("file", str(path), "--project", own.project.slug, "--article", code, "--program", "finder")
    done = _run(*arguments)
    assert (done["made"], [one["reason"][:28] for one in done["left_out"]]) == (
        1,
        ["“Oslo” does not stand in the", "the project has no tag mood"],
    )
    made = AnnotationSet.objects.get(role="machine")
    assert (made.annotator.label, _words(made)) == ("finder", ["bridge"])
    assert _run(*arguments)["kept"] == 1
    path.write_text("{")
    with pytest.raises(CommandError, match=r"found\.json: not JSON"):
        _run(*arguments)
