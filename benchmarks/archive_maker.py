"""An archive of its own in a temporary folder, filled for measuring."""

import os
import tempfile
from pathlib import Path
from typing import Any

#: Annotations on each article: what the five seeds have, less the second annotator.
ANNOTATIONS = 24


def fresh_archive(*, keep_database: bool = False) -> Path:
    """Begin an empty archive in a temporary folder; call it once, before anything of Django is imported.

    ``keep_database`` leaves a database that the environment names in its place; it must be empty.
    """
    folder = Path(tempfile.mkdtemp(prefix="dateline-benchmark-"))
    os.environ["DATELINE_DATA_DIR"] = str(folder)
    if not keep_database:
        os.environ.pop("DATELINE_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return folder


def take_in(count: int, *, corpus: Path | None, seed: int = 1) -> Any:
    """Take ``count`` articles in, open to everybody, and give the report; another seed makes other articles."""
    from accounts.services.agents import software_agent
    from archive.services.accession import AccessionTerms, ingest
    from benchmarks.corpus import records

    agent = software_agent(name="benchmark", version="1")
    terms = AccessionTerms(reader="plain", access="open")
    return ingest(records=records(count, corpus=corpus, seed=seed), terms=terms, agent=agent)


def annotate_all(*, each: int = ANNOTATIONS) -> int:
    """Give every article a submitted set of mentions and, every fourth one, statements, in bulk; give their number."""
    from accounts.models import Agent
    from annotations.models import Entity, Layer, Project, Tag
    from archive.models import Article

    agent = Agent.objects.create(label="annotator")
    project = Project.objects.create(slug="benchmark", name="Benchmark", published=True)
    entities = Layer.objects.create(project=project, code="entities", kind="entity", name="Entities")
    Layer.objects.create(project=project, code="statements", kind="claim", name="Statements")
    Tag.objects.create(layer=entities, code="person", name="Person", colour="person")
    Entity.objects.bulk_create(Entity(kind="person", label=f"Person {number}") for number in range(40))
    return annotate_articles(Article.objects.all(), project, agent, each=each)


def annotate_articles(articles: Any, project: Any, agent: Any, *, each: int = ANNOTATIONS) -> int:
    """Give these articles a set of so many annotations each, and give the number of all."""
    from django.db import transaction

    from annotations.models import AnnotationSet, Entity, Tag

    entities, statements = project.layers.order_by("code")
    tag = Tag.objects.get(layer=entities)
    people = list(Entity.objects.order_by("pk"))
    written = 0
    for article in articles.select_related("current_text").order_by("pk"):
        with transaction.atomic():
            row = AnnotationSet.objects.create(
                project=project, text_version=article.current_text, annotator=agent, state="submitted"
            )
            written += _annotate(row, (entities, statements), tag, people, each)
    return written


def _annotate(row: Any, layers: tuple[Any, Any], tag: Any, people: list[Any], each: int) -> int:
    from annotations.models import Annotation, Mention, Span, Statement, StatementSource
    from archive.text import context

    entities, statements = layers
    text = row.text_version.text
    step = len(text) // (each + 1)
    annotations = [
        Annotation(annotation_set=row, layer=statements if number % 4 == 3 else entities, creator=row.annotator)
        for number in range(each)
    ]
    Annotation.objects.bulk_create(annotations)
    spans = []
    for number, annotation in enumerate(annotations):
        start = number * step + next(at for at in range(step) if not text[number * step + at].isspace())
        said = annotation.layer is statements
        end = start + (60 if said else 8)
        prefix, suffix = context(text, start, end)
        role = "content" if said else "body"
        spans.append(
            Span(
                annotation=annotation,
                role=role,
                start=start,
                end=end,
                exact=text[start:end],
                prefix=prefix,
                suffix=suffix,
            )
        )
    Span.objects.bulk_create(spans)
    mentions = [annotation for annotation in annotations if annotation.layer is entities]
    Mention.objects.bulk_create(
        Mention(annotation=found, tag=tag, entity=people[(row.pk + number) % len(people)], certainty="high")
        for number, found in enumerate(mentions)
    )
    said = [Statement(annotation=found, attribution="indirect") for found in annotations if found.layer is statements]
    Statement.objects.bulk_create(said)
    StatementSource.objects.bulk_create(
        StatementSource(
            statement=found,
            role="speaker",
            kind="named",
            entity=people[(row.pk * 3 + number) % len(people)],
            description="he",
        )
        for number, found in enumerate(said)
    )
    return len(annotations)
