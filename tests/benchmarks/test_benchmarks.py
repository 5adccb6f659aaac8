"""The measurements run from end to end; how fast is for `make benchmark` to say."""

import os
import re
import subprocess
import sys

import pytest

from benchmarks.__main__ import NAMES

ROWS = {
    "ingest": 2,
    "annotate": 4,
    "tei": 7,
    "jsonld": 7,
    "api": 7,
    "load": 2,
    "search": 13,
    "accession": 5,
    "annotate_page": 1,
}


@pytest.mark.parametrize("name", NAMES)
def test_benchmark_prints_a_row_for_every_figure(name):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DATELINE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", name, "--quick"],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=120,
    )
    rows = [line for line in done.stdout.splitlines() if re.match(r"^│", line)]
    assert len(rows) == ROWS[name]
