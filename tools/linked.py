"""What the binaries of a folder want from the system they run on, read with objdump."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# Which Debian package has a library; what is in none of them must be inside.
PACKAGES: Mapping[str, str] = {
    "ld-linux-x86-64.so.2": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbz2.so.1.0": "libbz2-1.0",
    "libc.so.6": "libc6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdl.so.2": "libc6",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "liblzma.so.5": "liblzma5",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libuuid.so.1": "libuuid1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def binaries(folder: Path) -> Iterator[Path]:
    """Return every executable and library under `folder`."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def newest(symbols: Iterable[str], family: str) -> tuple[int, ...]:
    """Find the highest version of a family among the words of a symbol table.

    >>> newest(["GLIBC_2.9", "(GLIBC_2.28)", "GLIBCXX_3.4.30"], "GLIBC")
    (2, 28)
    """
    found = (re.findall(rf"\b{family}_(\d+(?:\.\d+)+)", words) for words in symbols)
    return max((tuple(map(int, one.split("."))) for words in found for one in words), default=())


def versions(folder: Path, family: str) -> dict[Path, tuple[int, ...]]:
    """Return for each binary the highest version of a family of symbols that it needs."""
    return {path: newest([_objdump("-T", path)], family) for path in binaries(folder)}


def dependencies(folder: Path) -> list[str]:
    """Name the packages that what is in `folder` needs.

    Raises:
        LookupError: a library is neither inside nor in a known package.
    """
    inside = {path.name for path in folder.rglob("*.so*")}
    needed = {name for path in binaries(folder) for name in re.findall(r"NEEDED\s+(\S+)", _objdump("-p", path))}
    unknown = sorted(needed - inside - set(PACKAGES))
    if unknown:
        raise LookupError(f"neither inside nor in a known package: {', '.join(unknown)}")
    libc = ".".join(map(str, max(versions(folder, "GLIBC").values())))
    packages = {PACKAGES[name] for name in needed - inside}
    return sorted(f"libc6 (>= {libc})" if name == "libc6" else name for name in packages)


def _objdump(option: str, path: Path) -> str:
    return subprocess.run(["objdump", option, str(path)], capture_output=True, text=True, check=False).stdout
