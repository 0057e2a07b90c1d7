"""What must hold of the frozen program before it is packed: each check returns sentences, none if all is well."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from winbuild.pe import images
from winbuild.steps import must, say

HERE = Path(__file__).parent
WINE = (b"Wine builtin DLL", b"Wine placeholder DLL")
MICROSOFT = "Microsoft Distributable Code"  # the words in CPython's licence for the runtime of Visual C++
# What lies at the top of `lib` and is the project's own, by its name without a suffix.
OURS = {
    *("app", "assets", "commands", "export", "intake", "licences", "main", "manual", "model", "no_network"),
    *("pyproject", "ui"),
}
# What PyInstaller starts a program with.
LOADER = re.compile(r"(pyi_rth_\w+|pyiboot\w+|pyimod\w+|struct)\.pyc|_pyi_rth_utils/.*|PyInstaller/.*")
PARENT_PLACES = ("", "DLLs/", "Lib/")


def system_libraries() -> set[str]:
    """Return the libraries that Windows 10 itself has."""
    lines = (HERE / "system_libraries.txt").read_text("utf-8").split("\n")
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def of_wine(folder: Path) -> list[str]:
    """Name the files that wine put in."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        f"{path.relative_to(folder)} 是 wine 的文件，不能发给别人。(It is a file of wine.)"
        for path in files
        if any(mark in path.read_bytes() for mark in WINE)
    ]


def closure(folder: Path, system: Iterable[str]) -> list[str]:
    """Name every library that is loaded and is neither in the folder nor part of Windows 10."""
    found = list(images(folder))
    there = {path.name.lower() for path, _ in found} | set(system)
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for path, image in found:
        for name in image.imports():
            if name not in there and not name.startswith("api-ms-win-crt-"):
                missing[name].append(path.relative_to(folder).as_posix())
    return [
        f"{'、'.join(by[:3])} 要用 {name}，程序里没有，Windows 10 也没有。(It loads a library that is not there.)"
        for name, by in sorted(missing.items())
    ]


class Origins:
    """Where each file of the frozen program came from: the project, CPython, or a distribution by its record."""

    def __init__(self, python: Path, packages: Path) -> None:
        files = (path.relative_to(python).as_posix() for path in python.rglob("*") if path.is_file())
        self._python = {name.lower() for name in files}
        self._owners = dict(_recorded(packages))

    def of(self, place: PurePosixPath) -> str | None:
        """Return the distribution a file in the folder `lib` is of: `gouji` for ours, `python` for CPython's."""
        if PurePosixPath(place.parts[0]).stem in OURS:
            return "gouji"
        if LOADER.fullmatch(place.as_posix()):
            return "pyinstaller"
        names = [place.as_posix()]
        if place.suffix == ".pyc":
            names.append(place.with_suffix(".py").as_posix())
        for name in names:
            if name.lower() in self._owners:
                return self._owners[name.lower()]
            if any(f"{start}{name}".lower() in self._python for start in PARENT_PLACES):
                return "python"
        return None


def _recorded(packages: Path) -> Iterator[tuple[str, str]]:
    for record in sorted(packages.glob("*.dist-info/RECORD")):
        name = re.sub(r"[-_.]+", "-", record.parent.name.partition("-")[0]).lower()
        with record.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                yield row[0].lower(), name


def licences(folder: Path, origins: Origins) -> list[str]:
    """Name the files that came from nowhere known, and the origins without a text of a licence."""
    lib = folder / "lib"
    texts = {path.stem for path in (lib / "licences").glob("*.txt") if path.stat().st_size}
    unknown: list[str] = []
    needed: set[str] = set()
    for path in sorted(lib.rglob("*")):
        if path.is_file() and path.name != "base_library.zip":
            place = PurePosixPath(path.relative_to(lib).as_posix())
            origin = origins.of(place)
            needed |= {origin} if origin else set()
            unknown += [] if origin else [f"lib/{place} 来历不明。(Nobody knows where it came from.)"]
    missing = sorted(needed - texts - {"pyinstaller"}) + ([] if "python" in texts else ["python"])
    wrong = [f"缺少 {name} 的许可。(The licence of {name} is missing.)" for name in missing]
    return unknown + wrong + _microsoft(lib / "licences" / "python.txt")


def _microsoft(python: Path) -> list[str]:
    if python.exists() and MICROSOFT in python.read_text("utf-8"):
        return []
    return ["python.txt 里没有微软运行库的许可。(The licence of Microsoft's runtime is missing.)"]


def hold(folder: Path, origins: Origins) -> None:
    """Check everything.

    Raises:
        BuildError: something is not as it must be.
    """
    found = all_of(folder, origins, system_libraries())
    wrong = [f"{name}: {sentence}" for name, sentences in found.items() for sentence in sentences]
    must(not wrong, "冻结的程序不合要求 (The frozen program is not as it must be):\n  " + "\n  ".join(wrong))
    say(f"检查通过 (checked): {', '.join(found)}")


def all_of(folder: Path, origins: Origins, system: Iterable[str]) -> Mapping[str, list[str]]:
    """Check everything; return what is wrong, by the name of the check."""
    return {
        "no file of wine": of_wine(folder),
        "libraries": closure(folder, system),
        "licences": licences(folder, origins),
    }
