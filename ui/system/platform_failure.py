"""Why no window can be shown: in one sentence, made of what Qt says in English."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from ui.system.missing_parts import how_to_install

_DISPLAY = re.compile(r"could not connect to display|[Ff]ailed to create wl_display", re.ASCII)
_MISSING = re.compile(r"^\s*(\S+) => not found$", re.ASCII | re.MULTILINE)
_PATIENCE = 5  # seconds


def why(heard: Iterable[str]) -> str:
    """Make one sentence of what Qt says before it gives up."""
    words = "\n".join(heard)
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted and "Could not find the Qt platform plugin" in words:
        return f"没有叫“{wanted}”的界面，请去掉环境变量QT_QPA_PLATFORM再打开"
    if missing := missing_libraries():
        return how_to_install(missing)
    if _DISPLAY.search(words):
        named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or "没有设置"
        return f"连不上图形界面（DISPLAY：{named}），请在登录了桌面的电脑上打开"
    return "系统的图形界面用不了，请重新安装本程序，或者换一台电脑"


def missing_libraries() -> Sequence[str]:
    """Name the libraries that the plugin for usual Linux desktops asks for and that are not there."""
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    ldd = shutil.which("ldd")
    if ldd is None or not plugin.is_file():
        return ()
    try:
        done = subprocess.run(  # noqa: S603 — a program of the system, on a file of ours
            [ldd, str(plugin)], capture_output=True, check=False, encoding="utf-8", errors="replace", timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return sorted(set(_MISSING.findall(done.stdout)))
