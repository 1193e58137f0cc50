"""`make bench`: measure the site in its production shape; `make bench ARGS=--help` lists what can be chosen."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
os.chdir(ROOT)

from tools.bench.command import main  # noqa: E402 (the line above makes it importable)

if __name__ == "__main__":
    main()
