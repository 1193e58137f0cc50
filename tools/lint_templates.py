"""Check the templates: indentation, tags, and the strict CSP (no inline script, style or handler)."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
INLINE = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"|javascript:",
    re.IGNORECASE,
)


def main() -> None:
    templates = sorted(
        path for folder in ("lms", "courses", "certificates") for path in (ROOT / folder).rglob("templates/**/*.html")
    )
    inline = [f"{path.relative_to(ROOT)}: {found[0]}" for path in templates if (found := inline_in(path))]
    for line in inline:
        print(f"inline script or style: {line}")
    codes = [run("djhtml", "--check", "--tabwidth", "2", *templates), run("curlylint", "--quiet", *templates)]
    sys.exit(1 if inline or any(codes) else 0)


def inline_in(path: Path) -> list[str]:
    return [found.group(0) for found in INLINE.finditer(path.read_text(encoding="utf-8"))]


def run(tool: str, *arguments) -> int:
    return subprocess.run([str(BIN / tool), *map(str, arguments)], cwd=ROOT).returncode


if __name__ == "__main__":
    main()
