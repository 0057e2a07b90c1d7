"""What is made from a package that the project does not install: write it from that package, or check it by its sum."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path


def write_or_check(target: Path, made: str, script: str, lines: Callable[[Path], Iterable[str]]) -> int:
    """Write the lines that a package gives, or with --check say whether the file is what SHA-256 `made` says.

    Raises:
        SystemExit: neither or something else is asked for, or it is another package.
    """
    given = argparse.ArgumentParser(prog=script)
    either = given.add_mutually_exclusive_group(required=True)
    either.add_argument("package", nargs="?", type=Path)
    either.add_argument("--check", action="store_true", help="write nothing, say whether the file was changed")
    wanted = given.parse_args()
    if wanted.check:
        if hashlib.sha256(target.read_bytes()).hexdigest() == made:
            return 0
        print(f"{target.name} is not what tools/{script} made", file=sys.stderr)
        return 1
    text = "".join(f"{line}\n" for line in lines(wanted.package))
    target.write_text(text, "utf-8", newline="\n")
    print(f"SHA-256 {hashlib.sha256(text.encode()).hexdigest()}")
    return 0
