"""What is done when the power goes: typing and importing in a library, the first one, or an older one."""

from __future__ import annotations

import random
import shutil
from abc import ABC, abstractmethod
from pathlib import Path

from faults.contents import Contents, contents, contents_of, differing, opened
from faults.part import ROOT
from faults.preloaded import note
from faults.work import Office, clock, fill
from model.storage.connection import is_sound
from model.storage.files.places import backups_of
from model.storage.library import Library
from model.storage.migrations import newest


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
        """Return what is not as it must be in the folder that a cut has left; "" when all is."""

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
