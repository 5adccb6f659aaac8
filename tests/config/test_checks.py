"""System checks: a wrong set-up is reported before it can hurt."""

import pytest
from django.core.checks import run_checks

from config.checks import check_base_url, check_frontend


@pytest.mark.parametrize(
    "url",
    [
        "https://archive.example.org",
        "http://localhost:8000",
        "https://example.org/archive",
        "http://[::1]:8000",
        "http://127.0.0.1",
    ],
)
def test_base_url_that_can_head_an_identifier_is_taken(settings, url):
    settings.BASE_URL = url
    assert check_base_url() == []


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("archive.example.org", id="no scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https:///archive", id="a path without a host"),
        pytest.param("ftp://archive.example.org", id="another scheme"),
        pytest.param("https://archive.example.org/?a=1", id="a query"),
        pytest.param("https://archive.example.org/#top", id="a fragment"),
        pytest.param("https://archive example.org", id="a space"),
        pytest.param("http://[::1", id="a bracket that is not closed"),
        pytest.param("http://archive.example.org:port", id="a port that is no number"),
    ],
)
def test_base_url_that_can_not_is_an_error(settings, url):
    settings.BASE_URL = url
    (found,) = check_base_url()
    assert (found.id, found.msg, found.hint, found.level) == (
        "dateline.E001",
        f"DATELINE_BASE_URL is not an address: {url!r}",
        "Use the address the archive is reached at, such as https://archive.example.org",
        40,
    )


def test_frontend_that_is_built_is_not_reported(settings, tmp_path):
    settings.FRONTEND_DIST = tmp_path
    assert check_frontend() == []


def test_frontend_that_is_not_built_is_a_warning(settings, tmp_path):
    settings.FRONTEND_DIST = tmp_path / "dist"
    (found,) = check_frontend()
    assert (found.id, found.level, found.hint) == (
        "dateline.W001",
        30,
        "Run `make frontend` (it needs Node 20 or newer).",
    )


def test_checks_are_registered(settings, tmp_path):
    settings.BASE_URL = "nowhere"
    settings.FRONTEND_DIST = tmp_path / "dist"
    assert {found.id for found in run_checks() if found.id.startswith("dateline.")} == {
        "dateline.E001",
        "dateline.W001",
    }


def test_test_settings_pass_every_check_but_the_frontends():
    assert {found.id for found in run_checks()} <= {"dateline.W001"}
