"""Showing a whole page larger or smaller: its letters, its icons, and what is exactly so high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget

from ui.appearance.theme import ui_font

if TYPE_CHECKING:
    from model.storage.library import Library

_LEAST, _MOST = 50, 400  # percent
_POINTS, _HIGH, _WIDE, _SIDE, _LEAST_HIGH = (f"{one} at 100" for one in ("points", "high", "wide", "icon", "least"))
_BOX = 14  # pixels of the box of a tick
_TICK = """QCheckBox::indicator {{ width: {0}px; height: {0}px; }}
QCheckBox::indicator:focus {{ width: {1}px; height: {1}px; }}"""
_PERCENT = "percent"  # of a widget that was magnified
_FREE = (1 << 24) - 1  # pixels: Qt's greatest size


def magnify(root: QWidget, percent: int) -> None:
    """Show a page and all that is on it so large; what has a `set_zoom` of its own does it by itself.

    What things were at 100 % is kept with them: it can be done any number of times.
    """
    root.setProperty(_PERCENT, percent)
    _letters(root, percent)
    _measures(root, percent)
    if isinstance(root, QLineEdit):
        return  # the signs inside are as large as the field lets them be
    for one in root.children():
        own = getattr(one, "set_zoom", None)
        if own is not None:
            own(percent)
        elif isinstance(one, QWidget) and not one.isWindow():
            magnify(one, percent)


def grow_along(made: QWidget) -> None:
    """Show what was made later as large as the page that it was put into."""
    above = made.parentWidget()
    while above is not None and above.property(_PERCENT) is None:
        above = above.parentWidget()
    if above is None:
        return
    percent = int(above.property(_PERCENT))
    own = getattr(made, "set_zoom", None)
    if own is not None:
        own(percent)
    else:
        magnify(made, percent)


def scale_of(widget: QWidget) -> float:
    """Return how many times as large as at 100 % the letters of a widget are."""
    return widget.font().pointSizeF() / ui_font().pointSizeF()


def kept_zoom(library: Library) -> int:
    """Return how large everything that is read was shown last, in percent."""
    return library.recall("zoom", _percent, 100)


def _percent(words: str) -> int:
    if _LEAST <= int(words) <= _MOST:
        return int(words)
    raise ValueError(words)


def _kept(widget: QWidget, name: str, now: float) -> float:
    before = widget.property(name)
    if before is None:
        widget.setProperty(name, now)
        return now
    return float(before)


def _letters(widget: QWidget, percent: int) -> None:
    points = _kept(widget, _POINTS, widget.font().pointSizeF())
    wanted = points * percent / 100
    if abs(widget.font().pointSizeF() - wanted) > 0.01:
        font = widget.font()
        font.setPointSizeF(wanted)
        widget.setFont(font)


def _measures(widget: QWidget, percent: int) -> None:
    widget.ensurePolished()  # the style sheet has a height for some: given later, it would be that of 100 %
    if 0 < widget.minimumHeight() == widget.maximumHeight() < _FREE:
        high = _kept(widget, _HIGH, widget.minimumHeight())
        widget.setFixedHeight(round(high * percent / 100))
    elif isinstance(widget, QAbstractButton) and widget.minimumHeight():  # which the style sheet asks for
        widget.setMinimumHeight(round(_kept(widget, _LEAST_HIGH, widget.minimumHeight()) * percent / 100))
    if isinstance(widget, QCheckBox) and (percent != 100 or widget.styleSheet()):
        widget.setStyleSheet(_TICK.format(round(_BOX * percent / 100), round(_BOX * percent / 100) - 2))
    if 0 < widget.minimumWidth() == widget.maximumWidth() < _FREE:
        widget.setFixedWidth(round(_kept(widget, _WIDE, widget.minimumWidth()) * percent / 100))
    if isinstance(widget, QAbstractButton) and not widget.icon().isNull():
        side = round(_kept(widget, _SIDE, widget.iconSize().width()) * percent / 100)
        if side != widget.iconSize().width():
            widget.setIconSize(QSize(side, side))
