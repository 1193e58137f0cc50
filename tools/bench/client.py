"""A small HTTP client on kept-open connections: on two cores it must not take the server's time."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any

TIMEOUT_SECONDS = 60
_visitors = count(1)


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where no answer came."""

    status: int
    seconds: float
    head: str = ""
    body: bytes = b""

    def header(self, name: str) -> str:
        lines = (line.partition(":") for line in self.head.split("\r\n"))
        return next((value.strip() for field, _colon, value in lines if field.lower() == name), "")


class Connection:
    """One connection that is opened at the first request, and again where the server closed it."""

    def __init__(self, port: int):
        self.port = port
        self.socket: socket.socket | None = None

    def send(self, request: bytes) -> Answer:
        started = time.perf_counter()
        try:
            head, body = self.exchange(request)
        except OSError:
            self.close()
            return Answer(0, time.perf_counter() - started)
        if "\r\nconnection: close" in head.lower():
            self.close()
        return Answer(int(head.split(" ", 2)[1]), time.perf_counter() - started, head, body)

    def exchange(self, request: bytes) -> tuple[str, bytes]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        head, _gap, body = self.read_until(b"\r\n\r\n")
        length = length_in(head)
        while len(body) < length:
            body += self.receive()
        return head.decode("latin-1"), body

    def read_until(self, mark: bytes) -> tuple[bytes, bytes, bytes]:
        received = self.receive()
        while mark not in received:
            received += self.receive()
        return received.partition(mark)

    def receive(self) -> bytes:
        data = self.socket.recv(65536) if self.socket else b""
        if not data:
            raise ConnectionResetError
        return data

    def close(self) -> None:
        if self.socket:
            self.socket.close()
        self.socket = None


def length_in(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ConnectionResetError("no length")


@dataclass(frozen=True)
class Browser:
    """How one person's browser asks: behind a proxy that speaks https, each from an address of its own."""

    origin: str
    session_cookie: str
    csrf_cookie: str
    session: str = ""

    def get(self, path: str, *lines: str) -> bytes:
        cookies = [f"Cookie: {self.session_cookie}={self.session}"] if self.session else []
        return self.message("GET", path, [*cookies, *lines], b"")

    def post(self, path: str, body: bytes = b"", kind: str = "application/json") -> bytes:
        token = "b" * 32
        lines = [
            f"Cookie: {self.session_cookie}={self.session}; {self.csrf_cookie}={token}",
            f"X-CSRFToken: {token}",
            f"Origin: {self.origin}",
            f"Content-Type: {kind}",
            f"Content-Length: {len(body)}",
        ]
        return self.message("POST", path, lines, body)

    def message(self, method: str, path: str, lines: list[str], body: bytes) -> bytes:
        number = next(_visitors)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        first = [f"{method} {path} HTTP/1.1", "Host: localhost", "X-Forwarded-Proto: https"]
        return "\r\n".join([*first, f"X-Forwarded-For: {address}", *lines, "", ""]).encode() + body


class OneByOne:
    """One request after the other, over several connections, so that every worker process is met."""

    def __init__(self, port: int, connections: int = 8):
        self.connections = [Connection(port) for _ in range(connections)]
        self.turn = count()

    def send(self, request: bytes) -> Answer:
        return self.connections[next(self.turn) % len(self.connections)].send(request)

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


def at_once(people: int, port: int, tasks: list[Any], work: Callable[[Connection, Any], Any]) -> list[Any]:
    """Do every task, `people` of them at a time, each person on a connection of their own."""
    shares = [tasks[start::people] for start in range(people)]

    def one_person(share: list[Any]) -> list[Any]:
        connection = Connection(port)
        results = [work(connection, task) for task in share]
        connection.close()
        return results

    with ThreadPoolExecutor(people) as pool:
        return [result for results in pool.map(one_person, shares) for result in results]
