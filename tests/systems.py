"""What only some systems have: a test of it is left out on the others, with the reason."""

import ctypes
import os
import sys
from pathlib import Path

import pytest

_MAY_ASK, _STILL_ACTIVE = 0x1000, 259  # PROCESS_QUERY_LIMITED_INFORMATION, and the code of what has not ended


def posix_only(reason: str) -> pytest.MarkDecorator:
    """Leave a test out on Windows; the reason says what Windows has instead, or has not."""
    return pytest.mark.skipif(os.name != "posix", reason=reason)


needs_links = posix_only("links need rights of their own on Windows")
needs_loose_files = posix_only("Windows lets nobody remove, rename or replace a file that is open")
needs_modes = posix_only("Windows keeps its rights elsewhere than in the modes of files")
needs_odd_names = posix_only("Windows makes no files of such names, which is told")
needs_shell = posix_only("Windows has no sh")
needs_linux_figures = posix_only("only Linux tells a process's figures in files")


def is_running(pid: int) -> bool:
    """Return whether a process is there."""
    if sys.platform == "win32":
        kernel, code = ctypes.windll.kernel32, ctypes.c_ulong()
        process = kernel.OpenProcess(_MAY_ASK, False, pid)
        kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return code.value == _STILL_ACTIVE
    return Path(f"/proc/{pid}").exists()
