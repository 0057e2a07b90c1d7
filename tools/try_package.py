"""Try a package as an administrator and a clerk would: ./dev test-package.

    python tools/try_package.py [PACKAGE.deb [PICTURES]]      as root, on a machine that may be changed

Installs it over an older one, types a number, kills the program, looks for the number, converts to every kind, watches
for connections, and removes it. What does not hold ends it with a sentence; pictures of the window go to PICTURES.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from export import WRITERS  # noqa: E402 — the project's root is known only now
from tools.desktop import Desktop, desktop, run, say  # noqa: E402
from tools.package import VERSION  # noqa: E402
from tools.trying import FailedError, must, until  # noqa: E402

EXAMPLE = ROOT / "assets" / "example.json"
PROGRAM = Desktop.command
NUMBER = "7318"
LEAST = 1000  # bytes of a file that has a report in it
RUNS, SLOWEST = 9, 1.2  # starts that are timed; frozen against unfrozen, at most
LOCAL = {"AF_UNIX", "AF_LOCAL"}  # the X server, the session bus, fontconfig: all on this machine


# Installing


def older(package: Path, folder: Path) -> Path:
    """Make the same package with an older version."""
    tree, made = folder / "older", folder / "older.deb"
    run("dpkg-deb", "-R", package, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(
        re.sub(r"^Version: .*$", "Version: 0.0.1", control.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, made)
    shutil.rmtree(tree)
    return made


def install(package: Path) -> None:
    """Install a package with what it depends on."""
    run("apt-get", "install", "-y", "--no-install-recommends", "--allow-downgrades", package.resolve())


def installed_version() -> str:
    """Return the version that is installed."""
    return run("dpkg-query", "-W", "-f", "${Version}", "gouji", expect=None)


# A session in the window


def type_and_kill(screen: Desktop) -> None:
    """Open a file as a double click does, type a number into section three, and kill the program at once."""
    file = screen.home / "example.gouji.json"
    shutil.copyfile(EXAMPLE, file)
    program = screen.start(screen.command, screen.inside(file))
    screen.appear(1)  # the window, and the question whether to take the file in
    screen.keys("Return")
    until("the report in the library", lambda: screen.library.exists() and screen.numbers())
    time.sleep(1)
    screen.keys("ctrl+3")
    screen.text(NUMBER)
    screen.keys("Return")
    until("the number in the library", lambda: NUMBER in screen.numbers())
    screen.picture("typed")
    program.send_signal(signal.SIGKILL)
    program.wait()


def start_again(screen: Desktop, *watched_by: object) -> Path:
    """Start again, watched: the number is there; look at pages; print a PDF and return it; leave."""
    program = screen.start(*watched_by, screen.command)
    screen.appear(0)
    must(NUMBER in screen.numbers(), "the number that was typed before the kill is gone")
    screen.keys("ctrl+3", "F9")
    time.sleep(4)
    screen.picture("again")
    screen.keys("F8", "ctrl+e")
    screen.appear(1)
    pdf = screen.home / "out.pdf"
    screen.keys("ctrl+a")
    screen.text(str(screen.inside(pdf)))
    screen.keys("Return")
    until("the PDF", lambda: pdf.exists() and pdf.stat().st_size)
    time.sleep(1)
    screen.keys("ctrl+q")
    until("the end of the program", lambda: program.poll() is not None)
    must(program.returncode == 0, f"the program ended with {program.returncode}")
    return pdf


def families(log: str) -> set[str]:
    r"""List the families of the sockets that were made or used.

    >>> sorted(families("7 socket(AF_UNIX, 1, 0) = 3\n7 connect(3, {sa_family=AF_INET, sin_port=1}, 16) = 0"))
    ['AF_INET', 'AF_UNIX']
    """
    return set(re.findall(r"\bAF_\w+", log))


def connects_nowhere(log: Path) -> None:
    """See that nothing but sockets of this machine were used.

    Raises:
        FailedError: something else was; the call is named.
    """
    words = log.read_text("utf-8", "replace")
    must("AF_UNIX" in words, "nothing was noted at all")
    foreign = [line for line in words.splitlines() if families(line) - LOCAL]
    must(not foreign, f"a connection that is not local: {foreign[:3]}")


# The commands


def commands(screen: Desktop, folder: Path) -> None:
    """Check, and convert to every kind; read back what can be read."""
    log = folder / "commands.log"
    watched = ("strace", "-f", "-qq", "-e", "trace=network", "-o", log)
    said = run(*watched, PROGRAM, "check", EXAMPLE, expect=None, environment=screen.environment)
    must("必须" in said or "核实" in said, f"check found nothing in the example: {said}")
    must(not families(log.read_text("utf-8")), "check uses sockets")
    for suffix in WRITERS:
        target = folder / f"out{suffix}"
        run(PROGRAM, "convert", EXAMPLE, target, environment=screen.environment)
        must(target.stat().st_size > LEAST, f"{target} is hardly anything")
    run(PROGRAM, "convert", folder / "out.json", folder / "again.json", environment=screen.environment)
    must((folder / "again.json").read_bytes() == (folder / "out.json").read_bytes(), "a file does not survive reading")
    same = run(PROGRAM, "check", folder / "out.json", expect=None, environment=screen.environment)
    must(same.splitlines()[1:] == said.splitlines()[1:], "the converted file is judged otherwise")


def start_ratios(folder: Path) -> tuple[float, float]:
    """Time the installed program against the one that is not frozen, to the first paint, in turn: clock, processor."""
    installed = ["/opt/gouji/gouji"]
    source = [sys.executable, str(ROOT / "main.py")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "GOUJI_BENCH_READY": "1"}
    pairs = []
    for number in range(RUNS + 1):
        library = ["--library", str(folder / f"{number}.db")]
        pairs.append([_took([*command, *library], environment) for command in (installed, source)])
    frozen, unfrozen = zip(*pairs[1:], strict=True)
    clock, processor = (median(run[i] for run in frozen) / median(run[i] for run in unfrozen) for i in (0, 1))
    return clock, processor


def _took(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds to the first paint, and those that the processor was busy with it."""
    began, busy = time.perf_counter(), os.times()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdin=-1, stdout=-1, stderr=quiet) as process:
        must(process.stdout and process.stdout.readline() == b"ready\n", f"{command[0]} did not start")
        took = time.perf_counter() - began
        process.communicate(b"\n")
    now = os.times()
    return took, now.children_user + now.children_system - busy.children_user - busy.children_system


def windows_can_be_made(folder: Path) -> None:
    """See that every package has a wheel for Windows, and that the installer can be compiled around some files.

    Raises:
        FailedError: it cannot.
    """
    wheels = ("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "-d", folder / "wheels")
    run(*pip, *wheels, "-r", ROOT / "requirements.lock")
    staged, out = folder / "staged", folder / "gouji-setup.exe"
    (staged / "lib").mkdir(parents=True)
    shutil.copyfile(ROOT / "assets" / "icons" / "gouji.ico", staged / "gouji.ico")
    for name in ("gouji.exe", "gouji-cli.exe", "lib/x"):
        (staged / name).write_bytes(b"")
    options = (f"-DVERSION={VERSION}", f"-DSTAGED={staged}", f"-DOUT={out}", "-INPUTCHARSET", "UTF8")
    run("makensis", "-V2", "-WX", *options, ROOT / "packaging" / "windows" / "gouji.nsi")
    must(out.exists(), "there is no installer for Windows")


def try_all(package: Path, folder: Path, pictures: Path) -> None:
    """Do one after the other."""
    say("installing, and upgrading from an older version")
    install(older(package, folder))
    with desktop(folder, pictures) as screen:
        say("typing a number, killing the program")
        type_and_kill(screen)
        install(package)
        must(installed_version() != "0.0.1", "the upgrade did not happen")
        say("starting the new version, watching for connections")
        watched = ("strace", "-f", "-qq", "-e", "trace=network", "-o", folder / "session.log")
        start_again(screen, *watched)
        connects_nowhere(folder / "session.log")
        say("commands")
        commands(screen, folder)
        say("timing")
        clock, processor = start_ratios(folder)
        say(f"frozen start / unfrozen start: {clock:.2f} by the clock, {processor:.2f} by the processor's ({SLOWEST})")
        say("removing")
        run("dpkg", "--purge", "gouji")
        must(not Path("/opt/gouji").exists() and not Path(PROGRAM).is_symlink(), "something stayed behind")
        must(NUMBER in screen.numbers(), "removing the program took the data away")
    must(processor <= SLOWEST, "the start is too slow")  # the clock's figure is that of a machine with other work, too
    say("what Windows needs")
    windows_can_be_made(folder)


def main(package: Path, pictures: Path) -> int:
    """Try it, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="gouji-package-") as folder:
        try:
            must(package.exists(), f"no {package}: run ./dev package first")
            must(os.geteuid() == 0, "installing needs an administrator: run it as root")
            try_all(package, Path(folder), pictures)
        except FailedError as failure:
            say(f"FAILED: {failure}")
            return 1
    say(f"all of it holds; pictures in {pictures}")
    return 0


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("package", type=Path, nargs="?", default=ROOT / "dist" / f"gouji_{VERSION}_amd64.deb")
    given.add_argument("pictures", type=Path, nargs="?", default=ROOT / "build" / "pictures")
    wanted = given.parse_args()
    sys.exit(main(wanted.package.resolve(), wanted.pictures.resolve()))
