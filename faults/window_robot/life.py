"""One life of the window: opened on a library, worked with, and killed at a disk call that was chosen before."""

from __future__ import annotations

import os
import random
import select
import signal
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import NoReturn

from faults.preloaded import Moment, end_at
from faults.window_robot.hands import Hands, answer_dialogs
from faults.window_robot.telling import Message, Sign, Teller, heard
from model.storage.library import Library
from ui.appearance import theme
from ui.start import make_application
from ui.window.main_window import MainWindow

_ACTS = 40  # after so many the robot has lived long enough
_LONGEST = 40.0  # seconds; a robot that hangs is killed, and that is a fault
STARTS = ("首次启动", "升级")  # killed while the library is opened


@dataclass(frozen=True)
class Fate:
    """What the robot does, and when it ends."""

    seed: int
    scenario: str
    call: int
    moment: Moment

    @classmethod
    def of(cls, seed: int, scenario: str) -> Fate:
        """Choose by chance."""
        dice = random.Random(seed)
        return cls(seed, scenario, dice.randrange(1, 70 if scenario in STARTS else 220), dice.choice(list(Moment)))


def live(folder: Path, library: Path, fate: Fate) -> list[Message]:
    """Let a robot live its life in a process of its own; give what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(folder, library, fate, Teller(writing))
    os.close(writing)
    try:
        return heard(_all(reading, child))
    finally:
        os.close(reading)
        os.waitpid(child, 0)


def _all(pipe: int, child: int) -> bytes:
    """Read until the child has ended; one that takes too long is ended."""
    told, until = bytearray(), monotonic() + _LONGEST
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            raise TimeoutError("the robot hung")
        more = os.read(pipe, 1 << 20)
        if not more:
            return bytes(told)
        told += more


def _live(folder: Path, library: Path, fate: Fate, teller: Teller) -> NoReturn:
    """Be the robot; this never returns."""
    try:
        said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        _work(library, fate, teller)
        teller.say(Sign.END)
    except BaseException:  # noqa: BLE001 — the parent is told of everything
        teller.say(Sign.FAULT, traceback.format_exc()[-600:])
    finally:
        os.kill(os.getpid(), signal.SIGKILL)
        os._exit(1)


def _work(library: Path, fate: Fate, teller: Teller) -> None:
    dice = random.Random(fate.seed)
    out = library.parent / "out"
    out.mkdir(exist_ok=True)
    answer_dialogs(out, dice)
    theme.apply(make_application(), dark=False)
    teller.listen()
    if fate.scenario in STARTS:
        end_at(library.parent, fate.call, fate.moment)
    window = MainWindow(Library(library, teller.now), preview=False, today=lambda: date(2024, 1, 10))
    window.show()
    window.activateWindow()
    teller.say(Sign.READY)
    if fate.scenario not in STARTS:
        end_at(library.parent, fate.call, fate.moment)
    hands = Hands(window, dice)
    acts = hands.acts
    for _ in range(_ACTS):
        act = dice.choice(acts.get(fate.scenario, acts["混合"]))
        hands.do(act)
        teller.say(Sign.STEP, act.__name__)
