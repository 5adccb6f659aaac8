"""Fixtures that every app's tests share, and how hypothesis tries.

The same examples in every run, and no race against the clock; more and other ones:
``pytest --hypothesis-profile=deep``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from accounts.access import Viewer, public_viewer, system_viewer
from accounts.vocabulary import Role
from tests.roles import role_user

settings.register_profile("project", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("project")


@pytest.fixture
def role_client(db: None) -> Callable[[Role | None], Client]:
    """Give a maker of clients: logged in as a new user (``client.user``) with a role, or for None as nobody."""

    def make(role: Role | None) -> Client:
        client = Client()
        if role is not None:
            client.user = role_user(role)
            client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def public() -> Viewer:
    """Give the viewer nobody has logged in as, at this moment."""
    return public_viewer()


@pytest.fixture
def system() -> Viewer:
    """Give the viewer that sees everything, at this moment."""
    return system_viewer()


@pytest.fixture(autouse=True)
def blob_folder(tmp_path: Path, settings: Any) -> Path:
    """Give each test a blob storage of its own, so that tests and workers can't see one another's bytes."""
    folder = tmp_path / "blobs"
    blobs = {**settings.STORAGES["blobs"], "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "blobs": blobs}
    return folder


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, settings: Any) -> Path:
    """Give each test a search index of its own; there is none before one is made."""
    settings.INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"
