"""Try the installer for Windows as a clerk would, in new Windows of wine: ./dev test-package-windows.

python packaging/windows/trial.py [FOLDER [PICTURES]]      as root, after ./dev package-windows

FOLDER (dist) has the installer and the .zip; pictures of each step go to PICTURES (build/pictures/windows). What does
not hold ends it with a sentence. The user is called 李四, the code page is 936. The older program that is upgraded is
made by the same build, once.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import make  # noqa: E402 — the project's root is known only now
from winbuild import debian  # noqa: E402
from winbuild.debian import Windows  # noqa: E402
from winbuild.pack import portable_of, setup_of  # noqa: E402
from winbuild.places import VERSION, Places, alone, cache  # noqa: E402
from winbuild.steps import BuildError, must, say  # noqa: E402
from wintrial import commands, installing, machine, starts, upgrading, using  # noqa: E402
from wintrial.machine import USER, Machine  # noqa: E402

SETUP = rf"Z:\dist\{setup_of(VERSION)}"
OLD_COMMIT, OLD_VERSION = "1922719e6c49b784457ba83eb34e5d548b0f2d27", "0.0.9"  # what the first offices have
OLD_SETUP = rf"Z:\old\{setup_of(OLD_VERSION)}"

Step = tuple[str, Callable[[], None]]


def first_day(one: Machine, places: Places, folder: Path) -> list[Step]:
    """List what is done in a Windows that has never seen the program."""
    return [
        (f"新的 Windows，用户 {USER}，代码页936 (a new Windows)", lambda: machine.create(one)),
        ("静默安装、静默卸载 (installing and removing silently)", lambda: in_silence(one)),
        ("带界面安装，打开程序 (installing with its pages)", lambda: installing.with_its_pages(one, SETUP)),
        ("第一次启动 (the first start)", lambda: using.start_for_the_first_time(one)),
        ("双击文件 (a double click on a file)", lambda: using.open_file(one)),
        ("录入 (typing)", lambda: using.type_number(one)),
        ("运行中拒绝安装 (refusing to install)", lambda: installing.refused(one, SETUP)),
        ("强制结束，再打开 (killing, starting again)", lambda: after_a_kill(one)),
        ("预览 (the preview)", lambda: using.preview(one)),
        ("用系统的对话框导出PDF (a PDF by the dialog of Windows)", lambda: using.export_pdf(one)),
        ("第二次启动，交来文件 (a second start)", lambda: using.hand_over(one)),
        ("核对 (check)", lambda: commands.check(one)),
        ("转换成各种文件并读回 (convert)", lambda: commands.convert(one)),
        ("免安装版 (for a stick)", lambda: starts.carry_about(one, folder / portable_of(VERSION))),
        ("计时 (timing)", lambda: timing(one, places)),
        ("卸载，年报留下 (removing, the data stays)", lambda: leaving(one)),
    ]


def in_silence(one: Machine) -> None:
    """Install and remove without a word, before there is any data."""
    installing.silently(one, SETUP)
    installing.is_installed(one)
    installing.remove_silently(one)


def after_a_kill(one: Machine) -> None:
    """Take the power away, and start again."""
    one.kill()
    using.start_again(one)


def timing(one: Machine, places: Places) -> None:
    """Hold the start of the installed program to that of its source."""
    clock, processor = starts.ratios(one, places)
    say(f"安装的 / 源码 (installed / source): {clock:.2f} 按钟表 (clock), {processor:.2f} 按处理器 (processor)")
    must(processor <= starts.SLOWEST, "启动太慢。(The start is too slow.)")


def leaving(one: Machine) -> None:
    """Remove it in each way that there is; the data is still there."""
    installing.remove_silently(one)
    installing.silently(one, SETUP)
    installing.remove_silently(one, wait=True)
    installing.silently(one, SETUP)
    installing.remove_with_its_pages(one)
    must(using.NUMBER in one.numbers(), "卸载时年报没有留下。(The data is gone.)")


def upgrade(one: Machine, places: Places) -> list[Step]:
    """List what is done in a Windows that has an older version."""
    return [
        (f"另一个新的 Windows，{OLD_VERSION} (another one)", lambda: machine.create(one)),
        (f"{OLD_VERSION} 里录入 (typing in the older version)", lambda: upgrading.use_old(one, OLD_SETUP, OLD_VERSION)),
        (f"升级到 {VERSION} (upgrading)", lambda: upgrading.upgrade(one, SETUP, places.frozen)),
        ("卸载 (removing)", lambda: installing.remove_silently(one)),
    ]


def take(steps: list[Step]) -> None:
    """Take one step after the other, and say how long each took."""
    for words, do in steps:
        say(words)
        began = time.monotonic()
        do()
        say(f"    {time.monotonic() - began:.0f} s")


@contextmanager
def a_machine(places: Places, name: str, pictures: Path) -> Iterator[Machine]:
    """Return a machine with a display; it is thrown away if all holds."""
    with debian.display(places.debian) as shown:
        one = Machine(Windows(places.debian, name, USER, shown), pictures)
        try:
            yield one
        except BuildError:
            one.picture("failed")
            raise
        finally:
            one.windows_of_wine.end()
        debian.remove(one.windows_of_wine.drive.parent)


def try_all(places: Places, folder: Path, pictures: Path) -> None:
    """Use both machines, one after the other."""
    old = make.older(places.folder, OLD_COMMIT, OLD_VERSION)
    old_folder = places.folder / "older"
    old.everything(old_folder)
    shutil.rmtree(pictures, ignore_errors=True)
    with debian.mounted(places.debian, dist=folder, old=old_folder):
        with a_machine(places, "trial", pictures / "first-day") as one:
            take(first_day(one, places, folder))
        with a_machine(places, "trial-upgrade", pictures / "upgrade") as one:
            take(upgrade(one, places))


def main(folder: Path, pictures: Path) -> int:
    """Try it, in Windows that are made for it."""
    try:
        must(os.geteuid() == 0, "请以 root 运行。(Run it as root.)")
        debian.mount_for_oneself()
        places = Places(cache())
        must(debian.is_wine_there(places.debian), "先运行 ./dev package-windows。(Run ./dev package-windows first.)")
        must((folder / setup_of(VERSION)).exists(), f"{folder} 里没有安装程序。(No installer is there.)")
        with alone(places.folder):
            try_all(places, folder, pictures)
    except BuildError as error:
        say(f"失败 (failed): {error}\n图片在 {pictures} (pictures)")
        return 1
    say(f"全部成立；图片在 {pictures} (all of it holds; the pictures are there)")
    return 0


if __name__ == "__main__":
    given = [Path(name).resolve() for name in sys.argv[1:]]
    defaults = [ROOT / "dist", ROOT / "build" / "pictures" / "windows"]
    sys.exit(main(*given, *defaults[len(given) :]))
