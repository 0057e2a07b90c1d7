"""How much of a report is still to be done, as counts: blanks, what must be mended, what is to be verified."""

from __future__ import annotations

from typing import NamedTuple


class Tally(NamedTuple):
    """What is open in a report, or in one section of it."""

    blanks: int  # cells still to be typed
    must: int
    verify: int
    empty_texts: int = 0  # texts that are not optional

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.blanks or self.must or self.verify or self.empty_texts)

    @property
    def words(self) -> str:
        """Say it.

        >>> Tally(3, 1, 0).words
        '必须1，空白3'
        """
        parts = (("必须", self.must), ("核实", self.verify), ("空白", self.blanks), ("未写", self.empty_texts))
        return "，".join(f"{name}{count}" for name, count in parts if count) or "已完成"
