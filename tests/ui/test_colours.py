"""Colours: whatever stands on something can be read there, in light and in dark."""

import pytest
from PySide6.QtGui import QColor

from ui.appearance.colours import DARK, LIGHT, Colours

SETS = pytest.mark.parametrize("tone", [LIGHT, DARK], ids=["light", "dark"])
PLAIN = ("window", "base", "raised")
SOFT = ("accent_soft", "hover", "cross", "header", "derived", "off_soft")
STATES = ("hard", "explain", "warn", "hint", "done")
WORDS = {  # on a ground: what is written there
    **dict.fromkeys(PLAIN, ("text", "muted", "accent", *STATES)),
    **dict.fromkeys(SOFT, ("text",)),
    "hover": ("text", "muted", "accent", "hard"),
    "accent_soft": ("text", "muted", "accent", "done", "hard", "explain", "warn"),
    "cross": ("text", "hard"),
    "header": ("text", "muted"),
    "derived": ("text", "muted"),
    "off_soft": ("text", "muted"),
    **{f"{state}_soft": ("text", state) for state in STATES},
    "accent": ("on_accent",),
    "bar": ("on_bar",),
    "bar2": ("text",),
    "muted": ("base",),
}
PAIRS = [(word, ground) for ground, words in WORDS.items() for word in words]


def contrast(one: QColor, other: QColor) -> float:
    """Compute the contrast of two colours as WCAG 2 does."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_is_as_far_apart_as_can_be() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@SETS
@pytest.mark.parametrize("word, ground", PAIRS)
def test_words_can_be_read_on_their_ground(tone: Colours, word: str, ground: str) -> None:
    assert contrast(getattr(tone, word), getattr(tone, ground)) >= 4.5


@SETS
@pytest.mark.parametrize("ground", [*PLAIN])
@pytest.mark.parametrize("line", ["edge", "accent"])
def test_an_edge_can_be_seen_on_its_ground(tone: Colours, line: str, ground: str) -> None:
    assert contrast(getattr(tone, line), getattr(tone, ground)) >= 3


def test_every_colour_is_looked_at() -> None:
    seen = {name for pair in PAIRS for name in pair} | {"edge"}
    assert set(Colours._fields) - seen == {"dark", "line", "grid"}  # lines between parts say nothing
