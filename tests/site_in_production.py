"""A real site in its production shape: own PostgreSQL database, Redis, granian; asked over HTTP as its proxy asks."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psycopg

ROOT = Path(__file__).resolve().parents[1]
HOST = "learn.example.org"
DATABASE = {
    "host": os.environ.get("LMS_DB_HOST", "127.0.0.1"),
    "port": os.environ.get("LMS_DB_PORT", "5432"),
    "user": os.environ.get("LMS_DB_USER", "postgres"),
    "password": os.environ.get("LMS_DB_PASSWORD", ""),
}
REDIS = "redis://127.0.0.1:6379/9"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def scratch_database():
    name = f"commit_production_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **DATABASE) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def environment(database: str, folder: Path) -> dict[str, str]:
    """What an operator sets (docs/operations.md), and nothing else of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "DJANGO_"))}
    (folder / "keys").mkdir(mode=0o700, exist_ok=True)  # the people who run a site make the place for its keys
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "lms.settings.production",
        "LMS_SECRET_KEY": "only-for-this-test-" + "k7Qz" * 12,
        "LMS_ALLOWED_HOSTS": HOST,
        "LMS_SITE_URL": f"https://{HOST}",
        "LMS_VAR_DIR": str(folder),
        "LMS_BUILD_DIR": str(ROOT / "var" / "build"),
        "LMS_DB_NAME": database,
        "LMS_DB_HOST": DATABASE["host"],
        "LMS_DB_PORT": DATABASE["port"],
        "LMS_DB_USER": DATABASE["user"],
        "LMS_DB_PASSWORD": DATABASE["password"],
        "LMS_REDIS_URL": REDIS,
        "LMS_PROXY_COUNT": "1",
        "LMS_ALLOW_UNREVIEWED": "1",  # nobody has reviewed the questions of the files
        "LMS_SMTP_HOST": "127.0.0.1",
        "LMS_SMTP_PORT": "1",
        "PYTHONPATH": str(ROOT / "tests"),
    }


def manage(settings: dict[str, str], *arguments: str) -> str:
    """The command's answer; AssertionError with what it said where it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@contextmanager
def running(settings: dict[str, str], *command: str):
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        cwd=ROOT,
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def web_server(settings: dict[str, str]):
    """Yields the port once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with running(settings, *command, "--workers", "1", "--blocking-threads", "2", "lms.wsgi:application"):
        for _ in range(300):
            if answers(port):
                break
            time.sleep(0.1)
        yield port


class Visitor:
    """A browser behind the proxy: https outside, cookies kept, redirects not followed."""

    def __init__(self, port: int, *, scheme: str = "https", host: str = HOST):
        self.port, self.scheme, self.host = port, scheme, host
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, list[str]] = {}

    def ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """`(status, body)`; what came with it stands in `headers`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, address, body=urlencode(fields or {}) if fields is not None else None, headers={
            "Host": self.host,
            "X-Forwarded-Proto": self.scheme,
            "X-Forwarded-For": "203.0.113.7",
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://{self.host}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        })  # fmt: skip
        response = connection.getresponse()
        body = response.read().decode()
        self.headers = {}
        for name, value in response.getheaders():
            self.headers.setdefault(name.lower(), []).append(value)
        for cookie in self.headers.get("set-cookie", []):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return response.status, body

    def get(self, address: str) -> tuple[int, str]:
        return self.ask("GET", address)

    def post(self, address: str, fields: dict[str, str], *, page: str) -> tuple[int, str]:
        """Send a form as it stands on `page`, an answer's body."""
        return self.ask("POST", address, {"csrfmiddlewaretoken": TOKEN.search(page)[1], **fields})

    @property
    def location(self) -> str:
        return self.headers["location"][0]
