"""Names of files that Windows takes: a file goes to machines that who writes it does not know."""

from __future__ import annotations

import os
import re
from pathlib import PurePath

_LONGEST = 210  # bytes: systems take 255, and a number and a suffix come behind
LONGEST_PATH = 260  # characters, as most programs for Windows count them


def safe(words: str) -> str:
    """Return words as the name of a file, without its suffix, that every system takes.

    >>> safe("甲/乙：2025?"), safe("NUL.市"), safe(". ")
    ('甲_乙：2025_', '_NUL.市', '_')
    """
    # some of these cannot be seen, and some turn a name round
    name = re.sub(
        '[\\\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]', "_", words
    )
    name = name.strip(". ").encode()[:_LONGEST].decode(errors="ignore").rstrip(". ")
    return f"_{name}" if not name or _is_device(name) else name


def _is_device(name: str) -> bool:
    """Return whether Windows has a device of that name; a start of the window does not wait for the pattern."""
    return re.match(r"(?i:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *(\.|$)", name) is not None


def why_refused(path: PurePath) -> str | None:
    """Return why this system is not to be asked for a file of that name; None where it may be."""
    return why_not_on_windows(path) if os.name == "nt" else None


def why_not_on_windows(path: PurePath) -> str | None:
    r"""Return what Windows would make of a name but a file; None where it makes a file.

    A device swallows what is written, and a colon hides it in a stream of another file, both without a word.

    >>> from pathlib import PureWindowsPath
    >>> why_not_on_windows(PureWindowsPath(r"D:\年报\con.pdf"))
    '“con.pdf”在Windows里是设备的名字，不能用作文件名，请换一个名字'
    >>> why_not_on_windows(PureWindowsPath(r"D:\年报\甲:乙.pdf"))
    'Windows的文件名里不能有“:”，请换一个名字'
    """
    for part in path.relative_to(path.anchor).parts:
        if _is_device(part):
            return f"“{part}”在Windows里是设备的名字，不能用作文件名，请换一个名字"
        if found := re.search(r'[\\/:*?"<>|\x00-\x1f]', part):
            sign = found.group()
            named = f"“{sign}”" if sign.isprintable() else "看不见的控制字符"
            return f"Windows的文件名里不能有{named}，请换一个名字"
    return None
