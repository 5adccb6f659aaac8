"""Eight articles for the tests of engines, written so that each condition parts them in a way that can be read off.

Articles are called by the numbers of their keys. 1 to 5 are open; 6 is for staff, 7 under an embargo, 8 withdrawn.
"""

from datetime import UTC, date, datetime
from uuid import UUID

from archive.search.backend import Readable
from archive.search.documents import AnnotationDocument, ArticleDocument

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
ANNA, BERT = 51, 52
PUBLIC = Readable(levels=frozenset({"open"}), now=NOW)
STAFF = Readable(
    levels=frozenset({"open", "registered", "staff"}), now=NOW, embargoed=True, withdrawn=True, every_set=True
)
READERS = {
    "the public": PUBLIC,
    "the registered": Readable(levels=frozenset({"open", "registered"}), now=NOW),
    "staff": STAFF,
    "Anna": Readable(levels=frozenset({"open", "registered"}), now=NOW, agent=ANNA),
    "Anna at work on a task": Readable(
        levels=frozenset({"open", "registered"}), now=NOW, agent=ANNA, tasks=frozenset({"p-1", "p-2"})
    ),
}


def article(key: int, *content: str, **facts: object) -> ArticleDocument:
    """Give an open, active article with these blocks."""
    described = {"access": "open", "state": "active", "embargo_until": None, "boilerplate": (), **facts}
    return ArticleDocument(key=key, uuid=UUID(int=key), reference_code=f"AR-{key:03}", content=content, **described)


def statement(key: int, words: str, **facts: object) -> AnnotationDocument:
    """Give a statement; ``speaker``, ``relay`` and ``claim`` are ids."""
    return _annotation(key, "statement", words, facts)


def mention(key: int, words: str, **facts: object) -> AnnotationDocument:
    """Give a mention; ``entity`` is an id."""
    return _annotation(key, "mention", words, facts)


def _annotation(key: int, kind: str, words: str, facts: dict[str, object]) -> AnnotationDocument:
    """Give an annotation; its article's key is the hundreds of its own, and Anna's sets are offered unless said."""
    ids = {name: (facts[name],) for name in ("speaker", "relay", "claim", "entity") if name in facts}
    codes = {name: facts[name] for name in ("tag", "attribution") if name in facts}
    annotator = facts.get("by", ANNA)
    return AnnotationDocument(
        key=key,
        uuid=UUID(int=key),
        article=key // 100,
        kind=kind,
        offered=facts.get("offered", True),
        curated=False,
        annotator=annotator,
        task=f"p-{key // 100}",
        start=facts.get("start", key % 100),
        end=facts.get("start", key % 100) + len(words),
        texts={"words": words, "cue": facts.get("cue", "")},
        codes=codes,
        ids=ids | {"annotator": (str(annotator),)},
    )


DOCUMENTS = (
    article(
        1,
        "The minister opened the harbour bridge on Monday.",
        "Bridges fail, the engineer said. Fail they did.",
        headline="Harbour bridge opened",
        boilerplate=("Subscribe to the harbour letter",),
        place="Riga",
        language="en-GB",
        publisher="11",
        agency="21",
        collection="31",
        earliest=date(2024, 3, 5),
        latest=date(2024, 3, 5),
        dated=True,
        annotations=(
            statement(101, "bridges fail", speaker="71", relay="73", claim="81", cue="said", attribution="direct"),
            statement(102, "the bridge opened", speaker="72", claim="82", cue="the agency reported", by=BERT),
            mention(103, "the minister", entity="71", tag="PER", start=1),
            mention(104, "the engineer", entity="72", tag="PER", by=BERT, offered=False),
        ),
    ),
    article(
        2,
        "The minister closed a bridge.",
        "The harbour stayed open; the café opened late.",
        headline="Bridge closed",
        place="Riga",
        language="en",
        publisher="11",
        earliest=date(2024, 3, 31),
        latest=date(2024, 4, 2),
        dated=True,
        annotations=(
            statement(201, "the harbour stayed open", speaker="71", claim="82", cue="said", attribution="indirect"),
            statement(202, "a bridge closed", speaker="72", claim="81", by=BERT, cue="saying"),
        ),
    ),
    article(
        3,
        "A cafe near the harbour opens late. Late, late it opens: bridge, bridge, bridge.",
        language="de",
        publisher="12",
        agency="21",
        place="Köln",
        latest=date(2023, 12, 31),
        dated=True,
        annotations=(mention(301, "harbour", entity="74", tag="LOC", offered=False),),
    ),
    article(4, "Election results.", "", "12:30 the elected councillor spoke", language="EN", publisher="12"),
    article(5, "", headline="Empty"),
    article(
        6,
        "The secret bridge of the ministers",
        access="staff",
        place="Riga",
        language="en",
        publisher="11",
        annotations=(statement(601, "secret bridge", speaker="71", claim="81", cue="said"),),
    ),
    article(
        7,
        "Tomorrow the bridge opens",
        access="registered",
        embargo_until=datetime(2024, 6, 2, tzinfo=UTC),
        earliest=date(2024, 6, 2),
        dated=True,
        annotations=(mention(701, "bridge", entity="74", tag="LOC"),),
    ),
    article(8, "The bridge that never was", state="withdrawn", publisher="12"),
)
