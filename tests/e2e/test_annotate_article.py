"""One article annotated from the first word to the last by keys alone, which are counted."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from annotations.models import Annotation, AnnotationSet, Project, Stance
from annotations.services.sets import open_set
from annotations.vocabulary import LayerKind, Polarity, SpanRole
from archive.models import Article
from tests.e2e.bench import BenchPage, log_in

#: Keys that a name which is known, and a statement, may take; moving the cursor apart.
PER_NAME, PER_STATEMENT = 3, 8


class Typist:
    """Somebody at the keyboard who knows what is to be marked; every key but those that move the cursor is counted."""

    def __init__(self, bench: BenchPage) -> None:
        self.bench = bench
        self.keys = 0
        self.tags = {tag.code: str(index + 1) for index, tag in enumerate(_tags(bench.set.project))}

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        for key in keys:
            self.bench.page.keyboard.press(key)

    def go_to(self, start: int, end: int) -> None:
        """Put the cursor on words by looking for them; that is moving, and is not counted."""
        text = self.bench.set.text_version.text
        words = " ".join(text[start:end].split())
        pattern = re.compile(re.escape(words).replace(r"\ ", r"\s+"), re.IGNORECASE)
        index = [found.start() for found in pattern.finditer(text)].index(start)
        keyboard = self.bench.page.keyboard
        keyboard.press("/")
        keyboard.insert_text(words)
        for _ in range(index + 1):
            keyboard.press("Enter")
        keyboard.press("Escape")

    def choose(self, label: str) -> None:
        """Go down what is offered to one line, and take it."""
        expect(self.bench.page.locator("#picker-list")).to_have_attribute("aria-busy", "false")
        offered = self.bench.page.locator("#picker-list [role=option]")
        line = offered.filter(has=self.bench.page.locator("b").get_by_text(label, exact=True)).first
        expect(line).to_be_attached()
        labels = self.bench.page.locator("#picker-list [role=option] b").all_inner_texts()
        self.press(*["ArrowDown"] * labels.index(label), "Enter")

    def mention(self, wanted: Annotation) -> None:
        spans = list(wanted.spans.filter(role=SpanRole.BODY).order_by("order"))
        self.go_to(spans[0].start, spans[0].end)
        self.press(self.tags[wanted.mention.tag.code])
        for span in spans[1:]:
            self.press("+")
            self.go_to(span.start, span.end)
            self.press("Enter")
        if wanted.mention.entity:
            self.press("e")
            self.choose(wanted.mention.entity.label)

    def statement(self, wanted: Annotation) -> None:
        content = list(wanted.spans.filter(role=SpanRole.CONTENT).order_by("order"))
        self.go_to(content[0].start, content[0].end)
        self.press("c")
        for span in content[1:]:
            self.press("+")
            self.go_to(span.start, span.end)
            self.press("Enter")
        self.cue(wanted)
        self.speaker(wanted)
        for stance in Stance.objects.filter(statement=wanted.statement).select_related("claim").order_by("pk"):
            self.press("r")
            self.find(stance.claim.text)
            self.choose(stance.claim.text)
            expect(self.bench.page.locator("#picker-title")).to_have_text("What does the statement do to it?")
            self.press(str(list(Polarity).index(Polarity(stance.polarity)) + 1))

    def find(self, claim: str) -> None:
        """Type the beginning of a claim's longest word, unless the claim is offered without that."""
        offered = self.bench.page.locator("#picker-list")
        expect(offered).to_contain_text("New claim")
        if claim not in offered.locator("b").all_inner_texts():
            self.press(*max(re.findall(r"[a-z]+", claim), key=len)[:5])

    def cue(self, wanted: Annotation) -> None:
        """Put the cue right where the guess was another."""
        cue = wanted.spans.filter(role=SpanRole.CUE).first()
        if cue and self.bench.page.locator("dd[data-fact=cue] b").all_inner_texts() != [cue.exact]:
            self.press("q")
            self.go_to(cue.start, cue.end)
            self.press("Enter")

    def speaker(self, wanted: Annotation) -> None:
        """Put the speaker right where the guess was another."""
        source = wanted.statement.sources.filter(role="speaker").select_related("entity").first()
        if source is None:
            return
        label = source.entity.label if source.entity else source.get_kind_display()
        shown = self.bench.page.locator("dd[data-fact=speaker] b")
        if shown.all_inner_texts() != [label]:
            self.press("s")
            if source.entity:
                self.bench.page.keyboard.insert_text(label[:3])
                self.keys += 3
            self.choose(label)


def _tags(project: Project) -> list[Any]:
    return [tag for layer in project.layers.filter(kind=LayerKind.ENTITY) for tag in layer.tags.all()]


@pytest.fixture
def typist(demo: dict[str, Any], bare_page: Callable[..., Page], live_server: Any) -> Typist:
    """Give an archivist with an empty set on the second article, of which the archive knows names and claims."""
    user = User.objects.get(username="archivist-1")
    article = Article.objects.get(reference_code="MS-2007-001")
    found = open_set(project=Project.objects.get(), text_version=article.current_text, agent=user.agent)
    page = bare_page()
    log_in(page, user, live_server.url)
    return Typist(BenchPage(page, found).open())


def test_an_article_is_annotated_wholly_by_few_keys(typist: Typist):
    truth = AnnotationSet.objects.get(text_version=typist.bench.set.text_version, role="curator")
    live = truth.annotations.filter(deleted_at=None)
    wanted = list(live.select_related("layer", "mention__tag", "mention__entity", "statement"))
    mentions = sorted((one for one in wanted if one.layer.kind == LayerKind.ENTITY), key=first)
    statements = sorted((one for one in wanted if one.layer.kind == LayerKind.CLAIM), key=first)
    for one in mentions:
        typist.mention(one)
    names, typist.keys = typist.keys, 0
    typist.bench.saved()
    for one in statements:
        typist.statement(one)
    typist.bench.saved()
    told = f"{names / len(mentions):.2f} keys a name, {typist.keys / len(statements):.2f} a statement"
    assert linked(typist.bench.set) == linked(truth)
    assert said(typist.bench.set) == said(truth)
    assert names / len(mentions) <= PER_NAME, told
    assert typist.keys / len(statements) <= PER_STATEMENT, told


def first(annotation: Annotation) -> tuple[int, int]:
    span = annotation.spans.order_by("start").first()
    assert span is not None
    return span.start, -span.end


def linked(found: AnnotationSet) -> list[tuple[Any, ...]]:
    """Give (words' places, tag, entity) of every mention."""
    rows = found.annotations.filter(deleted_at=None, layer__kind=LayerKind.ENTITY).select_related("mention")
    return sorted(
        (tuple(row.spans.order_by("start").values_list("start", "end")), row.mention.tag_id, row.mention.entity_id or 0)
        for row in rows
    )


def said(found: AnnotationSet) -> list[tuple[Any, ...]]:
    """Give (what was said, cue, speaker, claims) of every statement."""
    rows = found.annotations.filter(deleted_at=None, layer__kind=LayerKind.CLAIM).select_related("statement")
    return sorted(
        (
            tuple(row.spans.filter(role=SpanRole.CONTENT).order_by("start").values_list("start", "end")),
            tuple(row.spans.filter(role=SpanRole.CUE).order_by("start").values_list("start", "end")[:1]),
            tuple(
                entity or kind
                for entity, kind in row.statement.sources.filter(role="speaker").values_list("entity", "kind")
            ),
            tuple(sorted(Stance.objects.filter(statement=row.statement).values_list("claim", "polarity"))),
        )
        for row in rows
    )
