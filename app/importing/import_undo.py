"""What an import of several files put into the library, and how all of it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.editing import differences
from app.originals import reprinting
from model.errors import UserError
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import How, Stored

_NAMED = 3  # reports; of more it is said that there are


@dataclass
class ImportUndo:
    """The reports that were made, and those that were changed as they were before."""

    library: Library
    made: list[int] = field(default_factory=list)
    before: list[Stored] = field(default_factory=list)
    _after: dict[int, Stored] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the files that came in."""
        return len(self.made) + len(self.before)

    @property
    def name(self) -> str:
        """What undo calls it."""
        return f"{HistoryEvent.IMPORTED.label}{len(self)}份年报"

    def close(self) -> None:
        """Note how the reports stand now that all is stored: only what stands so can be taken back."""
        self._after = {key: self.library.load(key) for key in (*self.made, *(one.id for one in self.before))}

    def take_back(self) -> None:
        """Delete what was made, which can be restored, and write back what was changed; all or nothing.

        Raises:
            UserError: one of the reports was changed since, or the disk does not allow it; nothing was taken back.
        """
        touched = [one.report for key, one in self._after.items() if self.library.load(key) != one]
        if touched:
            names = "、".join(f"“{report.unit}”" for report in touched[:_NAMED]) + ("等" if touched[_NAMED:] else "")
            raise UserError(f"{names}导入以后又改过，不能整批撤销；原来的数在每份年报的修改记录里。")
        with self.library.together():
            for key in self.made:
                self.library.delete(key)
            for one in self.before:
                self._write_back(one)

    def _write_back(self, before: Stored) -> None:
        now = self._after[before.id]
        back = reprinting(now.printed, before.printed, (*now.printed, *before.printed))
        changes = (*dict.fromkeys(back), *differences(now.report, before.report))
        self.library.write(before.id, changes, How.UNDONE, HistoryEvent.UNDONE.about(self.name), before.bindings)
        for check, at in _other_reasons(now, before):
            self.library.unexplain(before.id, check, at)
        for check, at in _other_reasons(before, now):
            one = next(one for one in before.report.explanations if (one.check, one.at) == (check, at))
            self.library.explain(before.id, one, before.explained[check, at])


def _other_reasons(of: Stored, than: Stored) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Return what one state explains otherwise than another, or alone."""
    known = set(than.report.explanations)
    return [
        (one.check, one.at)
        for one in of.report.explanations
        if one not in known or of.explained.get((one.check, one.at)) != than.explained.get((one.check, one.at))
    ]


@dataclass(frozen=True)
class Imported:
    """What came in, and which files did not."""

    taken: ImportUndo
    skipped: Sequence[str] = ()

    @property
    def sentence(self) -> str:
        """Say it in one sentence: “已导入28份，跳过2份”."""
        return f"已导入{len(self.taken)}份" + (f"，跳过{len(self.skipped)}份" if self.skipped else "")
