"""Make what is handed out for Windows, on Debian: ./dev package-windows.

python packaging/windows/make.py [FOLDER]      as root; the installer and the .zip, in FOLDER (dist)
    --commit COMMIT --version VERSION          of an older commit, under that version: what a trial upgrades from

Debian 13 with wine, CPython, the packages and the frozen program are kept in the folder that GOUJI_WINDOWS names, or
else in gouji-windows in the user's cache (~/.cache). A step whose inputs have not changed is not taken again. How it is
done, and why so: docs/decisions/16-windows.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from winbuild import checks, cpython, debian, freeze, index, pack, pe, signatures, source, wheels
from winbuild.debian import Windows
from winbuild.places import INSTALLER, ROOT, Places, alone, cache
from winbuild.steps import BuildError, Steps, must, say

LOCK = ROOT / "requirements-dev.lock"


def code(*modules: object) -> list[Path]:
    """Return the files of modules: a step is taken again when how it is taken has changed."""
    return [Path(str(getattr(module, "__file__", ""))) for module in modules]


class Build:
    """The steps, in their order."""

    def __init__(self, places: Places, commit: str = "", version: str = "") -> None:
        self.places = places
        self.steps, self.own = Steps(places.notes), Steps(places.own_notes)
        self.commit = commit or source.commit(ROOT)  # whatever is committed meanwhile
        self.version = version or source.version(ROOT, self.commit)

    def debian(self) -> None:
        """Take step 1: somewhere that Windows's programs run."""
        places = self.places
        made = places.debian / "usr" / "bin" / "wine-stable"
        wanted = (debian.SUITE, debian.BASE, debian.WINE)
        self.steps.take(
            "debian",
            f"Debian 13 和 wine (Debian 13 with wine), {places.debian}",
            lambda: debian.make(places.debian, places.log("debian")),
            *wanted,
            made=made,
        )
        must(debian.is_wine_there(places.debian), f"{places.debian} 里没有64位和32位的 wine。(wine is not whole.)")

    def python(self) -> None:
        """Take step 2: CPython, verified file by file."""
        self.steps.take(
            "python",
            f"CPython {cpython.VERSION}，逐个文件核实签名 (every file verified)",
            self._python,
            *code(cpython, signatures, pe),
            made=self.places.python / "python.exe",
        )

    def _python(self) -> None:
        sdist = self.places.downloads / cpython.FILE
        if not sdist.exists() or index.sha256_of(sdist) != cpython.SHA256:
            index.fetch(cpython.PROJECT, cpython.FILE, cpython.SHA256, sdist)
        part = self.places.python.with_name("python.part")
        shutil.rmtree(part, ignore_errors=True)
        cpython.unpack(sdist.read_bytes(), part)
        say(f"CPython: {cpython.verify(part)}")
        shutil.rmtree(self.places.python, ignore_errors=True)
        part.rename(self.places.python)

    def packages(self) -> None:
        """Take step 3: the wheels of the lock file."""
        self.steps.take(
            "packages",
            f"{LOCK.name} 里的软件包 (the locked packages)",
            lambda: wheels.install(LOCK, self.places.packages),
            LOCK,
            *code(wheels),
            made=self.places.packages / "PySide6",
        )

    def frozen(self) -> None:
        """Take step 4: the program."""
        say(f"提交 (commit) {self.commit}, {self.version}")
        self.places.work.mkdir(exist_ok=True)
        before = [self.steps.note(name) for name in ("debian", "python", "packages")]
        self.own.take(
            "frozen",
            "在 wine 里冻结程序，约七分钟 (freezing under wine, about 7 minutes)",
            self._freeze,
            source.state(ROOT, self.commit),
            self.version,
            *before,
            *code(freeze, source),
            made=self.places.frozen / "gouji-cli.exe",
        )

    def _freeze(self) -> None:
        with self.windows() as windows:
            freeze.freeze(self.places, windows, self.commit, self.version)
        if self.places.variant:  # the Windows that the program itself was frozen in is started from for comparison
            debian.remove(windows.drive.parent)
        pack.date_all(self.places.frozen, source.epoch(ROOT, self.commit))

    @contextmanager
    def windows(self) -> Iterator[Windows]:
        """Return a Windows with a display."""
        with ExitStack() as stack:
            stack.enter_context(debian.mounted(self.places.debian))
            shown = stack.enter_context(debian.display(self.places.debian))
            made = Windows(self.places.debian, self.places.prefix, "maker", shown)
            stack.callback(made.end)  # also what an interrupted build has left running
            yield made

    def check(self) -> None:
        """Take step 5, each time: what must hold of what is packed."""
        origins = checks.Origins(self.places.python, self.places.packages)
        checks.hold(self.places.frozen, origins)

    def pack(self, target: Path) -> None:
        """Take step 6: the installer and the .zip, copied to where they are wanted, with their sums."""
        work = self.places.work
        setup, portable = work / pack.setup_of(self.version), work / pack.portable_of(self.version)
        inputs = [self.own.note("frozen"), self.version, *code(pack)]
        self.own.take("setup", "安装程序 (the installer)", self._setup, self._made_of(), *inputs, made=setup)
        epoch = source.epoch(ROOT, self.commit)
        self.own.take(
            "portable",
            "免安装版 (for a stick)",
            lambda: pack.portable(self.places.frozen, portable, epoch),
            *inputs,
            made=portable,
        )
        target.mkdir(parents=True, exist_ok=True)
        for made in (setup, portable):
            shutil.copyfile(made, target / made.name)
        pack.sums(target, self.version)

    def _made_of(self) -> dict[str, bytes]:
        return source.those_of(ROOT, self.commit, INSTALLER)

    def _setup(self) -> None:
        with self.windows() as windows:
            pack.installer(self.places, windows, self._made_of(), self.version, source.epoch(ROOT, self.commit))

    def everything(self, target: Path) -> None:
        """Take all steps; what is handed out is in a folder then."""
        self.debian()
        self.python()
        self.packages()
        self.frozen()
        self.check()
        self.pack(target)


def older(folder: Path, commit: str, version: str) -> Build:
    """Return the build of an older commit, under a version of its own."""
    return Build(Places(folder, version), commit, version)


def main(arguments: Sequence[str]) -> int:
    """Make everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    parser.add_argument("--commit", help="an older commit")
    parser.add_argument("--version", help="the version that it is made under")
    given = parser.parse_args(arguments)
    if bool(given.commit) != bool(given.version):
        parser.error("--commit and --version go together")
    if given.version and not re.fullmatch(r"\d+\.\d+\.\d+", given.version):
        parser.error("a version is three numbers: 0.0.9")
    try:
        must(
            os.geteuid() == 0, "请以 root 运行：要建立一个 Debian 系统。(Run it as root: it makes a Debian of its own.)"
        )
        debian.mount_for_oneself()
        places = Places(cache())
        with alone(places.folder):
            build = older(places.folder, given.commit, given.version) if given.commit else Build(places)
            build.everything(given.folder.resolve())
    except BuildError as error:
        say(f"失败 (failed): {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
