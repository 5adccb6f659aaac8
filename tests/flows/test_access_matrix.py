"""Role × access level × embargo × address: who may not read an article meets none of its words, at any address."""

from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.services.tokens import issue_token
from accounts.vocabulary import Role
from archive.models import Article, Blob
from exports.formats import FORMATS
from exports.selectors.dossiers import dossiers
from tests.flows.access_scene import RIGHTS, Shelved, shared_records, shelves
from tests.roles import role_user, role_viewer
from tests.rows import row_counts

#: Addresses that show no record, by name; they are visited once for each role.
PLAIN = {
    "admin:index",
    "admin:login",
    "admin:password_change",
    "admin:password_change_done",
    "admin:jsi18n",
    "admin:archive_accession_take_in",
    "admin:archive_article_bulk",
    "admin:archive_article_bulk_download",
    "admin:archive_article_bulk_upload",
    "admin:archive_delisting_order",
    "admin:archive_destruction_order",
    "admin:archive_blob_preservation",
    "admin:annotations_assignment_queue",
    "admin:annotations_entity_apart",
    "admin:annotations_entity_duplicates",
    "readingroom:home",
    "readingroom:articles",
    "readingroom:entities",
    "readingroom:claims",
    "readingroom:search",
    "readingroom:login",
    "readingroom:icon",
    "api:articles",
    "api:changes",
    "api:claims",
    "api:entities",
    "api:projects",
    "api:search",
    "api:sets",
    "api:schema",
    "api:docs",
}
#: Addresses that change something when they are merely opened, or that only lead elsewhere.
LEFT_OUT = {"admin:logout", "readingroom:logout", "admin:autocomplete", "admin:view_on_site", "admin:app_list"}
#: The models of Django's and its add-ons' own pages: superusers only.
FOREIGN = ("auth_", "axes_")
#: The models whose records belong to one article each.
OF_AN_ARTICLE = {
    "archive.article",
    "archive.blob",
    "archive.capture",
    "annotations.annotation",
    "annotations.annotationset",
}
#: Addresses that name their model otherwise, or take other keys.
NAMED = {
    "admin:annotations_annotationset_delete_one": ("annotations.annotationset", "annotations.annotation"),
    "admin:annotations_annotationset_restore_one": ("annotations.annotationset", "annotations.annotation"),
    "admin:archive_article_bulk_undo": ("archive.bulkcorrection",),
    "readingroom:article": ("archive.article",),
    "readingroom:article-tei": ("archive.article",),
    "readingroom:article-jsonld": ("archive.article",),
    "readingroom:entity": ("annotations.entity",),
    "readingroom:claim": ("annotations.claim",),
    "api:agent": ("accounts.agent",),
    "api:annotation": ("annotations.annotation",),
    "api:annotation-restoration": ("annotations.annotation",),
    "api:annotation-versions": ("annotations.annotation",),
    "api:article": ("archive.article",),
    "api:article-annotations": ("archive.article",),
    "api:article-captures": ("archive.article",),
    "api:article-events": ("archive.article",),
    "api:article-relations": ("archive.article",),
    "api:article-values": ("archive.article",),
    "api:blob": ("archive.blob",),
    "api:blob-bytes": ("archive.blob",),
    "api:capture": ("archive.capture",),
    "api:claim": ("annotations.claim",),
    "api:entity": ("annotations.entity",),
    "api:project": ("annotations.project",),
    "api:set": ("annotations.annotationset",),
    "api:set-annotations": ("annotations.annotationset",),
    "api:set-submission": ("annotations.annotationset",),
    "api:text": ("archive.article", "archive.textversion"),
    "api:texts": ("archive.article",),
    "identified-agents": ("accounts.agent",),
    "identified-annotations": ("annotations.annotation",),
    "identified-articles": ("archive.article",),
    "identified-claims": ("annotations.claim",),
    "identified-entities": ("annotations.entity",),
    "identified-texts": ("archive.article", "archive.textversion"),
}
#: Addresses of the API that only a set's own annotator or a curator may open.
OF_AN_ANNOTATOR = {"api:annotation-restoration", "api:annotation-versions", "api:set-submission"}
#: Addresses of the API that show what belongs to one article, and so are open to whoever may read it.
BOUND = sorted(
    name
    for name, (label, *_more) in NAMED.items()
    if name.startswith("api:") and label in OF_AN_ARTICLE and name not in OF_AN_ANNOTATOR
)
READERS = list(RIGHTS)
IDS = [str(role or "nobody logged in") for role in READERS]


@pytest.fixture
def shelf(db: None) -> list[Shelved]:
    return shelves()


def names() -> Iterator[str]:
    """Give the name of every address, and fail for one that has none of its own."""

    def walk(resolver: URLResolver, space: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield f"{space}{pattern.name}"

    yield from walk(get_resolver(), "")


def own_names() -> list[str]:
    return [
        name
        for name in names()
        if name not in LEFT_OUT and not name.removeprefix("admin:").startswith(FOREIGN) and "user_password" not in name
    ]


def labels(name: str) -> tuple[str, ...]:
    """Give the labels of the models whose keys an address takes; none for a list."""
    if name in PLAIN:
        return ()
    if name in NAMED:
        return NAMED[name]
    app, model, action = name.removeprefix("admin:").split("_", 2)
    return () if action in {"changelist", "add"} else (f"{app}.{model}",)


def addresses(name: str, shelf: list[Shelved], shared: dict[str, object]) -> Iterator[tuple[str, Shelved | None]]:
    """Give an address with every record it can show, and the article that the record belongs to."""
    wanted = labels(name)
    if not wanted:
        yield reverse(name), None
        return
    for shelved in shelf:
        records = [shelved.records.get(label) or shared.get(label) for label in wanted]
        assert None not in records, f"{name} shows {wanted}: put one into tests/flows/access_scene.py"
        keys = [key(name, record) for record in records]
        bound = shelved if any(label in shelved.records for label in wanted) else None
        yield reverse(name, args=keys), bound


def key(name: str, record: Model) -> object:
    """Give what an address has for a record: the workbench its key, blobs their digest, all others the uuid."""
    if name.startswith("admin:"):
        return record.pk
    return record.sha256 if isinstance(record, Blob) else record.uuid


def open_page(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content.decode()


@pytest.mark.parametrize("role", READERS, ids=IDS)
def test_matrix_no_address_shows_words_that_may_not_be_read(role: Role | None, shelf: list[Shelved]):
    client = Client()
    if role is not None:
        client.force_login(role_user(role), backend="django.contrib.auth.backends.ModelBackend")
    shared = shared_records()
    seen: dict[str, list[str]] = {}
    for name in own_names():
        for path, _bound in addresses(name, shelf, shared):
            status, content = open_page(client, path)
            assert status < 500, path
            for shelved in shelf:
                if shelved.marker in content:
                    seen.setdefault(shelved.marker, []).append(path)
    readable = {shelved.marker for shelved in shelf if shelved.readable_by(role)}
    assert {marker: paths for marker, paths in seen.items() if marker not in readable} == {}
    assert seen.keys() == readable


@pytest.mark.parametrize("role", READERS, ids=IDS)
@pytest.mark.parametrize("name", [*(f"readingroom:article{kind}" for kind in ("", "-tei", "-jsonld")), *BOUND])
def test_matrix_readers_open_what_they_may_read_and_nothing_else(name: str, role: Role | None, shelf: list[Shelved]):
    client = Client()
    if role is not None:
        client.force_login(role_user(role), backend="django.contrib.auth.backends.ModelBackend")
    opened = {shelved.marker for path, shelved in addresses(name, shelf, {}) if open_page(client, path)[0] == 200}
    assert opened == {shelved.marker for shelved in shelf if shelved.readable_by(role)}


@pytest.mark.parametrize(
    "media_type", ["application/json", "text/plain", *(one.media_type for one in FORMATS.values())]
)
@pytest.mark.parametrize("role", READERS, ids=IDS)
def test_matrix_tokens_open_articles_in_every_representation_to_who_may_read_them(
    role: Role | None, media_type: str, shelf: list[Shelved]
):
    client = Client(headers={"Accept": media_type})
    if role is not None:
        _token, secret = issue_token(user=role_user(role), label="harvester", scopes=["read"])
        client = Client(headers={"Accept": media_type, "Authorization": f"Bearer {secret}"})
    pages = {path: open_page(client, f"{path}?include=annotations") for path, _ in addresses("api:article", shelf, {})}
    readable = {shelved.marker for shelved in shelf if shelved.readable_by(role)}
    found = {shelved.marker for shelved in shelf for _status, page in pages.values() if shelved.marker in page}
    assert (found, [status for status, _page in pages.values()].count(200)) == (readable, len(readable))


@pytest.mark.parametrize("role", READERS, ids=IDS)
def test_matrix_nobody_writes_in_anothers_set(role: Role | None, shelf: list[Shelved]):
    client = Client()
    if role is not None:
        _token, secret = issue_token(user=role_user(role), label="writer", scopes=["read", "annotate"])
        client = Client(headers={"Authorization": f"Bearer {secret}"})
    before = row_counts()
    statuses = set()
    for shelved in shelf:
        mine = reverse("api:annotation", args=[shelved.records["annotations.annotation"].uuid])
        theirs = reverse("api:set-annotations", args=[shelved.records["annotations.annotationset"].uuid])
        submission = reverse("api:set-submission", args=[shelved.records["annotations.annotationset"].uuid])
        body = {**client.get(mine).json()}
        statuses.add(client.put(mine, body, "application/json", headers={"If-Match": "*"}).status_code)
        statuses.add(client.delete(mine, headers={"If-Match": "*"}).status_code)
        statuses.add(client.post(theirs, {**body, "id": "x:1"}, "application/json").status_code)
        statuses.add(client.post(submission).status_code)
    assert statuses <= {401, 403, 404, 412, 422}
    assert row_counts() == before


@pytest.mark.parametrize("role", READERS, ids=IDS)
def test_matrix_workbench_opens_articles_to_staff_who_may_read_them(role: Role | None, shelf: list[Shelved]):
    client = Client()
    if role is not None:
        client.force_login(role_user(role), backend="django.contrib.auth.backends.ModelBackend")
    staff = role in {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST}
    opened = {
        shelved.marker
        for path, shelved in addresses("admin:archive_article_change", shelf, {})
        if open_page(client, path)[0] == 200
    }
    assert opened == {shelved.marker for shelved in shelf if staff and shelved.readable_by(role)}


@pytest.mark.parametrize("role", READERS, ids=IDS)
def test_matrix_exports_hold_what_the_viewer_may_read(role: Role | None, shelf: list[Shelved]):
    found = {dossier.article.uuid for dossier in dossiers(articles=Article.objects.all(), viewer=role_viewer(role))}
    assert found == {shelved.article.uuid for shelved in shelf if shelved.readable_by(role)}


def test_matrix_knows_every_address():
    known = {name for name in names() if name in LEFT_OUT or name.removeprefix("admin:").startswith(FOREIGN)}
    rest = [name for name in own_names() if name not in PLAIN and name not in NAMED]
    odd = [name for name in rest if name.removeprefix("admin:").count("_") < 2]
    assert odd == []
    assert known >= LEFT_OUT - {"admin:app_list"} - {"readingroom:logout"}
