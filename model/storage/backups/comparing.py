"""What would differ, report by report, if a backup took the place of the library: asked before anything is replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from model.labelled import LabelledEnum
from model.storage.looking import Looking
from model.storage.records import Stored
from model.storage.units import squeezed

Edits = Mapping[int, frozenset[tuple[int, str]]]


class Fate(LabelledEnum):
    """What would become of a report."""

    GONE = "gone", "会没有的"
    OLDER = "older", "会退回旧样的"
    NEWER = "newer", "会变成更新的样子的"
    BACK = "back", "会回来的"
    SAME = "same", "不变的"


@dataclass(frozen=True)
class Difference:
    """One report: what would become of it, and the words that say in what."""

    kind: Fate
    name: str  # 单位 年度
    what: str
    then: int | None = None  # its number in the backup, where it can be taken out of it


@dataclass(frozen=True)
class Comparison:
    """All reports of both; `edits` is how many edits of now are not in the backup, None where now cannot be read."""

    differences: tuple[Difference, ...]
    edits: int | None

    def of(self, kind: Fate) -> tuple[Difference, ...]:
        """Return those of one kind."""
        return tuple(one for one in self.differences if one.kind is kind)


def contents(then: Looking) -> Comparison:
    """Return what is in a backup where the library cannot be read: all of it would come back."""
    found = sorted(then.all(), key=_order)
    return Comparison(tuple(Difference(Fate.BACK, _name(one), _last_change(one), one.id) for one in found), None)


def compare(now: Looking, then: Looking) -> Comparison:
    """Compare the library with a backup.

    A report is the same one in both where its number and its first edit are: the numbers are given again after a
    restore. One that had no edit yet is known by its number. What is left is matched by unit and year.
    """
    edits_now, edits_then = now.edits(), then.edits()
    found: list[Difference] = []
    for before, after in _pairs(now, then, edits_now, edits_then):
        if before and after:
            missing = _missing(before.id, after.id, edits_now, edits_then)
            more = _missing(after.id, before.id, edits_then, edits_now)
            found.append(_both(before, after, missing, more))
        elif before:
            found.append(Difference(Fate.GONE, _name(before), _begun(edits_now.get(before.id))))
        elif after:
            found.append(Difference(Fate.BACK, _name(after), _deleted(after, now), after.id))
    lost = sum(len(mine - edits_then.get(report, frozenset())) for report, mine in edits_now.items())
    order = list(Fate)
    return Comparison(tuple(sorted(found, key=lambda one: (order.index(one.kind), one.name))), lost)


def _pairs(
    now: Looking, then: Looking, edits_now: Edits, edits_then: Edits
) -> Iterator[tuple[Stored | None, Stored | None]]:
    left = {one.id: one for one in then.all()}
    unmatched = []
    for one in now.all():
        same = left.get(one.id)
        if same and _first(edits_then.get(one.id)) in {None, _first(edits_now.get(one.id))}:
            yield one, left.pop(one.id)
        else:
            unmatched.append(one)
    for one in unmatched:
        key = next((key for key, other in left.items() if _heading(other) == _heading(one)), None)
        yield one, left.pop(key) if key is not None else None
    yield from ((None, one) for one in left.values())


def _both(now: Stored, then: Stored, missing: int, more: int) -> Difference:
    words = [
        *([f"名称“{_name(then)}”"] if _name(then) != _name(now) else []),
        *([f"{now.state.label} → {then.state.label}"] if now.state is not then.state else []),
        *([f"少{missing}处改动"] if missing else []),
        *([f"多{more}处改动"] if more else []),
        *([f"空白{_blanks(now)} → {_blanks(then)}格"] if _blanks(now) != _blanks(then) else []),
    ]
    if _content(now) == _content(then):
        return Difference(Fate.SAME, _name(now), "", then.id)
    kind = Fate.NEWER if more and not missing else Fate.OLDER
    return Difference(kind, _name(now), "，".join(words) or "内容不同", then.id)


def _content(one: Stored) -> object:
    heading = (one.report, one.state, one.finalised_on, one.deadline)
    return (*heading, one.bindings, one.explained, one.printed, one.facts, one.opinions)


def _missing(now: int, then: int, edits_now: Edits, edits_then: Edits) -> int:
    return len(edits_now.get(now, frozenset()) - edits_then.get(then, frozenset()))


def _first(edits: frozenset[tuple[int, str]] | None) -> tuple[int, str] | None:
    return min(edits) if edits else None


def _begun(edits: frozenset[tuple[int, str]] | None) -> str:
    first = _first(edits)
    with suppress(ValueError):  # no moment: the file is damaged, and is being replaced
        return f"{_day(datetime.fromisoformat(first[1]))}新建" if first else "新建"
    return "新建"


def _deleted(after: Stored, now: Looking) -> str:
    gone = [one for one in now.deleted() if _heading(one) == _heading(after)]
    return f"{_day(gone[0].changed)}删除" if gone else "现在没有"


def _last_change(one: Stored) -> str:
    return f"{_day(one.changed)}改过"


def _blanks(one: Stored) -> int:
    return len(one.report.blanks(one.report.form.typed_cells))


def _heading(one: Stored) -> tuple[str, int]:
    return squeezed(one.report.unit), one.report.year


def _name(one: Stored) -> str:
    return f"{one.report.unit} {one.report.year}"


def _order(one: Stored) -> tuple[str, int]:
    return one.report.unit, one.report.year


def _day(when: datetime) -> str:
    local = when.astimezone()
    return f"{local.month}月{local.day}日"
