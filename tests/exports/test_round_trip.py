"""The demo archive leaves as TEI and comes back into an empty archive: equal dossiers but for the restore's own events."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.access import system_viewer
from accounts.services.agents import software_agent
from archive.models import Article
from config.demo import make_demo
from exports.dossier import Dossier
from exports.formats import TEI
from exports.selectors.dossiers import dossiers
from exports.services.export import Target, export_articles
from exports.services.restore import restore

pytestmark = pytest.mark.django_db(transaction=True)

ORIGIN = {"file": "archive.xml", "zip": "archive.zip"}


@pytest.fixture
def demo(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    make_demo(say=lambda _line: None)


def _dossiers() -> list[Dossier]:
    articles = Article.objects.order_by("reference_code")
    return list(dossiers(articles=articles, viewer=system_viewer()))


def _export(path: Path) -> None:
    export_articles(
        articles=Article.objects.order_by("reference_code"),
        viewer=system_viewer(),
        agent=software_agent(name="dateline", version="test"),
        format=TEI,
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
def test_restore_of_an_export_gives_equal_dossiers(demo, tmp_path, kind):
    path = tmp_path / ORIGIN[kind]
    before = _dossiers()
    _export(path)
    call_command("flush", interactive=False, verbosity=0)

    report = restore(path=path, format=TEI, agent=software_agent(name="restorer", version="1"))

    after = [_without_recovery(dossier) for dossier in _dossiers()]
    assert (report.rejected, after) == ([], before)
    counts = (report.articles, report.annotations, report.entities, report.claims)
    assert counts == (
        len(before),
        sum(len(found.annotations) for dossier in before for found in dossier.sets),
        len({entity.uuid for dossier in before for entity in dossier.entities}),
        len({claim.uuid for dossier in before for claim in dossier.claims}),
    )
