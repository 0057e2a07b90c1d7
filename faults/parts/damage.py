"""Thirty and more kinds of damage to what a start finds: there is a window, or a sentence with the backups offered."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

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
def flip_in_the_header(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(at := dice.randrange(100), bytes([old[at] ^ 1 << dice.randrange(8)]))(old))


@kind
def flip_anywhere(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(at := dice.randrange(len(old)), bytes([old[at] ^ 1 << dice.randrange(8)]))(old))


@kind
def many_flips(library: Path, dice: random.Random) -> None:
    for _ in range(dice.choice((3, 30, 300))):
        flip_anywhere(library, dice)


@kind
def random_block(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(dice.randrange(len(old) - 64), dice.randbytes(64))(old))


@kind
def lost_page(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: _put(4096 * dice.randrange(len(old) // 4096), bytes(4096))(old))


@kind
def cut_off(library: Path, dice: random.Random) -> None:
    _bytes(library, lambda old: old[: dice.choice((1, 15, 100, 4095, 4096, dice.randrange(len(old))))])


@kind
def emptied(library: Path, _: random.Random) -> None:
    library.write_bytes(b"")


@kind
def gone(library: Path, _: random.Random) -> None:
    library.unlink()


@kind
def emptied_of_reports(library: Path, _: random.Random) -> None:
    from model.storage.library import Library

    library.unlink()
    with closing(Library(library, anew=True)) as anew:
        anew._db.execute("DELETE FROM setting WHERE \"key\" = 'begun anew'")


@kind
def noise(library: Path, dice: random.Random) -> None:
    library.write_bytes(dice.randbytes(200_000))


@kind
def a_text(library: Path, _: random.Random) -> None:
    library.write_text("这是一份去年的年报。" * 400, encoding="utf-8")


@kind
def log_of_noise(library: Path, dice: random.Random) -> None:
    library.with_name("library.db-wal").write_bytes(dice.randbytes(dice.choice((10, 32, 200_000))))


@kind
def log_of_another(library: Path, _: random.Random) -> None:
    other = library.with_name("other.db")
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE t AS SELECT randomblob(9000) AS a")
        shutil.copy(other.with_name("other.db-wal"), library.with_name("library.db-wal"))


@kind
def index_of_noise(library: Path, dice: random.Random) -> None:
    library.with_name("library.db-shm").write_bytes(dice.randbytes(dice.choice((1, 32_768))))


@kind
def journal_of_noise(library: Path, dice: random.Random) -> None:
    library.with_name("library.db-journal").write_bytes(dice.randbytes(9000))


@kind
def another_page_size(library: Path, dice: random.Random) -> None:
    _bytes(library, _put(16, dice.choice((b"\x02\x00", b"\x00\x01", b"\x80\x00", b"\x00\x00"))))


@kind
def another_mark(library: Path, dice: random.Random) -> None:
    _bytes(library, _put(68, dice.choice((bytes(4), b"gouk", dice.randbytes(4)))))


@kind
def another_version(library: Path, dice: random.Random) -> None:
    _bytes(library, _put(60, dice.choice((0, 1, 2, 92, 2**31 + 3, 2**32 - 1)).to_bytes(4, "big")))


@kind
def another_programs(library: Path, _: random.Random) -> None:
    library.unlink()
    with closing(sqlite3.connect(library)) as db:
        db.execute("CREATE TABLE t (a)")


@kind
def a_folder(library: Path, _: random.Random) -> None:
    library.unlink()
    library.mkdir()


@kind
def a_pipe(library: Path, _: random.Random) -> None:
    library.unlink()
    os.mkfifo(library)


@kind
def a_device(library: Path, dice: random.Random) -> None:
    library.unlink()
    library.symlink_to(dice.choice(("/dev/zero", "/dev/null", "/dev/full")))


@kind
def a_loop(library: Path, _: random.Random) -> None:
    library.unlink()
    library.symlink_to(library.name)


@kind
def a_folder_in_the_way(library: Path, dice: random.Random) -> None:
    in_the_way = library.with_name(
        dice.choice(("library.db.lock", "library.db.holder", "library.db.raise", "gouji.log"))
    )
    in_the_way.unlink(missing_ok=True)
    in_the_way.mkdir()


@kind
def noise_beside(library: Path, dice: random.Random) -> None:
    library.with_name(dice.choice(("library.db.lock", "library.db.holder"))).write_bytes(dice.randbytes(5000))


@kind
def backups_are_a_file(library: Path, _: random.Random) -> None:
    shutil.rmtree(library.parent / "backups")
    (library.parent / "backups").write_text("x", encoding="ascii")


@kind
def odd_settings(library: Path, dice: random.Random) -> None:
    from model.storage.sums import put_setting

    odd = ("", "x", "-1", "9" * 30, "nan", "٣", "1 2", "1 -5 99999999999", "\0", "a/../b", "é", "AdnQywAD", "¹", "1_0")
    with closing(sqlite3.connect(library, isolation_level=None)) as db:
        for key in ("zoom", "tab 1", "splitter", "looks", "window", "report", "findings", "preview", "export folder"):
            put_setting(db, key, dice.choice(odd))


sql(
    "ALTER TABLE report ADD COLUMN remark TEXT", "ALTER TABLE number ADD COLUMN note TEXT", "CREATE TABLE more (a TEXT)"
)
sql("DROP TABLE binding", "DROP TABLE number", "DROP TABLE setting", "ALTER TABLE history RENAME TO past")
sql(
    "ALTER TABLE text DROP COLUMN mark", "ALTER TABLE final DROP COLUMN file", "ALTER TABLE report DROP COLUMN deadline"
)
sql(*(f"UPDATE report SET edition = '{word}' WHERE id = 1" for word in ("2099", "", "x")))
sql(*(f"UPDATE report SET state = '{word}' WHERE id = 1" for word in ("signed", "", "DRAFT")))
sql(*(f"UPDATE report SET level = '{word}' WHERE id = 1" for word in ("moon", "")))
sql(*(f"UPDATE report SET year = {year} WHERE id = 1" for year in (0, -3, 10**6, 2**62)))
sql("UPDATE report SET changed = 'gestern' WHERE id = 1", "UPDATE report SET deadline = '2024-02-31' WHERE id = 1")
sql("UPDATE report SET finalised_on = 'x' WHERE id = 1", "UPDATE report SET deleted = 'x' WHERE id = 1")
sql(
    "UPDATE number SET value = 'zwei' WHERE report = 1",
    "UPDATE number SET value = 'NaN'",
    "UPDATE number SET cell = cell || 'x'",
)
sql("UPDATE text SET value = CAST(x'ff' AS TEXT) WHERE report = 1", "UPDATE text SET key = key || 'x' WHERE report = 1")
sql(
    *(
        f"UPDATE explanation SET {what}"
        for what in ("numbers = '{'", "numbers = '[1]'", "places = '{}'", "moment = 'x'")
    )
)
sql(*(f"UPDATE binding SET {what}" for what in ("cells = 'x'", "start = -5", '"end" = 99999999999', "cells = ''")))
sql(*(f"UPDATE history SET {what}" for what in ("how = 'x'", "moment = 'x'", "place = x'ff'", "report = 99")))
sql("UPDATE report SET unit = CAST(x'fffe' AS TEXT) WHERE id = 1", "UPDATE report SET unit = '' WHERE id = 1")
sql("UPDATE setting SET value = CAST(x'ff' AS TEXT)", "UPDATE setting SET mark = 5", "DELETE FROM setting")


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
    name = getattr(damage, "__name__", "") + f" {seed % len(KINDS)}"
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
    application = QApplication.instance() or start.make_application()

    def run() -> int:
        for _ in range(20):
            application.processEvents()
        for window in application.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                seen.windows.append(window.windowTitle())
                window.show_library()
                application.processEvents()
        return 0

    hook = sys.excepthook
    kept = dialogs.warn, dialogs.tell, offer.offer, start.make_application, QApplication.exec, start.BACKUP_AFTER
    dialogs.warn = dialogs.tell = lambda _, sentence: seen.sentences.append(sentence)
    offer.offer = lambda _parent, _library, sentence: bool(seen.offered.append(sentence))
    start.make_application = lambda: application
    QApplication.exec = staticmethod(run)
    try:
        start.open_window(library)
    finally:
        dialogs.warn, dialogs.tell, offer.offer, start.make_application, QApplication.exec, start.BACKUP_AFTER = kept
        sys.excepthook = hook
        for window in application.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return seen


def _built() -> Path:
    """Make, once, a library of three reports with all kinds of rows, and a backup of it."""
    from faults.checkout import checkout
    from faults.running import KEPT
    from model.report_file import loads
    from model.storage.backup import daily_backup
    from model.storage.library import Library
    from model.storage.records import Change, How

    made = KEPT / f"damage-{checkout()}-{os.getpid()}"
    if made.exists():
        return made
    report = loads((ROOT / "assets" / "example.json").read_bytes())
    with closing(Library(made / "library.db")) as library:
        for unit in UNITS:
            from dataclasses import replace

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
    sample=2 * len(KINDS),
    full=40 * len(KINDS),
)
