"""What the tests of exports share: TEI's whole schema, loaded once, and how many examples hypothesis tries.

More examples: ``pytest --hypothesis-profile=deep tests/exports``.
"""

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

from exports.formats.tei.strict import load_tei_all

settings.register_profile("deep", max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def tei_all() -> etree.RelaxNG:
    """Give the schema of all of TEI P5; libxml2 takes ten seconds to load it."""
    return load_tei_all()
