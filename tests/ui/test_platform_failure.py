"""A system that can show no window: one sentence in Chinese, with what to do, and the exit code of a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from ui.system import last_words, missing_parts, platform_failure

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the window system is there")
ENGLISH = ("qt.qpa", "This application failed", "plugin")


def started(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the program in an environment of its own, and let it end by itself."""
    command = [sys.executable, main.__file__, "--library", str(tmp_path / "library.db")]
    around = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        command, env=around | environment, capture_output=True, check=False, encoding="utf-8", timeout=60
    )


def with_ldd(tmp_path: Path, *lines: str) -> str:
    """Return a path of programs on which the one that lists libraries says these lines."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "ldd"
    program.write_text("#!/bin/sh\ncat <<'END'\n" + "\n".join(lines) + "\nEND\n", "utf-8")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_a_display_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = started(
        tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=":987", PATH=with_ldd(tmp_path, "libc.so.6 => /lib/c (0x1)")
    )
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert said.startswith("窗口打不开：连不上图形界面（DISPLAY：:987），请在登录了桌面的电脑上打开")
    assert not any(words in said for words in ENGLISH)
    assert not (tmp_path / "library.db").exists()


def test_libraries_that_are_missing_are_named_with_what_brings_them(tmp_path: Path) -> None:
    lines = (
        "\tlibxcb-cursor.so.0 => not found",
        "\tlibxcb.so.1 => /usr/lib/libxcb.so.1 (0x7f)",
        "\tlibxkbcommon-x11.so.0 => not found",
    )
    done = started(tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=":987", PATH=with_ldd(tmp_path, *lines))
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert "缺少系统组件libxcb-cursor.so.0、libxkbcommon-x11.so.0，" in said
    assert "“sudo apt install libxcb-cursor0 libxkbcommon-x11-0”" in said
    assert not any(words in said for words in ENGLISH)


def test_a_platform_that_nobody_knows_is_told(tmp_path: Path) -> None:
    done = started(tmp_path, QT_QPA_PLATFORM="nonsense:a")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "没有叫“nonsense”的界面" in done.stderr


@pytest.mark.parametrize("heard", [[], ["something else"], [""]])
def test_whatever_qt_says_the_sentence_is_ours(heard: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform_failure, "missing_libraries", tuple)
    said = platform_failure.why(heard)
    assert said.isascii() is False
    assert "Qt" not in said


def test_what_qt_only_warns_of_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    from PySide6.QtCore import qWarning

    with last_words.told(lambda _: pytest.fail("nothing failed")):
        qWarning("a warning of the start")
    assert "a warning of the start" in capfd.readouterr().err


@pytest.mark.parametrize(
    "library, package",
    [
        ("libxcb-image.so.0", "libxcb-image0"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libGL.so.1", "libgl1"),
        ("libOpenGL.so.0", "libopengl0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_a_library_is_in_the_package_of_its_name(library: str, package: str) -> None:
    assert missing_parts.package_of(library) == package


def test_a_part_that_cannot_be_loaded_is_told_by_its_library() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_parts.why_not_loaded(error).endswith("请管理员运行“sudo apt install libegl1”，装好再打开")
    assert "cannot open" not in missing_parts.why_not_loaded(error)
    assert missing_parts.why_not_loaded(ImportError("No module named 'PySide6'")).startswith("缺少系统组件（")
