"""Put the licences of all that is inside a frozen program into one folder of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"pip", "tzdata"}  # required, and not inside
QT = {"pyside6-essentials", "shiboken6"}  # their wheels bring no text


def gather(frozen: Path, target: Path) -> None:
    """Write the texts: the program's own, the fonts', Python's, the libraries', and what came from this system."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", target / "gouji.txt")
    shutil.copyfile(ROOT / "NOTICE", target / "NOTICE.txt")
    for name in ("GPL-3.txt", "OFL-lxgw-wenkai.txt", "OFL-noto-sans.txt", "OFL-noto-serif.txt", "NOTICE.txt"):
        shutil.copyfile(ROOT / "assets" / "fonts" / name, target / f"fonts-{name}")
    shutil.copyfile(ROOT / "packaging" / "licences" / "Lucide.txt", target / "icons-lucide.txt")
    shutil.copyfile(_python(), target / "python.txt")
    for name in sorted(required() - LEFT_OUT):
        _library(name, target / f"{name}.txt")
    for package in sorted(_packages_of_the_system(frozen)):
        shutil.copyfile(f"/usr/share/doc/{package}/copyright", target / f"system-{package}.txt")


def required() -> set[str]:
    """Name the distributions that the program is locked to."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    return {found[1] for line in lines if (found := re.match(r"([a-z0-9._-]+)==", line))}


def _python() -> Path:
    candidates = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
    )
    return next(path for path in candidates if path.exists())


def _library(name: str, target: Path) -> None:
    found = distribution(name)
    texts = [path.read_text("utf-8", "replace") for path in _texts(name, found)]
    if not texts:
        raise LookupError(f"no text of the licence of {name}")
    target.write_text("\n\n".join([f"{found.metadata['Name']} {found.version}", *texts]), "utf-8")


def _texts(name: str, found: Distribution) -> Iterator[Path]:
    if name in QT:
        yield ROOT / "packaging" / "licences" / "LGPL-3.txt"
        yield ROOT / "assets" / "fonts" / "GPL-3.txt"
    for file in found.files or ():
        if re.search(r"licen[cs]e|copying|notice", str(file), re.IGNORECASE) and file.suffix in ("", ".txt", ".md"):
            yield Path(str(file.locate()))


def _packages_of_the_system(frozen: Path) -> set[str]:
    """Name the packages that the libraries beside Python came from; none on a system without dpkg."""
    if not shutil.which("dpkg-query"):
        return set()
    names = [f"*/{path.name}" for path in (frozen / "lib").glob("lib*.so*") if not path.is_symlink()]
    command = ["dpkg-query", "--search", *names]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {line.partition(":")[0] for line in listed.splitlines() if not line.startswith("diversion")}
