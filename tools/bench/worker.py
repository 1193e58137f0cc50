"""Runs one part of the bench with Django set up: `python -m tools.bench.worker prepare quick`."""

import sys
from importlib import import_module

import django

from tools.bench.sizes import SIZES


def main() -> None:
    part, size, *others = sys.argv[1:]
    django.setup()
    import_module(f"tools.bench.{part}").run(SIZES[size], *others)


if __name__ == "__main__":
    main()
