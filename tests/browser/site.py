"""The running site that the browser tests visit: prepared and served as `make run` does it, in a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GRANIAN = Path(sys.executable).parent / "granian"
UP_WITHIN_SECONDS = 30
SEND_MAIL = "from lms.core import outbox; print('sent', outbox.send_waiting())"  # without what else is due


@dataclass
class Site:
    """One server on its own port with its own data; `stop` ends it."""

    var_dir: Path
    port: int
    process: subprocess.Popen | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.embedded",
            "LMS_VAR_DIR": str(self.var_dir),
            "LMS_BUILD_DIR": str(ROOT / "var" / "build"),
            "LMS_SITE_URL": self.address,
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self) -> None:
        self.manage("prepare")
        command = [
            str(GRANIAN), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "lms.wsgi:application",
        ]  # fmt: skip
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        deadline = time.monotonic() + UP_WITHIN_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"The server has ended:\n{self.log()}"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(f"The server does not answer:\n{self.log()}")

    def stop(self) -> None:
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    @property
    def log_file(self) -> Path:
        return self.var_dir / "server.log"

    def log(self, lines: int = 30) -> str:
        text = self.log_file.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def mail_to(self, address: str) -> str:
        """Send what waits; the newest mail to this person, as text."""
        while "sent 0" not in self.manage("shell", "-c", SEND_MAIL):
            continue
        newest_first = sorted(
            (self.var_dir / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True
        )
        mails = [mail for path in newest_first for mail in mails_in(path) if mail["To"] == address]
        assert mails, f"No mail to {address} in the mail folder"
        return mails[0].get_body(("plain",)).get_content()

    def link_in_mail_to(self, address: str) -> str:
        """The first address of this site in the newest mail to this person."""
        return re.search(rf"{re.escape(self.address)}/\S+", self.mail_to(address)).group(0)


def mails_in(path: Path) -> list:
    """Django's file backend writes the mails of one connection into one file, newest last, a line of dashes between."""
    parts = re.split(rb"^-{79}$", path.read_bytes(), flags=re.MULTILINE)
    mails = [message_from_bytes(part.strip() + b"\n", policy=policy.default) for part in parts if part.strip()]
    return mails[::-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
