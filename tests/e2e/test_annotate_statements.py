"""Statements, claims and the tray on the annotate page."""

from collections.abc import Callable

from playwright.sync_api import expect

from accounts.vocabulary import Role
from annotations.models import Claim, ClaimRelation, Stance, StatementSource, UtteranceLink
from tests.e2e.bench import BenchPage, open_set
from tests.factories import ClaimFactory, EntityFactory, LayerFactory
from tests.roles import role_user

NewBench = Callable[..., BenchPage]


def sources(bench: BenchPage) -> list[tuple[str, str, str, str]]:
    """Give (role, kind, entity or description, words) of every source that the server has."""
    bench.saved()
    rows = StatementSource.objects.filter(statement__annotation__annotation_set=bench.set).order_by(
        "statement", "order"
    )
    return [
        (row.role, row.kind, row.entity.label if row.entity else row.description, row.span.exact if row.span else "")
        for row in rows.select_related("entity", "span")
    ]


def mark(bench: BenchPage, words: str, tag: str, nth: int = 0) -> None:
    bench.at(words, nth)
    bench.press(tag)


def test_a_statement_gets_cue_and_speaker_from_the_words_around_it(new_bench: NewBench):
    bench = new_bench()
    mark(bench, "Anna Berg", "1")
    bench.at("the bridge was safe")
    bench.press("c")
    assert bench.spans() == [
        ("body", "Anna Berg", "Anna Berg"),
        ("source", "Anna Berg", "Anna Berg"),
        ("cue", "said", "said"),
        ("content", "the bridge was safe", "the bridge was safe"),
    ]
    assert sources(bench) == [("speaker", "named", "", "Anna Berg")]
    assert bench.annotations()[1].statement.attribution == "indirect"
    mark(bench, "Mr Holm", "1")
    bench.at('"We have measured it twice,"')
    bench.press("c")
    statement = bench.annotations()[-1].statement
    assert statement.attribution == "direct"
    assert [span.exact for span in statement.annotation.spans.order_by("start")] == [
        '"We have measured it twice,"',
        "Mr Holm",
        "told",
    ]


def test_an_open_quotation_mark_swallows_no_narration(new_bench: NewBench):
    bench = new_bench(open_set('Headline\n\n"We will see, Mr Holm said.\n\nThe city is large and old.'))
    mark(bench, "Mr Holm", "1")
    bench.at("We will see")
    bench.press("c")
    assert [words for role, words, _ in bench.spans() if role == "content"] == ["We will see"]
    assert [words for role, words, _ in bench.spans() if role == "cue"] == ["said"]


def test_speaker_relay_and_whom_somebody_speaks_for_are_chosen_by_key(new_bench: NewBench):
    city = EntityFactory(kind="place", label="Oslo")
    bench = new_bench()
    mark(bench, "Mr Holm", "1")
    bench.at("Berg was right")
    bench.press("c")
    bench.said("Marked: statement")
    bench.press("s")
    bench.picker("Mr Holm")
    bench.press("Enter")
    assert sources(bench) == [("speaker", "named", "", "Mr Holm")]
    bench.press("f")
    bench.type("Oslo")
    bench.picker("Oslo")
    bench.press("Enter", "v")
    bench.type("a news agency")
    bench.picker("unnamed")
    for _ in range(5):
        bench.press("ArrowDown")
    bench.press("Enter")
    assert sources(bench) == [("speaker", "named", "", "Mr Holm"), ("relay", "agency", "a news agency", "")]
    assert StatementSource.objects.get(role="speaker").speaks_for == city
    bench.press("s")
    bench.type("officials")
    bench.picker("unnamed: “officials”")
    bench.press("Enter")
    assert sources(bench)[0] == ("speaker", "unnamed", "officials", "")


def test_the_cue_is_taken_from_the_text_and_nesting_is_seen(new_bench: NewBench):
    bench = new_bench()
    bench.at("Officials in Oslo denied that it had moved")
    bench.press("c")
    bench.at("it had moved")
    bench.press("c", "q")
    bench.at("denied")
    bench.press("Enter")
    outer, inner = sorted(bench.annotations(), key=lambda one: one.created)
    assert inner.statement.parent == outer.statement
    assert [span.exact for span in inner.spans.filter(role="cue")] == ["denied"]
    bench.press("p")
    bench.press("Delete")
    bench.saved()
    inner.statement.refresh_from_db()
    assert inner.statement.parent is None
    assert [one.uuid for one in bench.annotations()] == [inner.uuid]


def test_details_of_a_statement_are_filled_in_and_a_wrong_date_is_refused_in_words(new_bench: NewBench):
    bench = new_bench(faults=True)
    bench.at("the bridge was safe")
    bench.press("c")
    bench.page.get_by_label("Held to be").select_option("PR+")
    bench.page.get_by_label("Attribution").select_option("mixed")
    bench.page.get_by_label("Occasion").fill("a press conference")
    bench.page.get_by_label("Occasion").press("Enter")
    bench.page.get_by_label("Said when").fill("2007-04-19")
    bench.page.get_by_label("Said when").press("Tab")
    statement = bench.annotations()[0].statement
    assert (statement.factuality, statement.attribution, statement.occasion, statement.said) == (
        "PR+",
        "mixed",
        "a press conference",
        "2007-04-19",
    )
    bench.page.get_by_label("Said when").fill("last Thursday")
    bench.page.get_by_label("Said when").press("Tab")
    question = bench.page.locator(".question")
    expect(question.locator(".errorlist")).to_contain_text("last Thursday")
    question.get_by_role("button", name="Give it up").click()
    bench.saved()
    expect(bench.page.get_by_label("Said when")).to_have_value("2007-04-19")


def test_a_claim_is_found_or_made_and_judged(new_bench: NewBench):
    known = ClaimFactory(text="The bridge is safe.", topic="Bridge")
    ClaimFactory(text="Fish are cold.")
    bench = new_bench()
    bench.at("the bridge was safe")
    bench.press("c", "r")
    bench.picker("The bridge is safe.")
    bench.press("Enter")
    bench.picker("affirms", "denies")
    bench.press("2")
    bench.saved()
    expect(bench.page.locator(".stances li")).to_contain_text("The bridge is safe.")
    statement = bench.annotations()[0].statement
    assert [(one.claim, one.polarity, one.status) for one in Stance.objects.filter(statement=statement)] == [
        (known, "denies", "confirmed")
    ]
    bench.press("r")
    bench.type("Bridges can be trusted")
    expect(bench.page.locator("#picker-list")).to_contain_text("New claim: “Bridges can be trusted”")
    bench.press("ArrowUp", "Enter", "Enter")
    bench.saved()
    made = Claim.objects.get(text="Bridges can be trusted")
    assert Stance.objects.get(claim=made).polarity == "affirms"
    bench.page.get_by_role("button", name="Take away: The bridge is safe.").click()
    bench.saved()
    assert Stance.objects.get(claim=known).status == "rejected"


def test_who_annotates_blind_meets_no_claims(new_bench: NewBench):
    ClaimFactory(text="The bridge is safe.")
    bench = new_bench(open_set(role=Role.ANNOTATOR), faults=True)
    bench.at("the bridge was safe")
    bench.press("c", "r")
    bench.said("Claims are judged by curators")
    assert bench.page.locator("#picker-list").count() == 0
    address = f"/admin/annotations/annotationset/{bench.set.pk}/bench/claims/?q=bridge"
    assert bench.page.evaluate("url => fetch(url).then((answer) => answer.status)", address) == 403
    assert "The bridge is safe." not in bench.page.content()


def test_the_tray_holds_statements_across_articles_and_relates_two(new_bench: NewBench):
    user = role_user(Role.CURATOR)
    first = open_set(user=user)
    second = open_set("Later\n\nThe bridge is closed, Anna Berg said.", user=user)
    bench = new_bench(first)
    bench.at("the bridge was safe")
    bench.press("c", "k")
    bench.saved()
    bench.set = second
    bench.open()
    bench.at("The bridge is closed")
    bench.press("c", "k")
    bench.saved()
    passages = bench.page.locator(".passage")
    expect(passages).to_have_count(2)
    passages.nth(0).click()
    bench.page.locator("#text").focus()
    before = sum(bench.keys.values())
    bench.press("j")
    bench.picker("Both say the same", "They contradict each other")
    bench.press("2")
    bench.picker("strict", "partial")
    bench.press("2")
    bench.press("Enter")
    assert sum(bench.keys.values()) - before <= 6
    bench.saved()
    relation = ClaimRelation.objects.get()
    assert (relation.kind, relation.extent) == ("contradicts", "partial")
    assert {relation.a.text, relation.b.text} == {"the bridge was safe", "The bridge is closed"}
    bench.press("j")
    bench.picker("Both say the same")
    bench.press("5", "Enter")
    bench.saved()
    assert UtteranceLink.objects.count() == 1


def test_a_project_without_statements_says_so(new_bench: NewBench):
    found = open_set()
    found.project = LayerFactory().project
    found.save()
    bench = new_bench(found)
    bench.at("Oslo")
    bench.press("c")
    bench.said("This project has no layer for statements.")
