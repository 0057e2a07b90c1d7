"""The window is killed at any moment: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.contents import contents_of, differing, opened
from faults.part import ROOT, Outcome, Part
from faults.preloaded import LIBRARY
from faults.window_robot.life import Fate, live
from faults.window_robot.replica import Replica
from faults.window_robot.telling import Message, Sign
from faults.work import fill
from intake import read_file
from model.errors import UserError
from model.storage.backups import leftovers
from model.storage.connection import is_sound
from model.storage.files.places import backups_of
from model.storage.library import Library

SCENARIOS = (
    *("混合", "导入", "混合", "撤销", "混合", "备份", "混合", "导出", "混合", "首次启动"),
    *("混合", "导入", "混合", "撤销", "混合", "删除", "混合", "导出", "定稿", "升级"),
)


def trial(seed: int, scratch: Path) -> Outcome:
    """Kill one window, and open its library as the next start would."""
    fate = Fate.of(seed, SCENARIOS[seed % len(SCENARIOS)])
    place, beside = scratch.resolve() / "data" / "library.db", scratch / "replica" / "library.db"
    for library in (place, beside):
        library.parent.mkdir()
        _lay_out(library, fate)
    messages = live(scratch, place, fate)
    replica = Replica(beside, messages)
    wrong = next((wrong for wrong in _wrong(place, replica, messages) if wrong), "")
    parts = len(_halves(place))
    leftovers.clear(place, [_old(place.parent / "out")])
    if _halves(place) and not wrong:
        wrong = f"{_halves(place)[0].name} is left"
    counts = {"结束进程": 1, "已保存的操作": replica.acknowledged, "残留的半份文件": parts}
    return Outcome(f"{fate}: {wrong}" if wrong else "", counts)


def _halves(place: Path) -> list[Path]:
    return [path for path in place.parent.rglob("*") if ".part" in path.name]


def _old(folder: Path) -> Path:
    """Let the halves of exports be of yesterday: younger ones may be somebody else's, who is still writing."""
    for half in folder.glob(".*.part"):
        os.utime(half, (0, 0))
    return folder


def _lay_out(library: Path, fate: Fate) -> None:
    if fate.scenario == "升级":
        shutil.copyfile(ROOT / "tests" / "data" / f"library-v{1 + fate.seed // len(SCENARIOS) % 2}.db", library)
    elif fate.scenario != "首次启动":
        library.write_bytes(_filled())


@cache
def _filled() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with closing(Library(path)) as library:
            fill(library)
        return path.read_bytes()


def _wrong(place: Path, replica: Replica, messages: list[Message]) -> Iterator[str]:
    """Say everything that is not as it must be."""
    yield from (what[0] for sign, what in messages if sign is Sign.FAULT)
    yield from _wrong_backups(backups_of(place))
    yield from _wrong_backups(place.parent / "out")
    yield from _wrong_exports(place.parent / "out")
    possible = replica.possible()
    found = opened(place)
    if found not in possible:
        yield f"{replica.acknowledged} acknowledged: {differing(possible[0], found)}"


def _wrong_backups(folder: Path) -> Iterator[str]:
    for backup in folder.glob("[!.]*.db"):
        if not is_sound(backup) or not contents_of(backup)["report"]:
            yield f"{backup.name} is not whole"


def _wrong_exports(folder: Path) -> Iterator[str]:
    for file in folder.glob("[!.]*"):
        if file.suffix == ".db":
            continue
        try:
            read_file(file)
        except UserError as error:
            yield f"{file.name} is not whole: {error.sentence}"


PART = Part(
    name="kills",
    promise="窗口在任何时刻被强行结束，已经保存的都在，没有做到一半的",
    goal="2000次强行结束，0处丢失",
    trial=trial,
    sample=40,
    full=2000,
    preload=LIBRARY,
)
