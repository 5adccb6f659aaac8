"""Projects, sets, and the mentions and statements in them."""

from collections import Counter
from collections.abc import Sequence as Items
from typing import Any
from uuid import UUID

from factory import Dict, LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationSet,
    Assignment,
    GuidelinesVersion,
    Layer,
    Mention,
    Note,
    Project,
    Revision,
    Span,
    Statement,
    StatementSource,
    Tag,
)
from annotations.vocabulary import (
    Attribution,
    Decision,
    LayerKind,
    RevisionAction,
    RevisionKind,
    SetRole,
    SetState,
    SourceKind,
    SourceRole,
    SpanRole,
)
from tests.factories.accounts import AgentFactory, UserFactory
from tests.factories.archive import NOON, ArticleFactory

#: The tags of a project's entity layer: code, name, colour of the palette.
TAGS = (
    ("person", "Person", "person"),
    ("organisation", "Organisation", "org"),
    ("place", "Place", "place"),
    ("object", "Object", "object"),
)


class ProjectFactory(DjangoModelFactory):
    """A published project with a layer ``entities`` (four tags) and a layer ``statements``; ``layers=False``: none."""

    class Meta:
        model = Project

    slug = Sequence(lambda n: f"project-{n}")
    name = Sequence(lambda n: f"Project {n}")
    published = True

    @classmethod
    def _create(cls, model_class: type[Project], *args: Any, layers: bool = True, **kwargs: Any) -> Project:
        project = super()._create(model_class, *args, **kwargs)
        if layers:
            entities = LayerFactory(project=project, code="entities", kind=LayerKind.ENTITY, name="Entities")
            for code, name, colour in TAGS:
                TagFactory(layer=entities, code=code, name=name, colour=colour)
            LayerFactory(project=project, code="statements", kind=LayerKind.CLAIM, name="Statements")
        return project


class GuidelinesVersionFactory(DjangoModelFactory):
    class Meta:
        model = GuidelinesVersion

    project = SubFactory(ProjectFactory)
    version = Sequence(lambda n: f"{n + 1}")
    text = "Mark names."


class LayerFactory(DjangoModelFactory):
    class Meta:
        model = Layer

    project = SubFactory(ProjectFactory, layers=False)
    code = Sequence(lambda n: f"layer-{n}")
    kind = LayerKind.ENTITY
    name = Sequence(lambda n: f"Layer {n}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    layer = SubFactory(LayerFactory)
    code = Sequence(lambda n: f"tag-{n}")
    name = Sequence(lambda n: f"Tag {n}")
    colour = "person"


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    project = SubFactory(ProjectFactory)
    article = SubFactory(ArticleFactory)
    annotator = SubFactory(UserFactory)


class AnnotationSetFactory(DjangoModelFactory):
    """An annotator's open set on the current text of ``article=``; traits ``submitted`` and ``curated``."""

    class Meta:
        model = AnnotationSet

    class Params:
        article = SubFactory(ArticleFactory)
        submitted = Trait(state=SetState.SUBMITTED)
        curated = Trait(role=SetRole.CURATOR, state=SetState.CURATED)

    project = SubFactory(ProjectFactory)
    text_version = SelfAttribute("article.current_text")
    annotator = SubFactory(AgentFactory)
    role = SetRole.ANNOTATOR
    state = SetState.OPEN
    created = NOON
    modified = NOON


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    annotation_set = SubFactory(AnnotationSetFactory)
    author = SubFactory(AgentFactory)
    body = "Please look at the second paragraph."
    at = NOON


class AnnotationFactory(DjangoModelFactory):
    """An annotation without mention or statement.

    ``spans=`` lists ``(role, words)``, found where they first stand in the text, or ``(role, start, end)``.
    """

    class Meta:
        model = Annotation

    class Params:
        kind = LayerKind.ENTITY
        deleted = Trait(deleted_at=NOON)

    annotation_set = SubFactory(AnnotationSetFactory)
    layer = LazyAttribute(lambda o: o.annotation_set.project.layers.get(kind=o.kind))
    creator = SelfAttribute("annotation_set.annotator")
    created = NOON
    modified = NOON

    @classmethod
    def _create(
        cls, model_class: type[Annotation], *args: Any, spans: Items[tuple[Any, ...]] = (), **kwargs: Any
    ) -> Annotation:
        annotation = super()._create(model_class, *args, **kwargs)
        counts: Counter[str] = Counter()
        for role, *place in spans:
            start, end = place if len(place) == 2 else _found(annotation, place[0])
            SpanFactory(annotation=annotation, role=role, order=counts[role], start=start, end=end)
            counts[role] += 1
        return annotation


def _found(annotation: Annotation, words: str) -> tuple[int, int]:
    start = annotation.annotation_set.text_version.text.index(words)
    return start, start + len(words)


class SpanFactory(DjangoModelFactory):
    """A span, its words read from the text."""

    class Meta:
        model = Span

    class Params:
        whole = SelfAttribute("annotation.annotation_set.text_version.text")

    annotation = SubFactory(AnnotationFactory)
    role = SpanRole.BODY
    order = 0
    start = 0
    end = LazyAttribute(lambda o: o.start + 3)
    exact = LazyAttribute(lambda o: o.whole[o.start : o.end])
    prefix = LazyAttribute(lambda o: o.whole[max(0, o.start - 32) : o.start])
    suffix = LazyAttribute(lambda o: o.whole[o.end : o.end + 32])


class MentionFactory(DjangoModelFactory):
    """A mention in ``annotation_set=`` on the words ``exact=``, tagged ``code=``."""

    class Meta:
        model = Mention

    class Params:
        annotation_set = SubFactory(AnnotationSetFactory)
        exact = "minister"
        code = "person"

    annotation = LazyAttribute(
        lambda o: AnnotationFactory(annotation_set=o.annotation_set, spans=[(SpanRole.BODY, o.exact)])
    )
    tag = LazyAttribute(lambda o: o.annotation.layer.tags.get(code=o.code))


class StatementFactory(DjangoModelFactory):
    """A statement in ``annotation_set=`` with the content ``exact=`` and the cue ``cue=`` (empty: none)."""

    class Meta:
        model = Statement

    class Params:
        annotation_set = SubFactory(AnnotationSetFactory)
        exact = "the bridge was safe"
        cue = "said"
        spans = LazyAttribute(lambda o: [(SpanRole.CONTENT, o.exact), *([(SpanRole.CUE, o.cue)] if o.cue else [])])

    annotation = LazyAttribute(
        lambda o: AnnotationFactory(annotation_set=o.annotation_set, kind=LayerKind.CLAIM, spans=o.spans)
    )
    attribution = Attribution.INDIRECT


class StatementSourceFactory(DjangoModelFactory):
    class Meta:
        model = StatementSource

    statement = SubFactory(StatementFactory)
    order = LazyAttribute(lambda o: o.statement.sources.count())
    role = SourceRole.SPEAKER
    kind = SourceKind.NAMED


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = Revision

    kind = RevisionKind.ANNOTATION
    uuid = Sequence(lambda n: UUID(int=n))
    version = 1
    action = RevisionAction.CREATED
    snapshot = Dict({})
    editor = SubFactory(AgentFactory)
    at = NOON


class AdjudicationFactory(DjangoModelFactory):
    """A decision in a curated set; ``sources=`` lists the annotations it was made on."""

    class Meta:
        model = Adjudication

    annotation_set = SubFactory(AnnotationSetFactory, curated=True)
    decision = Decision.REJECTED
    by = SelfAttribute("annotation_set.annotator")
    at = NOON

    @classmethod
    def _create(
        cls, model_class: type[Adjudication], *args: Any, sources: Items[Annotation] = (), **kwargs: Any
    ) -> Adjudication:
        adjudication = super()._create(model_class, *args, **kwargs)
        adjudication.sources.set(sources)
        return adjudication
