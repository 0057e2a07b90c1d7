"""What is written from the definitions: write it, or with --check say what is behind."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path


def write_or_check(made: Mapping[Path, str], script: str) -> int:
    """Write the files that are behind; with --check only name them. Return 1 where that finds some.

    Raises:
        SystemExit: something else is asked for.
    """
    behind = [file for file, text in made.items() if not file.is_file() or file.read_text("utf-8") != text]
    given = argparse.ArgumentParser(prog=script)
    given.add_argument("--check", action="store_true", help="write nothing, say what is behind")
    if not given.parse_args().check:
        for file in behind:
            file.write_text(made[file], "utf-8", newline="\n")
        return 0
    for file in behind:
        print(f"{file.name} is not in step: run .venv/bin/python tools/{script}", file=sys.stderr)
    return int(bool(behind))
