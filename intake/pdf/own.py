"""What this program printed itself: where its paragraphs begin and end is known, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.document import SourceParagraph
from intake.pdf.letters import Letter
from intake.pdf.lines import PageLine
from intake.reading import Problem
from model.report.report import CHARTS_HEADING, DRAFT_MARK
from model.rules.explanation_table import HEADING

CREATOR = "勾稽"  # in the properties of the file
_INDENTED = 0.7  # of the height of the letters: a first line begins two letters in, or a half less at a bracket
_NEXT_LINE = 2.5  # of the height of the letters: further down is a signature


def as_drawn(letters: Sequence[Letter]) -> Iterator[str]:
    """Return the letters and blanks of a line; a space after a space was printed as one that is kept when copied."""
    for char, _, _ in letters:
        yield " " if char == "\xa0" else char


def without_draft_mark(lines: Sequence[PageLine]) -> list[PageLine]:
    """Leave out what is printed over every page of a report that is not final."""
    tops = _tops(lines)
    marked = bool(tops) and all(line.text.strip() == DRAFT_MARK for line in tops.values())
    return [line for line in lines if not (marked and line is tops[line.page])]


def _tops(lines: Sequence[PageLine]) -> dict[int, PageLine]:
    """Return the uppermost line of every page."""
    tops: dict[int, PageLine] = {}
    for line in lines:
        tops[line.page] = max(tops.get(line.page, line), line, key=lambda one: one.middle)
    return tops


def without_appendix(lines: Sequence[PageLine]) -> tuple[list[PageLine], tuple[Problem, ...]]:
    """Leave out the pages 审核说明 and 附图 at the end, which are no part of the report; say so of the first."""
    tops = sorted(_tops(lines).items())
    page = next((page for page, line in tops if line.text in {HEADING, CHARTS_HEADING}), None)
    if page is None:
        return list(lines), ()
    told = Problem(f"第{page}页", f"{HEADING}没有读入，要一并带走请用上报文件（.json）")
    has_reasons = any(line.text == HEADING for _, line in tops)
    return [line for line in lines if line.page < page], (told,) * has_reasons


def paragraphs(lines: Sequence[PageLine], margin: float) -> Iterator[SourceParagraph]:
    """Put lines that begin at the left margin to those before them."""
    top = max((line.middle for line in lines), default=0)
    open_lines: list[PageLine] = []
    for line in lines:
        if open_lines and not _goes_on(open_lines[-1], line, margin, top):
            yield _paragraph(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines)


def _goes_on(before: PageLine, line: PageLine, margin: float, top: float) -> bool:
    near = before.middle - line.middle < _NEXT_LINE * line.size
    follows = near if line.page == before.page else line.middle > top - line.size
    return line.left < margin + _INDENTED * line.size and follows


def _paragraph(lines: Sequence[PageLine]) -> SourceParagraph:
    return SourceParagraph("".join(line.text + line.blanks for line in lines).strip(), f"第{lines[0].page}页")
