"""Sixteen clients write annotations at once over HTTP: each into its own set, then all on one article.

What they were told is kept, and compared with the database at the end: nothing acknowledged may be lost or doubled.
Where the environment names a PostgreSQL by ``DATELINE_DATABASE_URL``, its database, which must be empty, is used.
"""

import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from benchmarks.archive_maker import fresh_archive, take_in
from benchmarks.serving import served, working
from benchmarks.tables import percentiles, print_table

CLIENTS, SECONDS, WORKERS = 16, 60.0, 3


@dataclass(slots=True)
class Desk:
    """Where one client writes: its token, its set and the text; and what it was told."""

    token: str
    set: str
    text: str
    body: dict[str, Any]
    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print writes a second, times and what became of them, for both cases."""
    clients, seconds = (4, 1.0) if quick else (CLIENTS, SECONDS)
    fresh_archive(keep_database=True)
    take_in(clients, corpus=corpus)
    project = _project()
    rows = []
    for case in ("each its own article", "all on one article"):
        desks = [open_desk(project, number, shared=case.startswith("all")) for number in range(clients)]
        with working(), served(workers=WORKERS, settings="benchmarks.unthrottled") as port:
            _run(desks, port, seconds)
        rows.append(_row(case, desks, seconds))
    columns = ("", "writes/s", "p50", "p95", "status 5xx", "refused", "lost", "doubled")
    print_table(
        f"{clients} clients writing for {seconds:.0f} s, {WORKERS} server processes, worker running", columns, rows
    )


def _run(desks: list[Desk], port: int, seconds: float) -> None:
    """Let all write at once; the servers have answered before the time begins."""
    until = [0.0]
    ready = threading.Barrier(len(desks), action=lambda: until.__setitem__(0, time.monotonic() + seconds))

    def write(desk: Desk) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        for _attempt in range(WORKERS):
            connection.request("GET", "/api/v1/projects/", headers={"Authorization": f"Bearer {desk.token}"})
            connection.getresponse().read()
        ready.wait()
        _write(desk, connection, until[0])

    threads = [threading.Thread(target=write, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _write(desk: Desk, connection: HTTPConnection, until: float) -> None:
    """Create annotations one after the other, and change every fourth one."""
    number = 0
    while time.monotonic() < until:
        uuid = str(uuid4())
        status, tag = put(connection, desk, uuid, number, None)
        if status in {200, 201}:
            desk.written[uuid] = 1
            if number % 4 == 3 and put(connection, desk, uuid, number + 1, tag)[0] == 200:
                desk.written[uuid] = 2
        number += 1


def put(connection: HTTPConnection, desk: Desk, uuid: str, number: int, tag: str | None) -> tuple[int, str]:
    """Write an annotation, note what was told and how long it took, and give status and tag."""
    headers = {"Authorization": f"Bearer {desk.token}", "Content-Type": "application/ld+json"}
    if tag:
        headers["If-Match"] = tag
    body = _said(desk, uuid, number)
    began = time.perf_counter()
    connection.request("PUT", f"/api/v1/annotations/{uuid}/?set={desk.set}", body, headers)
    answer = connection.getresponse()
    answer.read()
    desk.times.append(time.perf_counter() - began)
    desk.statuses[answer.status] += 1
    return answer.status, answer.headers.get("ETag", "")


def _said(desk: Desk, uuid: str, number: int) -> bytes:
    """Give the body of a write: the desk's own, with another uuid and span."""
    start = number * 7 % (len(desk.text) - 20)
    desk.body["id"] = desk.body["id"].rpartition("/")[0] + f"/{uuid}"
    (target,) = desk.body["target"]
    target["id"] = f"{desk.body['id']}#body-0"
    position, quote = target["selector"]
    position.update(start=start, end=start + 8)
    quote["exact"] = desk.text[start : start + 8]
    return json.dumps(desk.body).encode()


def _body(article: str, text_version: str, creator: str) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from annotations.snapshots import AnnotationSnapshot, MentionSnapshot, SpanSnapshot
    from annotations.webannotation import to_web_annotation

    snapshot = AnnotationSnapshot(
        uuid=uuid4(),
        layer="entities",
        version=1,
        motivation="identifying",
        creator=UUID(creator),
        created=timezone.now(),
        modified=timezone.now(),
        spans=(SpanSnapshot(role="body", order=0, start=0, end=8, exact="as below"),),
        mention=MentionSnapshot(tag="person"),
    )
    return to_web_annotation(
        snapshot,
        base_url=settings.BASE_URL,
        article_uuid=UUID(article),
        text_version_uuid=UUID(text_version),
    )


def _project() -> Any:
    from annotations.models import Layer, Project, Tag

    project = Project.objects.create(slug="load", name="Load", published=True)
    layer = Layer.objects.create(project=project, code="entities", kind="entity", name="Entities")
    Tag.objects.create(layer=layer, code="person", name="Person", colour="person")
    return project


def open_desk(project: Any, number: int, *, shared: bool) -> Desk:
    """Make an annotator with a token and an open set on the article at ``number``; ``shared``: on the first one."""
    from accounts.models import User
    from accounts.services.agents import agent_of
    from accounts.services.roles import give_role
    from accounts.services.tokens import issue_token
    from accounts.vocabulary import Role
    from annotations.services.sets import open_set
    from archive.models import Article

    user = User.objects.create_user(username=f"annotator-{number}-{shared}")
    give_role(user=user, role=Role.ANNOTATOR)
    agent = agent_of(user)
    _token, secret = issue_token(user=user, label="load", scopes=["read", "annotate"])
    article = Article.objects.order_by("pk").select_related("current_text")[0 if shared else number]
    text = article.current_text
    assert text is not None
    row = open_set(project=project, text_version=text, agent=agent)
    body = _body(str(article.uuid), str(text.uuid), str(agent.uuid))
    return Desk(secret, str(row.uuid), text.text, body)


def _row(case: str, desks: list[Desk], took: float) -> tuple[str, ...]:
    """Compare what the clients were told with what is there."""
    from annotations.models import Annotation, Revision

    told = {uuid: version for desk in desks for uuid, version in desk.written.items()}
    held = {
        str(uuid): version
        for uuid, version in Annotation.objects.filter(
            annotation_set__uuid__in=[desk.set for desk in desks]
        ).values_list("uuid", "version")
    }
    revisions = Counter(str(uuid) for uuid in Revision.objects.filter(uuid__in=held).values_list("uuid", flat=True))
    lost = sum(held.get(uuid, 0) < version for uuid, version in told.items())
    doubled = sum(revisions[uuid] != version for uuid, version in held.items()) + len(held.keys() - told.keys())
    statuses: Counter[int] = sum((desk.statuses for desk in desks), Counter())
    median, late = percentiles([one for desk in desks for one in desk.times])
    good = statuses[200] + statuses[201]
    failed = sum(count for status, count in statuses.items() if status >= 500)
    refused = sum(statuses.values()) - good - failed
    if lost or doubled or failed:
        raise SystemExit(f"{case}: {lost} lost, {doubled} doubled, {failed} failed: {dict(statuses)}")
    figures = (f"{good / took:,.0f}", f"{median:.0f} ms", f"{late:.0f} ms")
    return case, *figures, str(failed), str(refused), str(lost), str(doubled)
