"""Use the packages for older systems in a fresh Debian 11: ./dev test-package --in-debian-11.

    python tools/try_in_debian_11.py [FOLDER [PICTURES]]      as root, on Debian; FOLDER: what in-debian-11.sh made

A Debian 11 is made in a folder that is thrown away; apt installs the package there with what it depends on and nothing
else. An ordinary user types a number, is killed, looks for it, checks, prints a PDF that is read back, and the package
is removed. The package for the store of UOS likewise.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from export import WRITERS  # noqa: E402 — the project's root is known only now
from tools.desktop import Desktop, run, say  # noqa: E402
from tools.package import STORE_ID  # noqa: E402
from tools.try_package import EXAMPLE, LEAST, NUMBER, start_again, type_and_kill  # noqa: E402
from tools.trying import FailedError, must  # noqa: E402

USER = 1000
MOUNTED = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$@"'
PROGRAMS = {"gouji": "/usr/bin/gouji", STORE_ID: f"/opt/apps/{STORE_ID}/files/gouji"}


class System:
    """A Debian 11 in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        mirror = os.environ.get("MIRROR") or run("apt-get", "indextargets", "--format", "$(REPO_URI)").split()[0]
        run("debootstrap", "--variant=minbase", "bullseye", folder, mirror)
        folder.chmod(0o755)  # it is the / of an ordinary user
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")

    def command(self, *command: object, user: int = 0, **environment: str) -> list[str]:
        """Return what runs a command in it, with mounts that vanish with it."""
        kept = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        settings = [f"{name}={value}" for name, value in (kept | environment).items()]
        apart = ["unshare", "--mount", "--propagation", "private", "sh", "-c", MOUNTED, str(self.folder)]
        there = [f"--userspec={user}:{user}", str(self.folder), "env", "-i", *settings]
        return [*apart, *there, *map(str, command)]

    def run(self, *command: object, expect: int | None = 0) -> str:
        """Run a command in it as root; give what it says."""
        return run(*self.command(*command), expect=expect)


class ForeignDesktop(Desktop):
    """A display of this machine, on which a program of the other system is seen."""

    def __init__(self, system: System, command: str, pictures: Path) -> None:
        self._system, self.command = system, command
        folder = system.folder / "home" / Path(command).parent.parent.name
        folder.mkdir()
        super().__init__(folder, pictures)
        os.chown(self.home, USER, USER)

    def inside(self, path: Path) -> Path:
        """Return a file's name as the program sees it, and let the program's user have the file."""
        if path.exists():
            os.chown(path, USER, USER)
        return Path("/") / path.relative_to(self._system.folder)

    def _called(self, *command: object) -> list[str]:
        home = str(self.inside(self.home))
        folders = {"HOME": home, "XDG_DATA_HOME": f"{home}/data", "XDG_RUNTIME_DIR": home}
        return self._system.command(*command, user=USER, DISPLAY=self.display, **folders)

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        """Start the program in its system, anything else here."""
        return super().start(*(self._called(*words) if words[0] == self.command else words))

    def say(self, *command: object, expect: int | None = 0) -> str:
        """Run one of the program's commands; give what it says."""
        return run(*self._called(self.command, *command), expect=expect)


def try_package(system: System, package: Path, pictures: Path) -> None:
    """Install one package, use it, remove it."""
    name = run("dpkg-deb", "-f", package, "Package").strip()
    shutil.copyfile(package, system.folder / "package.deb")
    say(f"{name}: installing")
    system.run("apt-get", "install", "-y", "--no-install-recommends", "/package.deb")
    screen = ForeignDesktop(system, PROGRAMS[name], pictures / name)
    try:
        say(f"{name}: typing a number, killing the program, starting it again")
        type_and_kill(screen)
        pdf = start_again(screen)
        say(f"{name}: commands")
        commands(screen, pdf)
        system.run("dpkg", "--purge", name)
        left = [place for place in ("opt/gouji", "usr/bin/gouji", f"opt/apps/{STORE_ID}") if _is_there(system, place)]
        must(not left, f"removing it left {left}")
        must(NUMBER in screen.numbers(), "removing it took the data away")
    finally:
        screen.close()


def _is_there(system: System, place: str) -> bool:
    path = system.folder / place
    return path.exists() or path.is_symlink()


def commands(screen: ForeignDesktop, pdf: Path) -> None:
    """Read the PDF back, check, and convert to every kind."""
    back = screen.home / "back.json"
    screen.say("convert", screen.inside(pdf), screen.inside(back))
    must(f'"{NUMBER}"' in back.read_text("utf-8"), "the number is not in the PDF")
    said = screen.say("check", screen.inside(pdf), expect=1)
    must("[必须]" in said, f"check does not find that the number is wrong: {said}")
    shutil.copyfile(EXAMPLE, example := screen.home / "example.json")
    for suffix in WRITERS:
        target = screen.home / f"out{suffix}"
        screen.say("convert", screen.inside(example), screen.inside(target))
        must(target.stat().st_size > LEAST, f"{target} is hardly anything")


def main(packages: Path, pictures: Path) -> int:
    """Try every package, each in the same system, which is thrown away."""
    with tempfile.TemporaryDirectory(prefix="gouji-debian-11-") as folder:
        try:
            must(os.geteuid() == 0, "a system of its own needs an administrator: run it as root")
            found = sorted(packages.glob("*.deb"))
            must(found, f"no package in {packages}: run packaging/linux/in-debian-11.sh first")
            say("a Debian 11")
            system = System(Path(folder))
            system.run("apt-get", "update")
            for package in found:
                try_package(system, package, pictures)
            say(f"glibc there: {system.run('ldd', '--version').splitlines()[0]}; here: {platform.libc_ver()[1]}")
        except FailedError as failure:
            say(f"FAILED: {failure}")
            return 1
    say(f"all of it holds; pictures in {pictures}")
    return 0


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("packages", type=Path, nargs="?", default=ROOT / "dist" / "debian-11")
    given.add_argument("pictures", type=Path, nargs="?", default=ROOT / "build" / "pictures" / "debian-11")
    wanted = given.parse_args()
    sys.exit(main(wanted.packages.resolve(), wanted.pictures.resolve()))
