"""Thirty and more kinds of damage to what a start finds: there is a window, or a sentence with the backups offered."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from faults.part import ROOT, Outcome, Part

Kind = Callable[[Path, random.Random], None]
KINDS: list[Kind] = []
UNITS = ("甲县乙镇人民政府", "甲县丙镇人民政府", "甲县丁镇人民政府")


def kind(damage: Kind) -> Kind:
    """List a kind of damage."""
    KINDS.append(damage)
    return damage


def sql(*statements: str) -> None:
    """List what a row that the program cannot have written does."""

    def damage(library: Path, dice: random.Random) -> None:
        with closing(sqlite3.connect(library, isolation_level=None)) as db:
            db.execute("PRAGMA writable_schema = OFF")
            db.execute(dice.choice(statements))

    KINDS.append(damage)


def _bytes(library: Path, change: Callable[[bytearray], bytes | bytearray]) -> None:
    library.write_bytes(change(bytearray(library.read_bytes())))


def _put(at: int, new: bytes) -> Callable[[bytearray], bytearray]:
    def change(content: bytearray) -> bytearray:
        content[at : at + len(new)] = new
        return content

    return change


@kind
def _flip_in_the_header(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(at := dice.randrange(100), bytes([old[at] ^ 1 << dice.randrange(8)]))(old))


@kind
def _flip_anywhere(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(at := dice.randrange(len(old)), bytes([old[at] ^ 1 << dice.randrange(8)]))(old))


@kind
def _many_flips(library: Path, dice: random.Random) -> None:
    for _ in range(dice.choice((3, 30, 300))):
        _flip_anywhere(library, dice)


@kind
def _random_block(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(dice.randrange(len(old) - 64), dice.randbytes(64))(old))


@kind
def _lost_page(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(4096 * dice.randrange(len(old) // 4096), bytes(4096))(old))


@kind
def _cut_off(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: old[: dice.choice((1, 15, 100, 4095, 4096, dice.randrange(len(old))))])


@kind
def _emptied(library: Path, _: random.Random) -> None:
    library.write_bytes(b"")


@kind
def _gone(library: Path, _: random.Random) -> None:
    library.unlink()


@kind
def _emptied_of_reports(library: Path, _: random.Random) -> None:
    from model.storage.library import Library

    library.unlink()
    with closing(Library(library, anew=True)) as anew:
        anew._db.execute("DELETE FROM setting WHERE \"key\" = 'begun anew'")


@kind
def _noise(library: Path, dice: random.Random) -> None:
    library.write_bytes(dice.randbytes(200_000))


@kind
def _a_text(library: Path, _: random.Random) -> None:
    library.write_text("这是一份去年的年报。" * 400, encoding="utf-8")


@kind
def _log_of_noise(library: Path, dice: random.Random) -> None:
    library.with_name("library.db-wal").write_bytes(dice.randbytes(dice.choice((10, 32, 200_000))))


@kind
def _log_of_another(library: Path, _: random.Random) -> None:
    other = library.with_name("other.db")
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE t AS SELECT randomblob(9000) AS a")
        shutil.copy(other.with_name("other.db-wal"), library.with_name("library.db-wal"))


@kind
def _index_of_noise(library: Path, dice: random.Random) -> None:
    library.with_name("library.db-shm").write_bytes(dice.randbytes(dice.choice((1, 32_768))))


@kind
def _journal_of_noise(library: Path, dice: random.Random) -> None:
    library.with_name("library.db-journal").write_bytes(dice.randbytes(9000))


@kind
def _another_page_size(library: Path, dice: random.Random) -> None:
    _bytes(library, _put(16, dice.choice((b"\x02\x00", b"\x00\x01", b"\x80\x00", b"\x00\x00"))))


@kind
def _another_mark(library: Path, dice: random.Random) -> None:
    _bytes(library, _put(68, dice.choice((bytes(4), b"gouk", dice.randbytes(4)))))


@kind
def _another_version(library: Path, dice: random.Random) -> None:
    _bytes(library, _put(60, dice.choice((0, 1, 2, 92, 2**31 + 3, 2**32 - 1)).to_bytes(4, "big")))


@kind
def _another_programs(library: Path, _: random.Random) -> None:
    library.unlink()
    with closing(sqlite3.connect(library)) as db:
        db.execute("CREATE TABLE t (a)")


@kind
def _a_folder(library: Path, _: random.Random) -> None:
    library.unlink()
    library.mkdir()


@kind
def _a_pipe(library: Path, _: random.Random) -> None:
    library.unlink()
    os.mkfifo(library)


@kind
def _a_device(library: Path, dice: random.Random) -> None:
    library.unlink()
    library.symlink_to(dice.choice(("/dev/zero", "/dev/null", "/dev/full")))


@kind
def _a_loop(library: Path, _: random.Random) -> None:
    library.unlink()
    library.symlink_to(library.name)


@kind
def _a_folder_in_the_way(library: Path, dice: random.Random) -> None:
    name = dice.choice(("library.db.lock", "library.db.holder", "library.db.raise", "gouji.log"))
    in_the_way = library.with_name(name)
    in_the_way.unlink(missing_ok=True)
    in_the_way.mkdir()


@kind
def _noise_beside(library: Path, dice: random.Random) -> None:
    library.with_name(dice.choice(("library.db.lock", "library.db.holder"))).write_bytes(dice.randbytes(5000))


@kind
def _backups_are_a_file(library: Path, _: random.Random) -> None:
    shutil.rmtree(library.parent / "backups")
    (library.parent / "backups").write_text("x", encoding="ascii")


@kind
def _odd_settings(library: Path, dice: random.Random) -> None:
    from model.storage.checksums.sums import put_setting

    odd = ("", "x", "-1", "9" * 30, "nan", "٣", "1 2", "1 -5 99999999999", "\0", "a/../b", "é", "AdnQywAD", "¹", "1_0")
    with closing(sqlite3.connect(library, isolation_level=None)) as db:
        for key in ("zoom", "tab 1", "splitter", "looks", "window", "report", "findings", "preview", "export folder"):
            put_setting(db, key, dice.choice(odd))


def _sets(table: str, *whats: str, where: str = "report = 1") -> tuple[str, ...]:
    return tuple(f"UPDATE {table} SET {what} WHERE {where}" for what in whats)


FIRST = "id = 1"
sql(*(f"ALTER TABLE {table} ADD COLUMN remark TEXT" for table in ("report", "number")), "CREATE TABLE more (a TEXT)")
sql("DROP TABLE binding", "DROP TABLE number", "DROP TABLE setting", "ALTER TABLE history RENAME TO past")
sql(*(f"ALTER TABLE {one} DROP COLUMN {column}" for one, column in (("text", "mark"), ("final", "file"))))
sql(*_sets("report", "edition = '2099'", "edition = ''", "edition = 'x'", where=FIRST))
sql(*_sets("report", "state = 'signed'", "state = ''", "state = 'DRAFT'", where=FIRST))
sql(*_sets("report", "level = 'moon'", "level = ''", where=FIRST))
sql(*_sets("report", "year = 0", "year = -3", "year = 1000000", "year = 4611686018427387904", where=FIRST))
sql(*_sets("report", "changed = 'gestern'", "deadline = '2024-02-31'", where=FIRST))
sql(*_sets("report", "finalised_on = 'x'", "deleted = 'x'", "edit = -5", "edit = 9999999999", where=FIRST))
sql(*_sets("number", "value = 'zwei'", "value = 'NaN'", "value = '1e999999'", "cell = cell || 'x'"))
sql(*_sets("text", "value = CAST(x'ff' AS TEXT)", "key = key || 'x'"))
sql(*_sets("explanation", "numbers = '{'", "numbers = '[1]'", "places = '{}'", "moment = 'x'"))
sql(*_sets("binding", "cells = 'x'", "start = -5", '"end" = 99999999999', "cells = ''"))
sql(*_sets("history", "how = 'x'", "moment = 'x'", "place = CAST(x'ff' AS TEXT)", "report = 99"))
sql(*_sets("report", "unit = CAST(x'fffe' AS TEXT)", "unit = ''", where=FIRST))
sql(*_sets("setting", "value = CAST(x'ff' AS TEXT)", "mark = 5", where="1"), "DELETE FROM setting")


@dataclass
class Seen:
    """What the user saw of a start."""

    sentences: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)


def trial(seed: int, folder: Path) -> Outcome:
    """Damage a library with a backup, start the program on it, and see what the user sees."""
    dice = random.Random(seed)
    data = folder / "data"
    shutil.copytree(_built(), data)
    damage = KINDS[seed % len(KINDS)]
    damage(data / "library.db", dice)
    seen = start_on(data / "library.db")
    told = [*seen.sentences, *seen.offered]
    name = f"{getattr(damage, '__name__', '').strip('_')} {seed % len(KINDS)}"
    counts = {"window": len(seen.windows), "offered": len(seen.offered), "sentence": len(seen.sentences)}
    if any("程序出了一个错误" in one for one in told):
        return Outcome(f"{name}: {told}", counts)
    if not seen.windows and not told:
        return Outcome(f"{name}: neither a window nor a sentence", counts)
    return Outcome("", counts)


def start_on(library: Path) -> Seen:
    """Start the program as main.py does, as far as nobody answers it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from ui import dialogs, start
    from ui.restoring import offer
    from ui.window.main_window import MainWindow

    seen = Seen()
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else start.make_application()

    def run() -> int:
        for _ in range(20):
            application.processEvents()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                seen.windows.append(window.windowTitle())
                window.show_library()
                application.processEvents()
        return 0

    def offered(_parent: object, _library: Path, sentence: str) -> bool:
        seen.offered.append(sentence)
        return False

    with ExitStack() as replaced:
        for where, name, other in (
            (dialogs, "warn", lambda _, sentence: seen.sentences.append(sentence)),
            (dialogs, "tell", lambda _, sentence: seen.sentences.append(sentence)),
            (offer, "offer", offered),
            (start, "make_application", lambda: application),
            (QApplication, "exec", staticmethod(run)),
            (sys, "excepthook", sys.excepthook),
        ):
            replaced.enter_context(patch.object(where, name, other))
        start.open_window(library)
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return seen


def _built() -> Path:
    """Make, once, a library of three reports with all kinds of rows, and a backup of it."""
    from faults.checkout import checkout
    from faults.running import KEPT
    from model.report.file_format import loads
    from model.storage.backups.backup import daily_backup
    from model.storage.library import Library
    from model.storage.records import Change, How

    made = KEPT / f"damage-{checkout()}-{os.getpid()}"
    if made.exists():
        return made
    report = loads((ROOT / "assets" / "example.json").read_bytes())
    with closing(Library(made / "library.db")) as library:
        for unit in UNITS:
            key = library.create(replace(report, unit=unit))
            cell = next(iter(report.numbers))
            for number in range(20):
                library.write(key, [Change(cell, None, Decimal(number))], How.TYPED, "录入")
        library.finalise(2, date(2024, 1, 10))
        library.remember("report", "1")
    daily_backup(made / "library.db", date(2024, 1, 10))
    return made


PART = Part(
    name="damage",
    promise="报告库、它旁边的文件或记住的设置坏成什么样，启动时都有窗口，或者有一句话并可以恢复备份",
    goal="每一种都有窗口，或者有一句话；没有一次只留下出错记录",
    trial=trial,
    sample=len(KINDS),
    full=40 * len(KINDS),
)
