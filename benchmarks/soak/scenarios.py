"""The work that is killed: taking in, writing over HTTP, indexing, exporting."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Timer
from typing import Any
from uuid import uuid4

from lxml import etree

from archive.models import Article
from archive.services.events import enqueue_index
from archive.services.indexing import drain
from benchmarks import load
from benchmarks.archive_maker import take_in
from benchmarks.corpus import texts
from benchmarks.serving import free_port, wait_for
from benchmarks.soak.damage import DamageError, check_annotations, check_articles, check_index

#: Files that one taking in is given, and articles that the bench begins with.
FILES, ARTICLES = 12, 30


class Bench:
    """An archive that is worked on and killed; ``run`` does one round of a scenario."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self._folder = folder
        self._draw = draw
        self._numbers = count(1)
        take_in(ARTICLES, corpus=None)
        self._desk = load.open_desk(load._project(), 0, shared=False)
        self._whole: set[int] = set()
        self._sound: set[int] = set()
        self._lasts: dict[str, float] = {}
        self.acknowledged = 0
        drain()
        self._scenarios = {
            "ingest": self._ingest,
            "writes": self._writes,
            "index": self._index,
            "export": self._export,
        }

    @property
    def names(self) -> Sequence[str]:
        """The scenarios, in the order they take turns."""
        return tuple(self._scenarios)

    @staticmethod
    def articles() -> int:
        """Give how many articles there are."""
        return Article.objects.count()

    def run(self, name: str) -> bool:
        """Do one round: work, kill, start again, check. Gives False where the work ended before it was killed."""
        hit = self._scenarios[name]()
        check_articles(self._whole)
        check_annotations(self._sound)
        drain()
        check_index()
        return hit

    def _ingest(self) -> bool:
        folder = self._folder / f"in-{next(self._numbers)}"
        folder.mkdir()
        for number, text in enumerate(texts(FILES, corpus=None, seed=next(self._numbers))):
            (folder / f"{number}.txt").write_text(f"{text}\n\nFile {folder.name} {number}\n")
        before = self.articles()
        command = ["ingest", "plain", str(folder), "--json"]
        report, hit = self._killed("ingest", command)
        if report and self.articles() != before + report["ingested"]:
            raise DamageError(f"{report} was acknowledged, {self.articles() - before} articles are there")
        again = self._finished(command)
        if again["ingested"] + again["unchanged"] != FILES or again["rejected"]:
            raise DamageError(f"taking in again gives {again}")
        if self.articles() != before + FILES:
            raise DamageError(f"{FILES} files became {self.articles() - before} articles")
        return hit

    def _index(self) -> bool:
        enqueue_index(list(Article.objects.values_list("uuid", flat=True)))
        _report, hit = self._killed("index", ["worker", "--json"])
        return hit

    def _export(self) -> bool:
        name = self._draw.choice(["tei", "jsonld"])
        out = self._folder / f"out-{next(self._numbers)}.{name}"
        _report, hit = self._killed(f"export {name}", ["export", name, "--out", str(out), "--json"])
        if out.exists():
            self._read(out, name)
            out.unlink()
        return hit

    @staticmethod
    def _read(out: Path, name: str) -> None:
        try:
            if name == "tei":
                etree.parse(str(out))
            else:
                json.loads(out.read_bytes())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamageError(f"{out} has its name and is not whole: {error}") from error

    def _writes(self) -> bool:
        """Write over HTTP until the server is killed; what was answered must be there, the last write once."""
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
        server = self._start([*command, "--log-level", "critical"], settings="benchmarks.unthrottled")
        told: dict[str, int] = {}
        asked: list[tuple[str, int]] = []
        with suppress(OSError, HTTPException):  # killed while it answered
            wait_for(port)
            connection = HTTPConnection("127.0.0.1", port, timeout=20)
            load.put(connection, self._desk, str(uuid4()), 0, None)  # the first one waits for everything to be loaded
            until = time.monotonic() + self._draw.uniform(0.05, 0.6)
            while time.monotonic() < until:
                uuid, number = str(uuid4()), next(self._numbers)
                asked.append((uuid, number))
                if time.monotonic() > until - 0.02:
                    self._kill_during(server)
                if load.put(connection, self._desk, uuid, number, None)[0] == 201:
                    told[uuid] = 1
        self._kill(server)
        self._check_writes(told, asked)
        return True

    def _check_writes(self, told: dict[str, int], asked: list[tuple[str, int]]) -> None:
        from annotations.models import Annotation

        held = dict(Annotation.objects.filter(uuid__in=[uuid for uuid, _ in asked]).values_list("uuid", "version"))
        lost = [uuid for uuid in told if not any(str(key) == uuid for key in held)]
        if lost:
            raise DamageError(f"{len(lost)} acknowledged writes are lost: {lost[:3]}")
        if any(version != 1 for version in held.values()):
            raise DamageError("a write was done twice")
        self.acknowledged += len(told)

    def _kill_during(self, server: subprocess.Popen[bytes]) -> None:
        """Kill a little later, while a request is under way."""
        Timer(self._draw.uniform(0.0, 0.03), self._kill, [server]).start()

    def _killed(self, name: str, command: list[str]) -> tuple[dict[str, Any] | None, bool]:
        """Run a command and kill it within the time it takes; give its report, if any, and whether it was hit."""
        process = self._start([sys.executable, "manage.py", *command])
        longest = self._lasts.get(name, 2.5)
        began = time.monotonic()
        try:
            out, _err = process.communicate(timeout=self._draw.uniform(0.3 * longest, 1.1 * longest))
            self._lasts[name] = time.monotonic() - began
            return json.loads(out.splitlines()[-1]) if out else None, False
        except subprocess.TimeoutExpired:
            self._kill(process)
            process.communicate()
            return None, True

    def _finished(self, command: list[str]) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "manage.py", *command], capture_output=True, check=True, env=os.environ, timeout=120
        )
        report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return report

    @staticmethod
    def _start(command: list[str], settings: str = "") -> subprocess.Popen[bytes]:
        env = {**os.environ, **({"DJANGO_SETTINGS_MODULE": settings} if settings else {})}
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, start_new_session=True
        )

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        """Kill a process with its children, at once."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
