"""How much of a report is still to be done, as counts: what is not filled in, must be mended, is to be verified."""

from __future__ import annotations

from model.values import NamedTuple


class Unfilled(NamedTuple):
    """What is not there yet: cells and texts."""

    cells: int  # still to be typed
    texts: int  # that are not optional

    @property
    def places(self) -> int:
        """How many places in all."""
        return sum(self)

    @property
    def words(self) -> str:
        """Say it; nothing where nothing is left.

        >>> Unfilled(200, 8).words, Unfilled(0, 1).words
        ('200格、8段', '1段')
        """
        parts = ((self.cells, "格"), (self.texts, "段"))
        return "、".join(f"{count}{unit}" for count, unit in parts if count)


class Tally(NamedTuple):
    """What is open in a report, or in one section of it."""

    blanks: int  # cells still to be typed
    must: int
    verify: int
    empty_texts: int = 0  # texts that are not optional
    explain: int = 0  # of `must`: what may be explained instead

    @property
    def mend(self) -> int:
        """What must be mended, and cannot be explained."""
        return self.must - self.explain

    @property
    def unfilled(self) -> Unfilled:
        """What is not there yet."""
        return Unfilled(self.blanks, self.empty_texts)

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return not any(self)

    @property
    def words(self) -> str:
        """Say it.

        >>> Tally(3, 2, 0, explain=1).words
        '必须1，说明1，还没有填3格'
        """
        counts = (("必须", self.mend), ("说明", self.explain), ("核实", self.verify))
        parts = [f"{name}{count}" for name, count in counts if count]
        return "，".join([*parts, *([f"还没有填{self.unfilled.words}"] if self.unfilled.places else [])]) or "已完成"
