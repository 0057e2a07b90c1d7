"""What an import of several files put into the library, and how all of it is taken back, and brought in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.editing import differences
from app.originals import reprinting
from model.errors import NAMELESS, UserError, quoted
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
    _stands: dict[int, Stored] = field(default_factory=dict)  # since it was brought in, taken back, or made again

    def __len__(self) -> int:
        """Count the files that came in."""
        return len(self.made) + len(self.before)

    @property
    def name(self) -> str:
        """What undo calls it."""
        return f"{HistoryEvent.IMPORTED.label}{len(self)}份年报"

    def close(self) -> None:
        """Note how the reports stand now that all is stored: only what stands so can be taken back."""
        self._after = self._stands = self._as_it_stands()

    def take_back(self) -> None:
        """Delete what was made, which can be restored, and write back what was changed; all or nothing.

        Raises:
            UserError: one of the reports was changed since, or the disk does not allow it; nothing was taken back.
        """
        self._refuse_what_was_changed("整批撤销")
        self._turn(self.library.delete, self.before, HistoryEvent.UNDONE.about(self.name))

    def make_again(self) -> None:
        """Bring in again what was taken back; all or nothing.

        Raises:
            UserError: one of the reports was changed since, or the disk does not allow it; nothing was brought in.
        """
        self._refuse_what_was_changed("整批重做")
        self._turn(self.library.restore, [self._after[one.id] for one in self.before], self.name)

    def _turn(self, of_made: Callable[[int], None], then: Iterable[Stored], step: str) -> None:
        """Do one thing with all that was made, and let what was changed be as it was then."""
        with self.library.together():
            for key in self.made:
                of_made(key)
            for one in then:
                self._write(self._stands[one.id], one, step)
            self._stands = self._as_it_stands()

    def _refuse_what_was_changed(self, what: str) -> None:
        touched = [one.report for key, one in self._stands.items() if self.library.load(key) != one]
        if touched:
            some = "、".join(quoted(report.unit, f"{NAMELESS}一份") for report in touched[:_NAMED])
            names = some + ("等" if touched[_NAMED:] else "")
            raise UserError(f"{names}后来又改过，不能{what}；原来的数在每份年报的修改记录里。")

    def _as_it_stands(self) -> dict[int, Stored]:
        return {key: self.library.load(key) for key in (*self.made, *(one.id for one in self.before))}

    def _write(self, now: Stored, then: Stored, step: str) -> None:
        """Let a report be as it was then."""
        printed = reprinting(now.printed, then.printed, dict.fromkeys((*now.printed, *then.printed)))
        changes = (*printed, *differences(now.report, then.report))
        self.library.write(then.id, changes, How.UNDONE, step, then.bindings)
        if gone := list(_other_reasons(now, then)):
            self.library.unexplain_all(then.id, gone, ends=step)
        if come := set(_other_reasons(then, now)):
            said = [(one, then.explained[one.check, one.at]) for one in then.report.explanations]
            self.library.explain_all(then.id, [one for one in said if (one[0].check, one[0].at) in come], ends=step)


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
        done = f"已导入{len(self.taken)}份" if len(self.taken) else "一份也没有导入"
        return done + (f"，跳过{len(self.skipped)}份" if self.skipped else "")
