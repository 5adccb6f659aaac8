"""The soak runs from end to end, each kind of work killed once; a thousand times is for `make soak`."""

import os
import subprocess
import sys


def test_soak_finds_no_damage_after_a_few_kills():
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DATELINE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.soak", "--kills", "4"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=240,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no damage in 4 rounds" in done.stdout.splitlines()
