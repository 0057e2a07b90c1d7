"""What a palette cannot say: padding, rounding, flat bars, and the four looks — hover, checked, current, focus."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui import ROOT
from ui.appearance.colours import Colours


def sheet(tone: Colours) -> str:
    """Return the style sheet for a set of colours."""
    c = {name: value.name() for name, value in tone._asdict().items() if isinstance(value, QColor)}
    more = {
        "primary_hover": _nearer(tone.accent, tone.text).name(),
        "icons": (ROOT / "assets" / "icons").as_posix(),
        "looks": "dark" if tone.dark else "light",
    }
    return _SHEET % (c | more)


def _nearer(one: QColor, other: QColor) -> QColor:
    """Move a colour a little towards another."""
    mixed = ((9 * a + b) // 10 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*mixed)


# A ring of two pixels takes the room of a border of one and of a pixel of padding: nothing moves when the focus does.
_SHEET = """
QToolTip { border: 1px solid %(line)s; padding: 4px; }
QMenuBar { background: %(window)s; padding: 2px 8px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: %(hover)s; }
QMenu { background: %(base)s; border: 1px solid %(line)s; padding: 4px; menu-scrollable: 1; }
QMenu::scroller { height: 16px; }
QMenu::item { padding: 5px 26px 5px 10px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: %(hover)s; color: %(text)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QPushButton { background: %(raised)s; border: 1px solid %(edge)s; border-radius: 4px; padding: 4px 12px;
  min-height: 18px; }
QPushButton:hover { background: %(hover)s; }
QPushButton:focus { border: 2px solid %(accent)s; padding: 3px 11px; }
QPushButton:pressed { background: %(line)s; }
QPushButton:checked { background: %(accent_soft)s; color: %(accent)s; }
QPushButton:disabled { color: %(muted)s; background: %(window)s; border-color: %(line)s; }
QPushButton[primary="true"] { background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; }
QPushButton[primary="true"]:hover { background: %(primary_hover)s; }
QPushButton[primary="true"]:focus { border: 2px solid %(text)s; }
QPushButton[primary="true"]:disabled { background: %(off_soft)s; color: %(muted)s; border-color: %(line)s; }
QPushButton[danger="true"]:enabled { color: %(hard)s; }
QPushButton[primary="true"] QLabel { color: %(on_accent)s; }
QPushButton QLabel:disabled { color: %(muted)s; }
QPushButton[link="true"] { border: 0; background: transparent; color: %(accent)s; padding: 0; text-align: left; }
QPushButton[link="true"]:disabled { color: %(text)s; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 2px solid %(accent)s; }
QToolButton[tag="true"] { border: 1px solid %(line)s; border-radius: 3px; padding: 0; min-height: 0; color: %(muted)s;
  background: %(base)s; }
QToolButton[tag="true"]:hover, QToolButton[tag="true"]:focus { border-color: %(accent)s; color: %(accent)s; }
QLabel[muted="true"] { color: %(muted)s; }
QLabel[refused="true"] { color: %(hard)s; }
QLabel[banner="true"], QWidget[notice="true"] { background: %(warn_soft)s; color: %(text)s; }
QLabel[banner="true"] { border-bottom: 1px solid %(line)s; }
QFrame[divider="true"] { background: %(line)s; border: 0; }
QWidget[titleRow="true"] { border-bottom: 1px solid %(line)s; }
QFrame[card="true"] { background: %(base)s; border: 1px solid %(line)s; border-radius: 4px; }
QFrame[card="current"] { background: %(accent_soft)s; border: 1px solid %(line)s; border-radius: 4px; }
QFrame[heads="true"] { background: %(header)s; border: 0; border-bottom: 1px solid %(line)s; }
QFrame[row="true"] { border: 0; border-bottom: 1px solid %(line)s; }
QFrame[last="true"] { border-bottom: 0; }
QFrame[row="true"]:hover { background: %(hover)s; }
QFrame[state="good"] { background: %(done_soft)s; border: 1px solid %(line)s; border-radius: 4px; }
QFrame[state="bad"] { background: %(warn_soft)s; border: 1px solid %(line)s; border-radius: 4px; }
QFrame[state="failed"] { background: %(hard_soft)s; border: 1px solid %(line)s; border-radius: 4px; }
QWidget[ground="done"] { background: %(done_soft)s; }
QWidget[ground="hard"] { background: %(hard_soft)s; color: %(text)s; padding: 3px 8px; }
QFrame[ground="hint"] { background: %(hint_soft)s; border: 0; border-top: 1px solid %(line)s; }
QFrame[ground="hint"] QLabel { background: transparent; border: 0; }
QLabel[ground="refusal"] { background: %(hard_soft)s; color: %(text)s; border: 1px solid %(hard)s; border-radius: 4px;
  padding: 4px 8px; }
QFrame[card="true"] QLabel, QFrame[card="current"] QLabel { border: 0; background: transparent; }
QLabel[box="warn"] { background: %(warn_soft)s; color: %(text)s; border: 1px solid %(line)s; border-radius: 4px;
  padding: 10px 12px; }
QToolButton { border: 2px solid transparent; border-radius: 4px; padding: 2px 6px; min-height: 18px; }
QToolButton:hover { background: %(hover)s; }
QToolButton:pressed { background: %(line)s; }
QToolButton:checked { background: %(accent_soft)s; color: %(accent)s; border-bottom-color: %(accent)s; }
QToolButton:focus { border-color: %(accent)s; }
QToolButton:disabled { color: %(muted)s; }
QToolButton::menu-indicator { image: none; width: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid %(line)s; }
QTabWidget::right-corner { bottom: 1px; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { height: 34px; padding: 0 8px 0 10px; border: 0; border-bottom: 2px solid transparent;
  color: %(muted)s; }
QTabBar::tab:hover { background: %(hover)s; }
QTabBar::tab:selected { color: %(text)s; border-bottom: 2px solid %(accent)s; }
QTabBar:focus { border: 0; }
QTabBar::scroller { width: 44px; }
QTabBar QToolButton { border: 0; padding: 0; background: %(window)s; }
QTabBar QToolButton:hover { background: %(hover)s; }
QTabBar::tab:selected:focus { border: 2px solid %(accent)s; border-radius: 4px; padding: 0 6px 0 8px; height: 32px; }
QWidget[over="true"] { background: %(window)s; border-left: 1px solid %(edge)s; }
QSplitter::handle { background: %(line)s; }
QStatusBar { background: %(window)s; border-top: 1px solid %(line)s; min-height: 27px; max-height: 27px; }
QStatusBar::item { border: 0; }
QToolButton[tab="true"], QLabel[tab="true"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0;
  height: 30px; padding: 2px 10px; color: %(muted)s; }
QLabel[tab="true"] { color: %(text)s; border-bottom-color: %(accent)s; padding: 2px 10px; }
QToolButton[tab="true"]:focus { border: 2px solid %(accent)s; border-radius: 4px; padding: 0 4px; margin: 3px 4px;
  height: 26px; }
QStatusBar QToolButton { padding: 0 4px; min-height: 16px; border-width: 1px; }
QStatusBar QToolButton[link="true"] { color: %(accent)s; text-decoration: underline; }
QLineEdit { background: %(base)s; border: 1px solid %(edge)s; border-radius: 4px; padding: 3px 6px; min-height: 20px;
  selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QLineEdit:focus { border: 2px solid %(accent)s; padding: 2px 5px; }
QLineEdit[cell="true"] { border: 2px solid %(accent)s; border-radius: 0; padding: 0 3px; min-height: 0; }
QLineEdit QToolButton { border: 0; padding: 0; min-height: 0; background: transparent; }
QLineEdit:read-only { background: transparent; border-color: transparent; padding-left: 0; }
QLineEdit:read-only:focus { border: 2px solid %(accent)s; padding-left: 0; }
QLineEdit:disabled { color: %(muted)s; border-color: %(line)s; background: %(window)s; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox, QComboBox { background: %(base)s; border: 1px solid %(edge)s; border-radius: 4px; padding: 0 8px;
  min-height: 26px; max-height: 26px; selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid %(accent)s; padding: 0 7px; min-height: 24px;
  max-height: 24px; }
QAbstractSpinBox { padding: 0 8px 0 6px; }
QAbstractSpinBox:focus { padding: 0 7px 0 5px; }
QAbstractSpinBox:disabled, QComboBox:disabled { color: %(muted)s; background: %(window)s; border-color: %(line)s; }
QComboBox:hover { background: %(hover)s; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("%(icons)s/chevron-down-%(looks)s.png"); width: 14px;
  height: 14px; }
QComboBox QAbstractItemView { background: %(base)s; border: 1px solid %(line)s; padding: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: %(hover)s; }
QAbstractSpinBox::up-arrow { image: url("%(icons)s/chevron-up-%(looks)s.png"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("%(icons)s/chevron-down-%(looks)s.png"); width: 10px; height: 10px; }
QDateEdit::down-arrow { width: 14px; height: 14px; }
QDialogButtonBox { button-layout: 3; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: %(base)s;
  border: 1px solid %(edge)s; border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: %(hover)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s;
  image: url("%(icons)s/check-%(looks)s.png"); }
QRadioButton::indicator:checked { border: 5px solid %(accent)s; width: 6px; height: 6px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid %(accent)s; width: 12px; height: 12px; }
QCheckBox::indicator:checked:focus { border-color: %(text)s; }
QRadioButton::indicator:checked:focus { border: 5px solid %(accent)s; width: 6px; height: 6px; }
QCheckBox::indicator:disabled { background: %(off_soft)s; border-color: %(line)s; }
QAbstractItemView::indicator { width: 14px; height: 14px; background: %(base)s; border: 1px solid %(edge)s;
  border-radius: 3px; }
QAbstractItemView::indicator:checked { background: %(accent)s; border-color: %(accent)s;
  image: url("%(icons)s/check-%(looks)s.png"); }
QAbstractItemView::indicator:disabled { background: %(off_soft)s; border-color: %(line)s; }
QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox, QTabBar { outline: 0; }
QAbstractItemView { selection-background-color: %(accent_soft)s; selection-color: %(text)s; outline: 0; }
QListWidget, QTreeWidget, QTableView[list="true"], QListView[list="true"] {
  background: %(base)s; border: 1px solid %(edge)s; border-radius: 4px; padding: 1px; }
QTableView[list="true"]::item { padding: 0 8px; }
QTableView[list="true"] QHeaderView::section { padding: 6px 11px; }
QListWidget:focus, QTreeWidget:focus, QTableView[list="true"]:focus, QListView[list="true"]:focus {
  border: 2px solid %(accent)s; padding: 0; }
QListWidget[side="true"], QListWidget[side="true"]:focus { border: 0; padding: 0; }
QPlainTextEdit, QTextEdit, QTextBrowser { background: %(base)s; border: 1px solid %(edge)s; border-radius: 4px;
  padding: 1px; selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { border: 2px solid %(accent)s; padding: 0; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"], QTextBrowser[bare="true"] { border: 0; padding: 0;
  background: transparent; }
QListWidget[side="true"] { background: transparent; border: 0; }
QListWidget::item { padding: 4px 8px; border-left: 3px solid transparent; }
QListWidget::item:hover { background: %(hover)s; }
QListWidget::item:selected { background: %(accent_soft)s; color: %(text)s; border-left-color: %(accent)s; }
QScrollBar:vertical { background: transparent; width: 12px; }
QScrollBar:horizontal { background: transparent; height: 12px; }
QScrollBar::handle { background: %(grid)s; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView::section { background: %(header)s; color: %(muted)s; border: 0; border-bottom: 1px solid %(line)s;
  padding: 6px 8px; }
"""
