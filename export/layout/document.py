"""A report as a sequence of blocks: what is printed, in which order, without saying how it looks.

Every exporter writes from this and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from model.form.grid import Box, BoxRole, SectionGrid, printed_grid
from model.form.schema import Cell, Layout, Section
from model.report.numbers import number_text
from model.report.report import NO_YEAR, SUM_NOTE, Explanation, Report
from model.rules.explanation_table import HEADING
from model.rules.words.unwritten import unwritten

_BRACKETED_ADDRESS = re.compile(
    r"<((?:https?://|ftp://|mailto:|www\.)[^<>\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.ASCII | re.IGNORECASE
)
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Title(NamedTuple):
    """The title; where it needs several lines, it breaks best between `whose` and `what`."""

    whose: str
    what: str

    @property
    def text(self) -> str:
        """The whole title."""
        return self.whose + self.what


class Heading(NamedTuple):
    """A heading: level 1 for a section, 2 for a part of the first section."""

    text: str
    level: int
    starts_page: bool = False


class Paragraph(NamedTuple):
    """One paragraph as it was typed; `place` is what a message calls the text that it stands in."""

    text: str
    place: str


class TableBlock(NamedTuple):
    """The table of a section, with the numbers that stand in it."""

    section: Section
    grid: SectionGrid
    numbers: Mapping[Cell, Decimal]

    @property
    def layout(self) -> Layout:
        """How the table stands on paper."""
        return self.section.tables[0].layout

    def text(self, box: Box) -> str:
        """Return the words of a box, or its number as it is printed: nothing for a blank."""
        return number_text(self.numbers.get(box.cell)) if box.cell else box.text

    def broken_text(self, box: Box) -> str:
        """Return the same with a line end after the number of a group of rows, whose column is narrow."""
        if box.role is not BoxRole.LABEL or box.rows == 1 or box.upright:
            return self.text(box)
        return self.text(box).replace("）", "）\n", 1)


class SignOff(NamedTuple):
    """Who reports, and when."""

    unit: str
    date: str


WhatIsExplained = Callable[[Explanation], str]  # the sentence that an explanation is an answer to
Block = Title | Heading | Paragraph | TableBlock | SignOff


class Document(NamedTuple):
    """The blocks of a report, in print order."""

    title: Title
    unit: str
    blocks: tuple[Block, ...]


def document_of(
    report: Report,
    dated: date | None = None,
    explained: WhatIsExplained | None = None,
    note: Sequence[str] = (),
) -> Document:
    """Lay out a report as blocks; with a date, the unit signs at the end.

    What was `explained` has a page of its own, 审核说明, where it is to be printed and there is any; so has a note of
    what a sum is over, 汇总说明.
    """
    title = _title(report)
    blocks: list[Block] = [title]
    for section in report.form.sections:
        blocks += _section(report, section)
    if dated:
        blocks.append(SignOff(_one_line(report.unit), chinese_date(dated)))
    said = [one for one in report.explanations if _one_line(one.reason)]  # that something was seen explains nothing
    if explained and said:
        blocks += _explanations(report, explained, said)
    if note:
        blocks.append(Heading(SUM_NOTE, 1, starts_page=True))
        blocks += (Paragraph(_one_line(line), SUM_NOTE) for line in note)
    return Document(title, _one_line(report.unit), tuple(blocks))


def chinese_date(day: date) -> str:
    """Write a date in Arabic digits without leading zeros.

    >>> chinese_date(date(2024, 1, 5))
    '2024年1月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def day_of(report: Report, dated: date | None) -> date:
    """Return the day that a file says it is of: the report's, else the last of its year, or of its form's first."""
    return dated or date(report.year or report.form.since, 12, 31)


def _title(report: Report) -> Title:
    title = _one_line(report.title)
    if report.year == NO_YEAR:
        whose = _one_line(report.unit)
        return Title(whose, title.removeprefix(whose))
    whose, year, what = title.rpartition(f"{report.year}年")
    return Title(whose + year, what)


def _one_line(text: str) -> str:
    return _UNWRITABLE.sub("", " ".join(text.split()))


def _section(report: Report, section: Section) -> Iterator[Block]:
    yield Heading(section.heading, 1)
    headed = {*report.texts, *unwritten(report)}  # what is told in one piece has no headings with nothing below
    for text in section.texts:
        if text.heading and text.key in headed:
            yield Heading(text.heading, 2)
        for line in paragraphs(report.texts.get(text.key, "")):
            yield Paragraph(line, report.form.name_of(text.key))
    if section.tables:
        yield TableBlock(section, printed_grid(section), report.numbers)


def _explanations(report: Report, explained: WhatIsExplained, said: Sequence[Explanation]) -> Iterator[Block]:
    """List what was explained: where, what, why, by whom, when."""
    yield Heading(HEADING, 1, starts_page=True)
    for number, one in enumerate(said, 1):
        where = report.form.name_of(one.at[0]) if one.at else ""
        by = f"说明人：{name}　" if (name := _one_line(one.by)) else ""
        lines = (
            f"{number}．{where}{_filled_in(report, one)}",
            f"问题：{explained(one).removeprefix(f'{where}：')}",
            f"说明：{_one_line(one.reason)}",
            f"{by}时间：{_spoken_time(one.when)}",
        )
        yield from (Paragraph(line, HEADING) for line in lines)


def _filled_in(report: Report, one: Explanation) -> str:
    value = report.value(one.at[0]) if one.at else None
    return f"（填的是{number_text(value)}）" if isinstance(value, Decimal) else ""


def _spoken_time(when: str) -> str:
    """Say when something was explained; what is no time is printed as it stands.

    >>> _spoken_time("2026-01-05T09:07:00+08:00")
    '2026年1月5日 09:07'
    """
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return _one_line(when)
    return f"{chinese_date(moment.date())} {moment:%H:%M}"


def paragraphs(text: str) -> list[str]:
    r"""Cut a text at its line ends; indents and empty lines are left to the print.

    Control characters, which no font draws and no office file can hold, are left out, and so are the brackets with
    which mail programs and text files mark an address.

    >>> paragraphs("　　一是公开。\r\n\n二是\x07回应（<http://a.gov.cn>）。 ")
    ['一是公开。', '二是回应（http://a.gov.cn）。']
    """
    lines = (_BRACKETED_ADDRESS.sub(r"\1", _UNWRITABLE.sub("", line)).strip() for line in text.splitlines())
    return [line for line in lines if line]
