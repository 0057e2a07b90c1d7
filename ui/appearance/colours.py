"""The two sets of colours, for light and for dark."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QGuiApplication, QPalette


class Colours(NamedTuple):
    """One set of colours; what lies on `window` and `base` is readable there (4.5 : 1 and more)."""

    dark: bool
    window: QColor
    base: QColor  # where one types
    raised: QColor  # buttons, headers
    text: QColor
    muted: QColor  # hints, derived totals, what cannot be typed
    line: QColor
    grid: QColor  # the lines of a table
    accent: QColor
    on_accent: QColor
    accent_soft: QColor  # selection, the chosen tab
    derived: QColor  # ground of a total that filled itself in
    header: QColor  # ground of the labels of a table
    hard: QColor
    explain: QColor
    warn: QColor
    hint: QColor
    done: QColor
    hard_soft: QColor  # grounds of flagged cells
    explain_soft: QColor
    warn_soft: QColor
    hint_soft: QColor


def _colours(dark: bool, names: str) -> Colours:
    return Colours(dark, *(QColor(name) for name in names.split()))


LIGHT = _colours(
    False,
    "#f3f5f7 #ffffff #fafbfc #1d2731 #5b6875 #d3d9df #c3cad2 #1b69a8 #ffffff #dcebf7 #f1f3f5 #edf1f5"
    " #b42318 #a8500b #866400 #1b69a8 #1c7a45 #fde8e6 #fdecdc #fbf3d3 #e3effa",
)
DARK = _colours(
    True,
    "#1d2126 #252a30 #2c3239 #e5e9ed #9fabb7 #3c444d #454e58 #62aee8 #10202d #27425a #2b3036 #2e343b"
    " #ff8a7e #f5a667 #e3c158 #7fbdf0 #71cf98 #4a2828 #47331f #413a1d #233a50",
)


def is_dark(palette: QPalette | None = None) -> bool:
    """Whether a palette is dark; the application's where none is given."""
    return (palette or QGuiApplication.palette()).window().color().lightness() < 128


def colours(palette: QPalette | None = None) -> Colours:
    """Return the colours that go with a palette."""
    return DARK if is_dark(palette) else LIGHT
