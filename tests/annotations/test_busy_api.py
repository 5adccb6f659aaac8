"""A write that the database has no time for: 503 and when to try again, nothing written, and then it goes through."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from annotations.models import Annotation
from tests.annotations.api_writing import CHOSEN, writing
from tests.api import problem

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's writers don't wait for one another"),
]


@pytest.fixture
def impatient():
    """Let the requests of a test wait 50 ms for the database, not 30 s."""
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout=50")
        yield
        cursor.execute(f"PRAGMA busy_timeout={usual}")


@pytest.mark.usefixtures("impatient")
def test_write_while_the_database_is_held_is_answered_with_503_and_goes_through_after():
    writer = writing()
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = writer.put(writer.mention())
        other.execute("ROLLBACK")
    assert (refused.status_code, refused["Retry-After"]) == (503, "2")
    assert problem(refused)["detail"] == "The database is busy or away: try again in a moment."
    assert not Annotation.objects.exists()
    assert writer.put(writer.mention()).status_code == 201
    assert [str(one.uuid) for one in Annotation.objects.filter(version=1)] == [str(CHOSEN)]
