"""勾稽: without a command it opens the window; with one it does one job, without a display and without Qt."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str]) -> int:
    """Decide between the window and a command; what is neither is told by the commands."""
    library, files = _for_the_window(argv)
    if library is None:
        import commands

        return commands.run(argv)
    if not _has_display():
        return _no_window("这里没有图形界面")
    try:
        from ui.system.binding import hasten

        hasten()
        from ui.start import open_window
    except ImportError as error:
        from ui.system.missing_parts import why_not_loaded

        return _no_window(why_not_loaded(error))
    return open_window(library, files, _no_window)


def _for_the_window(argv: Sequence[str]) -> tuple[Path | None, list[Path]]:
    """Return the library and the files that the window is to open; no library means that it is not the window's.

    >>> _for_the_window(["--library", "甲.db", "乙.json"]) == (Path("甲.db"), [Path("乙.json")])
    True
    >>> _for_the_window(["check", "乙.json"])
    (None, [])
    """
    rest, library = list(argv), None
    if len(rest) > 1 and rest[0] == "--library":
        library, rest = Path(rest[1]), rest[2:]
    if not all(map(_is_to_be_opened, rest)):
        return None, []
    return library or _default_library(), [Path(name) for name in rest]


def _is_to_be_opened(name: str) -> bool:
    """Whether it names a report, or whatever else is there: the window says of it why it cannot be read."""
    from commands import names
    from intake import READERS

    return Path(name).suffix.lower() in READERS or (name not in names() and os.path.exists(name))  # noqa: PTH110 — Path.exists raises at a name that is too long


def _default_library() -> Path:
    from model.storage.files.places import default_library

    return default_library()


def _has_display() -> bool:
    """Whether there is one; without it Qt would end the process with words that no clerk understands."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, named))


def _no_window(why: str) -> int:
    import commands

    commands.say(f"窗口打不开：{why}；命令行功能仍可使用，见 {commands.program()} --help")
    return 2


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 100)  # imports make no garbage, and looking for it takes a tenth of the start
    sys.exit(main(sys.argv[1:]))
