"""A generated archive: small articles with many annotations, written in bulk and the same for the same seed."""

import hashlib
import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from annotations.models import (
    Annotation,
    AnnotationSet,
    Claim,
    Entity,
    Layer,
    Mention,
    Project,
    Span,
    Stance,
    Statement,
    StatementSource,
    Tag,
)
from archive.models import Article, ArticleCapture, Block, Capture, TextVersion
from tests.factories import (
    AccessionFactory,
    AgentFactory,
    BlobFactory,
    ClaimFactory,
    CollectionFactory,
    EntityFactory,
    EntityNameFactory,
    ProjectFactory,
    PublisherFactory,
)
from tests.factories.archive import NOON

PLACES = ("Brussels", "Moscow", "New York", "Köln", "Saint-Denis", "")
LANGUAGES = ("en", "en-GB", "en-US", "de", "fr", "")
TAGS = ("person", "organisation", "place")
ATTRIBUTIONS = ("direct", "indirect", "mixed", "none")
CUES = ("said", "told Interfax", "reported", "is saying", "denied", "told reporters")

#: Entities by label, with their other names (name, kind); "> label" makes one merged into another.
PEOPLE = {
    "Ilya Moreau": [("Ilia Moreau", "variant"), ("Moreau", "as-printed"), ("envoy to Brussels", "role")],
    "I. Moreau": [("> Ilya Moreau", "")],
    "Jean Moreau": [("Johnny Moreau", "variant")],
    "Åsa Lindén": [("Lindén of Köln", "variant")],
    "Harbour Board": [("the Board", "variant"), ("Board of the Harbour", "variant")],
    "Harbor Board": [("> Harbour Board", "")],
    "Wire One": [("W1", "variant")],
    "Brussels": [("Bruxelles", "variant")],
    "Q. Third": [],
    "Q. Fourth": [("> I. Moreau", "")],
}
CLAIMS = (
    ("The shield threatens the balance of forces.", "missile shield"),
    ("The bridge is safe.", "harbour bridge"),
    ("The bridges were inspected by engineers.", "harbour bridge"),
    ("Talks will continue.", ""),
)


def make_corpus(articles: int, *, words: list[str], seed: int = 7) -> None:
    """Write this many articles, of words drawn from ``words``, with sets of several agents, people and claims."""
    draw = random.Random(seed)
    texts = _articles(articles, words, draw)
    people, claims = _people(), _claims()
    agents = [AgentFactory(label=label) for label in ("anna", "bert", "carl one")]
    for project in (ProjectFactory(), ProjectFactory(published=False)):
        _annotate(texts, project, agents, (people, claims), draw)


def _articles(count: int, words: list[str], draw: random.Random) -> list[TextVersion]:
    publishers = [PublisherFactory(slug=f"paper-{number}", name=f"The Daily {number}") for number in range(4)]
    agencies = [None, PublisherFactory(slug="wire-one", name="Wire One", kind="agency")]
    collections = [None, CollectionFactory(slug="boxes", title="Boxes of the Harbour")]
    rows = Article.objects.bulk_create(
        [
            Article(
                reference_code=f"GEN-{number:05}",
                access=draw.choices(["open", "registered", "staff"], [8, 1, 1])[0],
                state=draw.choices(["active", "withdrawn"], [19, 1])[0],
                embargo_until=draw.choice([None] * 8 + [NOON, NOON + timedelta(days=40_000)]),
                headline=" ".join(draw.choices(words, k=5)) if draw.random() < 0.9 else "",
                place=draw.choice(PLACES),
                language=draw.choice(LANGUAGES),
                publisher=draw.choice(publishers),
                agency=draw.choice(agencies),
                collection=draw.choice(collections),
                **_dates(draw),
            )
            for number in range(count)
        ]
    )
    captures = Capture.objects.bulk_create(
        [
            Capture(blob=BlobFactory(text="-"), accession=ACCESSION, media_type="text/plain")
            for ACCESSION in [AccessionFactory()]
            for _row in rows
        ]
    )
    ties = ArticleCapture.objects.bulk_create(
        [ArticleCapture(article=row, capture=capture) for row, capture in zip(rows, captures, strict=True)]
    )
    return _texts(ties, words, draw)


def _dates(draw: random.Random) -> dict[str, date | None]:
    first = date(2007, 1, 1) + timedelta(days=draw.randrange(700))
    last = first + timedelta(days=draw.choice([0, 0, 0, 1, 27, 364]))
    return draw.choice(
        [{"date_earliest": first, "date_latest": last}] * 6
        + [{"date_earliest": None, "date_latest": last}, {"date_earliest": None, "date_latest": None}]
    )


def _texts(ties: list[ArticleCapture], words: list[str], draw: random.Random) -> list[TextVersion]:
    versions, blocks = [], []
    for tie in ties:
        lines = [_line(words, draw) for _ in range(4)]
        text = "".join(lines)
        digest = hashlib.sha256(text.encode()).hexdigest()
        versions.append(TextVersion(article=tie.article, article_capture=tie, number=1, text=text, sha256=digest))
        ends = [0, *(sum(map(len, lines[: number + 1])) for number in range(len(lines)))]
        roles = ["notice", "paragraph", draw.choice(["paragraph", "quote", "timestamp"]), "paragraph"]
        blocks.append([(start, end, role) for (start, end), role in zip(pairwise(ends), roles, strict=True)])
    versions = TextVersion.objects.bulk_create(versions)
    Block.objects.bulk_create(
        Block(text_version=version, order=order, start=start, end=end, role=role)
        for version, found in zip(versions, blocks, strict=True)
        for order, (start, end, role) in enumerate(found)
    )
    for version in versions:
        version.article.current_text = version
    Article.objects.bulk_update([version.article for version in versions], ["current_text"], batch_size=500)
    return versions


def _line(words: list[str], draw: random.Random) -> str:
    """Give a paragraph of about 15 words; some go over a line's end, as they were printed."""
    drawn = draw.choices(words, k=draw.randint(8, 22))
    return "".join(word + draw.choice([" ", " ", " ", ", ", "\n"]) for word in drawn[:-1]) + drawn[-1] + ".\n\n"


def _people() -> list[Entity]:
    made = {label: EntityFactory(label=label) for label in PEOPLE}
    for label, names in PEOPLE.items():
        for name, kind in names:
            if name.startswith("> "):
                made[label].merged_into = made[name[2:]]
                made[label].save()
            else:
                EntityNameFactory(entity=made[label], name=name, kind=kind)
    return list(made.values())


def _claims() -> list[Claim]:
    made = [ClaimFactory(text=text, topic=topic) for text, topic in CLAIMS]
    made.append(ClaimFactory(text="The bridge can be trusted.", topic="trust", merged_into=made[1]))
    return made


def _annotate(
    texts: list[TextVersion],
    project: Project,
    agents: list[Any],
    about: tuple[list[Entity], list[Claim]],
    draw: random.Random,
) -> None:
    """Give half of the texts sets in every state; three marks each, one or two of them statements."""
    states = ["open", "submitted", "submitted", "curated", "superseded", "returned"]
    sets = AnnotationSet.objects.bulk_create(
        AnnotationSet(project=project, text_version=text, annotator=agent, state=draw.choice(states))
        for text in texts
        for agent in draw.sample(agents, draw.choice([0, 0, 1, 2]))
    )
    layers = {layer.code: layer for layer in Layer.objects.filter(project=project)}
    annotations = Annotation.objects.bulk_create(
        Annotation(
            annotation_set=row,
            layer=layers[draw.choice(["entities", "statements"])],
            creator=row.annotator,
            deleted_at=NOON if draw.random() < 0.05 else None,
        )
        for row in sets
        for _ in range(3)
    )
    Span.objects.bulk_create(span for one in annotations for span in _spans(one, draw))
    tags = list(Tag.objects.filter(layer=layers["entities"], code__in=TAGS))
    Mention.objects.bulk_create(
        Mention(annotation=one, tag=draw.choice(tags), entity=draw.choice([*about[0], None]))
        for one in annotations
        if one.layer == layers["entities"]
    )
    _state([one for one in annotations if one.layer == layers["statements"]], about, draw)


def _spans(annotation: Annotation, draw: random.Random) -> list[Span]:
    text = annotation.annotation_set.text_version.text
    role = "body" if annotation.layer.code == "entities" else "content"
    start = draw.randrange(len(text) - 90)
    made = [Span(annotation=annotation, role=role, start=start, end=start + 40, exact=text[start : start + 40])]
    if role == "content" and draw.random() < 0.3:
        made.append(
            Span(
                annotation=annotation,
                role=role,
                order=1,
                start=start + 50,
                end=start + 70,
                exact=text[start + 50 : start + 70],
            )
        )
    if role == "content" and draw.random() < 0.8:
        cue = draw.choice(CUES)
        made.append(Span(annotation=annotation, role="cue", start=start, end=start + len(cue), exact=cue))
    return made


def _state(annotations: list[Annotation], about: tuple[list[Entity], list[Claim]], draw: random.Random) -> None:
    people, claims = about
    statements = [Statement(annotation=one, attribution=draw.choice(ATTRIBUTIONS)) for one in annotations]
    Statement.objects.bulk_create(statements)
    StatementSource.objects.bulk_create(
        StatementSource(
            statement=one,
            order=order,
            role=role,
            kind="named",
            entity=draw.choice([*people, None]),
            speaks_for=draw.choice([None, None, *people]),
        )
        for one in statements
        for order, role in enumerate(
            draw.choice([["speaker"], ["speaker", "relay"], ["relay"], ["speaker", "speaker"]])
        )
    )
    Stance.objects.bulk_create(
        Stance(
            claim=claim,
            statement=one,
            polarity="affirms",
            by=one.annotation.creator,
            status=draw.choice(["confirmed", "suggested", "rejected"]),
        )
        for one in statements
        for claim in draw.sample(claims, draw.choice([0, 1, 2]))
    )
