"""All keys as lines: what 快捷键一览 and the manual show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from ui.actions import in_county, in_manual, in_window  # noqa: F401 — declare all actions, those of widgets with them
from ui.actions.registry import Action, KeyContext, Menu, Situation, actions, shown

_FEW = 4  # keys: of more, where they are digits in a row, the first and the last are named
_CONTEXTS = list(KeyContext)
_IN_REPORT = "打开的年报"


class KeyLine(NamedTuple):
    """Some keys, what they do, and where."""

    keys: str
    what: str
    where: str


def overview() -> list[KeyLine]:
    """List every key, by where it works; those of a family on one line."""
    listed = [one for one in actions() if keys_of(one)]
    listed.sort(key=lambda one: (min(map(_CONTEXTS.index, one.contexts)), needs_report(one)))
    places = list(dict.fromkeys(map(_where, listed)))
    listed.sort(key=lambda one: places.index(_where(one)))  # lines of one place stand together
    lines = [_line(list(family)) for _, family in groupby(listed, lambda one: (one.family or one.id, one.contexts))]
    menus = KeyLine("、".join(f"Alt+{menu.value[1]}" for menu in Menu), "打开菜单", KeyContext.WINDOW.label)
    return [*lines[: _windows(lines)], menus, *lines[_windows(lines) :]]


def needs_report(one: Action) -> bool:
    """Whether an action of the window can be done only while a report is open."""
    return one.in_window and not one.when(Situation(report=False, undo=True, redo=True, chosen=1))


def _windows(lines: Sequence[KeyLine]) -> int:
    return sum(line.where == KeyContext.WINDOW.label for line in lines)


def keys_of(one: Action) -> list[str]:
    """List the keys of an action as they stand on the keyboard; Alt and its letter where it is a button."""
    letter = [f"Alt+{one.letter}"] if one.letter and one.place is None else []
    return list(dict.fromkeys([*map(shown, one.keys), *letter]))


def _line(family: Sequence[Action]) -> KeyLine:
    keys = list(dict.fromkeys(key for one in family for key in keys_of(one)))
    digits = len(keys) > _FEW and all(key[-1].isdigit() for key in keys)
    first = family[0]
    return KeyLine(f"{keys[0]} 至 {keys[-1]}" if digits else "、".join(keys), _what(first), _where(first))


def _what(one: Action) -> str:
    return one.family or (one.tip if one.checkable and one.tip else one.label)


def _where(one: Action) -> str:
    """Return where the keys of an action work; what works anywhere needs no more, a cell is in a table."""
    if one.in_window:
        return _IN_REPORT if needs_report(one) else KeyContext.WINDOW.label
    others = [context for context in one.contexts if context is not KeyContext.CELL]
    return "、".join(context.label for context in others or one.contexts)


def markdown() -> str:
    """Return the table for the manual.

    >>> markdown().splitlines()[:3]
    ['| 按键 | 作用 | 在哪里 |', '|---|---|---|', '| Ctrl+Z | 撤销 | 任何地方 |']
    """
    lines = (f"| {line.keys} | {line.what} | {line.where} |" for line in overview())
    return "\n".join(("| 按键 | 作用 | 在哪里 |", "|---|---|---|", *lines))
