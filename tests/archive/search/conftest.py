"""Both engines, made from documents: a test that takes ``engine_of`` runs with each."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive.search._whoosh.engine import WhooshEngine
from archive.search.backend import Engine
from archive.search.documents import ArticleDocument
from archive.search.names import all_fields
from archive.search.scan import ScanEngine

EngineOf = Callable[[Sequence[ArticleDocument]], Engine]


@pytest.fixture(params=["whoosh", "scan"])
def engine_of(request: pytest.FixtureRequest, tmp_path: Path) -> EngineOf:
    """Give what makes an engine that holds some documents."""

    def make(documents: Sequence[ArticleDocument]) -> Engine:
        if request.param == "scan":
            return ScanEngine(lambda: documents, all_fields())
        engine = WhooshEngine(tmp_path, all_fields().values())
        engine.rebuild(documents)
        return engine

    return make
