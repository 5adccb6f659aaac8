"""What a dossier is refused for before any format writes it, and what the refusal says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from annotations.snapshots import MentionSnapshot
from archive.snapshots import BlockSnapshot, EvidenceSnapshot
from exports.checks import check_dossier
from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats import tei
from tests.exports.example import BASE_URL, MOSCOW, TEXT, dossier, key

ARTICLE = f"article {key(10)}"


def with_text(one: Dossier, **members: object) -> Dossier:
    return replace(one, article=replace(one.article, text=replace(one.article.text, **members)))


def with_evidence(evidence: EvidenceSnapshot) -> Dossier:
    one = dossier()
    first, *rest = one.article.values
    return replace(one, article=replace(one.article, values=(replace(first, evidence=evidence), *rest)))


def with_annotation(**members: object) -> Dossier:
    """The example with its first annotation changed."""
    one = dossier()
    first, *rest = one.sets[0].annotations
    changed = replace(one.sets[0], annotations=(replace(first, **members), *rest))
    return replace(one, sets=(changed, one.sets[1]))


def with_span(**members: object) -> Dossier:
    return with_annotation(spans=(replace(dossier().sets[0].annotations[0].spans[0], **members),))


def blocks(*ends: int) -> tuple[BlockSnapshot, ...]:
    starts = [0, *ends]
    return tuple(
        BlockSnapshot(start=start, end=end, role="paragraph") for start, end in zip(starts, ends, strict=False)
    )


LENGTH = len(TEXT)
WEST = timezone(timedelta(hours=-5))
ANNOTATION, VALUE = f"annotation {key(41)}", f"value {key(13)}"
DIGEST = dossier().article.text.sha256
FAULTS: dict[str, tuple[Callable[[], Dossier], str]] = {
    "a wrong digest": (
        lambda: with_text(dossier(), sha256="0" * 64),
        f"text version 2: the text's SHA-256 is {DIGEST}, not {'0' * 64}",
    ),
    "a lone surrogate": (
        lambda: with_text(dossier(), text="a\ud800"),
        "text version 2, code point 1: a lone surrogate",
    ),
    "a gap between blocks": (
        lambda: with_text(dossier(), blocks=(blocks(5)[0], BlockSnapshot(start=6, end=LENGTH, role="paragraph"))),
        f"block 1 [6, {LENGTH}): blocks must tile the text, and this one should start at 5",
    ),
    "an empty block": (
        lambda: with_text(dossier(), blocks=blocks(5, 5, LENGTH)),
        "block 1 [5, 5): blocks must tile the text, and this one should start at 5",
    ),
    "blocks that end early": (
        lambda: with_text(dossier(), blocks=blocks(5)),
        f"text version 2: the blocks end at 5, the text at {LENGTH}",
    ),
    "a capture that is missing": (
        lambda: with_text(dossier(), capture=key(500)),
        f"text version 2: made from capture {key(500)}, which isn't among the captures",
    ),
    "a quote that the text doesn't have": (
        lambda: with_span(exact="Mascow"),
        f"{ANNOTATION}, span body 0: the text has 'Moscow' at [17, 23), the quote 'Mascow'",
    ),
    "a span past the end": (
        lambda: with_span(end=LENGTH + 1),
        f"{ANNOTATION}, span body 0: [17, {LENGTH + 1}) runs past the text's end at {LENGTH}",
    ),
    "an empty span": (lambda: with_span(end=17, exact=""), f"{ANNOTATION}, span body 0: [17, 17) is no span"),
    "an annotation without a span": (lambda: with_annotation(spans=()), f"{ANNOTATION}: an annotation needs a span"),
    "a layer that the project lacks": (
        lambda: with_annotation(layer="other"),
        f"{ANNOTATION}: layer 'other' isn't in the project",
    ),
    "a tag that the layer lacks": (
        lambda: with_annotation(mention=MentionSnapshot(tag="person")),
        f"{ANNOTATION}: tag 'person' isn't in layer 'names'",
    ),
    "an entity that is missing": (
        lambda: with_annotation(mention=MentionSnapshot(tag="gpe", entity=key(500))),
        f"{ANNOTATION}: entity {key(500)} is missing",
    ),
    "an annotator who is missing": (
        lambda: with_annotation(creator=key(500)),
        f"{ANNOTATION}: agent {key(500)} is missing",
    ),
    "a time without a zone": (
        lambda: with_annotation(created=datetime(2007, 4, 19)),  # noqa: DTZ001 - the fault that is tested
        f"{ANNOTATION}: a time without a zone",
    ),
    "annotations out of order": (
        lambda: with_annotation(uuid=key(49)),
        f"annotation {key(42)}: records must be ordered by uuid, each once",
    ),
    "a project that is missing": (
        lambda: replace(dossier(), projects=()),
        f"set {key(21)}: project {key(20)} is missing",
    ),
    "evidence that the text doesn't have": (
        lambda: with_evidence(EvidenceSnapshot(text_version=2, start=0, end=3, exact="she")),
        f"{VALUE}, evidence of headline: the text has 'Shi' at [0, 3), the quote 'she'",
    ),
    "evidence in another version of another length": (
        lambda: with_evidence(EvidenceSnapshot(text_version=1, start=0, end=3, exact="long")),
        f"{VALUE}, evidence of headline: the quote has 4 code points, its span 3",
    ),
    "evidence with half a span": (
        lambda: with_evidence(EvidenceSnapshot(text_version=2, start=0)),
        f"{VALUE}, evidence of headline: a span needs its start, its end and its text version",
    ),
    "a claim that is missing": (
        lambda: replace(dossier(), claims=()),
        f"stance on claim {key(70)}: claim {key(70)} is missing",
    ),
    "entities out of order": (
        lambda: replace(dossier(), entities=dossier().entities[::-1]),
        f"entity {key(34)}: records must be ordered by uuid, each once",
    ),
    "an agent twice": (
        lambda: replace(dossier(), agents=dossier().agents * 2),
        f"agent {key(1)}: stands twice",
    ),
}


@pytest.mark.parametrize(("faulty", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_check_refuses_and_names_article_record_and_place(faulty: Callable[[], Dossier], message: str) -> None:
    with pytest.raises(ExportError) as caught:
        check_dossier(faulty())
    assert str(caught.value) == f"{ARTICLE}, {message}"


@pytest.mark.parametrize("faulty", [fault for fault, _ in FAULTS.values()], ids=FAULTS.keys())
def test_tei_writes_nothing_that_the_checks_refuse(faulty: Callable[[], Dossier]) -> None:
    with pytest.raises(ExportError):
        tei.write(faulty(), base_url=BASE_URL, checks=False)


def test_check_accepts_the_example() -> None:
    assert check_dossier(dossier()) is None


def entity_with(**members: object) -> Dossier:
    first, *rest = dossier().entities
    return replace(dossier(), entities=(replace(first, **members), *rest))


TEI_FAULTS: dict[str, tuple[Callable[[], Dossier], str]] = {
    "a role that isn't known": (
        lambda: with_text(dossier(), blocks=(BlockSnapshot(start=0, end=LENGTH, role="poem"),)),
        "block 0: TEI has no element for role 'poem'",
    ),
    "a field that isn't known": (
        lambda: replace(
            dossier(),
            article=replace(dossier().article, values=(replace(dossier().article.values[0], field="mood"),)),
        ),
        f"{VALUE}: TEI has no element for field 'mood'",
    ),
    "a kind of entity that isn't known": (
        lambda: entity_with(kind="ship"),
        f"entity {MOSCOW}: TEI has no list for kind 'ship'",
    ),
    "a kind of agent that isn't known": (
        lambda: replace(dossier(), agents=tuple(replace(agent, kind="robot") for agent in dossier().agents)),
        f"agent {key(1)}: TEI has no name for kind 'robot'",
    ),
    "a language that isn't a tag": (
        lambda: entity_with(names=(replace(dossier().entities[0].names[0], language="zh_Hant"),)),
        f"entity {MOSCOW}, name 'Россия': 'zh_Hant' is no language tag",
    ),
    "a scheme that isn't a name": (
        lambda: entity_with(identifiers=(replace(dossier().entities[0].identifiers[0], scheme="Wiki data"),)),
        f"entity {MOSCOW}: 'Wiki data' is no name for a scheme",
    ),
    "a moment after the last UTC year": (
        lambda: with_annotation(created=datetime.max.replace(tzinfo=UTC), modified=datetime.max.replace(tzinfo=WEST)),
        "9999-12-31T23:59:59.999999-05:00 has no UTC time",
    ),
    "a score that is no number": (
        lambda: replace(dossier(), utterance_links=(replace(dossier().utterance_links[0], score=float("nan")),)),
        f"link of statement {key(44)}: nan is no score",
    ),
    "a code that isn't known": (
        lambda: with_annotation(motivation="gossiping"),
        f"not valid against the TEI profile: annotation.{key(41)}: ",
    ),
}


@pytest.mark.parametrize(("faulty", "message"), TEI_FAULTS.values(), ids=TEI_FAULTS.keys())
def test_tei_refuses_what_it_has_no_encoding_for(faulty: Callable[[], Dossier], message: str) -> None:
    with pytest.raises(ExportError) as caught:
        tei.write(faulty(), base_url=BASE_URL)
    joint = ": " if message.startswith(("not valid", "9999")) else ", "
    assert str(caught.value).startswith(f"{ARTICLE}{joint}{message}")


def test_tei_refuses_a_code_that_xml_cant_hold() -> None:
    with pytest.raises(ExportError, match="a code has a character that XML can't hold"):
        tei.write(with_annotation(motivation="\0"), base_url=BASE_URL)
