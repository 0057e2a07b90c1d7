"""Installed and removed: silently, as an administrator does it, and with its pages, as a clerk does."""

from __future__ import annotations

from pathlib import Path

from winbuild.places import VERSION

from tools.trying import must, until
from wintrial.machine import PROGRAM, Machine

KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
PARCELS = (r"HKCU\Software\Classes\.gouji", r"HKCU\Software\Classes\Gouji.Parcel\shell\open\command")
LINKS = ("Desktop", r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs")
DONE, REFUSED = 0, 2  # what the installer returns
UNINSTALLER = "Un.exe"  # the copy of itself that goes on


def silently(machine: Machine, setup: str, expect: int = DONE) -> None:
    """Install without a word."""
    code, said = machine.wine(setup, "/S")
    must(code == expect, f"安装程序返回 {code}，应为 {expect} (the installer's code): {said}")


def with_its_pages(machine: Machine, setup: str) -> None:
    """Go through its pages by keys; the last one opens the program."""
    name = setup.rpartition("\\")[2]
    process = machine.start(setup)
    machine.appear(0, name)
    machine.picture("setup-folder")
    machine.keys("Return")
    until("装好的程序 (the installed program)", lambda: is_listed(machine), machine.patience)
    machine.appear(0, name)
    machine.picture("setup-finished")
    machine.press_until("Return", "安装程序的结束 (its end)", lambda: process.poll() is not None)
    machine.wait("安装程序", process)


def refused(machine: Machine, setup: str) -> None:
    """See that a program that is in use is not written over: silently a code, with its pages a question."""
    silently(machine, setup, REFUSED)
    name = setup.rpartition("\\")[2]
    process = machine.start(setup)
    machine.appear(0, name)
    machine.keys("Return")
    machine.appear(1, name)
    machine.picture("setup-refused")
    machine.keys("Escape")
    until("提示的消失 (the question's end)", lambda: len(machine.windows(name)) == 1, machine.patience)
    machine.picture("setup-gave-up")
    machine.keys("Escape")
    machine.picture("setup-left")
    machine.wait("安装程序", process, REFUSED)


def is_listed(machine: Machine, version: str = VERSION) -> bool:
    """Tell whether Windows lists the program."""
    code, said = machine.wine("reg", "query", KEY)
    return code == 0 and version in said.split() and "EstimatedSize" in said.split()  # which comes last


def is_installed(machine: Machine, version: str = VERSION) -> None:
    """See that everything is where Windows shows it."""
    for name in ("gouji.exe", "gouji-cli.exe", "uninstall.exe", "lib"):
        must(machine.place(rf"{PROGRAM}\{name}").exists(), f"没有装上 {name}。(It was not installed.)")
    must(is_listed(machine, version), f"“应用”里没有勾稽 {version}。(It is not listed.)")
    must(_parcels(machine) == PARCELS, "双击 .gouji 打不开勾稽。(A double click on .gouji does not open it.)")
    must(len(links(machine)) == len(LINKS), f"快捷方式只有 {links(machine)}。(The shortcuts are not there.)")


def _parcels(machine: Machine) -> tuple[str, ...]:
    """Return what is there of what makes a double click on a file between offices the program's."""
    return tuple(key for key in PARCELS if machine.wine("reg", "query", key)[0] == 0)


def links(machine: Machine) -> list[Path]:
    """Return the shortcuts that there are."""
    home = machine.place(PROGRAM).parents[3]
    found = (home.joinpath(*folder.split("\\"), "勾稽.lnk") for folder in LINKS)
    return [path for path in found if path.exists()]


def remove_silently(machine: Machine, *, wait: bool = False) -> None:
    """Remove it silently; it waits for its copy, or does it itself and leaves its own file."""
    code, said = machine.wine(rf"{PROGRAM}\uninstall.exe", "/S", *([f"_?={PROGRAM}"] if wait else []))
    must(code == DONE, f"卸载返回 {code} (the uninstaller's code): {said}")
    if wait:
        left = machine.place(rf"{PROGRAM}\gouji.exe").exists()
        must(not left, "_?= 返回时还没有卸载完。(It returned before it was done.)")
    else:
        _is_gone(machine)
    _is_forgotten(machine)


def remove_with_its_pages(machine: Machine) -> None:
    """Go through its pages by keys: the answer that is offered keeps the reports."""
    machine.start(rf"{PROGRAM}\uninstall.exe")
    machine.appear(0, UNINSTALLER)
    machine.picture("remove-sure")
    machine.keys("Return")
    machine.appear(1, UNINSTALLER)
    machine.picture("remove-reports")
    machine.keys("Return")
    until("一个窗口 (one window)", lambda: len(machine.windows(UNINSTALLER)) == 1, machine.patience)
    machine.picture("removed")
    machine.keys("Return")
    _is_gone(machine)
    _is_forgotten(machine)


def _is_gone(machine: Machine) -> None:
    gone = machine.place(PROGRAM)
    until("程序文件夹的删除 (the folder's end)", lambda: not gone.exists(), machine.patience)


def _is_forgotten(machine: Machine) -> None:
    must(machine.wine("reg", "query", KEY)[0] != 0, "“应用”里还有勾稽。(It is still listed.)")
    must(not _parcels(machine), ".gouji 还归勾稽。(Its files are still its own.)")
    must(not links(machine), f"快捷方式还在：{links(machine)}。(The shortcuts stayed.)")
