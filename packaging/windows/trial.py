"""Try the installer for Windows as a clerk would, in a new Windows of wine: ./dev test-package-windows.

python packaging/windows/trial.py [FOLDER [PICTURES]]      as root, after ./dev package-windows

FOLDER (dist) has the installer and the .zip; pictures of each step go to PICTURES (build/pictures/windows). What does
not hold ends it with a sentence. The user is called 李四, the code page is 936.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from statistics import median

from winbuild import debian
from winbuild.debian import Windows
from winbuild.places import ROOT, VERSION, Places, alone, cache
from winbuild.steps import BuildError, must, say

EXAMPLE = ROOT / "assets" / "example.json"
USER = "李四"
HOME = rf"C:\users\{USER}"
PROGRAM = rf"{HOME}\AppData\Local\Programs\Gouji"
KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
CODE_PAGES = r"HKLM\System\CurrentControlSet\Control\Nls\CodePage"
DONE, REFUSED = 0, 2  # what the installer returns
NUMBER = "7318"
PATIENCE = 240.0  # seconds
RUNS, SLOWEST = 3, 1.3  # starts that are timed; installed against source, at most
LEAST = 10_000  # bytes of a .pdf that has a report in it


def until(what: str, found: Callable[[], object]) -> None:
    """Wait until something is there.

    Raises:
        BuildError: it does not come.
    """
    end = time.monotonic() + PATIENCE
    while not found():
        must(time.monotonic() < end, f"没有等到：{what}。(In vain waited for it.)")
        time.sleep(0.3)


class Trial:
    """A Windows in which the program is installed and used, with its screen and keyboard."""

    def __init__(self, windows: Windows, pictures: Path) -> None:
        self.windows = windows
        self._pictures = pictures
        self._number = 0
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("*.png"):
            old.unlink()

    def place(self, name: str) -> Path:
        r"""Return where a file of this Windows lies: `C:\users\x`."""
        return self.windows.drive.joinpath(*name.split("\\")[1:])

    def wine(self, *command: object) -> tuple[int, str]:
        """Run a program of Windows; return its code and what it says."""
        return self.windows.run("wine", *command)

    def start(self, *command: object) -> subprocess.Popen[bytes]:
        """Start a program of Windows."""
        quiet = subprocess.DEVNULL
        return self.windows.start("wine", *command, stdin=quiet, stdout=quiet, stderr=quiet)

    def shown(self, program: str = "gouji.exe") -> list[str]:
        """List the windows of a program that can be seen."""
        return self._xdotool("search", "--onlyvisible", "--class", f"^{program}$").split()

    def titles(self) -> str:
        """Return the titles of the program's windows."""
        return "\n".join(self._xdotool("getwindowname", window) for window in self.shown())

    def _xdotool(self, *words: str) -> str:
        """Return what xdotool answers; what it says of windows that are just gone is no answer."""
        with self.windows.start("xdotool", *words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            return process.communicate()[0].decode("utf-8", "replace")

    def appear(self, more_than: int) -> None:
        """Wait for one more window, and give it the keyboard."""
        until("窗口 (a window)", lambda: len(self.shown()) > more_than)
        time.sleep(3)
        until("窗口 (a window)", lambda: len(self.shown()) > more_than)
        self.windows.run("xdotool", "windowactivate", "--sync", self.shown()[-1])

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        self.windows.run("xdotool", "key", "--delay", "200", *names)
        time.sleep(2)

    def text(self, words: str) -> None:
        """Type words."""
        self.windows.run("xdotool", "type", "--delay", "120", words)
        time.sleep(1)

    def picture(self, name: str) -> None:
        """Take a picture of the screen."""
        self._number += 1
        made = "/tmp/picture.png"  # noqa: S108 — in the Debian, of which there is one
        self.windows.run("import", "-window", "root", made)
        shutil.copyfile(self.windows.root / made[1:], self._pictures / f"{self._number}-{name}.png")

    def processes(self, program: str) -> list[int]:
        """Return the processes of a program of this Windows; what wine was started with is another one."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it is gone
                name = (entry / "cmdline").read_bytes().partition(b"\0")[0].rpartition(b"\\")[2]
                if name.decode("utf-8", "replace") == program and (entry / "root").readlink() == self.windows.root:
                    found.append(int(entry.name))
        return found

    def kill(self, program: str = "gouji.exe") -> float:
        """Kill a program at once; return the seconds that the processor was busy with it."""
        busy = 0
        for process in self.processes(program):
            with suppress(OSError):
                fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
                busy += int(fields[11]) + int(fields[12])
                os.kill(process, signal.SIGKILL)
        until("程序的结束 (the end of the program)", lambda: not self.processes(program) and not self.shown(program))
        return busy / os.sysconf("SC_CLK_TCK")

    def numbers(self, library: Path) -> list[str]:
        """List the numbers that a library holds, read from a copy: wine's locks are not ours."""
        with tempfile.TemporaryDirectory(prefix="gouji-trial-") as folder:
            for file in library.parent.glob(f"{library.name}*"):
                if not file.name.endswith("-shm"):
                    shutil.copyfile(file, Path(folder, file.name))
            with closing(sqlite3.connect(Path(folder, library.name))) as copy:
                return [row[0] for row in copy.execute("SELECT value FROM number")]


def is_chinese(trial: Trial) -> None:
    """See that it is a Windows as offices have it."""
    for name in ("ACP", "OEMCP"):
        _, said = trial.wine("reg", "query", CODE_PAGES, "/v", name)
        must("936" in said.split(), f"{name} 不是936：{said}。(The code page is another one.)")
    must(trial.place(HOME).is_dir(), f"没有用户 {USER}。(The user is called otherwise.)")


def install(trial: Trial, setup: str, expect: int = DONE) -> None:
    """Install silently."""
    code, said = trial.wine(setup, "/S")
    must(code == expect, f"安装程序返回 {code}，应为 {expect} (the installer's code): {said}")


def is_installed(trial: Trial) -> None:
    """See that everything is where Windows shows it."""
    for name in ("gouji.exe", "gouji-cli.exe", "uninstall.exe", "lib"):
        must(trial.place(rf"{PROGRAM}\{name}").exists(), f"没有装上 {name}。(It was not installed.)")
    _, said = trial.wine("reg", "query", KEY, "/v", "DisplayVersion")
    must(VERSION in said.split(), f"“应用”里没有勾稽 {VERSION}：{said}。(It is not listed.)")


def type_and_kill(trial: Trial, setup: str) -> None:
    """Open a file as a double click does, type a number into section three, and kill the program at once."""
    shutil.copyfile(EXAMPLE, trial.place(rf"{HOME}\年报.json"))
    trial.start(rf"{PROGRAM}\gouji.exe", rf"{HOME}\年报.json")
    trial.appear(1)  # the window, and the question whether to take the file in
    trial.picture("asked")
    trial.keys("Return")
    until(
        "报告库里的年报 (the report)", lambda: trial.place(library()).exists() and trial.numbers(trial.place(library()))
    )
    trial.keys("ctrl+3")
    trial.picture("opened")
    trial.text(NUMBER)
    trial.keys("Return")
    until("录入的数 (the number)", lambda: NUMBER in trial.numbers(trial.place(library())))
    trial.picture("typed")
    install(trial, setup, REFUSED)
    trial.kill()


def library(home: str = HOME) -> str:
    """Return where the user's library is."""
    return rf"{home}\AppData\Local\gouji\library.db"


def start_again(trial: Trial) -> None:
    """Start again: the number is there, and the window can be closed."""
    program = trial.start(rf"{PROGRAM}\gouji.exe")
    trial.appear(0)
    trial.keys("ctrl+3")
    trial.picture("again")
    must(NUMBER in trial.numbers(trial.place(library())), "录入的数不见了。(The number is gone.)")
    trial.keys("ctrl+q")
    until("程序的结束 (the end of the program)", lambda: program.poll() is not None)
    must(program.returncode == 0, f"程序返回 {program.returncode}。(It ended otherwise than expected.)")


def commands(trial: Trial) -> None:
    """Check, and convert to a PDF and back."""
    cli, report = rf"{PROGRAM}\gouji-cli.exe", rf"{HOME}\年报.json"
    code, said = trial.wine(cli, "check", report)
    must(code == 0 and "核实" in said, f"check 没有指出示例里要核实的 ({code}): {said}")
    code, said = trial.wine(cli, "convert", report, rf"{HOME}\年报.pdf")
    pdf = trial.place(rf"{HOME}\年报.pdf")
    must(code == 0 and pdf.exists() and pdf.stat().st_size > LEAST, f"没有写出PDF ({code}): {said}")
    code, said = trial.wine(cli, "convert", rf"{HOME}\年报.pdf", rf"{HOME}\读回.json")
    must(code == 0 and trial.place(rf"{HOME}\读回.json").exists(), f"PDF 读不回来 ({code}): {said}")
    code, said = trial.wine(cli, "--help")
    must(code == 0 and "gouji-cli check" in said, f"--help 不对 ({code}): {said}")


def carry_about(trial: Trial, archive: Path) -> None:
    """Unpack the .zip as on a stick, and start it: its data is beside it."""
    stick = rf"{HOME}\U盘"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(trial.place(stick))
    before = {path.name: path.stat().st_mtime_ns for path in trial.place(library()).parent.iterdir()}
    trial.start(rf"{stick}\gouji\gouji.exe")
    trial.appear(0)
    trial.picture("portable")
    must(
        trial.place(rf"{stick}\gouji\data\library.db").exists(), "免安装版的报告库不在旁边。(Its library is elsewhere.)"
    )
    after = {path.name: path.stat().st_mtime_ns for path in trial.place(library()).parent.iterdir()}
    must(before == after, "免安装版动了用户的报告库。(It touched the user's library.)")
    trial.kill()


def start_ratios(trial: Trial) -> tuple[float, float]:
    """Time the installed program against the same from source, to its window, in turn: clock, processor."""
    made = r"Z:\prefix\build\drive_c"  # where it was frozen: the same sources, the same CPython
    commands = {
        "gouji.exe": [rf"{PROGRAM}\gouji.exe"],
        "pythonw.exe": [rf"{made}\py\pythonw.exe", rf"{made}\gouji\main.py"],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(RUNS + 1):
        for name, command in commands.items():
            taken[name].append(_took(trial, name, [*command, "--library", rf"{HOME}\开始\{name}-{number}.db"]))
    installed, source = ([median(run[i] for run in runs[1:]) for i in (0, 1)] for runs in taken.values())
    for name, (clock, processor) in (("installed", installed), ("source", source)):
        say(f"到窗口出现 (to the window), {name}: {clock:.1f} s, 处理器 (processor) {processor:.1f} s")
    return installed[0] / source[0], installed[1] / source[1]


def _took(trial: Trial, name: str, command: list[str]) -> tuple[float, float]:
    """Return the seconds to the window, and those that the processor was busy with the program."""
    trial.place(rf"{HOME}\开始").mkdir(exist_ok=True)
    began = time.monotonic()
    trial.start(*command)
    until("窗口 (a window)", lambda: trial.shown(name))
    took = time.monotonic() - began
    return took, trial.kill(name)


def uninstall(trial: Trial, *, wait: bool) -> None:
    """Remove it silently, and see that the data stays."""
    code, said = trial.wine(rf"{PROGRAM}\uninstall.exe", "/S", *([f"_?={PROGRAM}"] if wait else []))
    must(code == DONE, f"卸载返回 {code} (the uninstaller's code): {said}")
    if wait:
        must(
            not trial.place(rf"{PROGRAM}\gouji.exe").exists(),
            "_?= 返回时还没有卸载完。(It returned before it was done.)",
        )
    else:
        until("程序文件夹的删除 (the folder's end)", lambda: not trial.place(PROGRAM).exists())
    must(trial.wine("reg", "query", KEY)[0] != 0, "“应用”里还有勾稽。(It is still listed.)")
    must(NUMBER in trial.numbers(trial.place(library())), "卸载时年报没有留下。(The data is gone.)")


def try_all(trial: Trial, folder: Path) -> None:
    """Do one after the other."""
    setup = rf"Z:\dist\gouji-{VERSION}-setup.exe"
    say(f"新的 Windows，用户 {USER}，代码页936 (a new Windows)")
    trial.windows.create()
    is_chinese(trial)
    say("静默安装 (silent installation)")
    install(trial, setup)
    is_installed(trial)
    say("打开、录入、运行中拒绝安装、强制结束 (opening, typing, refusing to install, killing)")
    type_and_kill(trial, setup)
    say("再打开 (starting again)")
    start_again(trial)
    say("核对、转换 (commands)")
    commands(trial)
    say("免安装版 (for a stick)")
    carry_about(trial, folder / f"gouji-{VERSION}-portable.zip")
    say("计时 (timing)")
    clock, processor = start_ratios(trial)
    say(f"安装的 / 源码 (installed / source): {clock:.2f} 按钟表 (clock), {processor:.2f} 按处理器 (processor)")
    say("静默卸载，再装，再用 _?= 卸载 (removing, installing, removing and waiting)")
    uninstall(trial, wait=False)
    install(trial, setup)
    uninstall(trial, wait=True)
    must(processor <= SLOWEST, "启动太慢。(The start is too slow.)")


def main(folder: Path, pictures: Path) -> int:
    """Try it, in a Windows that is made for it."""
    try:
        must(os.geteuid() == 0, "请以 root 运行。(Run it as root.)")
        debian.mount_for_oneself()
        places = Places(cache())
        must(debian.is_wine_there(places.debian), "先运行 ./dev package-windows。(Run ./dev package-windows first.)")
        must((folder / f"gouji-{VERSION}-setup.exe").exists(), f"{folder} 里没有安装程序。(No installer is there.)")
        with ExitStack() as stack:
            stack.enter_context(alone(places.folder))
            stack.enter_context(debian.mounted(places.debian, dist=folder))
            shown = stack.enter_context(debian.display(places.debian))
            trial = Trial(Windows(places.debian, "trial", USER, shown), pictures)
            try:
                try_all(trial, folder)
            except BuildError:
                trial.picture("failed")
                raise
            finally:
                trial.windows.end()
            debian.remove(trial.windows.drive.parent)
    except BuildError as error:
        say(f"失败 (failed): {error}")
        return 1
    say(f"全部成立；图片在 {pictures} (all of it holds; the pictures are there)")
    return 0


if __name__ == "__main__":
    given = [Path(name).resolve() for name in sys.argv[1:]]
    defaults = [ROOT / "dist", ROOT / "build" / "pictures" / "windows"]
    sys.exit(main(*given, *defaults[len(given) :]))
