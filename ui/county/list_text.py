"""A list of units as text that can be looked at, changed and read again."""

from __future__ import annotations

from collections.abc import Callable

from model.collection.standing import StandingAct
from model.collection.unit import CollectionUnit, Coverage
from model.collection.unit_list import UnitList

_STEP = "  "  # of indentation, for each superior
_FIELDS: tuple[tuple[str, Callable[[CollectionUnit], str]], ...] = (
    ("别名", lambda one: "；".join(one.other_names)),
    ("送审期限", lambda one: one.send_by.isoformat() if one.send_by else ""),
    ("公开期限", lambda one: one.publish_by.isoformat() if one.publish_by else ""),
    ("口径", lambda one: one.coverage.label if one.coverage is not Coverage.OWN else ""),
    ("计入", lambda one: "" if one.counted else "否"),
    (StandingAct.EXCUSE.label, lambda one: one.excused),
    ("联系人", lambda one: one.contact),
)


def text_of(listed: UnitList) -> str:
    r"""Return a name in each line, under its superior; further columns only where the list says more of somebody.

    >>> text_of(UnitList((CollectionUnit(0, "县教育局"), CollectionUnit(1, "县实验小学", parent=0))))
    '县教育局\n  县实验小学'
    """
    shown = [(head, of) for head, of in _FIELDS if any(map(of, listed.units))]
    lines = ["\t".join(["单位名称", *(head for head, _ in shown)])] if shown else []
    for depth, one in _in_order(listed):
        lines.append("\t".join([f"{_STEP * depth}{one.name}", *(of(one) for _, of in shown)]).rstrip("\t"))
    return "\n".join(lines)


def _in_order(listed: UnitList) -> list[tuple[int, CollectionUnit]]:
    """Return the units as a tree is read, each with its depth."""
    from model.collection.unit import UnitTree

    return list(UnitTree(listed.units).in_order())
