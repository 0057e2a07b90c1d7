"""关于勾稽: versions, where the data lies, licences, and a file for those who help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from model.errors import UserError
from model.storage.library import Library
from ui import ROOT, dialogs, folders
from ui.actions.in_window import ABOUT
from ui.window import diagnostics

LICENCES = (ROOT / "licences", ROOT / "NOTICE")  # in the package; in the source
WORDS = "填写、核对、导出《政府信息公开工作年度报告》。\n全部内容只保存在本机，程序不联网、不发送任何信息。"
_OWN, _SYSTEM = ("勾稽", "报告库格式"), "系统"  # names of versions
_DIAGNOSTICS = "制作诊断文件"
PROMISE = "诊断文件只含版本、数量和出错记录，不含年报的任何内容。"


def show(parent: QWidget | None, library: Library, today: date) -> None:
    """Show the dialog."""
    dialog = dialogs.form(parent, WORDS, "知道了", cancel="")
    dialog.setWindowTitle(ABOUT.label)
    dialog.body.addLayout(_facts([*_versions(), ("数据文件夹", str(library.path.parent))]))
    row = QHBoxLayout()
    row.setSpacing(8)
    for words, act in (
        ("打开数据文件夹", lambda: _open(library.path.parent)),
        ("制作诊断文件…", lambda: make_diagnostics(dialog, library, today)),
        ("许可", lambda: _open(_first(LICENCES))),
    ):
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False, act=act: _told(dialog, act))
        row.addWidget(button)
    row.addStretch()
    dialog.body.addLayout(row)
    dialog.body.setSpacing(12)
    promise = _label(PROMISE, PROMISE)
    promise.setProperty("muted", True)
    dialog.body.addWidget(promise)
    dialogs.run(dialog)


def _versions() -> list[tuple[str, str]]:
    """Return names and versions, those of what it stands on in one line."""
    every = diagnostics.versions()
    own = [(name, every.pop(name)) for name in _OWN]
    system = every.pop(_SYSTEM)
    return [*own, ("组件", "　".join(f"{name} {one}" for name, one in every.items())), (_SYSTEM, system)]


def _facts(facts: Iterable[tuple[str, str]]) -> QGridLayout:
    """Set names and what they stand for below each other, in two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (name, fact) in enumerate(facts):
        told = QLabel(name)
        told.setProperty("muted", True)
        grid.addWidget(told, at, 0, Qt.AlignmentFlag.AlignTop)
        fact_label = _label(fact, name)
        fact_label.setWordWrap(False)  # one line each: the dialog is as wide as they are
        grid.addWidget(fact_label, at, 1)
    return grid


def make_diagnostics(parent: QWidget | None, library: Library, today: date) -> None:
    """Ask where, and write what a maintainer needs to know.

    Raises:
        UserError: it could not be written there.
    """
    suggested = folders.last(_DIAGNOSTICS) / f"勾稽诊断{today:%Y%m%d}.zip"
    target = dialogs.save_file(parent, _DIAGNOSTICS, suggested, [("诊断文件", ".zip")])
    if target is not None:
        diagnostics.write(library, target)
        dialogs.tell(parent, f"诊断文件已写到“{target}”。{PROMISE}")


def _first(places: tuple[Path, ...]) -> Path:
    for place in places:
        if place.exists():
            return place
    raise UserError(f"找不到“{places[0]}”，请重新安装程序。")


def _open(place: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
        raise UserError(f"没有程序可以打开“{place}”，请自行打开。")


def _told(parent: QWidget, act: Callable[[], None]) -> None:
    try:
        act()
    except UserError as error:
        dialogs.warn(parent, error.sentence)


def _label(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    return label
