"""An article's page: its text with one set's marks on it, and everything the panel beside it says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Viewer
from annotations.models import AnnotationSet
from annotations.selectors.reading import reading_bundle
from annotations.selectors.sets import readable_sets
from annotations.selectors.snapshot import Bundle
from annotations.selectors.withheld import withheld_uuids
from annotations.vocabulary import SetState
from archive.models import Article
from archive.segments import Mark
from archive.selectors.article import read_article
from archive.selectors.delisting import withheld_from
from archive.selectors.relations import RelatedArticle, confirmed_relations
from archive.snapshots import ArticleSnapshot, CaptureSnapshot
from archive.vocabulary import EventType, Outcome
from readingroom.pages.citation import citation
from readingroom.pages.marks import MENTION, PALETTE, evidence_marks, set_marks, tag_colours
from readingroom.pages.passages import SetText, set_text
from readingroom.pages.people import People
from readingroom.pages.places import text_capture
from readingroom.pages.statements import ShownStatement, shown_statements
from readingroom.pages.titles import shown_title
from readingroom.pages.values import ShownValue, former_values, shown_values
from readingroom.signs import Sign, status_signs


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChoice:
    """A set a reader can choose: how it is called, its address, and whether it is the one shown."""

    name: str
    project: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer a reader can switch, with how many marks it has."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """A preservation event in words."""

    name: str
    at: datetime
    agent: str
    outcome: str
    detail: str
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """All that an article's page shows; ``text_capture`` is the capture its text was made from.

    ``names`` gives the address of the entity that a mention stands for, by the mention's anchor.
    """

    article: Article
    title: str
    embargoed: bool
    snapshot: ArticleSnapshot
    text: SetText
    text_capture: CaptureSnapshot | None
    sets: tuple[SetChoice, ...]
    missing_set: bool
    layers: tuple[Layer, ...]
    statements: tuple[ShownStatement, ...]
    names: Mapping[str, str]
    values: tuple[ShownValue, ...]
    former: tuple[ShownValue, ...]
    events: tuple[ShownEvent, ...]
    related: Sequence[RelatedArticle]
    delisted: bool
    address: str
    set_query: str
    citation: str

    @property
    def dates(self) -> tuple[ShownValue, ...]:
        """The dates that are known, for the head of the article."""
        return tuple(value for value in self.values if value.is_date and value.words)

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The key to the signs."""
        return status_signs()

    @property
    def references(self) -> dict[str, ShownStatement]:
        """The statements by the anchor of their last words, where their number stands in the text."""
        return {statement.last_anchor: statement for statement in self.statements}


def article_page(*, uuid: UUID, set_id: str, viewer: Viewer) -> ArticlePage:
    """Give an article's page with the set asked for, or without such a set with the one it is read with.

    The number of queries is fixed. Raises Article.DoesNotExist where the viewer may not read the article.
    """
    article, snapshot = read_article(uuid=uuid, viewer=viewer)
    sets = list(readable_sets(article_ids=[article.pk], viewer=viewer))
    asked = next((row for row in sets if str(row.uuid) == set_id), None)
    chosen = asked or next(iter(sets), None)
    keepers = {row.agent for rows in (snapshot.values, snapshot.events) for row in rows}
    bundle = reading_bundle(annotation_set=chosen, agents=keepers)
    agents = {str(agent.uuid): f"{agent.label} {agent.version}".strip() for agent in bundle.agents}
    marks = _marks(snapshot, bundle)
    text = set_text(snapshot, headline=article.headline, marks=marks)
    withheld = withheld_from(viewer)
    people = People(bundle, hidden=withheld_uuids(withheld))
    statements = shown_statements(snapshot, bundle, people)
    values = shown_values(snapshot, agents)
    address = f"{settings.BASE_URL}{reverse('readingroom:article', args=[article.uuid])}"
    return ArticlePage(
        article=article,
        title=shown_title(article),
        embargoed=article.embargo_until is not None and article.embargo_until > viewer.now,
        snapshot=snapshot,
        text=text,
        text_capture=text_capture(snapshot),
        sets=_choices(article, sets, chosen),
        missing_set=bool(set_id) and asked is None,
        layers=_layers(marks, statements),
        statements=statements,
        names=people.addresses(),
        values=values,
        former=former_values(snapshot, agents),
        events=_events(snapshot, agents),
        related=confirmed_relations(article, viewer),
        delisted=bool(withheld.of(article.pk)),
        address=address,
        set_query=f"?set={chosen.uuid}" if chosen and chosen != sets[0] else "",
        citation=citation(article, values, address=address, read_on=viewer.now),
    )


def _marks(snapshot: ArticleSnapshot, bundle: Bundle) -> tuple[Mark, ...]:
    colours = tag_colours(bundle.projects)
    return (*evidence_marks(snapshot), *(mark for found in bundle.sets for mark in set_marks(found, colours)))


def _choices(article: Article, sets: Sequence[AnnotationSet], chosen: AnnotationSet | None) -> tuple[SetChoice, ...]:
    """Name sets by pseudonym, the curated ones as such; the one an article is read with needs no parameter."""
    here = reverse("readingroom:article", args=[article.uuid])
    several = len({row.project_id for row in sets}) > 1
    return tuple(
        SetChoice(
            name=_("Curated") if row.state == SetState.CURATED else str(row.annotator),
            project=row.project.name if several else "",
            href=f"{here}?set={row.uuid}" if order else here,
            chosen=row == chosen,
        )
        for order, row in enumerate(sets)
    )


def _layers(marks: Sequence[Mark], statements: Sequence[ShownStatement]) -> tuple[Layer, ...]:
    """Count a mention once, however many pieces it has; layers without marks are left out."""
    names = {
        "person": _("People"),
        "org": _("Organisations"),
        "place": _("Places"),
        "object": _("Objects"),
        "other": _("Other names"),
    }
    counts = Counter(
        colour for _of, colour in {(mark.of, mark.classes[1]) for mark in marks if MENTION in mark.classes}
    )
    layers = [Layer(code=code, name=names[code], count=counts[code]) for code in (*PALETTE, "other")]
    layers.append(Layer(code="statement", name=_("Statements"), count=len(statements)))
    return tuple(layer for layer in layers if layer.count)


def _events(snapshot: ArticleSnapshot, agents: dict[str, str]) -> tuple[ShownEvent, ...]:
    return tuple(
        ShownEvent(
            name=str(EventType(event.type).label),
            at=event.at,
            agent=agents.get(str(event.agent), ""),
            outcome=str(Outcome(event.outcome).label),
            detail=event.detail,
            failed=event.outcome == Outcome.FAIL,
        )
        for event in snapshot.events
    )
