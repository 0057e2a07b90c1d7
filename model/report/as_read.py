"""What a file said of its report that the report itself has no place for: its title, the day on which it is dated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from model.values import NamedTuple

# The keys under which a library keeps them.
_TITLE, _DATED, _SIGNED, _NO_YEAR = "title read", "date read", "date signed", "title without year"
_HALVES, _MISNUMBERED = "headings with half a bracket", "headings with a wrong number"


class AsRead(NamedTuple):
    """The title line, and the day of signature or publication; "" and None where the file had none."""

    title: str = ""
    dated: date | None = None
    names_unit: bool = True  # whether a unit stands in the title, or over it
    signed: str = ""  # the day under the report, as it is written
    names_year: bool = True  # whether a year stands in the title, or beside it
    halves: tuple[str, ...] = ()  # the headings of parts that have one of two brackets: （一主动公开
    misnumbered: tuple[str, ...] = ()  # those that have the number of the one before, or alone have none

    @property
    def kept(self) -> Mapping[str, str]:
        """Write it down, to be kept with the report."""
        title = self.title and ("" if self.names_unit else "-") + self.title
        day, no_year = self.dated and self.dated.isoformat(), "" if self.names_year else "1"
        beside = ((_SIGNED, self.signed), (_NO_YEAR, no_year), (_HALVES, "\n".join(self.halves)))
        numbers = (_MISNUMBERED, "\n".join(self.misnumbered))
        facts = ((_TITLE, title), (_DATED, day), *beside, numbers)
        return {key: said for key, said in facts if said}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> AsRead:
        """Read what was written down; a day that nobody can read is none.

        >>> AsRead.of(AsRead("年度报告", date(2024, 1, 5), names_unit=False).kept).title
        '年度报告'
        """
        title = kept.get(_TITLE, "")
        try:
            dated = date.fromisoformat(kept[_DATED])
        except (KeyError, ValueError):
            dated = None
        halves, numbers = (tuple(filter(None, kept.get(key, "").split("\n"))) for key in (_HALVES, _MISNUMBERED))
        named = not title.startswith("-")
        signed, names_year = kept.get(_SIGNED, ""), not kept.get(_NO_YEAR)
        return cls(title.removeprefix("-"), dated, named, signed, names_year, halves, numbers)


NOTHING_READ = AsRead()
