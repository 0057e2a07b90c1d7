"""Make what an administrator hands out: ./dev package freezes the program and packs it as .deb.

python tools/package.py [--store] [FOLDER]      the frozen program and the .deb, in FOLDER (dist); --store: laid out as
                                                the application store of UOS asks for, too
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.licences import gather  # noqa: E402 — the project's root is known only now
from tools.linked import dependencies, versions  # noqa: E402
from tools.make_manual import write_manual  # noqa: E402

FORMS = ROOT / "packaging" / "linux"
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
STORE_ID = "org.gouji.gouji"  # names the package of the store, its folder, its entry and its icons
STORE_VERSION = ".".join((*VERSION.split("."), "0", "0")[:4])  # of four numbers
PERMISSIONS = ("autostart", "notification", "trayicon", "clipboard", "account", "bluetooth", "camera", "audio_record")
NEEDED = {"clipboard"}
LARGEST = 60_000_000  # bytes that the package may have


def freeze(work: Path) -> Path:
    """Freeze the program; give its folder."""
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "build.spec"), "--noconfirm", "--log-level=ERROR"]
    subprocess.run([*command, f"--distpath={work}/frozen", f"--workpath={work}/pyinstaller"], cwd=ROOT, check=True)
    return work / "frozen" / "gouji"


def stage(frozen: Path, root: Path) -> None:
    """Lay the files out as they will lie on the system."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(frozen, root / "opt" / "gouji", symlinks=True)
    share = root / "usr" / "share"
    _put(FORMS / "gouji.desktop", share / "applications" / "gouji.desktop")
    _put(FORMS / "gouji.xml", share / "mime" / "packages" / "gouji.xml")
    _put(ROOT / "assets" / "icons" / "gouji.svg", share / "icons" / "hicolor" / "scalable" / "apps" / "gouji.svg")
    for picture in sorted((ROOT / "assets" / "icons").glob("gouji-*.png")):
        size = picture.stem.partition("-")[2]
        _put(picture, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "gouji.png")
    _fill(FORMS / "gouji.metainfo.xml", share / "metainfo" / f"{STORE_ID}.metainfo.xml", DESKTOP="gouji.desktop")
    _put(root / "opt" / "gouji" / "lib" / "licences" / "NOTICE.txt", share / "doc" / "gouji" / "copyright")
    _zip((ROOT / "CHANGELOG.md").read_text("utf-8"), share / "doc" / "gouji" / "CHANGELOG.md.gz")
    page = (FORMS / "gouji.1").read_text("utf-8").replace("@VERSION@", VERSION)
    for folder in ("man1", "zh_CN/man1"):
        _zip(page, share / "man" / folder / "gouji.1.gz")
    link = root / "usr" / "bin" / "gouji"
    link.parent.mkdir(parents=True)
    link.symlink_to("/opt/gouji/gouji")


def stage_for_store(frozen: Path, root: Path) -> None:
    """Lay the files out as the application store of UOS asks for: all of them in one folder, no scripts."""
    shutil.rmtree(root, ignore_errors=True)
    home = root / "opt" / "apps" / STORE_ID
    shutil.copytree(frozen, home / "files", symlinks=True)
    entries = home / "entries"
    entry = (FORMS / "gouji.desktop").read_text("utf-8")
    entry = entry.replace("Exec=gouji ", f"Exec=/opt/apps/{STORE_ID}/files/gouji ").replace(
        "Icon=gouji", f"Icon={STORE_ID}"
    )
    _write(entry, entries / "applications" / f"{STORE_ID}.desktop")
    kinds = (FORMS / "gouji.xml").read_text("utf-8").replace('icon name="gouji"', f'icon name="{STORE_ID}"')
    _write(kinds, entries / "mime" / "packages" / f"{STORE_ID}.xml")
    metainfo = entries / "metainfo" / f"{STORE_ID}.metainfo.xml"
    _fill(FORMS / "gouji.metainfo.xml", metainfo, DESKTOP=f"{STORE_ID}.desktop")
    icons = entries / "icons" / "hicolor"
    _put(ROOT / "assets" / "icons" / "gouji.svg", icons / "scalable" / "apps" / f"{STORE_ID}.svg")
    for picture in sorted((ROOT / "assets" / "icons").glob("gouji-*.png")):
        size = picture.stem.partition("-")[2]
        _put(picture, icons / f"{size}x{size}" / "apps" / f"{STORE_ID}.png")
    info = {
        "appid": STORE_ID,
        "name": "勾稽",
        "version": STORE_VERSION,
        "arch": ["amd64"],
        "permissions": {one: one in NEEDED for one in PERMISSIONS},
    }
    _write(json.dumps(info, ensure_ascii=False, indent=2) + "\n", home / "info")


def _fill(form: Path, target: Path, **fields: str) -> None:
    """Fill in a description of the program: besides `fields` its version, and the day on which it is made."""
    made = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    words = form.read_text("utf-8")
    for name, value in {"VERSION": VERSION, "DATE": time.strftime("%Y-%m-%d", made), **fields}.items():
        words = words.replace(f"@{name}@", value)
    _write(words, target)


def _write(words: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(words, "utf-8")


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(words: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(words.encode(), mtime=0))


def control(root: Path, program: Path, name: str = "gouji", version: str = VERSION) -> None:
    """Write what dpkg reads: the fields, and the sums of all files."""
    fields = {
        "NAME": name,
        "VERSION": version,
        "SIZE": str(sum(size for _, size in _files(root)) // 1024),
        "DEPENDS": ", ".join(dependencies(program)),
    }
    words = (FORMS / "control.in").read_text("utf-8")
    for field, value in fields.items():
        words = words.replace(f"@{field}@", value)
    names = [str(path.relative_to(root)) for path, _ in _files(root)]
    sums = subprocess.run(["md5sum", *names], cwd=root, check=True, capture_output=True).stdout
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(words, "utf-8")
    (root / "DEBIAN" / "md5sums").write_bytes(sums)


def _files(root: Path) -> list[tuple[Path, int]]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    return [(path, path.stat().st_size) for path in found]


def pack(root: Path, package: Path) -> None:
    """Pack the staged files, readable by everybody, as root's."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    package.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)], check=True)


def tell(frozen: Path, package: Path) -> None:
    """Print how large it is and which systems it runs on."""
    wanted = versions(frozen, "GLIBC")
    newest = max(wanted.values())
    suspects = sorted(path.name for path, version in wanted.items() if version == newest)
    _say(f"{package}: {package.stat().st_size / 1e6:.1f} MB (at most {LARGEST / 1e6:.0f})")
    _say(f"it needs glibc {_dotted(newest)} or newer, because of {', '.join(suspects[:5])}")
    _say(f"it needs libstdc++ with GLIBCXX {_dotted(max(versions(frozen, 'GLIBCXX').values()))} or newer")


def _dotted(version: Iterable[int]) -> str:
    return ".".join(map(str, version))


def _say(words: str) -> None:
    print(f"package: {words}", file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    """Make everything."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    given.add_argument("--store", action="store_true")
    wanted = given.parse_args(arguments)
    for_store, folder = wanted.store, wanted.folder
    work = ROOT / "build"
    frozen = freeze(work)
    write_manual(frozen / "lib" / "manual")
    gather(frozen, frozen / "lib" / "licences")
    if os.name == "nt":  # packaging/windows goes on from here
        return 0
    made = [debian_package(frozen, work / "deb", folder)]
    if for_store:
        made.append(store_package(frozen, work / "store", folder))
    for package in made:
        tell(frozen, package)
    return 0 if all(package.stat().st_size <= LARGEST for package in made) else 1


def debian_package(frozen: Path, staged: Path, folder: Path) -> Path:
    """Make the package that apt installs."""
    stage(frozen, staged)
    control(staged, staged / "opt" / "gouji")
    package = folder / f"gouji_{VERSION}_amd64.deb"
    pack(staged, package)
    return package


def store_package(frozen: Path, staged: Path, folder: Path) -> Path:
    """Make the package that the application store of UOS takes."""
    stage_for_store(frozen, staged)
    control(staged, staged / "opt" / "apps" / STORE_ID / "files", STORE_ID, STORE_VERSION)
    package = folder / f"{STORE_ID}_{STORE_VERSION}_amd64.deb"
    pack(staged, package)
    return package


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
