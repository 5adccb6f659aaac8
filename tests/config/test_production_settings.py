"""Production starts with its own secret, over TLS, and makes no demo users."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHOLE = {
    "DATELINE_SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
    "DATELINE_ALLOWED_HOSTS": "archive.example.org",
    "DATELINE_BASE_URL": "https://archive.example.org",
}


def _manage(*arguments: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py`` under production settings in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATELINE_DATA_DIR": str(data),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["DATELINE_SECRET_KEY", "DATELINE_ALLOWED_HOSTS"])
def test_production_does_not_start_without(tmp_path, missing):
    variables = {name: value for name, value in WHOLE.items() if name != missing}
    done = _manage("check", data=tmp_path, **variables)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set {missing} in the environment; "
        "see the table of settings in README.md."
    )


def test_production_passes_the_checks_for_deployment(tmp_path):
    done = _manage("check", "--deploy", "--fail-level", "ERROR", data=tmp_path, **WHOLE)
    warnings = [line.split(":")[1].strip() for line in done.stderr.splitlines() if line.startswith("?:")]
    assert (done.returncode, [line for line in warnings if "security." in line]) == (0, [])


def test_production_refuses_a_base_url_that_is_no_address(tmp_path):
    done = _manage("check", data=tmp_path, **{**WHOLE, "DATELINE_BASE_URL": "archive.example.org"})
    assert done.returncode == 1
    assert "(dateline.E001) DATELINE_BASE_URL is not an address: 'archive.example.org'" in done.stderr


def test_production_makes_no_demo(tmp_path):
    done = _manage("demo", data=tmp_path, **WHOLE)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "CommandError: the demo makes users whose passwords it prints; it is not for these settings",
    )
    assert list(tmp_path.iterdir()) == []
