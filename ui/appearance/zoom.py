"""Showing a whole page larger or smaller: its letters, its icons, and what is exactly so high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from model.storage.library import Library

_LEAST, _MOST = 50, 400  # percent
_POINTS, _HIGH, _WIDE, _SIDE, _LEAST_HIGH = (f"{one} at 100" for one in ("points", "high", "wide", "icon", "least"))
_FREE = (1 << 24) - 1  # pixels: Qt's greatest size


def magnify(root: QWidget, percent: int) -> None:
    """Show a page and all that is on it so large; what has a `set_zoom` of its own does it by itself.

    What things were at 100 % is kept with them: it can be done any number of times.
    """
    _letters(root, percent)
    _measures(root, percent)
    for one in root.children():
        own = getattr(one, "set_zoom", None)
        if own is not None:
            own(percent)
        elif isinstance(one, QWidget) and not one.isWindow():
            magnify(one, percent)


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
    if 0 < widget.minimumHeight() == widget.maximumHeight() < _FREE:
        high = _kept(widget, _HIGH, widget.minimumHeight())
        widget.setFixedHeight(round(high * percent / 100))
    elif isinstance(widget, QAbstractButton) and widget.minimumHeight():  # which the style sheet asks for
        widget.setMinimumHeight(round(_kept(widget, _LEAST_HIGH, widget.minimumHeight()) * percent / 100))
    if 0 < widget.minimumWidth() == widget.maximumWidth() < _FREE:
        widget.setFixedWidth(round(_kept(widget, _WIDE, widget.minimumWidth()) * percent / 100))
    if isinstance(widget, QAbstractButton) and not widget.icon().isNull():
        side = round(_kept(widget, _SIDE, widget.iconSize().width()) * percent / 100)
        if side != widget.iconSize().width():
            widget.setIconSize(QSize(side, side))
