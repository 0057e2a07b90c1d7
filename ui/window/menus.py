"""The menus as data: what can be done, with which keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

REPORT, WRITE = "report", "write"  # what an item needs: an open report; a library that can be written


class MenuItem(NamedTuple):
    """One line of a menu: its key, its words, its keys on the keyboard, and what it needs."""

    key: str
    text: str
    keys: str = ""
    needs: str = ""
    checkable: bool = False


LINE = MenuItem("", "")
TAB_KEYS = ("Ctrl+1…6", "转到第一至第六部分")

FILE = (
    MenuItem("new", "新建年报(&N)…", "Ctrl+N", WRITE),
    MenuItem("bring_in", "导入(&I)…", "Ctrl+O", WRITE),
    MenuItem("bring_in_folder", "导入文件夹…", "Ctrl+Shift+O", WRITE),
    MenuItem("bring_in_clipboard", "从剪贴板导入…", "Ctrl+Shift+V", WRITE),
    MenuItem("library", "报告库(&L)", "Ctrl+L"),
    MenuItem("next_year", "转入下一年…", "", REPORT),
    LINE,
    MenuItem("pdf", "导出PDF(&E)…", "Ctrl+E", REPORT),
    MenuItem("export", "导出其他格式…", "Ctrl+Shift+E", REPORT),
    MenuItem("export_many", "一次导出多种格式…", "", REPORT),
    MenuItem("template", "导出填报模板…"),
    MenuItem("copy_html", "复制到网站(&W)", "Ctrl+Shift+C", REPORT),
    MenuItem("print", "打印(&P)…", "Ctrl+P", REPORT),
    LINE,
    MenuItem("backup", "备份报告库…"),
    MenuItem("recover", "从备份恢复(&R)…", "", WRITE),
    LINE,
    MenuItem("settings", "设置(&S)…"),
    MenuItem("quit", "退出(&Q)", "Ctrl+Q"),
)
EDIT = (
    MenuItem("undo", "撤销(&U)", "Ctrl+Z", REPORT),
    MenuItem("redo", "重做(&R)", "Ctrl+Y", REPORT),
    LINE,
    MenuItem("copy", "复制(&C)\tCtrl+C"),
    MenuItem("paste", "粘贴(&V)\tCtrl+V"),
    LINE,
    MenuItem("insert_number", "插入数据(&I)…\tCtrl+Shift+I", "", REPORT),
)
VIEW = (
    MenuItem("next_finding", "下一条核对结果", "F8", REPORT),
    MenuItem("previous_finding", "上一条核对结果", "Shift+F8", REPORT),
    LINE,
    MenuItem("findings", "核对结果(&F)", "F7", REPORT, checkable=True),
    MenuItem("preview", "预览(&V)", "F9", REPORT, checkable=True),
    LINE,
    MenuItem("zoom_in", "放大", "Ctrl++", REPORT),
    MenuItem("zoom_out", "缩小", "Ctrl+-", REPORT),
    MenuItem("zoom_reset", "原来大小", "Ctrl+0", REPORT),
    LINE,
    MenuItem("looks_system", "外观跟随系统", checkable=True),
    MenuItem("looks_light", "浅色", checkable=True),
    MenuItem("looks_dark", "深色", checkable=True),
)
DO = (
    MenuItem("heading", "单位、年度和截止日期(&U)…", "", REPORT),
    MenuItem("history", "修改记录(&H)…", "Ctrl+H", REPORT),
    LINE,
    MenuItem("finalise", "定稿(&D)…", "Ctrl+D", REPORT),
    MenuItem("reopen", "修订…", "", REPORT),
)
HELP = (
    MenuItem("help", "这一格填什么\tF1"),
    MenuItem("manual", "使用手册(&M)"),
    MenuItem("keys", "快捷键一览"),
    LINE,
    MenuItem("about", "关于勾稽"),
)
MENUS = (("文件(&F)", FILE), ("编辑(&E)", EDIT), ("查看(&V)", VIEW), ("年报(&R)", DO), ("帮助(&H)", HELP))

MORE_KEYS = {"zoom_in": "Ctrl+=", "redo": "Ctrl+Shift+Z"}
PRESSED = {  # what the widget with the cursor does by itself, and the menu only shows
    "copy": QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_C),
    "paste": QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_V),
    "help": QKeyCombination(Qt.Key.Key_F1),
    "insert_number": QKeyCombination(
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_I
    ),
}


def build(window: QMainWindow, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Fill the menu bar; give every action by its key."""
    actions: dict[str, QAction] = {}
    for title, items in MENUS:
        menu = window.menuBar().addMenu(title)
        for item in items:
            if item is LINE:
                menu.addSeparator()
            else:
                actions[item.key] = _add(menu, item, slots[item.key])
    return actions


def _add(menu: QMenu, item: MenuItem, slot: Callable[[], object]) -> QAction:
    action = menu.addAction(item.text)
    keys = [item.keys, MORE_KEYS.get(item.key, "")]
    action.setShortcuts([QKeySequence(one) for one in keys if one])
    action.setCheckable(item.checkable)
    action.setProperty("needs", item.needs)
    action.triggered.connect(lambda *_: slot())
    return action


def press(key: str) -> None:
    """Press the keys of an item on the widget that has the cursor."""
    widget = QApplication.focusWidget()
    if widget is not None:
        combination = PRESSED[key]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, combination.key(), combination.keyboardModifiers())
            QApplication.sendEvent(widget, event)


def overview() -> list[str]:
    """List every item that has keys, for the overview of keys."""
    listed = [f"{TAB_KEYS[0]}\t{TAB_KEYS[1]}"]
    for _, items in MENUS:
        for item in items:
            words, _, shown = item.text.partition("\t")
            name = words.partition("(&")[0].rstrip("…")
            if item.keys or shown:
                listed.append(f"{item.keys or shown}\t{name}")
    return listed
