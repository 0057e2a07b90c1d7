"""What is put right around the program before Qt starts: the input method, and what other programs inherit."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path


def prepare(environment: MutableMapping[str, str] = os.environ) -> None:
    """Change the environment of this process; nothing to do but on Linux."""
    if sys.platform == "linux":
        choose_input_method(environment)
        forget_the_frozen_libraries(environment)


def choose_input_method(environment: MutableMapping[str, str]) -> None:
    """Let fcitx be reached through its ibus front end: this Qt has ibus's plugin, and none that speaks fcitx.

    What the user has chosen stays, unless it is fcitx's own plugin, which would leave no input method at all.

    >>> choices = {"QT_IM_MODULE": "fcitx"}
    >>> choose_input_method(choices)
    >>> choices
    {'QT_IM_MODULE': 'ibus'}
    """
    chosen = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE") or ""
    if chosen and not chosen.startswith("fcitx"):
        return
    if chosen or "fcitx" in environment.get("XMODIFIERS", "") or _listens_as_ibus(environment):
        environment.pop("QT_IM_MODULES", None)
        environment["QT_IM_MODULE"] = "ibus"


def _listens_as_ibus(environment: MutableMapping[str, str]) -> bool:
    """Return whether ibus, or fcitx in its place, has left its address where Qt's plugin looks for it."""
    named = environment.get("XDG_CONFIG_HOME") or f"{environment.get('HOME', '')}/.config"
    display = environment.get("DISPLAY", "").rpartition(":")[2].partition(".")[0]
    return bool(display) and any(Path(named, "ibus", "bus").glob(f"*-{display}"))


def forget_the_frozen_libraries(environment: MutableMapping[str, str]) -> None:
    """Restore the library path for other programs that are started (a browser, a file manager).

    PyInstaller puts the folder of the program in front; this process has taken note of it by now.
    """
    if not getattr(sys, "frozen", False):
        return
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    environment.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
