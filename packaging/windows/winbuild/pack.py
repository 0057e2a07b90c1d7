"""What is handed out: the installer, the folder for a stick as a .zip, and their SHA-256. The same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from winbuild.debian import Windows
from winbuild.places import Places
from winbuild.steps import must, say

LARGEST = 45_000_000  # bytes that the installer may have
PORTABLE = "gouji.portable"  # model/storage/files/places.py looks for it
PORTABLE_WORDS = """\
有这个文件在程序旁边，勾稽就把报告库、备份和出错记录都放在旁边的 data 文件夹里，不写进这台电脑的用户文件夹。
删去这个文件，勾稽就用每台电脑自己的报告库；data 文件夹不会被删除。
"""


def setup_of(version: str) -> str:
    """Return the file name of the installer of a version."""
    return f"gouji-{version}-setup.exe"


def portable_of(version: str) -> str:
    """Return the file name of the program for a stick."""
    return f"gouji-{version}-portable.zip"


def files(folder: Path) -> list[Path]:
    """Return the files of a folder in an order that is the same everywhere."""
    return sorted(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.relative_to(folder).parts
    )


def date_all(folder: Path, epoch: int) -> None:
    """Return every file and folder to one date, which the installer and the .zip keep."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (epoch, epoch))


def script(folder: Path, inside: Path) -> str:
    r"""Return the lines of the installer's script that unpack every file, in the order of `files`.

    They are read where the folder is called `inside`. In the name of a folder a dollar would be a variable to NSIS.
    """
    lines: list[str] = []
    at = None
    for path in files(folder):
        place = path.relative_to(folder)
        if place.parent != at:
            at = place.parent
            target = "\\".join(["$INSTDIR", *map(_dollars, at.parts)])
            lines.append(f'SetOutPath "{_plain(target)}"')
        lines.append(f'File "{_plain(str(inside / place))}"')
    return "\n".join([*lines, 'SetOutPath "$INSTDIR"', ""])


def _dollars(name: str) -> str:
    return name.replace("$", "$$")


def _plain(name: str) -> str:
    must(not re.search(r'["\n]|\$\{', name), f"文件名不能用：{name}。(Such a file name cannot be packed.)")
    return name


def installer(places: Places, windows: Windows, made_of: Mapping[str, bytes], version: str, epoch: int) -> None:
    """Compile the installer of its script and what lies beside that, in the folder that the Debian sees.

    Raises:
        BuildError: NSIS fails or warns.
    """
    names = {"nsi": "gouji.nsi", "files": "files.nsh", "out": setup_of(version)}
    seen = {key: Path("/", places.work.name, name) for key, name in (*names.items(), ("staged", places.frozen.name))}
    for name, data in made_of.items():
        (places.work / name).write_bytes(data)
    (places.work / names["files"]).write_text(script(places.frozen, seen["staged"]), "utf-8")
    made, log = places.work / names["out"], places.log("makensis")
    made.unlink(missing_ok=True)
    options = [f"-DVERSION={version}", f"-DSTAGED={seen['staged']}", f"-DOUT={seen['out']}", f"-DFILES={seen['files']}"]
    options += ["-INPUTCHARSET", "UTF8", "-V2", "-WX"]
    code, _ = windows.run("makensis", *options, seen["nsi"], environment={"SOURCE_DATE_EPOCH": str(epoch)}, log=log)
    must(code == 0 and made.exists(), f"制作安装程序失败，原因见 {log}。(NSIS failed; the log says why.)")


def portable(folder: Path, target: Path, epoch: int) -> None:
    """Pack the program for a stick: unpack it, start it, and the data is beside it."""
    date = time.gmtime(epoch)[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in _with_the_mark(folder):
            entry = zipfile.ZipInfo(f"gouji/{name}", date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)


def _with_the_mark(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in files(folder):
        yield path.relative_to(folder).as_posix(), path.read_bytes()
    yield PORTABLE, ("\ufeff" + PORTABLE_WORDS.replace("\n", "\r\n")).encode()


def sums(folder: Path, version: str) -> Path:
    """Write the SHA-256 of what is handed out, as `sha256sum -c` reads them."""
    target = folder / f"gouji-{version}-windows.sha256"
    names = (setup_of(version), portable_of(version))
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]
    target.write_text("\n".join([*lines, ""]), "utf-8")
    for name, line in zip(names, lines, strict=True):
        say(f"{name}: {(folder / name).stat().st_size / 1e6:.1f} MB, SHA-256 {line[:64]}")
    size = (folder / names[0]).stat().st_size
    must(size <= LARGEST, f"安装程序有 {size / 1e6:.1f} MB，最多 {LARGEST / 1e6:.0f} MB。(The installer is too large.)")
    return target
