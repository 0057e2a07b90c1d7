"""What to install where a library of the system is missing; nothing of Qt, which may be what cannot be loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LIBRARY = re.compile(r"(lib[\w.+-]+?)\.so(?:\.(\d+))?", re.ASCII)
_NAMED_OTHERWISE = {"libglib-2.0": "libglib2.0", "libgthread-2.0": "libglib2.0"}  # without the sign before the number


def how_to_install(missing: Sequence[str]) -> str:
    """Say what is missing and which command brings it.

    >>> how_to_install(["libxcb-cursor.so.0"])
    '缺少系统组件libxcb-cursor.so.0，请管理员运行“sudo apt install libxcb-cursor0”，装好再打开'
    """
    packages = " ".join(dict.fromkeys(map(package_of, missing)))
    return f"缺少系统组件{'、'.join(missing)}，请管理员运行“sudo apt install {packages}”，装好再打开"


def why_not_loaded(error: ImportError) -> str:
    """Say why a part of the program cannot be loaded: by the library that it misses, else as the system says it."""
    named = _LIBRARY.match(str(error))
    if named and "cannot open shared object file" in str(error):
        return how_to_install([named[0]])
    return f"缺少系统组件（{error}）"


def package_of(library: str) -> str:
    """Name the package of Debian and its kin that holds a library: its name, the number behind it, apart from digits.

    >>> [package_of(one) for one in ("libxcb-icccm.so.4", "libxkbcommon-x11.so.0", "libEGL.so.1", "libglib-2.0.so.0")]
    ['libxcb-icccm4', 'libxkbcommon-x11-0', 'libegl1', 'libglib2.0-0']
    """
    named = _LIBRARY.fullmatch(library)
    if named is None:
        return library
    name = _NAMED_OTHERWISE.get(named[1], named[1])
    apart = "-" if named[2] and name[-1].isdigit() else ""
    return f"{name}{apart}{named[2] or ''}".lower()
