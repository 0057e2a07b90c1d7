"""The two sets of colours, for light and for dark."""

from __future__ import annotations

from PySide6.QtGui import QColor, QGuiApplication

from model.values import NamedTuple


class Colours(NamedTuple):
    """One set of colours; what lies on `window` and `base` is readable there (4.5 : 1 and more)."""

    dark: bool
    window: QColor
    base: QColor  # where one types
    raised: QColor  # buttons, headers
    text: QColor
    muted: QColor  # hints, derived totals, what cannot be typed
    line: QColor  # between parts
    edge: QColor  # round fields and buttons: it must be seen (3 : 1)
    grid: QColor  # the lines of a table
    accent: QColor
    on_accent: QColor
    accent_soft: QColor  # ground of what is checked, and of the current row or card
    hover: QColor  # ground of what the mouse is over
    cross: QColor  # row and column of the current cell
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
    done_soft: QColor
    off_soft: QColor  # ground of what is not there, or does not count
    bar: QColor  # of a chart; its number stands beside
    bar2: QColor
    on_bar: QColor


def _colours(dark: bool, names: str) -> Colours:
    return Colours(dark, *(QColor(name) for name in names.split()))


LIGHT = _colours(
    False,
    "#f3f5f7 #ffffff #fafbfc #1d2731 #5b6875 #d3d9df #7f8b98 #c3cad2"
    " #1b69a8 #ffffff #e1eef8 #e7ecf1 #cfe2f3 #f1f3f5 #edf1f5"
    " #b42318 #a8500b #866400 #1b69a8 #1c7a45 #fde8e6 #fdecdc #fbf3d3 #e3effa #e0f2e7 #e8ebee"
    " #9cc3e4 #c9d2db #1d2731",
)
DARK = _colours(
    True,
    "#1d2126 #252a30 #2c3239 #e5e9ed #9fabb7 #3c444d #7b8794 #454e58"
    " #62aee8 #10202d #22384d #343b43 #274059 #2b3036 #2e343b"
    " #ff8a7e #f5a667 #e3c158 #7fbdf0 #71cf98 #4a2828 #47331f #413a1d #233a50 #203b2c #363d45"
    " #3a78ad #4d5763 #ffffff",
)


def is_dark() -> bool:
    """Whether the look that is worn is dark; the palette of a widget may be what the style sheet makes of it."""
    return QGuiApplication.palette().window().color().lightness() < 128


def colours() -> Colours:
    """Return the colours of the look that is worn."""
    return DARK if is_dark() else LIGHT
