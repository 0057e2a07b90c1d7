"""An office that has an older version gets the new one: its reports are there."""

from __future__ import annotations

from pathlib import Path

from tools.trying import must
from wintrial import installing, using
from wintrial.machine import PROGRAM, Machine

OLD_NUMBER = "4206"


def use_old(machine: Machine, setup: str, version: str) -> None:
    """Install the older version, and type a number into it."""
    installing.silently(machine, setup)
    installing.is_installed(machine, version)
    using.open_file(machine)
    using.type_number(machine, OLD_NUMBER)
    machine.kill()


def upgrade(machine: Machine, setup: str, frozen: Path) -> None:
    """Install the new version over it, and open the library that the older one has made."""
    installing.silently(machine, setup)
    installing.is_installed(machine)
    strange = _files(machine.place(PROGRAM)) ^ (_files(frozen) | {"uninstall.exe"})
    must(not strange, f"升级后多了或少了文件：{sorted(strange)[:5]}。(Files stayed or are missing.)")
    using.start_again(machine, OLD_NUMBER)
    using.type_number(machine, using.NUMBER, "Right")
    must(OLD_NUMBER in machine.numbers(), "旧版录入的数不见了。(The number of the older version is gone.)")
    machine.leave()


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
