"""What this program printed itself: where its paragraphs begin and end is known, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.document import Paragraph
from intake.pdf_letters import Letter
from intake.pdf_lines import Line

CREATOR = "勾稽"  # in the properties of the file
_INDENTED = 0.7  # of the height of the letters: a first line begins two letters in, or a half less at a bracket
_NEXT_LINE = 2.5  # of the height of the letters: further down is a signature


def as_drawn(letters: Sequence[Letter]) -> Iterator[str]:
    """Give the letters and blanks of a line; a space after a space was printed as one that is kept when copied."""
    for char, _, _ in letters:
        yield " " if char == "\xa0" else char


def paragraphs(lines: Sequence[Line], margin: float) -> Iterator[Paragraph]:
    """Put lines that begin at the left margin to those before them."""
    top = max((line.middle for line in lines), default=0)
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not _goes_on(open_lines[-1], line, margin, top):
            yield _paragraph(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines)


def _goes_on(before: Line, line: Line, margin: float, top: float) -> bool:
    near = before.middle - line.middle < _NEXT_LINE * line.size
    follows = near if line.page == before.page else line.middle > top - line.size
    return line.left < margin + _INDENTED * line.size and follows


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    return Paragraph("".join(line.text + line.blanks for line in lines).strip(), f"第{lines[0].page}页")
