"""How wide a character is where the font is not at hand: office programs choose it where the file is opened."""

from __future__ import annotations

import unicodedata

from export.fonts.shipped import FULL_WIDTH


def width_of(character: str) -> float:
    """Measure a character in ems: Chinese ones fill the square, digits and Latin ones half of it.

    >>> [width_of(character) for character in "政，“1a"]
    [1.0, 1.0, 1.0, 0.5, 0.5]
    """
    wide = character in FULL_WIDTH or unicodedata.east_asian_width(character) in {"W", "F"}
    return 1.0 if wide else 0.5
