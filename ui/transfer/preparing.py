"""What an office handed out, opened by a unit: whose report it is, what would be done, and that it is done once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from app.preparing import Asked, Preparation, Prepared, asked_of, likely, rule_lines
from model.collection.hand_out import HandOut
from model.errors import clip, quoted
from model.storage.library import Library
from ui import dialogs
from ui.appearance.labels import muted
from ui.appearance.marking import mark

PREPARE = "准备年报"
_WIDE, _HIGH, _LOW, _MOST = 560, 64, 64, 130  # pixels


class WhoseDialog(dialogs.FormDialog):
    """The units that something was handed out to: one is chosen, or found by a part of its name."""

    def __init__(self, parent: QWidget | None, handed: HandOut, first: int | None) -> None:
        prompt = (
            f"{quoted(handed.office)}下发的{handed.year}年度年报文件，是给{len(handed.units)}个单位的。您是哪个单位？"
        )
        super().__init__(parent, prompt, "选定")
        dialogs.entitle(self, PREPARE, handed.title)
        self._handed = handed
        self.search, self.listing = QLineEdit(), QListWidget()
        self.search.setPlaceholderText("单位名称里的几个字")
        self.search.setAccessibleName("查找单位")
        self.search.setClearButtonEnabled(True)
        self.listing.setAccessibleName("单位")
        self.listing.setMinimumSize(_WIDE, _HIGH)
        self.listing.setUniformItemSizes(True)
        self.listing.addItems([one.name for one in handed.units])
        self.listing.itemActivated.connect(self.accept)
        self.body.addWidget(self.search)
        self.body.addWidget(self.listing, 1)
        self.search.textChanged.connect(self._find)
        self.hold_until(lambda: self.at is not None, self.listing.itemSelectionChanged, why=lambda: "请选自己的单位")
        if first is not None:
            self.listing.setCurrentRow(first)
            self.listing.scrollToItem(self.listing.item(first), QListWidget.ScrollHint.PositionAtCenter)

    @property
    def at(self) -> int | None:
        """Which of them is chosen."""
        chosen = [one for one in self.listing.selectedItems() if not one.isHidden()]
        return self.listing.row(chosen[0]) if chosen else None

    def _find(self, words: str) -> None:
        wanted = "".join(words.split())
        shown = [at for at, one in enumerate(self._handed.units) if any(wanted in name for name in one.names)]
        for at in range(self.listing.count()):
            self.listing.item(at).setHidden(True)
        for at in shown:
            self.listing.item(at).setHidden(False)
        if len(shown) == 1:
            self.listing.setCurrentRow(shown[0])
        elif self.at is None:
            self.listing.clearSelection()


class PrepareDialog(dialogs.FormDialog):
    """What would be done with one unit's report, what is asked of it, and whether the office's rules are taken."""

    def __init__(self, parent: QWidget | None, found: Preparation) -> None:
        handed = found.handed
        who = handed.letterhead or handed.office
        super().__init__(parent, f"{who}下发：{quoted(clip(found.unit.name, 60))}{handed.year}年度的年报", PREPARE)
        dialogs.entitle(self, PREPARE, f"{clip(found.unit.name, 40)}{handed.year}年度")
        if found.conflicts:
            warning = QLabel("报告库里已有这份年报，不是按这份下发文件准备的，请看清再继续。")
            warning.setWordWrap(True)
            mark(warning, "box", "warn")
            self.body.addWidget(warning)
        label = QLabel("\n".join(f"· {line}" for line in found.lines()))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(label)
        if handed.requirements:
            self.body.addWidget(muted("要求（以后在“年报”菜单的“上级的要求”里也能看）"))
            self.body.addWidget(_listed(handed.requirements))
        rules = "；".join(rule_lines(found.library.switches, found.rules)) if found.rules is not None else ""
        self.rules = QCheckBox(f"本机的核对规则改成和上级一样(&R)：{rules}")
        self.rules.setChecked(bool(rules))
        self.body.addWidget(self.rules)
        self.rules.setVisible(bool(rules))  # now that it is in the dialog: before, it would be a window
        self.setMinimumWidth(_WIDE)


def _listed(requirements: Sequence[str]) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(f"{at}. {one}" for at, one in enumerate(requirements, 1)), readOnly=True)
    field.setAccessibleName("要求")
    field.setTabChangesFocus(True)
    field.setMinimumHeight(_LOW)
    field.setMaximumHeight(_MOST)
    return field


Show = Callable[[Prepared], str]  # shows what was prepared, and gives what is to be said besides


def open_hand_out(parent: QWidget, library: Library, path: Path, show: Show) -> str | None:
    """Prepare a report by what was handed out in a file; give what to say of it, None where the file is another kind.

    Raises:
        UserError: it is damaged, or nothing could be written.
    """
    from intake.gouji_parcel import hand_out_in

    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        handed = hand_out_in(path)
    finally:
        QApplication.restoreOverrideCursor()
    if handed is None:
        return None
    at = _whose(parent, library, handed)
    return "" if at is None else _prepared(parent, Preparation(library, handed, handed.units[at]), show)


def _whose(parent: QWidget, library: Library, handed: HandOut) -> int | None:
    first = likely(library, handed)
    if len(handed.units) == 1:
        return first
    dialog = WhoseDialog(parent, handed, first)
    try:
        return dialog.at if dialogs.run(dialog) else None
    finally:
        dialog.deleteLater()


def _prepared(parent: QWidget, found: Preparation, show: Show) -> str:
    if found.is_done and found.there is not None:
        show(Prepared(found.there.id, ()))
        return "这份下发文件已经打开过，年报准备好了"
    dialog = PrepareDialog(parent, found)
    try:
        if not dialogs.run(dialog):
            return ""
        had, rules = found.there is not None, dialog.rules.isChecked()
    finally:
        dialog.deleteLater()
    day = found.unit.send_by
    more = show(found.carry_out(rules=rules))
    return "已按下发文件改好，填的内容没有动" if had else f"已准备好，送审期限{day.month}月{day.day}日{more}"


def show_asked(parent: QWidget, library: Library, report: int, name: str) -> None:
    """Show what an office asked of a report, or say that nothing was handed out for it."""
    asked: Asked | None = asked_of(library, report)
    if asked is None:
        dialogs.tell(parent, f"{quoted(name)}的年报不是按下发文件准备的，没有上级的要求。")
    elif not asked.requirements:
        dialogs.tell(parent, f"{asked.letterhead or asked.office}下发时没有另写要求。")
    else:
        lines = [f"{at}. {one}" for at, one in enumerate(asked.requirements, 1)]
        dialogs.show_list(parent, f"{asked.letterhead or asked.office}的要求：", lines)
