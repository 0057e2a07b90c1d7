"""How long a start takes, and the program that is carried about on a stick."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path
from statistics import median

from winbuild.places import Places

from tools.trying import must, tell, until
from wintrial.machine import DATA, HOME, PROGRAM, Machine

RUNS, SLOWEST = 3, 1.3  # starts that are timed; installed against source, at most
STICK = rf"{HOME}\U盘"


def carry_about(machine: Machine, archive: Path) -> None:
    """Unpack the .zip as on a stick, and start it: its data is beside it."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(machine.place(STICK))
    before = _dates(machine)
    machine.start(rf"{STICK}\gouji\gouji.exe")
    machine.appear(0)
    machine.picture("portable")
    there = machine.place(rf"{STICK}\gouji\data\library.db").exists()
    must(there, "免安装版的报告库不在旁边。(Its library is elsewhere.)")
    must(before == _dates(machine), "免安装版动了用户的报告库。(It touched the user's library.)")
    machine.kill()


def _dates(machine: Machine) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in machine.place(DATA).iterdir()}


def ratios(machine: Machine, places: Places) -> tuple[float, float]:
    """Time the installed program against the same from source, to its window, in turn: clock, processor."""
    made = rf"Z:\prefix\{places.prefix}\drive_c"  # where it was frozen: the same sources, the same CPython
    commands = {
        "gouji.exe": [rf"{PROGRAM}\gouji.exe"],
        "pythonw.exe": [rf"{made}\py\pythonw.exe", rf"{made}\gouji\main.py"],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    machine.place(rf"{HOME}\开始").mkdir()
    for number in range(RUNS + 1):
        for name, command in commands.items():
            taken[name].append(_took(machine, name, [*command, "--library", rf"{HOME}\开始\{name}-{number}.db"]))
    installed, source = ([median(run[i] for run in runs[1:]) for i in (0, 1)] for runs in taken.values())
    for name, (clock, processor) in (("installed", installed), ("source", source)):
        tell("windows", f"到窗口出现 (to the window), {name}: {clock:.1f} s, 处理器 (processor) {processor:.1f} s")
    return installed[0] / source[0], installed[1] / source[1]


def _took(machine: Machine, name: str, command: list[str]) -> tuple[float, float]:
    """Return the seconds to the window, and those that the processor was busy with the program."""
    began = time.monotonic()
    machine.start(*command)
    until("窗口 (a window)", lambda: machine.windows(name), machine.patience)
    took = time.monotonic() - began
    return took, machine.kill(name)
