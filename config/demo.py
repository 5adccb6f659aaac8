"""The demo archive: users by role, the five seed articles, their annotations. Making it twice is making it once."""

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Agent, User
from accounts.services.agents import agent_of
from accounts.services.roles import give_role
from accounts.vocabulary import Role
from annotations.models import Assignment, Project
from annotations.services.seeding import load_annotations
from archive.models import Article, Blob
from archive.readers import READERS
from archive.services.accession import ingest
from archive.services.accession_terms import terms_for
from archive.services.fixity import check_fixity
from archive.text import bytes_digest
from archive.vocabulary import Access

SEEDS = Path(settings.BASE_DIR) / "seeds"
MANIFEST = SEEDS / "manifest.json"

#: Log-in names and roles; the names are the pseudonyms that exports show.
USERS = {
    "archivist-1": Role.ARCHIVIST,
    "curator-1": Role.CURATOR,
    "annotator-1": Role.ANNOTATOR,
    "annotator-2": Role.ANNOTATOR,
    "researcher-1": Role.RESEARCHER,
}

Say = Callable[[str], None]


def make_demo(*, say: Say) -> dict[str, Any]:
    """Fill the archive with the demo and give the log-ins and counts; ``say`` gets a line a step."""
    logins = _users()
    say("users: " + ", ".join(logins))
    agents = {name: agent_of(User.objects.get(username=name)) for name in USERS}
    taken = _articles(agents["archivist-1"])
    say(f"articles: {taken} taken in, {Article.objects.count()} in the archive")
    counts = _annotations(agents)
    say("annotations: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    _assignments()
    return {"logins": logins, "articles": Article.objects.count(), **counts}


@transaction.atomic
def _users() -> dict[str, str]:
    """Make the users that are not there, and give every log-in with its password.

    Passwords are made at random for each data directory and kept in it, readable by its owner alone.
    """
    path = Path(settings.DATA_DIR) / "demo-logins.json"
    logins: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    for name, role in USERS.items():
        logins.setdefault(name, secrets.token_urlsafe(9))
        user, created = User.objects.get_or_create(username=name)
        if created or not user.check_password(logins[name]):
            user.set_password(logins[name])
            user.save()
        give_role(user=user, role=role)
        Agent.objects.get_or_create(user=user, defaults={"label": name})
    path.touch(mode=0o600)
    path.write_text(json.dumps(logins, indent=1) + "\n")
    return logins


def _articles(agent: Agent) -> int:
    """Take the seeds in, unless all of them are held."""
    digests = {bytes_digest(path.read_bytes()) for path in SEEDS.glob("*.txt")}
    if Blob.objects.filter(sha256__in=digests).count() == len(digests):
        return 0
    report = ingest(
        records=READERS["plain"].read([SEEDS], manifest=MANIFEST),
        terms=terms_for(reader="plain", manifest=MANIFEST, collection=None, access=Access.OPEN),
        agent=agent,
    )
    if report.rejected:
        raise RuntimeError("; ".join(f"{bad.file}: {bad.reason}" for bad in report.rejected))
    check_fixity(agent=agent)
    return report.ingested


def _annotations(agents: dict[str, Agent]) -> dict[str, int]:
    """Load the annotations made by hand; the file names articles by the first three digits of their file."""
    articles = {}
    for path in sorted(SEEDS.glob("*.txt")):
        tie = "article_captures__capture__blob__sha256"
        articles[path.name[:3]] = Article.objects.select_related("current_text").get(
            **{tie: bytes_digest(path.read_bytes())}
        )
    data = json.loads((SEEDS / "annotations.json").read_text(encoding="utf-8"))
    return load_annotations(data, articles=articles, agents=agents, curator=agents["curator-1"])


@transaction.atomic
def _assignments() -> None:
    """Give the annotators something to do."""
    project = Project.objects.order_by("id").first()
    if project is None:
        return
    due = timezone.localdate() + timedelta(days=14)
    for name in ("annotator-1", "annotator-2"):
        annotator = User.objects.get(username=name)
        for article in Article.objects.order_by("reference_code"):
            Assignment.objects.get_or_create(
                project=project, article=article, annotator=annotator, defaults={"due": due}
            )
