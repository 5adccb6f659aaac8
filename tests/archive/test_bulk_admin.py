"""Bulk corrections in the admin: from the list over a preview to the result, by form and by table; who may."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.vocabulary import Role
from archive.admin.bulk_forms import sign_lines, sign_selection
from archive.bulk_csv import read_table, write_table
from archive.models import Article, BulkCorrection, FieldValue
from archive.records import FoundValue
from archive.services.bulk_corrections import Line
from tests.admin_pages import inline_content
from tests.factories import ArticleFactory, FieldValueFactory
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/article/"
HUB = reverse("admin:archive_article_bulk")
DOWNLOAD = reverse("admin:archive_article_bulk_download")
UPLOAD = reverse("admin:archive_article_bulk_upload")


@pytest.fixture
def client(role_client):
    return role_client(Role.ARCHIVIST)


@pytest.fixture
def articles() -> list[Article]:
    made = [ArticleFactory(publisher=None) for _ in range(3)]
    FieldValueFactory(article=made[0], field="publisher", value="BBC NEWS")
    return made


def _select(client, articles: list[Article]) -> Any:
    keys = [str(one.pk) for one in articles]
    return client.post(LIST, {"action": "correct_values", "_selected_action": keys})


def _form(selection: str, **fields: str) -> dict[str, str]:
    plain = {"field": "publisher", "value": "BBC", "status": "supplied", "note": "house style", "step": "preview"}
    return {**plain, "selection": selection, **fields}


def _messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_from_the_list_over_the_preview_to_the_result_and_back(client, articles):
    chosen = _select(client, articles)
    assert (chosen.status_code, chosen.context["number"]) == (200, 3)
    preview = client.post(HUB, _form(chosen.context["selection"]))
    assert [(heading, len(found)) for heading, _fate, found, _more in preview.context["groups"]] == [
        ("3 will be set", 3)
    ]
    assert (inline_content(preview.content.decode()), FieldValue.objects.filter(value="BBC").count()) == ([], 0)
    apply = {"step": "apply", "lines": preview.context["lines"], "note": "house style"}
    done = client.post(HUB, apply, follow=True)
    bulk = BulkCorrection.objects.get()
    assert (_messages(done), bulk.changed, bulk.note) == (["3 values were set."], 3, "house style")
    assert done.redirect_chain[-1][0] == f"{HUB}#bulk-{bulk.uuid}"
    undone = client.post(reverse("admin:archive_article_bulk_undo", args=[bulk.pk]), follow=True)
    assert _messages(undone) == ["3 values were put back."]
    assert list(FieldValue.objects.filter(field="publisher", current=True).values_list("value", flat=True)) == [
        "BBC NEWS"
    ]
    assert b"undone" in client.get(HUB).content


def test_the_preview_shows_problems_first_and_what_stays(client, articles):
    FieldValueFactory(article=articles[1], field="publisher", value="BBC", status="supplied")
    selection = sign_selection([(articles[0].uuid, 9), (articles[1].uuid, 1), (articles[2].uuid, 1)])
    preview = client.post(HUB, _form(selection))
    assert [(heading, fate) for heading, fate, _found, _more in preview.context["groups"]] == [
        ("1 can't be set", "refused"),
        ("1 will be set", "changed"),
        ("1 stays as it is", "unchanged"),
    ]
    nothing = client.post(HUB, _form(sign_selection([(articles[1].uuid, 1)])))
    assert (nothing.context["lines"], b'value="apply"' in nothing.content) == ("", False)


def test_what_changed_after_the_preview_is_left_and_told(client, articles):
    lines = [
        Line(article=one.uuid, version=1, found=FoundValue(field="byline", value="By A", status="supplied"))
        for one in articles[:2]
    ]
    Article.objects.filter(pk=articles[0].pk).update(version=2)
    done = client.post(HUB, {"step": "apply", "lines": sign_lines(lines)}, follow=True)
    assert _messages(done) == [
        "1 value was set.",
        f"Not set, because they changed since the preview: {articles[0].reference_code}.",
    ]
    again = client.post(HUB, {"step": "apply", "lines": sign_lines(lines)}, follow=True)
    assert (_messages(again), BulkCorrection.objects.count()) == (["nothing would change"], 1)


def test_a_form_that_is_wrong_is_shown_again(client, articles):
    selection = sign_selection([(articles[0].uuid, 1)])
    page = client.post(HUB, _form(selection, note="", field="colour"))
    assert sorted(page.context["form"].errors) == ["field", "note"]
    for data in ({"selection": "forged"}, {"step": "apply", "lines": "forged"}, {}):
        told = client.post(HUB, data, follow=True)
        assert "choose the articles again" in _messages(told)[0]


def test_a_table_goes_out_and_comes_back(client, articles):
    selection = sign_selection([(one.uuid, 1) for one in articles])
    sent = client.post(DOWNLOAD, {"selection": selection, "which": "one", "field": "publisher"})
    data = b"".join(sent.streaming_content)
    assert (sent["Content-Type"], "attachment" in sent["Content-Disposition"]) == ("text/csv; charset=utf-8", True)
    rows, _bad = read_table(data)
    assert [row.value for row in rows] == ["BBC NEWS", "", ""]
    changed = [(row.uuid, row.version, "", "", row.field, "=BBC", "", "", "") for row in rows]
    table = SimpleUploadedFile("values.csv", "".join(write_table([*changed, ("x",) * 9])).encode())
    preview = client.post(UPLOAD, {"table": table, "note": "from a table"})
    assert ([row.reason for row in preview.context["bad"]], preview.context["changed"]) == (["“x” is not a UUID"], 3)
    applied = {name: preview.context[name] for name in ("lines", "source", "note")}
    client.post(HUB, {"step": "apply", **applied})
    bulk = BulkCorrection.objects.get()
    assert (bulk.source, bulk.note, bulk.changed) == ("values.csv", "from a table", 3)
    assert set(FieldValue.objects.filter(bulk=bulk).values_list("value", flat=True)) == {"=BBC"}


def test_a_table_that_cant_be_read_names_file_and_place(client):
    table = SimpleUploadedFile("values.csv", b"uuid;value\n")
    page = client.post(UPLOAD, {"table": table})
    assert page.status_code == 422
    assert page.context["form"].errors["table"][0].startswith("values.csv: line 1: there is no column version, field")
    assert client.post(UPLOAD, {}).status_code == 422
    assert client.get(UPLOAD).status_code == 302


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_correct_many(role_client, articles, role):
    client = role_client(role)
    before = row_counts()
    may = role == Role.ARCHIVIST
    expected = 200 if may else (403 if role in {Role.CURATOR, Role.ANNOTATOR} else 302)
    assert client.get(HUB).status_code == expected
    selection = sign_selection([(articles[0].uuid, 1)])
    assert client.post(HUB, _form(selection)).status_code == expected
    assert client.post(DOWNLOAD, {"selection": selection}).status_code == expected
    assert (b"Correct one field" in client.get(LIST).content) == may
    if not may:
        answered = client.post(reverse("admin:archive_article_bulk_undo", args=[1]))
        assert (answered.status_code, _select(client, articles).status_code in {302, 403, 200}) == (expected, True)
    assert row_counts() == before
