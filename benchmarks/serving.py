"""A real server to ask: gunicorn with two workers on a free port of this machine."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

#: What a process of its own says is not read.
_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def served(*, workers: int = 1, settings: str = "") -> Iterator[int]:
    """Serve the archive of this process' environment, and give the port; ``settings`` are others than its own."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(workers),
    ]
    env = {**os.environ, **({"DJANGO_SETTINGS_MODULE": settings} if settings else {})}
    process = subprocess.Popen(
        [*command, "--workers", str(workers), "--log-level", "error", "--keep-alive", "30"], env=env
    )
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def working() -> Iterator[None]:
    """Keep the index current meanwhile."""
    process = subprocess.Popen([sys.executable, "manage.py", "worker", "--json"], env=os.environ, **_QUIET)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(port: int) -> None:
    """Return when somebody listens on a port; exits where that takes too long."""
    for _attempt in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


class Browser:
    """As much of a browser as a form needs: one connection kept alive, cookies, the form's token."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        """Give the status and body of a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[int, str]:
        """Send a form and give the status and body of the answer; redirects are not followed."""
        return self._ask("POST", path, urlencode([*fields, ("csrfmiddlewaretoken", self.cookies["csrftoken"])]))

    def log_in(self, name: str, password: str) -> None:
        """Log in through the admin's form."""
        self.get("/admin/login/")
        status, _body = self.post("/admin/login/?next=/", [("username", name), ("password", password)])
        if status != 302:
            raise SystemExit(f"the log-in failed with {status}")

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, value = re.match(r"([^=]+)=([^;]*)", cookie).groups()  # type: ignore[union-attr]  # the header's form
            self.cookies[name] = value
        return answer.status, text
