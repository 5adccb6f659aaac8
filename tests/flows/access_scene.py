"""One article for every combination of access level, embargo and state, each with words that stand nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise, product
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from accounts.vocabulary import Role
from annotations.drafts import AnnotationDraft, MentionDraft, SpanDraft
from annotations.vocabulary import RevisionKind
from archive.models import Article, ArticleRelation, BulkCorrection, Delisting, Destruction
from archive.storage import put_blob
from archive.vocabulary import Access, ArticleState, Field, RelationKind, RelationStatus
from tests.factories import (
    AccessionFactory,
    AnnotationSetFactory,
    ApiTokenFactory,
    ArticleFactory,
    AssignmentFactory,
    ChangeFactory,
    ClaimFactory,
    ClaimReadingFactory,
    CollectionFactory,
    EntityFactory,
    EventFactory,
    ExportRunFactory,
    FieldValueFactory,
    IndexTaskFactory,
    MentionFactory,
    NoteFactory,
    ProjectFactory,
    RevisionFactory,
    RightsStatementFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
    UserFactory,
)

#: Until when an article is under embargo, in days from now.
EMBARGOES = {"none": None, "past": -1, "future": 1}

#: Which access levels each reader may read, whether under embargo, whether withdrawn.
RIGHTS: dict[Role | None, tuple[set[str], bool, bool]] = {
    None: ({Access.OPEN}, False, False),
    Role.RESEARCHER: ({Access.OPEN, Access.REGISTERED}, False, False),
    Role.ANNOTATOR: (set(Access.values), False, False),
    Role.CURATOR: (set(Access.values), True, False),
    Role.ARCHIVIST: (set(Access.values), True, True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """An article, the words that only it has, and every record that belongs to it by its model's label."""

    article: Article
    marker: str
    embargoed: bool
    records: dict[str, Model]

    def readable_by(self, role: Role | None) -> bool:
        """Say whether a role may read it, by the table above."""
        levels, embargoed, withdrawn = RIGHTS[role]
        if self.article.state == ArticleState.WITHDRAWN and not withdrawn:
            return False
        return self.article.access in levels and (embargoed or not self.embargoed)


def shelves() -> list[Shelved]:
    """Give the articles: every access level by every embargo, and one that was withdrawn."""
    combinations = [*product(Access.values, EMBARGOES, [ArticleState.ACTIVE])]
    combinations.append((Access.OPEN, "none", ArticleState.WITHDRAWN))
    shared = {
        "project": ProjectFactory(),
        "entity": EntityFactory(),
        "claim": ClaimFactory(),
    }
    shelf = [_shelved(number, *combination, shared) for number, combination in enumerate(combinations)]
    for one, other in pairwise([*shelf, shelf[0]]):
        one.records["archive.articlerelation"] = _related(one, other)
    return shelf


def _related(one: Shelved, other: Shelved) -> ArticleRelation:
    """Give a confirmed relation, which nobody may see who may not read both."""
    first, second = sorted((one.article, other.article), key=lambda article: article.pk)
    return ArticleRelation.objects.create(
        article=first,
        other=second,
        kind=RelationKind.REPRINT,
        status=RelationStatus.CONFIRMED,
        passages=[[0, 10, 0, 10]],
        note=f"of {one.marker} and {other.marker}",
        agent=AccessionFactory().agent,
    )


def shared_records() -> dict[str, Model]:
    """Give a record of each model that belongs to no article."""
    user = UserFactory()
    records: list[Model] = [
        user,
        user.agent if hasattr(user, "agent") else AccessionFactory().agent,
        AccessionFactory(),
        ApiTokenFactory(),
        CollectionFactory(),
        Destruction.objects.create(
            article_uuid=uuid4(), reference_code="GONE", authority="-", reason="-", proposed_by=AccessionFactory().agent
        ),
        Delisting.objects.create(
            article=ArticleFactory(), names=["Nobody"], reason="-", agent=AccessionFactory().agent
        ),
        BulkCorrection.objects.create(field="headline", agent=AccessionFactory().agent),
        AssignmentFactory(),
        RightsStatementFactory(),
        ExportRunFactory(),
        ChangeFactory(),
        IndexTaskFactory(),
        ProjectFactory(),
    ]
    records.append(records[-1].layers.first())  # type: ignore[attr-defined]  # the project's
    return {record._meta.label_lower: record for record in records}


def _shelved(number: int, access: str, embargo: str, state: str, shared: dict[str, Model]) -> Shelved:
    marker = f"Zq{number:02}xyzzy"
    days = EMBARGOES[embargo]
    until = timezone.now() + timedelta(days=days) if days is not None else None
    article = ArticleFactory(
        text=f"{marker} opened a bridge.\nThe minister said {marker} was safe.",
        headline=f"{marker} opens",
        access=access,
        embargo_until=until,
        state=state,
        reference_code=f"REF-{marker}",
    )
    return Shelved(
        article=article, marker=marker, embargoed=embargo == "future", records=dict(_records(article, marker, shared))
    )


def _records(article: Article, marker: str, shared: dict[str, Model]) -> Iterator[tuple[str, Model]]:
    found = AnnotationSetFactory(article=article, project=shared["project"], submitted=True)
    mention = MentionFactory(annotation_set=found, exact=marker, entity=shared["entity"])
    statement = StatementFactory(annotation_set=found, exact=f"{marker} was safe")
    StatementSourceFactory(statement=statement, entity=shared["entity"], description=f"friends of {marker}")
    capture = article.current_text.article_capture.capture
    capture.file_name = f"{marker}.txt"
    capture.save()
    put_blob(article.current_text.text.encode())
    value = FieldValueFactory(article=article, field=Field.HEADLINE, value=f"{marker} opens", note=f"of {marker}")
    records = [
        article,
        found,
        mention.annotation,
        article.current_text,
        capture,
        capture.blob,
        value,
        EventFactory(article=article, detail=f"{marker}.txt came in"),
        NoteFactory(annotation_set=found, body=f"look at {marker}"),
        AssignmentFactory(project=shared["project"], article=article),
        StanceFactory(claim=shared["claim"], statement=statement, rationale=f"so says {marker}"),
        ClaimReadingFactory(claim=ClaimFactory(), text_version=article.current_text),
        RevisionFactory(kind=RevisionKind.ANNOTATION, uuid=mention.annotation.uuid, snapshot=_written(marker)),
        shared["entity"],
        shared["claim"],
        article.publisher,
    ]
    for record in records:
        yield record._meta.label_lower, record


def _written(words: str) -> dict[str, object]:
    """Give what a revision keeps of a mention of these words."""
    span = SpanDraft(start=0, end=len(words), exact=words)
    return AnnotationDraft(layer="entities", spans=(span,), mention=MentionDraft(tag="person")).to_json()
