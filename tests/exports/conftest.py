"""What the tests of exports share: TEI's whole schema, loaded once."""

import pytest
from lxml import etree

from exports.formats.tei.strict import load_tei_all


@pytest.fixture(scope="session")
def tei_all() -> etree.RelaxNG:
    """Give the schema of all of TEI P5; libxml2 takes ten seconds to load it."""
    return load_tei_all()
