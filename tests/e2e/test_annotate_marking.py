"""Marking names on the annotate page, by keys and by pointer; what the server has is what was marked."""

from collections.abc import Callable

from playwright.sync_api import expect

from annotations.models import Entity
from tests.e2e.bench import TEXT, BenchPage, open_set, paragraphs
from tests.factories import AnnotationSetFactory, ArticleFactory, EntityFactory

NewBench = Callable[..., BenchPage]


def box(bench: BenchPage, words: str, nth: int = 0) -> dict[str, float]:
    """Give the rectangle of words on the page."""
    return bench.page.evaluate(
        """([words, nth]) => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) {
              if (nth-- > 0) continue;
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + words.length);
              const { left, right, top, bottom } = range.getBoundingClientRect();
              return { left, right, top, bottom };
            }
          }
        }""",
        [words, nth],
    )


def drag(bench: BenchPage, words: str, *, inset: float = 2) -> None:
    """Draw over words with the pointer, beginning and ending ``inset`` pixels inside of them."""
    place = box(bench, words)
    middle = (place["top"] + place["bottom"]) / 2
    bench.page.mouse.move(place["left"] + inset, middle)
    bench.page.mouse.down()
    bench.page.mouse.move(place["right"] - inset, middle, steps=4)
    bench.page.mouse.up()


def click(bench: BenchPage, words: str, count: int = 1) -> None:
    place = box(bench, words)
    x, y = (place["left"] + place["right"]) / 2, (place["top"] + place["bottom"]) / 2
    bench.page.mouse.click(x, y, click_count=count)


def test_words_are_walked_through_and_marked_with_a_digit(new_bench: NewBench):
    bench = new_bench()
    bench.press("ArrowRight")
    bench.said("Minister")
    bench.press("ArrowRight", "ArrowRight", "ArrowLeft")
    bench.said("sees")
    bench.press("ArrowDown", "Home", "ArrowRight", "ArrowRight")
    bench.said("Anna")
    bench.press("Shift+ArrowRight", "1")
    assert bench.words() == ["Anna Berg"]
    assert [one.mention.tag.code for one in bench.annotations()] == ["person"]


def test_a_selection_grows_and_shrinks_by_words_sentences_lines_and_characters(new_bench: NewBench):
    bench = new_bench()
    bench.at("said")
    bench.press("Control+Shift+ArrowRight")
    bench.said("said the bridge was safe.")
    bench.press("Alt+Shift+ArrowLeft")
    expect(bench.page.locator("#details-title")).to_have_text("“said the bridge was safe”")
    bench.press("Alt+Shift+ArrowDown", "Alt+Shift+ArrowDown", "Alt+Shift+ArrowUp")
    expect(bench.page.locator("#details-title")).to_have_text("“aid the bridge was safe”")
    bench.at("bridge")
    bench.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft")
    expect(bench.page.locator("#details-title")).to_have_text("“bridge was”")
    bench.press("Control+ArrowRight")
    expect(bench.page.locator("#details-title")).to_have_text("“Officials”")
    bench.press("Control+ArrowLeft")
    expect(bench.page.locator("#details-title")).to_have_text("“The”")
    bench.press("Control+a")
    expect(bench.page.locator("#details-title")).to_contain_text("“The minister, Anna Berg, said")
    bench.press("Control+End")
    expect(bench.page.locator("#details-title")).to_have_text("“city”")
    bench.press("Control+Home", "End")
    expect(bench.page.locator("#details-title")).to_have_text("“danger”")


def test_the_tag_of_a_mention_is_changed_by_another_digit_and_taken_back_by_undo(new_bench: NewBench):
    bench = new_bench()
    bench.at("Oslo")
    bench.press("1", "3")
    assert [one.mention.tag.code for one in bench.annotations()] == ["place"]
    bench.press("Control+z")
    assert [one.mention.tag.code for one in bench.annotations()] == ["person"]
    bench.press("Control+z")
    assert bench.annotations() == []
    bench.press("Control+y", "Control+y")
    assert [one.mention.tag.code for one in bench.annotations()] == ["place"]
    bench.press("Delete")
    assert bench.annotations() == []
    bench.press("Control+z")
    assert bench.words() == ["Oslo"]


def test_a_name_is_linked_to_the_likeliest_entity_or_to_a_new_one(new_bench: NewBench):
    known = EntityFactory(kind="person", label="Anna Berg")
    bench = new_bench()
    bench.at("Berg")
    bench.press("1", "e")
    bench.picker("Anna Berg")
    bench.press("Enter")
    bench.saved()
    bench.at("Holm")
    bench.press("1", "e")
    bench.picker("New person “Holm”")
    bench.press("Enter")
    linked = {one.mention.entity.label: one.mention.entity for one in bench.annotations()}
    assert linked == {"Anna Berg": known, "Holm": Entity.objects.get(label="Holm")}
    assert Entity.objects.get(label="Holm").kind == "person"


def test_every_equal_place_is_marked_with_one_key_after_a_look(new_bench: NewBench):
    bench = new_bench()
    oslo = EntityFactory(kind="place", label="Oslo")
    bench.at("Oslo")
    bench.press("3", "e")
    bench.picker("Oslo")
    bench.press("Enter", "g")
    expect(bench.page.locator("#dialog-title")).to_have_text("2 equal places")
    bench.page.locator("#dialog input").nth(1).uncheck()
    bench.press("Enter")
    assert bench.words() == ["Oslo", "Oslo"]
    bench.press("g", "Enter")
    assert bench.words() == ["Oslo", "Oslo", "Oslo"]
    assert {one.mention.entity for one in bench.annotations()} == {oslo}
    bench.press("Control+z", "Control+z")
    assert bench.words() == ["Oslo"]


def test_a_mention_takes_another_part_or_other_words(new_bench: NewBench):
    bench = new_bench()
    bench.at("Anna")
    bench.press("1", "+")
    bench.at("Berg")
    bench.press("Enter", "+")
    bench.at("Mr Holm")
    bench.press("Enter")
    assert bench.words() == ["Anna", "Berg", "Mr Holm"]
    assert len(bench.annotations()) == 1
    bench.press("=")
    bench.at("Anna Berg")
    bench.press("Enter")
    assert bench.words() == ["Anna Berg"]
    bench.press("Alt+Shift+ArrowLeft")
    assert bench.words() == ["Anna Ber"]


def test_n_and_p_go_from_annotation_to_annotation_those_inside_others_too(new_bench: NewBench):
    bench = new_bench()
    for words, tag in (("Officials in Oslo", "2"), ("Oslo", "3"), ("Mr Holm", "1")):
        bench.at(words)
        bench.press(tag)
    bench.press("Control+Home")
    seen = []
    for _ in range(3):
        bench.press("n")
        seen.append(bench.page.locator("#details-title").inner_text())
    assert seen == ["“Officials in Oslo”", "“Oslo”", "“Mr Holm”"]
    bench.press("n")
    bench.said("That was the last annotation.")
    bench.press("p", "p")
    expect(bench.page.locator("#details-title")).to_have_text("“Officials in Oslo”")


def test_a_tag_is_found_by_its_name(new_bench: NewBench):
    bench = new_bench()
    bench.at("bridge")
    bench.press("l")
    bench.type("obj")
    bench.picker("Object")
    bench.press("Enter")
    assert [one.mention.tag.code for one in bench.annotations()] == ["object"]


def test_the_pointer_takes_whole_words_and_with_alt_exactly_what_was_drawn_over(new_bench: NewBench):
    bench = new_bench()
    drag(bench, "nna Ber")
    expect(bench.page.locator("#details-title")).to_have_text("“Anna Berg”")
    bench.press("1")
    bench.page.keyboard.down("Alt")
    drag(bench, "nna Ber", inset=0.5)
    bench.page.keyboard.up("Alt")
    bench.press("2")
    assert bench.words() == ["Anna Berg", "nna Ber"]
    click(bench, "reporters", 2)
    expect(bench.page.locator("#details-title")).to_have_text("“reporters”")
    click(bench, "reporters", 3)
    expect(bench.page.locator("#details-title")).to_contain_text("We have measured it twice")


def test_a_click_shows_what_is_under_it_and_another_what_is_around_that(new_bench: NewBench):
    bench = new_bench()
    bench.at("Officials in Oslo")
    bench.press("2")
    bench.at("Oslo")
    bench.press("3", "Escape")
    click(bench, "Oslo")
    expect(bench.page.locator("#details-title")).to_have_text("“Oslo”")
    click(bench, "Oslo")
    expect(bench.page.locator("#details-title")).to_have_text("“Officials in Oslo”")
    click(bench, "Oslo")
    expect(bench.page.locator("#details-title")).to_have_text("“Oslo”")


def test_a_tag_that_sticks_marks_whatever_is_drawn_over(new_bench: NewBench):
    bench = new_bench()
    bench.page.get_by_role("button", name="Person", exact=False).first.click()
    drag(bench, "Anna Berg")
    drag(bench, "Mr Holm")
    assert bench.words() == ["Anna Berg", "Mr Holm"]


def test_what_somebody_may_only_read_is_not_changed(new_bench: NewBench):
    mine = open_set()
    mine.state = "submitted"
    mine.save()
    bench = new_bench(mine)
    bench.at("Oslo")
    bench.press("1", "c", "Delete")
    bench.said("You can read this set, not change it.")
    assert bench.annotations() == []
    assert bench.page.get_by_role("button", name="Submit and next").count() == 0


EMOJI = "Zoë 👩‍🚀 von Ⅷ met 🇳🇴 Åse\u0301 in the\u00a0Hague.\n\nقال الوزير إن الجسر آمن.\n\n👍🏽 said 𝒜nna."


def test_every_character_is_counted_as_the_server_counts_it(new_bench: NewBench):
    bench = new_bench(open_set(EMOJI))
    words = ["Zoë", "von", "Åse\u0301", "the\u00a0Hague", "الوزير", "الجسر", "said", "𝒜nna"]
    for one in words:
        bench.at(one)
        bench.press("1")
    assert bench.words() == words
    bench.at("said")
    bench.press("Alt+Shift+ArrowUp", "Alt+Shift+ArrowUp")
    expect(bench.page.locator("#details-title")).to_have_text("“👍🏽 said”")
    bench.press("3")
    assert bench.words() == [*words[:-2], "👍🏽 said", "said", "𝒜nna"]


def test_the_text_is_as_it_was_taken_in(new_bench: NewBench):
    bench = new_bench()
    shown = bench.page.locator("#text p").all_text_contents()
    assert shown == TEXT.split("\n\n")


def test_a_name_is_marked_in_all_open_sets_of_mine_and_taken_back(new_bench: NewBench):
    first = open_set()
    place = {"project": first.project, "annotator": first.annotator}
    second = AnnotationSetFactory(**place, article=ArticleFactory(text=TEXT, blocks=paragraphs(TEXT)))
    bench = new_bench(first)
    bench.at("Oslo")
    bench.press("3", "g")
    expect(bench.page.get_by_role("heading", name="5 equal places")).to_be_visible()
    bench.page.get_by_text("Show them").click()
    expect(bench.page.get_by_role("dialog").get_by_text("Officials in")).to_have_count(1)
    bench.page.get_by_role("button", name="Mark them").click()
    bench.saved()
    assert (bench.words(), second.annotations.filter(deleted_at=None).count()) == (["Oslo"] * 3, 3)
    bench.press("Control+z")
    bench.saved()
    assert (bench.words(), second.annotations.filter(deleted_at=None).count()) == (["Oslo"] * 3, 0)
    bench.press("Control+y")
    bench.saved()
    assert second.annotations.filter(deleted_at=None).count() == 3
