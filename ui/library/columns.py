"""The columns of the library's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

from PySide6.QtGui import QColor

from model.form.schema import Severity
from model.report.report import Level
from model.rules.tally import Tally
from model.storage.facts import BY_OLD_RULES
from model.storage.summaries import Summary
from ui.appearance.theme import colours
from ui.lists.columns import HIDDEN, ListColumn

CHANGED, EXPORTED, STATE = "changed", "exported", "state"
STATE_ONLY = 84  # pixels of a state without its deadline
_LEVELS = {level: at for at, level in enumerate(Level)}
COUNTED = ("unfilled", "must", "explain", "verify")
_STALE = "正在重新核对"


def _counted(  # noqa: PLR0913 — what a column of counts has
    name: str,
    title: str,
    of: Callable[[Tally], int | str],
    many: Callable[[Tally], int],
    widths: tuple[int, int] = (58, 48),
    *,
    tone: str = "",
) -> ListColumn[Summary]:
    """Return the column of a count of the tally, sorted by how many it says: grey while it may be another by now."""

    def value(one: Summary) -> int | str | None:
        tally = one.tally
        return None if tally is None else of(tally)

    def spoken(one: Summary) -> str:
        shown = value(one)
        return f"{title}：{'' if shown is None else shown}{f'（{_STALE}）' if one.is_stale else ''}"

    return ListColumn(
        name,
        title,
        value,
        width=widths[0],
        narrow=widths[1],
        right=True,
        sort=lambda one: many(Tally(*one.counts)) if one.counts[0] >= 0 else None,
        tip=lambda one: _STALE if one.is_stale else None,
        colour=lambda one: _ink(tone, value(one), stale=one.is_stale),
        spoken=spoken,
    )


def _ink(tone: str, value: object, *, stale: bool) -> QColor | None:
    """Return the colour of a count: grey of what may be another by now, that of its severity where there are some."""
    if stale:
        return colours().muted
    named: QColor | None = getattr(colours(), tone) if tone and value else None
    return named


def _closed_how(one: Summary) -> str | None:
    return BY_OLD_RULES if one.by_old_rules else None


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"


def _moment_or_none(when: datetime | None) -> str:
    return "—" if when is None else _moment(when)


COLUMNS: tuple[ListColumn[Summary], ...] = (
    ListColumn("unit", "单位", attrgetter("unit")),
    ListColumn(
        *("level", "层级", attrgetter("level.label")), width=204, narrow=HIDDEN, sort=lambda one: _LEVELS[one.level]
    ),
    ListColumn("year", "年度", attrgetter("year"), width=70, narrow=52, right=True),
    ListColumn(STATE, "状态", lambda one: one.state.label, width=164, narrow=STATE_ONLY, tip=_closed_how),
    _counted(
        "unfilled", "还没有填", lambda tally: tally.unfilled.words or 0, lambda tally: tally.unfilled.places, (110, 94)
    ),
    _counted("must", "必须", *(attrgetter("mend"),) * 2, tone="hard"),
    _counted("explain", Severity.EXPLAIN.label, *(attrgetter("explain"),) * 2, tone="explain"),
    _counted("verify", "核实", *(attrgetter("verify"),) * 2, tone="warn"),
    ListColumn(
        *(EXPORTED, "最后导出", attrgetter("exported"), _moment_or_none),
        width=132,
        narrow=HIDDEN,
        sort=attrgetter("handed"),
    ),
    ListColumn(*(CHANGED, "最后修改", attrgetter("changed"), _moment), width=140, narrow=136, sort=attrgetter("stamp")),
)
