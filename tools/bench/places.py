"""Scratch places to measure in: a folder; for PostgreSQL a database of its own, and Redis where it answers."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import redis
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ["sqlite", "postgresql"]
HOST = "127.0.0.1"
REDIS_URL = f"redis://{HOST}:6379/9"


@contextmanager
def scratch(database: str) -> Iterator[dict[str, str]]:
    """The environment of a fresh place; nothing of it is left afterwards."""
    with TemporaryDirectory(prefix="bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"tools.bench.settings_{database}",
            "LMS_VAR_DIR": folder,
            "LMS_BUILD_DIR": os.environ.get("LMS_BUILD_DIR", str(ROOT / "var" / "build")),
            "LMS_SECRET_KEY": secrets.token_urlsafe(50),
            "LMS_ALLOWED_HOSTS": "localhost",
            "LMS_PROXY_COUNT": "1",
            "LMS_ALLOW_UNREVIEWED": "1",
            "PYTHONPATH": str(ROOT),
        }
        if database == "sqlite":
            yield environment
        else:
            with scratch_database() as more:
                yield {**environment, **more}


@contextmanager
def scratch_database() -> Iterator[dict[str, str]]:
    name = f"bench_{secrets.token_hex(4)}"
    administer("CREATE DATABASE {}", name)
    has_redis = answers(6379)
    try:
        yield {
            "LMS_DB_NAME": name,
            "LMS_DB_USER": "postgres",
            "LMS_DB_HOST": HOST,
            "LMS_REDIS_URL": REDIS_URL,
            "BENCH_REDIS": "1" if has_redis else "0",
            "BENCH_NAME": name,
        }
    finally:
        administer("DROP DATABASE {} WITH (FORCE)", name)
        if has_redis:
            forget_keys(name)


def administer(statement: str, name: str) -> None:
    with psycopg.connect(host=HOST, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def forget_keys(prefix: str) -> None:
    """Only what this run has stored: others may use the same Redis."""
    store = redis.Redis.from_url(REDIS_URL)
    for key in store.scan_iter(match=f"{prefix}:*", count=1000):
        store.delete(key)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
