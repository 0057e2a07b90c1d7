"""What build.ps1 leaves to Python, on a Windows itself: the same checks, list of files, .zip and sums as make.py's.

python packaging/windows/native.py check FROZEN LIST      what must hold of the frozen program; the installer's files
python packaging/windows/native.py pack FROZEN FOLDER     the .zip and the sums, beside the installer that is in FOLDER
python packaging/windows/native.py version                the version that is made
"""

from __future__ import annotations

import os
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from winbuild import checks, pack  # noqa: E402 — the project's root is known only now
from winbuild.places import VERSION  # noqa: E402
from winbuild.steps import BuildError, say  # noqa: E402


def check(frozen: Path, listed: Path) -> None:
    """Check the frozen program against the Python and the packages that run this; list its files for NSIS."""
    origins = checks.Origins(Path(sys.base_prefix), Path(sysconfig.get_path("purelib")))
    checks.hold(frozen, origins)
    listed.write_text(pack.script(frozen, frozen), "utf-8")


def hand_out(frozen: Path, folder: Path) -> None:
    """Pack the program for a stick, and write the sums."""
    pack.portable(frozen, folder / pack.portable_of(VERSION), int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    pack.sums(folder, VERSION)


def main(arguments: Sequence[str]) -> int:
    """Do one of them."""
    try:
        match arguments:
            case ["check", frozen, listed]:
                check(Path(frozen).resolve(), Path(listed).resolve())
            case ["pack", frozen, folder]:
                hand_out(Path(frozen).resolve(), Path(folder).resolve())
            case ["version"]:
                print(VERSION)
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except BuildError as error:
        say(f"失败 (failed): {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
