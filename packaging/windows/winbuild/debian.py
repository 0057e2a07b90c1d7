"""Debian 13 in a folder of its own: wine 10, NSIS, a display.

What a command mounts in it, only that command and what it starts can see: several may use the folder at once.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from winbuild.steps import BuildError, must

SUITE = "trixie"
BASE = (
    *("ca-certificates", "locales", "fontconfig", "fonts-noto-cjk", "procps", "libgl1-mesa-dri"),
    *("xvfb", "openbox", "xdotool", "imagemagick"),
)
WINE = ("wine", "wine64", "wine32:i386", "nsis")  # wine32 before any prefix is made: NSIS's programs are 32-bit
LOCALE = "zh_CN.UTF-8"
MOUNTED = ("proc", "dev", "dev/shm")
NEW_MOUNTS = 0x00020000  # CLONE_NEWNS, which Python names from 3.12 on
CERTIFICATES = Path("/usr/local/share/ca-certificates")  # what this machine trusts besides Debian's own
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def is_wine_there(root: Path) -> bool:
    """Return whether wine is installed; /usr/bin/wine is an absolute link, which leads astray from outside."""
    return (root / "usr" / "bin" / "wine-stable").exists() and (
        root / "usr" / "lib" / "i386-linux-gnu" / "wine"
    ).is_dir()


def make(root: Path, log: Path) -> None:
    """Make the folder with everything that building and trying need.

    Raises:
        BuildError: a tool is missing, or the packages cannot be had.
    """
    must(shutil.which("debootstrap"), "缺少 debootstrap：apt-get install debootstrap。(debootstrap is missing.)")
    part = root.with_name(f"{root.name}.part")
    if not (root / "etc" / "debian_version").exists():
        _unmounted(part)
        shutil.rmtree(part, ignore_errors=True)
        options = ["--variant=minbase", f"--include={','.join(BASE)}"]
        _logged(["debootstrap", *options, SUITE, str(part), mirror()], log)
        part.rename(root)
    with mounted(root):
        _trust_what_this_machine_trusts(root, log)
        install = ["apt-get", "install", "-y", "--no-install-recommends", *WINE]
        for command in (["dpkg", "--add-architecture", "i386"], ["apt-get", "update"], install):
            _logged(_inside(root, command), log)
        (root / "etc" / "locale.gen").write_text(f"{LOCALE} UTF-8\n", "utf-8")
        _logged(_inside(root, ["locale-gen"]), log)
        _logged(_inside(root, ["apt-get", "clean"]), log)


def mirror() -> str:
    """Return where this machine gets its own Debian packages from.

    Raises:
        BuildError: apt knows no source.
    """
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Origin: Debian"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    must(found, "apt 没有配置 Debian 的软件源，先运行 apt-get update。(apt knows no source of Debian packages.)")
    return found[0]


def _trust_what_this_machine_trusts(root: Path, log: Path) -> None:
    """Give it the certificates and the settings with which apt works out here."""
    shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
    for place in sorted(CERTIFICATES.glob("*.crt")):
        shutil.copyfile(place, root / str(CERTIFICATES)[1:] / place.name)
    _logged(_inside(root, ["update-ca-certificates"]), log)
    told = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True).stdout
    kept = [line for line in told.splitlines() if line.startswith(("Acquire::http", "Acquire::Check"))]
    (root / "etc" / "apt" / "apt.conf.d" / "50as-outside").write_text("\n".join([*kept, ""]), "utf-8")


def _inside(root: Path, command: Sequence[str]) -> list[str]:
    return ["chroot", str(root), *command]


def _logged(command: Sequence[str], log: Path) -> None:
    """Run a command; what it says goes to the log.

    Raises:
        BuildError: it fails.
    """
    environment = {name: os.environ[name] for name in os.environ if name.lower().endswith("_proxy")}
    environment |= {"PATH": PATH, "HOME": "/root", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("ab") as file:
        done = subprocess.run(command, env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL, check=False)
    words = " ".join(word for word in command if "://" not in word)
    must(done.returncode == 0, f"“{words}”失败，原因见 {log}。(It failed; the log says why.)")


def mount_for_oneself() -> None:
    """Let nobody else see what this process mounts, and let it end with the process.

    Raises:
        BuildError: the system does not let it.
    """
    done = ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS)
    must(not done, f"不能单独挂载：{os.strerror(ctypes.get_errno())}。(There are no mounts of one's own here.)")
    _mounting("--make-rprivate", "/")


@contextmanager
def mounted(root: Path, **more: Path) -> Iterator[None]:
    """Mount in the folder what programs need, and folders of ours under a name at its top; unmount all at the end."""
    _unmounted(root)
    for place in (*MOUNTED, *more):
        (root / place).mkdir(parents=True, exist_ok=True)
    try:
        for place in MOUNTED:
            _mounting("--bind", f"/{place}", str(root / place))
        for place, outside in more.items():
            _mounting("--bind", str(outside), str(root / place))
        yield
    finally:
        _unmounted(root)


def _mounting(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    must(done.returncode == 0, f"不能挂载 {words[-1]}：{done.stderr.strip()}。(It cannot be mounted.)")


def _unmounted(root: Path) -> None:
    """Unmount whatever is mounted under a folder: nothing is ever deleted through a mount.

    Raises:
        BuildError: something stays.
    """
    for place in reversed(mounts(root, Path("/proc/self/mounts").read_text("utf-8"))):
        _unmount(place)
    left = mounts(root, Path("/proc/self/mounts").read_text("utf-8"))
    must(not left, f"仍有挂载：{left}。(Something is still mounted.)")


def _unmount(place: Path) -> None:
    if subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode:
        subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=False)


def mounts(root: Path, table: str) -> list[Path]:
    r"""Return what is mounted under a folder, in the order it was mounted.

    >>> [one.as_posix() for one in mounts(Path("/a b"), "none /a\\040b/dev x\nnone /a\\040b/dev/shm x\nnone /a x\n")]
    ['/a b/dev', '/a b/dev/shm']
    """
    places = (line.split(" ")[1].encode().decode("unicode_escape") for line in table.splitlines())
    return [Path(place) for place in places if Path(place).is_relative_to(root)]


def remove(folder: Path) -> None:
    """Delete a folder in which nothing is mounted."""
    if folder.exists():
        _unmounted(folder)
        shutil.rmtree(folder)


class Windows:
    """A prefix of wine in the Debian: the Windows of one user."""

    def __init__(self, root: Path, prefix: str, user: str, display: str) -> None:
        self.root, self.user, self.display = root, user, display
        self.prefix = Path("/prefix") / prefix
        self.drive = root / str(self.prefix)[1:] / "drive_c"

    @property
    def environment(self) -> dict[str, str]:
        """What programs in it are given."""
        wine = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        user = {"HOME": "/root", "USER": self.user, "LOGNAME": self.user, "LANG": LOCALE, "LC_ALL": LOCALE}
        return {"PATH": PATH, "DISPLAY": self.display} | wine | user

    def create(self) -> None:
        """Make it anew."""
        remove(self.drive.parent)
        self.drive.parent.parent.mkdir(exist_ok=True)
        self.run("wineboot", "-i")
        must(self.drive.exists(), "wine 没能建立它的文件夹。(wine made no prefix.)")

    def start(
        self, *command: object, environment: dict[str, str] | None = None, **how: object
    ) -> subprocess.Popen[bytes]:
        """Start a program of Debian in the surroundings of this Windows."""
        words = _inside(self.root, [str(word) for word in command])
        return subprocess.Popen(words, env=self.environment | (environment or {}), **how)  # type: ignore[call-overload,no-any-return]

    def run(
        self, *command: object, environment: dict[str, str] | None = None, log: Path | None = None
    ) -> tuple[int, str]:
        """Run a program to its end; return its code and what it says, which also goes to the log."""
        with log.open("w+b") if log else tempfile.TemporaryFile() as file:
            process = self.start(*command, environment=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
            code = process.wait()
            file.seek(0)
            return code, file.read().decode("utf-8", "replace")

    def end(self) -> None:
        """End everything that runs in it."""
        self.run("wineserver", "-k")
        self.run("wineserver", "-w")


@contextmanager
def display(root: Path, pictures: str = "1366x768x24") -> Iterator[str]:
    """Start an X server with a window manager in the Debian, on a display that is free; return its name."""
    command = _inside(root, ["Xvfb", "-displayfd", "1", "-screen", "0", pictures, "-nolisten", "tcp", "-noreset"])
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    manager = None
    try:
        number = server.stdout.readline().decode().strip() if server.stdout else ""
        if not number:
            raise BuildError("没能启动 Xvfb。(Xvfb did not start.)")
        environment = {"PATH": PATH, "HOME": "/root", "DISPLAY": f":{number}", "LC_ALL": "C.UTF-8"}
        manager = subprocess.Popen(_inside(root, ["openbox"]), env=environment, stdout=-3, stderr=-3)
        yield f":{number}"
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()
