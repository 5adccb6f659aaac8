"""The demo leaves and comes back into an empty archive: equal dossiers but for the restore's own events."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model

from accounts.access import system_viewer
from accounts.services.agents import software_agent
from annotations.models import Entity, Project, Tag
from archive.models import (
    Accession,
    Article,
    ArticleCapture,
    Capture,
    Collection,
    Publisher,
    RightsStatement,
)
from config.demo import make_demo
from exports.dossier import Dossier
from exports.formats import READABLE_FORMATS, TEI
from exports.formats.protocol import ReadableFormat
from exports.selectors.dossiers import dossiers
from exports.services.export import Target, export_articles
from exports.services.restore import restore
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    CollectionFactory,
    EntityIdentifierFactory,
    EntityNameFactory,
    EventFactory,
    FieldValueFactory,
    MentionFactory,
    NoteFactory,
    RightsStatementFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

#: Members that hold words, of which there is one record each.
WRITTEN: dict[type[Model], tuple[str, ...]] = {
    Accession: ("acquired_from", "agreement"),
    ArticleCapture: ("locator",),
    Capture: ("file_name", "charset_evidence", "source_uri"),
    Collection: ("title", "scope", "custodial_history"),
    Entity: ("label", "description"),
    Project: ("name", "guidelines"),
    Publisher: ("name", "homepage"),
    RightsStatement: ("holder", "note"),
    Tag: ("name", "uri"),
}
ORIGIN = {"file": "archive", "zip": "archive.zip"}


@pytest.fixture
def demo(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    make_demo(say=lambda _line: None)


def _dossiers() -> list[Dossier]:
    articles = Article.objects.order_by("reference_code")
    return list(dossiers(articles=articles, viewer=system_viewer()))


def _export(path: Path, format_: ReadableFormat = TEI) -> None:
    export_articles(
        articles=Article.objects.order_by("reference_code"),
        viewer=system_viewer(),
        agent=software_agent(name="dateline", version="test"),
        format=format_,
        target=Target(path=path),
        query={},
    )


def _without_recovery(dossier: Dossier) -> Dossier:
    """Give a restored dossier without the events of the restore, and without the agent who is named there only."""
    events = tuple(event for event in dossier.article.events if event.type != "recovery")
    assert len(dossier.article.events) - len(events) == 1
    agents = tuple(agent for agent in dossier.agents if agent.label != "restorer")
    return replace(dossier, article=replace(dossier.article, events=events), agents=agents)


@pytest.mark.parametrize("kind", ORIGIN)
@pytest.mark.parametrize("name", READABLE_FORMATS)
def test_restore_of_an_export_gives_equal_dossiers(demo, tmp_path, name, kind):
    path, format_ = tmp_path / ORIGIN[kind], READABLE_FORMATS[name]
    before = _dossiers()
    _export(path, format_)
    call_command("flush", interactive=False, verbosity=0)

    report = restore(path=path, format=format_, agent=software_agent(name="restorer", version="1"))

    after = [_without_recovery(dossier) for dossier in _dossiers()]
    assert (report.rejected, after) == ([], before)
    counts = (report.articles, report.annotations, report.entities, report.claims)
    assert counts == (
        len(before),
        sum(len(found.annotations) for dossier in before for found in dossier.sets),
        len({entity.uuid for dossier in before for entity in dossier.entities}),
        len({claim.uuid for dossier in before for claim in dossier.claims}),
    )


#: What XML forbids, folds or escapes, and what other systems drop.
ODD = "A\x03 \x85\u2028\ufffe \ufeff<&>\"' \u00a0 e\u0301 \U0001f600\r\n\t \x7f"


@pytest.mark.parametrize("name", READABLE_FORMATS)
def test_restore_keeps_every_character_of_what_people_wrote(tmp_path, name):
    article = ArticleFactory(
        text=f"x{ODD}y minister said the bridge was safe",
        collection=CollectionFactory(),
        rights=RightsStatementFactory(),
    )
    owner = AnnotationSetFactory(curated=True, article=article)
    for named in (EntityNameFactory(name=ODD), EntityIdentifierFactory(value=ODD)):
        MentionFactory(annotation_set=owner, entity=named.entity)
    said = StatementFactory(annotation_set=owner, occasion=ODD)
    StatementSourceFactory(statement=said, description=ODD)
    StanceFactory(statement=said, rationale=ODD, claim__text=ODD, claim__topic=ODD)
    NoteFactory(annotation_set=owner, body=ODD)
    FieldValueFactory(article=article, value=ODD, note=ODD)
    EventFactory(article=article, detail=ODD, object_ids=[ODD])
    for model, fields in WRITTEN.items():
        model.objects.update(**dict.fromkeys(fields, ODD))
    before = _dossiers()

    _export(tmp_path / "archive.zip", READABLE_FORMATS[name])
    call_command("flush", interactive=False, verbosity=0)
    report = restore(
        path=tmp_path / "archive.zip", format=READABLE_FORMATS[name], agent=software_agent(name="restorer", version="1")
    )

    assert (report.rejected, [_without_recovery(dossier) for dossier in _dossiers()]) == ([], before)
