"""Start the demo: prepare the data, then web server, worker and beat, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PORT = int(os.environ.get("PORT") or 8000)
STOP_WITHIN_SECONDS = 10


def main() -> None:
    os.chdir(ROOT)
    refuse_taken_port()
    if subprocess.run([BIN / "python", "manage.py", "prepare"], env=environment()).returncode:
        sys.exit(1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    processes = [start(*web_command()), start(*worker_command())]
    try:
        wait_until_up(processes)
        say_hello()
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        print("A process has ended; stopping.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopping ...")
    finally:
        stop(processes)


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            sys.exit(f"Port {PORT} is in use. Stop the other program, or choose another: make run PORT={PORT + 1}")


def web_command() -> list[str]:
    return [
        str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT),
        "--workers", "2", "--blocking-threads", "2", "--log-level", "warning", "lms.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    schedule = ROOT / "var" / "beat"
    return [
        str(BIN / "celery"), "--quiet", "-A", "lms", "worker", "--beat", "--pool", "threads", "--concurrency", "2",
        "--schedule", str(schedule), "--loglevel", "ERROR", "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def start(*command: str) -> subprocess.Popen:
    return subprocess.Popen(command, env={**environment(), "PYTHONWARNINGS": "ignore"}, start_new_session=True)


def environment() -> dict[str, str]:
    """The site knows its own address: links in mails and on certificates lead back to it."""
    return {"LMS_SITE_URL": f"http://localhost:{PORT}", **os.environ}


def wait_until_up(processes: list[subprocess.Popen]) -> None:
    for _ in range(150):
        if any(process.poll() is not None for process in processes):
            return
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        time.sleep(0.1)


def say_hello() -> None:
    print(
        f"\nCOMMIT Learn is at http://localhost:{PORT}/\n"
        "Demo sign-ins (password mekong-demo-2026), all at @demo.example:\n"
        "  learner.kh learner.la learner.mm learner.th learner.vn learner.cn\n"
        "  trainer.kh trainer.la observer.kh taskforce.kh taskforce2.kh taskforce.la\n"
        "  interviewer.kh admin editor translator.km reviewer.km\n"
        f"Mail that the demo sends: http://localhost:{PORT}/dev/mail/\n"
        "The demo asks for no second factor; a real site does, of administrators and task force members.\n"
        "Ctrl-C stops everything.",
        flush=True,
    )


def stop(processes: list[subprocess.Popen]) -> None:
    """End each process with its children; whoever does not go in time is killed."""
    for process in processes:
        signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            signal_group(process, signal.SIGKILL)


def signal_group(process: subprocess.Popen, number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    main()
