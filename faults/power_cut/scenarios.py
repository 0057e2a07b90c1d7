"""What is being done when the power goes, and what must be there afterwards."""

from __future__ import annotations

import random
import shutil
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from export import WRITERS, replace_file
from faults.contents import Contents, contents, contents_of, differing, opened
from faults.part import ROOT
from faults.preloaded import note
from faults.work import FIRST_DAY, Office, clock, example, fill
from model.storage.backup import back_up, backups, daily_backup, thin_backups
from model.storage.connection import is_sound
from model.storage.durable import sync_folder
from model.storage.library import Library
from model.storage.migrations import newest
from model.storage.places import backups_of, beside, whole
from model.storage.restoring import restore
from model.storage.second_place import copy_there


class Scenario(ABC):
    """Something that is done in a folder; what is acknowledged is counted, in the record too."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder, self.dice = folder, dice
        self._acknowledged = 0

    @abstractmethod
    def prepare(self) -> None:
        """Lay out what is on disk before."""

    @abstractmethod
    def run(self) -> None:
        """Do it."""

    @abstractmethod
    def broken(self, folder: Path, acknowledged: int) -> str:
        """Say what is not as it must be in the folder that a cut has left; "" when all is."""

    @abstractmethod
    def start_again(self, folder: Path) -> None:
        """Do what the next start does in the folder that a cut has left."""

    def acknowledge(self) -> None:
        """Say that something is done, and on disk."""
        self._acknowledged += 1
        note(str(self._acknowledged))


class Working(Scenario):
    """Typing, imports, 定稿, deleting in a library that was there before."""

    place = Path("library.db")
    steps = 25

    def __init__(self, folder: Path, dice: random.Random) -> None:
        super().__init__(folder, dice)
        self._states: list[Contents] = []  # after the opening, and after each acknowledgement

    def prepare(self) -> None:
        """Fill a library."""
        library = Library(self.folder / self.place, clock())
        fill(library)
        library.close()

    def run(self) -> None:
        """Open it, work with it, close it; sometimes twice."""
        library = self._opened()
        self._note(library)
        self.work(library)
        library.close()
        if self.dice.random() < 0.3:
            library = self._opened()
            self.work(library)
            library.close()

    def _opened(self) -> Library:
        """Open the library; sometimes its log is begun anew more often than usual, which else takes long."""
        library = Library(self.folder / self.place, clock())
        library._db.execute(f"PRAGMA wal_autocheckpoint = {self.dice.choice([10, 50, 1000])}")
        return library

    def start_again(self, folder: Path) -> None:
        """Open the library."""
        opened(folder / self.place)

    def work(self, library: Library) -> None:
        """Do steps."""
        for _ in Office(library, self.dice).steps(self.steps):
            self._note(library)
            self.acknowledge()

    def _note(self, library: Library) -> None:
        self._states.append(contents(library._db))

    def broken(self, folder: Path, acknowledged: int) -> str:
        """Want all that was acknowledged, and no more than the step that was under way."""
        try:
            found = opened(folder / self.place)
        except ValueError as error:
            return str(error)
        if found in self._states[acknowledged : acknowledged + 2]:
            return ""
        return f"{acknowledged} acknowledged: {differing(self._states[acknowledged], found)}"


class FirstStart(Working):
    """The first start makes the library, and the folders above it."""

    place = Path("数据", "gouji", "library.db")
    steps = 8

    def prepare(self) -> None:
        """Leave nothing there."""


class Migrating(Working):
    """A library of an older program is brought up to date."""

    steps = 4

    def prepare(self) -> None:
        """Take a library that a released program left."""
        version = self.dice.randrange(1, newest())
        shutil.copyfile(ROOT / "tests" / "data" / f"library-v{version}.db", self.folder / self.place)
        self._old = contents_of(self.folder / self.place)

    def broken(self, folder: Path, acknowledged: int) -> str:
        """Want, besides, the backup of before: it comes first, so it is there whenever the library is new."""
        wrong = super().broken(folder, acknowledged)
        if wrong:
            return wrong
        kept = sorted(backups_of(folder / self.place).glob("*.db"))
        for one in kept:  # a start that was cut between two steps leaves one of each
            if not is_sound(one):
                return f"{one.name} is not whole"
        return "" if self._old in map(contents_of, kept) else "no backup of before the migration"


class BackingUp(Working):
    """Backups every day, thinned and brought to the second place, and copies by the menu over an older one."""

    copy, second = Path("副本", "副本.db"), Path("U盘")

    def __init__(self, folder: Path, dice: random.Random) -> None:
        super().__init__(folder, dice)
        self._daily: dict[int, Path] = {}  # by the acknowledgement that they are made
        self._there: dict[int, Path] = {}  # what had come to the second place
        self._copies: list[int] = []
        self._today = FIRST_DAY

    def work(self, library: Library) -> None:
        """Do a few steps each day."""
        office, path = Office(library, self.dice), self.folder / self.place
        for _ in range(self.dice.randrange(2, 14)):
            for _ in office.steps(self.dice.randrange(1, 4)):
                self._note(library)
                self.acknowledge()
            self._note(library)
            self._today += timedelta(days=1)
            made = daily_backup(path, self._today)
            self.acknowledge()
            if made is not None:
                self._daily[self._acknowledged] = made.relative_to(self.folder)
            thin_backups(path, self._today)
            if self.dice.random() < 0.3:
                self._bring_there(library)
            if self.dice.random() < 0.3:
                self._note(library)
                library.backup(self.folder / self.copy)
                self.acknowledge()
                self._copies.append(self._acknowledged)

    def _bring_there(self, library: Library) -> None:
        (self.folder / self.second).mkdir(exist_ok=True)
        sync_folder(self.folder)  # a stick that is put in is there
        self._note(library)
        copy_there(self.folder / self.place, self.folder / self.second, self._today)
        self.acknowledge()
        newest = max((self.folder / self.second).glob("*.db"))
        self._there[self._acknowledged] = newest.relative_to(self.folder)

    def broken(self, folder: Path, acknowledged: int) -> str:
        """Want, besides, that every backup that counts is whole, and those that were acknowledged are there."""
        return (
            super().broken(folder, acknowledged)
            or self._wrong_daily(folder, acknowledged)
            or self._wrong_copy(folder / self.copy, acknowledged)
        )

    def _wrong_daily(self, folder: Path, acknowledged: int) -> str:
        for one in (*backups(folder / self.place), *(folder / self.second).glob("[!.]*.db")):
            if not is_sound(one) or contents_of(one) not in self._states:
                return f"{one.name} is not whole"
        for made in (self._daily, self._there):
            last = max((number for number in made if number <= acknowledged), default=None)
            if last and not (folder / made[last]).exists():
                return f"{made[last]} is gone"
        return ""

    def _wrong_copy(self, copy: Path, acknowledged: int) -> str:
        before = [number for number in self._copies if number <= acknowledged][-1:]
        under_way = [number for number in self._copies if number == acknowledged + 1]
        return self._wrong(copy, [*before, *under_way]) if before or copy.exists() else ""

    def _wrong(self, backup: Path, numbers: list[int]) -> str:
        if not backup.exists():
            return f"{backup.name} is gone"
        if not is_sound(backup):
            return f"{backup.name} is not sound"
        return "" if contents_of(backup) in [self._states[number] for number in numbers] else f"{backup.name} is older"


class Restoring(Working):
    """A backup takes the place of a library that was left as a kill leaves it, and is worked with."""

    steps = 6

    def prepare(self) -> None:
        """Make a backup, work on, and leave the library with its log."""
        super().prepare()
        path = self.folder / self.place
        library = Library(path, clock())
        self._backup = self.folder / "U盘" / "备份.db"
        back_up(path, self._backup)
        list(Office(library, self.dice).steps(self.dice.randrange(1, 8)))
        self._note(library)
        killed = self.dice.random() < 0.7
        files = [*whole(path), beside(path, "holder")]
        left = {file: file.read_bytes() for file in files if killed and file.exists()}
        library.close()
        for file, content in left.items():
            file.write_bytes(content)

    def run(self) -> None:
        """Restore, open, and work."""
        restore(self.folder / self.place, self._backup)
        self._states.append(contents_of(self._backup))
        self.acknowledge()
        library = self._opened()
        self.work(library)
        library.close()

    def broken(self, folder: Path, acknowledged: int) -> str:
        """Want, besides, the library of before, whole, wherever it was laid."""
        wrong = super().broken(folder, acknowledged)
        if wrong or not acknowledged:
            return wrong
        laid = [*backups_of(folder / self.place).glob("*恢复前*.db")]
        return differing(self._states[0], opened(laid[0])) if len(laid) == 1 else f"of before there lies {laid}"


class Exporting(Scenario):
    """Reports are exported, over older files too."""

    names = ("甲.json", "甲.html", "乙.json", "乙.xlsx", "乙.docx")

    def __init__(self, folder: Path, dice: random.Random) -> None:
        super().__init__(folder, dice)
        self._written: list[tuple[str, bytes]] = []

    def prepare(self) -> None:
        """Leave some older files; they count as acknowledged."""
        for name in self.dice.sample(self.names, 2):
            (self.folder / name).write_bytes(self._bytes(name))
        self._before = {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def _bytes(self, name: str) -> bytes:
        cells = self.dice.sample([*example().form.cells], 10)
        report = example().with_numbers({cell: Decimal(self.dice.randrange(10**4)) for cell in cells})
        return WRITERS[Path(name).suffix].render(replace(report, unit=f"第{self.dice.random()}镇"))

    def run(self) -> None:
        """Write some files."""
        for _ in range(self.dice.randrange(2, 8)):
            name = self.dice.choice(self.names)
            data = self._bytes(name)
            self._written.append((name, data))
            replace_file(self.folder / name, data)
            self.acknowledge()

    def start_again(self, folder: Path) -> None:
        """Leave all as it is: no start touches what was exported."""

    def broken(self, folder: Path, acknowledged: int) -> str:
        """Want each file as it was written last, or, of the one under way, as it will be."""
        there = {**self._before, **dict(self._written[:acknowledged])}
        under_way = dict(self._written[acknowledged : acknowledged + 1])
        for name in self.names:
            found = (folder / name).read_bytes() if (folder / name).exists() else None
            if found not in {there.get(name), under_way.get(name, there.get(name))}:
                return f"{name} is {'gone' if found is None else 'half written' if found else 'empty'} or older"
        return ""


SCENARIOS: dict[str, type[Scenario]] = {
    "录入导入": Working,
    "首次启动": FirstStart,
    "升级": Migrating,
    "备份": BackingUp,
    "导出": Exporting,
    "恢复备份": Restoring,
}
