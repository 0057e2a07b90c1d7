"""What is done when the power goes: backups are made, and restored."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

from faults.contents import contents_of, differing, opened
from faults.power_cut.working import Working
from faults.work import FIRST_DAY, Office, clock
from model.storage.backups.backup import back_up, backups, daily_backup, thin_backups
from model.storage.backups.restoring import restore
from model.storage.backups.second_place import copy_there
from model.storage.connection import is_sound
from model.storage.files.durable import sync_folder
from model.storage.files.places import backups_of, beside, whole
from model.storage.library import Library


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
        tomorrow = self._today + timedelta(days=1)
        daily_backup(folder / self.place, tomorrow)  # the next start makes one and thins them, by whatever it finds
        thin_backups(folder / self.place, tomorrow)
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
