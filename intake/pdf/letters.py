"""The letters of a PDF page, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from intake.pdf.turn import Box, quarter_of, turned_box

_HYPHENS = frozenset({0x02, 0xFFFE})  # what PDFium makes of a hyphen at the end of a line
_SAME_HEIGHT = 0.3  # of the height of the letters
_SAME_PLACE = 0.05  # of the height of the letters: two marks that are squeezed into the place of one


class Letter(NamedTuple):
    """A character, its place in points, and how many quarter turns clockwise its line runs."""

    char: str
    box: Box
    quarter: int = 0

    def turned(self, quarter: int) -> Letter:
        """Return the letter as it stands when lines that run so many quarter turns clockwise are turned upright."""
        return Letter(self.char, turned_box(self.box, quarter), (self.quarter - quarter) % 4)


def letters_of(text: Any, most: int) -> Iterator[Letter]:  # noqa: ANN401 — pypdfium2 has no types
    """Return the letters of a page's text in the order in which they were drawn, what runs aslant left out.

    What is dropped is a watermark. Of the spaces and line ends that PDFium thinks there are none is given.
    """
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    high = 0
    for index in range(min(text.count_chars(), most)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 — the first half of a character beyond U+FFFF
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004 — the second half
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        raw.FPDFText_GetLooseCharBox(text, index, box)
        if box.right <= box.left and raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        quarter = quarter_of(raw.FPDFText_GetCharAngle(text, index))
        if quarter is not None:
            char = "-" if code in _HYPHENS else chr(code)
            yield Letter(char, (box.left, box.right, box.bottom, box.top), quarter)


def rows_of(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Sort letters into rows from top to bottom, each from left to right: they may have been drawn in any order.

    Only those that stand at one place, as ， and “ do where a line is squeezed, are left as they were drawn.
    """
    rows: list[tuple[float, list[tuple[int, Letter]]]] = []
    for drawn, letter in sorted(enumerate(letters), key=lambda one: _middle(one[1]), reverse=True):
        bottom, top = letter.box[2:]
        middle = (bottom + top) / 2
        if rows and rows[-1][0] - middle < _SAME_HEIGHT * (top - bottom):
            rows[-1][1].append((drawn, letter))
        else:
            rows.append((middle, [(drawn, letter)]))
    for _, row in rows:
        yield list(_from_the_left(row))


def _from_the_left(row: Iterable[tuple[int, Letter]]) -> Iterator[Letter]:
    """Return the letters of a row from left to right, those at one place as their numbers say."""
    together: list[tuple[int, Letter]] = []
    for drawn, letter in sorted(row, key=lambda one: _centre(one[1])):
        if together and not _is_at_one_place(together[0][1], letter):
            yield from (one for _, one in sorted(together))
            together = []
        together.append((drawn, letter))
    yield from (one for _, one in sorted(together))


def _is_at_one_place(letter: Letter, other: Letter) -> bool:
    return _centre(other) - _centre(letter) < _SAME_PLACE * (letter.box[3] - letter.box[2])


def _centre(letter: Letter) -> float:
    return (letter.box[0] + letter.box[1]) / 2


def _middle(letter: Letter) -> float:
    return (letter.box[2] + letter.box[3]) / 2
