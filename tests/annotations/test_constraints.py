"""What the database refuses itself, when the services are bypassed."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from annotations.models import (
    Annotation,
    AnnotationSet,
    Claim,
    ClaimReading,
    ClaimRelation,
    Entity,
    EntityIdentifier,
    EntityName,
    Layer,
    Span,
    Stance,
    Tag,
    UtteranceLink,
)
from tests.factories import (
    AgentFactory,
    AnnotationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    AssignmentFactory,
    ClaimFactory,
    ClaimReadingFactory,
    ClaimRelationFactory,
    EntityFactory,
    EntityIdentifierFactory,
    EntityNameFactory,
    LayerFactory,
    MentionFactory,
    ProjectFactory,
    SpanFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
    TagFactory,
    UtteranceLinkFactory,
)

pytestmark = pytest.mark.django_db


def _refused(*, constraint: str = "(?i)unique"):
    """Give a context in which the database must refuse."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        pytest.param({"start": 3, "end": 3, "exact": ""}, "span_not_empty", id="empty"),
        pytest.param({"start": 5, "end": 3, "exact": "ab"}, "span_(not_empty|exact_is_as_long)", id="backwards"),
        pytest.param({"start": 0, "end": 4, "exact": "Hom"}, "span_exact_is_as_long", id="too few words"),
        pytest.param({"start": 0, "end": 4, "exact": "Home "}, "span_exact_is_as_long", id="too many words"),
        pytest.param({"start": 0, "end": 2, "exact": "\U0001f600"}, "span_exact_is_as_long", id="in UTF-16 units"),
        pytest.param({"start": 0, "end": 2, "exact": "\u00e9"}, "span_exact_is_as_long", id="in bytes"),
        pytest.param({"start": -1, "end": 2, "exact": "Hom"}, "(?i)check", id="before the beginning"),
    ],
)
def test_span_that_can_not_be_is_refused(fields, constraint):
    annotation = AnnotationFactory()
    with _refused(constraint=constraint), transaction.atomic():
        Span.objects.create(annotation=annotation, role="body", order=0, **fields)


@pytest.mark.parametrize("exact", ["\U0001f600", "e\u0301", "\u00a0", "\r"])
def test_span_is_as_long_as_its_code_points(exact):
    span = Span.objects.create(annotation=AnnotationFactory(), start=0, end=len(exact), exact=exact)
    assert Span.objects.get().exact == span.exact


def test_span_that_is_updated_to_what_can_not_be_is_refused():
    span = SpanFactory()
    with _refused(constraint="span_exact_is_as_long"), transaction.atomic():
        Span.objects.filter(pk=span.pk).update(end=span.end + 1)


def test_span_order_is_once_in_a_role():
    span = SpanFactory(role="content")
    with _refused(), transaction.atomic():
        SpanFactory(annotation=span.annotation, role="content")
    assert SpanFactory(annotation=span.annotation, role="cue").order == 0


def test_annotation_set_is_once():
    held = AnnotationSetFactory()
    with _refused(), transaction.atomic():
        AnnotationSetFactory(project=held.project, text_version=held.text_version, annotator=held.annotator)
    assert AnnotationSet.objects.count() == 1


def test_uuid_is_once():
    held = AnnotationFactory()
    with _refused(), transaction.atomic():
        AnnotationFactory(uuid=held.uuid)
    assert Annotation.objects.count() == 1


def test_statement_source_order_is_once():
    source = StatementSourceFactory()
    with _refused(), transaction.atomic():
        StatementSourceFactory(statement=source.statement, order=source.order)


def test_layer_and_tag_codes_are_once():
    tag = TagFactory()
    with _refused(), transaction.atomic():
        TagFactory(layer=tag.layer, code=tag.code)
    with _refused(), transaction.atomic():
        LayerFactory(project=tag.layer.project, code=tag.layer.code)
    assert (Layer.objects.count(), Tag.objects.count()) == (1, 1)


def test_project_slug_is_once():
    held = ProjectFactory()
    with _refused(), transaction.atomic():
        ProjectFactory(slug=held.slug)


def test_assignment_is_once():
    held = AssignmentFactory()
    with _refused(), transaction.atomic():
        AssignmentFactory(project=held.project, article=held.article, annotator=held.annotator)


def test_entity_name_and_identifier_are_once():
    name, identifier = EntityNameFactory(), EntityIdentifierFactory()
    with _refused(), transaction.atomic():
        EntityNameFactory(entity=name.entity, name=name.name)
    with _refused(), transaction.atomic():
        EntityIdentifierFactory(entity=identifier.entity, value=identifier.value)
    EntityNameFactory(entity=name.entity, name=name.name, kind="preferred")
    EntityNameFactory(entity=name.entity, name=name.name, language="ru")
    assert (EntityName.objects.count(), EntityIdentifier.objects.count()) == (3, 1)


@pytest.mark.parametrize(
    ("factory", "constraint"),
    [(EntityFactory, "entity_not_merged_into_itself"), (ClaimFactory, "claim_not_merged_into_itself")],
)
def test_record_merged_into_itself_is_refused(factory, constraint):
    held = factory()
    held.merged_into = held
    with _refused(constraint=constraint), transaction.atomic():
        held.save()


def test_stance_is_once_a_claim_and_statement():
    held = StanceFactory()
    with _refused(), transaction.atomic():
        StanceFactory(claim=held.claim, statement=held.statement)
    assert Stance.objects.count() == 1


def test_reading_is_once_a_claim_and_text():
    held = ClaimReadingFactory()
    with _refused(), transaction.atomic():
        ClaimReadingFactory(claim=held.claim, text_version=held.text_version)
    assert ClaimReading.objects.count() == 1


def test_relation_is_once_and_not_with_itself():
    held = ClaimRelationFactory()
    with _refused(), transaction.atomic():
        ClaimRelationFactory(a=held.a, b=held.b)
    with _refused(constraint="claimrelation_not_with_itself"), transaction.atomic():
        ClaimRelationFactory(a=held.a, b=held.a)
    assert ClaimRelation.objects.count() == 1


def test_utterance_link_is_once_and_not_with_itself():
    held = UtteranceLinkFactory()
    with _refused(), transaction.atomic():
        UtteranceLinkFactory(a=held.a, b=held.b)
    with _refused(constraint="utterancelink_not_with_itself"), transaction.atomic():
        UtteranceLinkFactory(a=held.a, b=held.a)
    assert UtteranceLink.objects.count() == 1


@pytest.mark.parametrize(
    "keep",
    [
        pytest.param(lambda: MentionFactory(entity=EntityFactory()).entity, id="an entity that is named"),
        pytest.param(lambda: StatementSourceFactory(entity=EntityFactory()).entity, id="an entity that speaks"),
        pytest.param(lambda: StanceFactory().claim, id="a claim with a stance"),
        pytest.param(lambda: StanceFactory().statement, id="a statement with a stance"),
        pytest.param(lambda: EntityFactory(merged_into=EntityFactory()).merged_into, id="what stands for another"),
        pytest.param(lambda: AnnotationFactory().annotation_set, id="a set with annotations"),
        pytest.param(lambda: AnnotationSetFactory().text_version.article, id="an article with sets"),
        pytest.param(lambda: AnnotationSetFactory().annotator, id="an agent who annotated"),
        pytest.param(lambda: AnnotationSetFactory().project, id="a project with sets"),
        pytest.param(lambda: MentionFactory().tag, id="a tag in use"),
    ],
)
def test_row_that_others_name_can_not_be_deleted(keep):
    held = keep()
    with pytest.raises(ProtectedError):
        type(held).objects.get(pk=held.pk).delete()
    assert type(held).objects.filter(pk=held.pk).exists()


def test_rows_that_nothing_names_can_be_deleted():
    for held in (EntityFactory(), ClaimFactory(), AgentFactory(), ArticleFactory(text=None)):
        held.delete()
    assert (Entity.objects.count(), Claim.objects.count()) == (0, 0)


def test_statement_that_nests_another_can_not_be_deleted():
    inner = StatementFactory(parent=StatementFactory())
    with pytest.raises(ProtectedError):
        inner.parent.delete()
    assert inner.parent.nested.get() == inner
