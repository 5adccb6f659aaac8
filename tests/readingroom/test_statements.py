"""Statements as a reader follows them."""

from uuid import UUID

import pytest

from annotations.selectors.snapshot import bundles
from annotations.vocabulary import Polarity, ReviewStatus, SourceKind, SourceRole, SpanRole
from archive.models import Capture
from archive.selectors.article import get_snapshot
from archive.storage import put_blob
from readingroom.pages.people import People, ShownSource
from readingroom.pages.statements import Place, shown_statements
from tests.factories import (
    AnnotationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    EntityFactory,
    MentionFactory,
    PublisherFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(
        text="The minister said on Monday, “we agree”, the envoy told a wire.",
        publisher=PublisherFactory(name="The Outlet"),
        agency=PublisherFactory(name="The Agency", kind="agency"),
    )


@pytest.fixture
def curated(article):
    return AnnotationSetFactory(article=article, curated=True)


def _shown(article, viewer):
    snapshot = get_snapshot(uuid=article.uuid, viewer=viewer)
    bundle = bundles(article_ids=[article.pk], viewer=viewer)[article.pk]
    return shown_statements(snapshot, bundle, People(bundle))


def test_statements_say_which_way_the_words_came(article, curated, system):
    statement = StatementFactory(annotation_set=curated, exact="we agree")
    minister, wire = EntityFactory(label="The minister"), EntityFactory(label="A wire", kind="organization")
    state = EntityFactory(label="The state")
    StatementSourceFactory(statement=statement, entity=minister, description="minister", speaks_for=state)
    StatementSourceFactory(statement=statement, role=SourceRole.RELAY, kind=SourceKind.AGENCY, entity=wire)
    (shown,) = _shown(article, system)
    assert shown.chain == ("The minister", "A wire", "The Agency", "The Outlet")
    assert shown.speakers == (
        ShownSource(
            name="The minister",
            kind="named person or body",
            colour="person",
            printed="minister",
            speaks_for="The state",
            href=f"/entities/{minister.uuid}/",
            speaks_for_href=f"/entities/{state.uuid}/",
        ),
    )
    assert shown.relays == (
        ShownSource(name="A wire", kind="news agency", colour="org", href=f"/entities/{wire.uuid}/"),
    )
    assert (shown.words, shown.cue, shown.attribution, shown.places) == (
        "we agree",
        "said",
        "indirect speech",
        (Place(30, 38),),
    )


def test_statements_name_a_house_once(article, curated, system):
    statement = StatementFactory(annotation_set=curated, exact="we agree")
    StatementSourceFactory(statement=statement, role=SourceRole.RELAY, description="The Agency")
    assert [shown.chain for shown in _shown(article, system)] == [("The Agency", "The Outlet")]


@pytest.mark.parametrize(
    ("options", "name"),
    [
        pytest.param({"description": "an official", "kind": SourceKind.UNNAMED}, "an official", id="by its words"),
        pytest.param({"kind": SourceKind.UNNAMED}, "unnamed", id="by its kind"),
    ],
)
def test_statements_name_a_source_without_entity(article, curated, system, options, name):
    StatementSourceFactory(statement=StatementFactory(annotation_set=curated, exact="we agree"), **options)
    (shown,) = _shown(article, system)
    assert [(source.name, source.printed, source.anchor) for source in shown.speakers] == [(name, "", "")]


def test_statements_lead_to_their_source_or_to_its_first_mention(article, curated, system):
    root = EntityFactory(label="The minister")
    minister = EntityFactory(merged_into=root)
    MentionFactory(annotation_set=curated, exact="the envoy", entity=root)
    first = MentionFactory(annotation_set=curated, exact="The minister", entity=minister)
    statement = StatementFactory(
        annotation_set=curated, spans=[(SpanRole.CONTENT, "we agree"), (SpanRole.SOURCE, "The minister")]
    )
    span = statement.annotation.spans.get(role=SpanRole.SOURCE)
    StatementSourceFactory(statement=statement, entity=minister)
    StatementSourceFactory(statement=statement, entity=minister, span=span)
    (shown,) = _shown(article, system)
    assert [(source.name, source.anchor) for source in shown.speakers] == [
        ("The minister", f"m-{first.annotation.uuid}"),
        ("The minister", f"t-{statement.annotation.uuid}-source-0"),
    ]


def test_statements_come_in_text_order_with_nested_ones_under_their_parent(article, curated, system):
    last = StatementFactory(annotation_set=curated, exact="told a wire", cue="")
    outer = StatementFactory(annotation_set=curated, exact="The minister said on Monday, “we agree”", cue="")
    inner = StatementFactory(annotation_set=curated, exact="we agree", parent=outer, cue="")
    far = StatementFactory(annotation_set=curated, exact="a wire", parent=outer, cue="")
    shown = _shown(article, system)
    parent = (1, f"s-{outer.annotation.uuid}")
    assert [(row.uuid, row.number, row.level, row.parent) for row in shown] == [
        (outer.annotation.uuid, 1, 0, None),
        (inner.annotation.uuid, 2, 1, parent),
        (far.annotation.uuid, 3, 1, parent),
        (last.annotation.uuid, 4, 0, None),
    ]


def test_statements_in_a_ring_of_parents_are_all_shown(article, curated, system):
    one = StatementFactory(annotation_set=curated, exact="The minister", cue="")
    two = StatementFactory(annotation_set=curated, exact="we agree", parent=one, cue="")
    one.parent = two
    one.save()
    assert [(row.uuid, row.level) for row in _shown(article, system)] == [
        (one.annotation.uuid, 0),
        (two.annotation.uuid, 1),
    ]


def test_statements_nested_deeply_are_indented_no_further(article, curated, system):
    parent = None
    for _ in range(6):
        parent = StatementFactory(annotation_set=curated, exact="we agree", parent=parent, cue="")
    assert [row.level for row in _shown(article, system)] == [0, 1, 2, 3, 3, 3]


def test_statements_join_the_pieces_of_a_broken_quotation(article, curated, system):
    spans = [(SpanRole.CONTENT, "The minister said"), (SpanRole.CONTENT, "we agree")]
    statement = StatementFactory(annotation_set=curated, spans=spans)
    (shown,) = _shown(article, system)
    assert (shown.words, shown.places) == ("The minister said … we agree", (Place(0, 17), Place(30, 38)))
    assert (shown.words_anchor, shown.last_anchor) == (
        f"t-{statement.annotation.uuid}",
        f"t-{statement.annotation.uuid}-content-1",
    )


def test_statements_stand_in_the_bytes_of_a_plain_capture_that_is_held(article, curated, system):
    StatementFactory(annotation_set=curated, exact="we agree")
    put_blob(article.current_text.text.encode())
    (shown,) = _shown(article, system)
    assert shown.places == (Place(30, 38, (32, 40)),)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"media_type": "text/html"}, id="a capture that is no plain text"),
        pytest.param({"charset": "latin-1"}, id="a capture that reads otherwise"),
        pytest.param({"charset": "no-such-charset"}, id="a capture in an unknown charset"),
    ],
)
def test_statements_do_not_stand_in_the_bytes_of(article, curated, system, change):
    StatementFactory(annotation_set=curated, exact="we agree")
    put_blob(article.current_text.text.encode())
    Capture.objects.update(**change)
    (shown,) = _shown(article, system)
    assert shown.places == (Place(30, 38),)


@pytest.mark.parametrize(
    ("polarity", "shown_as"),
    [
        (Polarity.AFFIRMS, "+ affirms"),
        (Polarity.DENIES, "− denies"),
        (Polarity.QUESTIONS, "? questions"),
        (Polarity.LEAVES_OPEN, "~ leaves open"),
    ],
)
def test_statements_give_stances_in_sign_and_word(article, curated, system, polarity, shown_as):
    claim = ClaimFactory(merged_into=ClaimFactory(text="They agree."))
    StanceFactory(statement=StatementFactory(annotation_set=curated, exact="we agree"), claim=claim, polarity=polarity)
    (shown,) = _shown(article, system)
    assert [(f"{row.sign.mark} {row.sign.word}", row.claim) for row in shown.stances] == [(shown_as, "They agree.")]


def test_statements_show_suggested_stances_as_such_and_rejected_ones_never(article, curated, system):
    statement = StatementFactory(annotation_set=curated, exact="we agree")
    for status in (ReviewStatus.SUGGESTED, ReviewStatus.REJECTED):
        StanceFactory(statement=statement, status=status)
    (shown,) = _shown(article, system)
    assert [row.suggested for row in shown.stances] == [True]


def test_a_statement_without_words_is_shown_first(article, curated, system):
    StatementFactory(annotation_set=curated, exact="we agree", cue="")
    bare = AnnotationFactory(annotation_set=curated, kind="claim", uuid=UUID(int=1))
    StatementFactory(annotation=bare)
    first, _second = _shown(article, system)
    assert (first.uuid, first.words, first.last_anchor) == (UUID(int=1), "", "")
