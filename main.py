"""勾稽: without a command it opens the window; with one it does one job, without a display and without Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str]) -> int:
    """Decide between the window and a command; anything that is neither is told by the commands."""
    library, files = _for_the_window(argv)
    if library is None:
        import commands

        return commands.run(argv)
    try:
        from ui.start import open_window
    except ImportError as error:
        print(f"窗口打不开，缺少系统组件（{error}）；命令行功能仍可使用", file=sys.stderr)
        return 2
    return open_window(library, files)


def _for_the_window(argv: Sequence[str]) -> tuple[Path | None, list[Path]]:
    """Give the library and the files that the window is to open; no library means that it is not the window's.

    >>> _for_the_window(["--library", "甲.db", "乙.json"]) == (Path("甲.db"), [Path("乙.json")])
    True
    >>> _for_the_window(["check", "乙.json"])
    (None, [])
    """
    rest, library = list(argv), None
    if len(rest) > 1 and rest[0] == "--library":
        library, rest = Path(rest[1]), rest[2:]
    if not all(name.lower().endswith(".json") for name in rest):
        return None, []
    return library or _default_library(), [Path(name) for name in rest]


def _default_library() -> Path:
    from model.storage.places import default_library

    return default_library()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
