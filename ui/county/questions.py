"""What is asked before something is done to units: remarks, reasons, days; all answers are plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QFormLayout, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from model.errors import clip
from model.rules.tally import Unfilled
from model.rules.years import not_over
from model.storage.county.records import RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import DUE, PUBLISH, RETURN
from ui.county.return_files import ReturnFilesBox, WantedFiles
from ui.dialogs.day_field import DayField
from ui.dialogs.form_rows import add_field

_NAMED = 4  # units in a question
_HIGH, _WIDE = 96, 480  # pixels of a field for remarks


def named(rows: Sequence[RollRow]) -> str:
    """Name the units that something is done to; many are counted."""
    shown = "、".join(clip(one.unit.name, 30) for one in rows[:_NAMED])
    return shown + (f"等{len(rows)}个单位" if len(rows) > _NAMED else "")


def about(rows: Sequence[RollRow]) -> str:
    """Return what a dialog is about."""
    return clip(rows[0].unit.name, 30) if len(rows) == 1 else f"{len(rows)}个单位"


@dataclass(frozen=True)
class WantedReturn:
    """What is said of reports that go back: own words, whether what was found is listed too, what is written."""

    words: str
    with_findings: bool
    files: WantedFiles


def ask_return(
    parent: QWidget | None, library: Library, rows: Sequence[RollRow], said: int, today: date
) -> WantedReturn | None:
    """Ask what is to be said, and written; `said` is how many of these have remarks. None if it was called off."""
    dialog = dialogs.form(parent, f"{RETURN.label}{named(rows)}：写明意见，单位改好后重新报送。", RETURN.label)
    dialogs.entitle(dialog, RETURN.label, about(rows))
    field = QPlainTextEdit()
    field.setAccessibleName("意见")
    field.setPlaceholderText("意见，可以写几句")
    field.setTabChangesFocus(True)
    field.setMinimumSize(_WIDE, _HIGH)
    found = _found_in(rows)
    with_must = sum(bool(_found_in([one])) for one in rows)
    findings = QCheckBox(f"把核对出的{found}逐条列为意见(&L)")
    findings.setChecked(bool(found))
    dialog.body.addWidget(field)
    dialog.body.addWidget(findings)
    files = ReturnFilesBox(library, today)
    dialog.body.addWidget(files)
    findings.setVisible(bool(found))  # now that it is in the dialog: before, it would be a window

    def is_said() -> bool:
        covered = with_must if findings.isChecked() else 0
        return bool(field.toPlainText().strip()) or max(covered, said) >= len(rows)

    dialog.hold_until(is_said, field.textChanged, findings.toggled, why=lambda: "退回要写意见")
    field.setFocus()
    if not dialogs.run(dialog):
        return None
    return WantedReturn(field.toPlainText().strip(), findings.isChecked(), files.wanted())


def _found_in(rows: Sequence[RollRow]) -> str:
    """Say what is to be mended and to be filled in in some reports; nothing where all is there."""
    tallies = [one.tally for one in rows if one.tally]
    must = sum(one.must for one in tallies)
    unfilled = Unfilled(*map(sum, zip(*(one.unfilled for one in tallies), strict=True))) if tallies else Unfilled(0, 0)
    parts = [f"必须改正的{must}处"] if must else []
    return "、".join([*parts, *([f"没有填的{unfilled.words}"] if unfilled.places else [])])


def ask_reason(parent: QWidget | None, act: str, rows: Sequence[RollRow], why: str = "") -> str | None:
    """Ask for a reason; None if it was called off."""
    dialog = dialogs.form(parent, f"{act}：{named(rows)}。{why}请写明原因，会记在经过里。", act)
    dialogs.entitle(dialog, act, about(rows))
    line = QLineEdit()
    line.setAccessibleName("原因")
    line.setPlaceholderText("原因")
    line.setMinimumWidth(_WIDE)
    dialog.body.addWidget(line)
    dialog.hold_until(lambda: bool(line.text().strip()), line.textChanged, why=lambda: "请写明原因")
    return line.text().strip() if dialogs.run(dialog) else None


def published_told(rows: Sequence[RollRow]) -> str:
    """Say that the publication of reports goes when they are not passed any more; nothing where none is public."""
    public = [one for one in rows if one.published_on]
    if not public:
        return ""
    if len(rows) > 1:
        return f"其中{len(public)}个单位登记的公开日期、网址会一起去掉。"
    address = f"、网址{clip(public[0].address, 60)}" if public[0].address else ""
    return f"登记的公开日期{_spoken(public[0].published_on or date.min)}{address}会一起去掉。"


def published_doubts(year: int, day: date, today: date) -> str:
    """Say why a report of a year can hardly have become public on a day; nothing where it can.

    >>> published_doubts(2025, date(2025, 12, 5), date(2026, 1, 9))
    '2025年12月5日那时，2025年还没有过完'
    >>> published_doubts(2025, date(2026, 1, 8), date(2026, 1, 9))
    ''
    """
    early = not_over(year, day)
    doubts = [f"{_spoken(day)}那时，{early}"] if early else []
    return "；".join([*doubts, *([f"{_spoken(day)}还没有到"] if day > today else [])])


def ask_published(parent: QWidget | None, rows: Sequence[RollRow], year: int, today: date) -> tuple[date, str] | None:
    """Ask since when reports are public until that can be, or is meant to be; None if it was called off."""
    found = _ask_published(parent, rows, today, rows[0].address)
    while found is not None and (doubts := published_doubts(year, found[0], today)):
        if dialogs.ask(parent, f"{doubts}。仍要这样登记吗？", f"仍要{PUBLISH.label}", "回去改", doubtful=True):
            break
        found = _ask_published(parent, rows, *found)
    return found


def _ask_published(parent: QWidget | None, rows: Sequence[RollRow], first: date, there: str) -> tuple[date, str] | None:
    """Ask since when, and of one unit at which address, reports are public; None if it was called off."""
    dialog = dialogs.form(parent, f"{named(rows)}的年报是哪一天公开的？", PUBLISH.label)
    dialogs.entitle(dialog, PUBLISH.label, about(rows))
    form, day, address = QFormLayout(), DayField(first), QLineEdit()
    add_field(form, "公开日期(&D)", day)
    if len(rows) == 1:
        address.setText(there)
        address.setMinimumWidth(_WIDE)
        add_field(form, "网址(&W)", address)
    dialog.body.addLayout(form)
    return (day.day, address.text().strip()) if dialogs.run(dialog) else None


class WantedDays(NamedTuple):
    """Until when reports are to be sent, and to be public; None: as it is."""

    send_by: date | None
    publish_by: date | None


def ask_due(parent: QWidget | None, rows: Sequence[RollRow]) -> WantedDays | None:
    """Ask until when some units have to send their reports, and to publish them; None if it was called off."""
    dialog = dialogs.form(parent, f"{named(rows)}的期限改到哪一天？", DUE.label)
    dialogs.entitle(dialog, DUE.label, about(rows))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    fields = [
        _own_day(grid, name, first)
        for name, first in (("送审期限(&S)", rows[0].due), ("公开期限(&P)", rows[0].publish_due))
    ]
    dialog.body.addLayout(grid)
    ticks = [tick for tick, _ in fields]
    ticks[0].setChecked(True)
    dialog.hold_until(
        lambda: any(one.isChecked() for one in ticks), *(one.toggled for one in ticks), why=lambda: "没有勾选要改的期限"
    )
    if not dialogs.run(dialog):
        return None
    return WantedDays(*(day.day if tick.isChecked() else None for tick, day in fields))


def _own_day(grid: QGridLayout, name: str, first: date) -> tuple[QCheckBox, DayField]:
    tick, day = QCheckBox(name), DayField(first, name.partition("(")[0])
    day.setEnabled(False)
    tick.toggled.connect(day.setEnabled)
    row = grid.rowCount()
    grid.addWidget(tick, row, 0)
    grid.addWidget(day, row, 1)
    return tick, day


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
