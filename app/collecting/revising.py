"""What a revision changed: numbers, and texts word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from app.editing import differences
from app.writing.differing import Stretch, stretches
from model.errors import clip
from model.form.form import Form
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.county.records import Submission
from model.storage.records import Change

_SHOWN, _LONGEST = 3, 40  # places of a text that are told; characters of one


class TextChange(NamedTuple):
    """A text that is another now; `words` is None where they have too little in common, or are too long."""

    place: str
    old: str
    new: str
    words: list[Stretch] | None


@dataclass(frozen=True)
class Revision:
    """What differs between two reports of a unit; totals that follow are among the numbers."""

    before: int  # the number of the revision before
    numbers: tuple[Change, ...]
    texts: tuple[TextChange, ...]

    @property
    def count(self) -> int:
        """How many places differ."""
        return len(self.numbers) + len(self.texts)

    @property
    def places(self) -> tuple[str, ...]:
        """Where they differ."""
        return (*(one.place for one in self.numbers), *(one.place for one in self.texts))

    @property
    def sentence(self) -> str:
        """Say how much differs."""
        return f"与第{self.before}稿差{self.count}处" if self.count else f"与第{self.before}稿内容相同"

    def lines(self, form: Form) -> list[str]:
        """Return every difference in words."""
        numbers = [f"{form.name_of(one.place)}：{_shown(one.old)} → {_shown(one.new)}" for one in self.numbers]
        return numbers + [line for one in self.texts for line in _told(one, form)]


def _told(one: TextChange, form: Form) -> Iterator[str]:
    """Tell how long a text was and is, and its first words that are others."""
    yield f"{form.name_of(one.place)}：{len(one.old)}字 → {len(one.new)}字"
    pairs = list(_exchanged(one.words or ()))
    for old, new in pairs[:_SHOWN]:
        yield f"　“{clip(old, _LONGEST)}”→“{clip(new, _LONGEST)}”" if old and new else _one_sided(old, new)
    if len(pairs) > _SHOWN:
        yield f"　……文字里共{len(pairs)}处"


def _one_sided(old: str, new: str) -> str:
    return f"　删去“{clip(old, _LONGEST)}”" if old else f"　加上“{clip(new, _LONGEST)}”"


def _exchanged(words: Sequence[Stretch]) -> Iterator[tuple[str, str]]:
    """Return what was and what is in its place, for each place where two texts part."""
    for same, run in groupby(words, lambda one: one.was and one.now):
        if not same:
            there = list(run)
            yield "".join(one.words for one in there if one.was), "".join(one.words for one in there if one.now)


def revision_of(before: Submission, report: Report) -> Revision:
    """Compare a report with what came in before."""
    return difference(before.revision, before.report, report)


def difference(revision: int, before: Report, now: Report) -> Revision:
    """Compare two reports of a unit."""
    old, new = with_totals(before), with_totals(now)
    changes = differences(old, new)
    numbers = tuple(one for one in changes if one.place in new.form.cells or one.place in old.form.cells)
    keys = dict.fromkeys((*old.texts, *new.texts))
    texts = [(key, old.texts.get(key, ""), new.texts.get(key, "")) for key in keys]
    changed = tuple(TextChange(key, was, now, stretches(was, now)) for key, was, now in texts if was != now)
    return Revision(revision, numbers, changed)


def _shown(value: Decimal | str | None) -> str:
    return clip(value, 30) if isinstance(value, str) else number_text(value) if value is not None else "空白"
