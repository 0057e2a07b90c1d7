"""What is done when the power goes: reports are exported."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from export import WRITERS, replace_file
from faults.power_cut.working import Scenario
from faults.work import example


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
