"""What a sentence is: where it belongs, when it is true, and in which wordings it can be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import NamedTuple

from model.form.roles import TextRole
from model.report.report import Level

SLOTS = (
    "year",
    "source",
)  # what may stand in a wording beside numbers: the year, the document that prescribes the form


class Condition(NamedTuple):
    """Numbers that must all be 0, or of which one must be more."""

    names: tuple[str, ...]
    none: bool


def some(*names: str) -> Condition:
    """Ask that there is something in one of these numbers."""
    return Condition(names, none=False)


def none(*names: str) -> Condition:
    """Ask that all of these numbers are 0."""
    return Condition(names, none=True)


class Authors(NamedTuple):
    """Authors sentence it is, where it is not everybody's."""

    words: str
    levels: frozenset[Level]


_KNOWN = frozenset(Level) - {Level.UNKNOWN}  # of an unknown body only what everybody can say is offered
GOVERNMENTS = Authors("各级人民政府", frozenset(level for level in _KNOWN if level.is_government))
OTHERS = Authors("人民政府以外的机关", frozenset(level for level in _KNOWN if not level.is_government))
MAKES_REGULATIONS = Authors("能制定规章的机关", frozenset(level for level in _KNOWN if level.may_make_regulations))
WITH_A_SITE = Authors("县级以上机关", _KNOWN - {Level.TOWNSHIP, Level.SUBDISTRICT})
BELOW = Authors(
    "乡镇、街道和部门",
    frozenset(
        {Level.TOWNSHIP, Level.SUBDISTRICT, Level.COUNTY_DEPARTMENT, Level.CITY_DEPARTMENT, Level.PROVINCE_DEPARTMENT}
    ),
)


@dataclass(frozen=True)
class StockSentence:
    """Something that can be said, `key` for ever; of those on one `topic` a text needs one, the first that is true.

    In a wording `{新收}` is a number by its name in `places`, `{year}` the report year.
    """

    key: str
    role: TextRole
    wordings: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    whose: Authors | None = None
    topic: str = ""  # its own where none is given
    former: tuple[str, ...] = ()  # wordings that are offered no more, but stand in texts

    @property
    def about(self) -> str:
        """What it tells of."""
        return self.topic or self.key

    @property
    def every(self) -> tuple[str, ...]:
        """Every wording that a text may have it in."""
        return self.wordings + self.former

    @cached_property
    def names(self) -> frozenset[str]:
        """Every number that it speaks of, and on which it depends."""
        said = {name for wording in self.wordings for name in names_in(wording)}
        return frozenset(said.union(*(one.names for one in self.when)))


def pieces(wording: str) -> Iterator[tuple[str, str | None]]:
    """Cut a wording into words, each with the slot that follows.

    >>> list(pieces("收到{新收}件。"))
    [('收到', '新收'), ('件。', None)]
    """
    return ((words, slot) for words, slot, _, _ in Formatter().parse(wording))


def names_in(wording: str) -> list[str]:
    """List the numbers of a wording, in their order."""
    return [slot for _, slot in pieces(wording) if slot is not None and slot not in SLOTS]
