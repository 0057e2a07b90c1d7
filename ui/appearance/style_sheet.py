"""What a palette cannot say: padding, rounding, flat bars."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui.appearance.colours import Colours


def sheet(tone: Colours) -> str:
    """Return the style sheet for a set of colours."""
    c = {name: value.name() for name, value in tone._asdict().items() if isinstance(value, QColor)}
    return _SHEET % c


_SHEET = """
QToolTip { border: 1px solid %(line)s; padding: 4px; }
QMenuBar { background: %(window)s; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: %(accent_soft)s; }
QMenu { background: %(base)s; border: 1px solid %(line)s; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: %(accent_soft)s; color: %(text)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QPushButton { background: %(raised)s; border: 1px solid %(line)s; border-radius: 5px; padding: 5px 14px; }
QPushButton:hover { background: %(accent_soft)s; }
QPushButton:focus { border: 1px solid %(accent)s; }
QPushButton:pressed { background: %(line)s; }
QPushButton:disabled { color: %(muted)s; background: %(window)s; }
QPushButton:default, QPushButton[primary="true"] { background: %(accent)s; color: %(on_accent)s;
  border-color: %(accent)s; }
QPushButton[primary="true"]:focus, QPushButton:default:focus { border: 2px solid %(text)s; padding: 4px 13px; }
QPushButton[primary="true"]:disabled, QPushButton:default:disabled { background: %(line)s; color: %(muted)s;
  border-color: %(line)s; }
QPushButton[primary="true"] QLabel { color: %(on_accent)s; }
QPushButton QLabel:disabled { color: %(muted)s; }
QLabel[muted="true"] { color: %(muted)s; }
QLabel[banner="true"], QWidget[notice="true"] { background: %(warn_soft)s; color: %(text)s; }
QLabel[banner="true"] { border-bottom: 1px solid %(line)s; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px 8px; }
QToolButton:hover, QToolButton:checked { background: %(accent_soft)s; }
QToolButton:focus { border-color: %(accent)s; }
QTabWidget::pane { border: 0; border-top: 1px solid %(line)s; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 12px; border: 0; border-bottom: 3px solid transparent; color: %(muted)s; }
QTabBar::tab:hover { background: %(accent_soft)s; }
QTabBar::tab:selected { color: %(text)s; border-bottom: 3px solid %(accent)s; }
QTabBar:focus { border: 0; }
QTabBar::tab:selected:focus { background: %(accent_soft)s; }
QSplitter::handle { background: %(line)s; }
QTableView[rows="true"] { selection-background-color: %(accent_soft)s; selection-color: %(text)s; }
QStatusBar { background: %(window)s; border-top: 1px solid %(line)s; }
QStatusBar::item { border: 0; }
QLineEdit { background: %(base)s; border: 1px solid %(line)s; border-radius: 4px; padding: 4px 6px; min-height: 20px;
  selection-background-color: %(accent)s; }
QLineEdit:focus { border: 1px solid %(accent)s; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox, QComboBox { min-height: 28px; }
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
