"""The one place that knows what a report looks like: a document goes in, a report and its problems come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from intake.characters import fold
from intake.document import SourceDocument
from intake.interpret.editions import edition_of, read_either
from intake.interpret.explained import parted, read_explanations
from intake.interpret.footer import before_page_end, before_signature, signed_unit, told_beside_tables
from intake.interpret.inline import parted_at_headings
from intake.interpret.paragraphs import unwrapped
from intake.interpret.regions import find_regions
from intake.interpret.report_split import first_report, of_year
from intake.interpret.rows import SourceRow, rows_of
from intake.interpret.tables import SectionReading
from intake.interpret.texts import joined, read_texts, with_opening
from intake.interpret.title import (
    FoundTitle,
    confirmed_title,
    find_title,
    level_of,
    level_stated,
    likely_year,
    unit_of_prose,
    year_in,
    year_of_period,
    year_of_prose,
)
from intake.reading import Count, Problem, Reading
from model.errors import UserError
from model.form.editions import form_for
from model.form.form import Form
from model.form.roles import TextRole
from model.form.schema import Section
from model.report.deadline import year_to_report
from model.report.report import Level, Report

_LEADS_ON = re.compile("(?:如下|编制|制定本?报告)[^。]{0,6}[：:]$")
NO_YEAR = "没有读到报告年度，请填写"
_LONG = 60  # characters: a line that is more than a date or the way through a web site


def interpret(document: SourceDocument) -> Reading:
    """Make a report of a document, as far as it is one.

    Raises:
        UserError: it is nothing like a report.
    """
    return _Interpreter(unwrapped(document)).reading()


def _pairs(rows: Sequence[SourceRow]) -> Iterator[str]:
    """Return what stands beside a name, alone with it in a row."""
    for row in rows:
        filled = [field for field in row.fields if field]
        if len(filled) == 2 and row.parted:  # noqa: PLR2004 — a name and its value
            yield filled[1]


def _is_said(row: SourceRow) -> bool:
    """Whether a line before the first section is a sentence of the report rather than of the page around it."""
    return row.is_prose or (not row.parted and (len(row.text) > _LONG or bool(_LEADS_ON.search(row.text))))


def _likely_form(rows: Sequence[SourceRow], names: Sequence[str]) -> Form:
    """Return the form of the year in the title, by which headings are looked for."""
    return _usual_form(likely_year([row.text for row in rows], names))


def _usual_form(year: int | None) -> Form:
    """Return the form of a year; without one, that of the reports written now, which are of no year to come."""
    return form_for(year or year_to_report(datetime.now(UTC).date()))


class _Interpreter:
    """One document on its way to a report."""

    def __init__(self, document: SourceDocument) -> None:
        rows, self.explained = parted(rows_of(document))
        likely = _likely_form(rows, document.names)
        self.rows, several = first_report(parted_at_headings(rows, likely), likely)
        self.problems = [*document.problems, *several]
        self.regions = find_regions(self.rows, likely)
        last = max((start.row for start in self.regions.starts.values()), default=-1)
        self.end, below = before_page_end(self.rows, last + 1, len(self.rows))
        self.problems += below
        self.facts = (*_pairs(self.rows[: self.regions.first]), *document.facts)
        self.title = self._find_title(document)
        named = self._find_year(document.names)
        self.form = self._find_form(named)
        self.year, self.year_is_known = named or self.form.since, named is not None
        self.level = self._find_level()

    def reading(self) -> Reading:
        """Put everything together."""
        found = {section.key: self._tables(section) for section in self.form.sections if section.tables}
        texts = self._texts()
        if not texts and not any(one.numbers for one in found.values()) and not self.regions.starts:
            raise UserError("没有认出年度报告的内容：既没有各部分的标题，也没有报告的表格")
        report = Report(self.title.unit, self.level, self.year, self.form.edition)
        for one in found.values():
            report = report.with_numbers(dict(one.numbers))
            self.problems += one.problems
        for key, text in texts.items():
            report = report.with_text(key, text)
        explanations, problems = read_explanations(self.explained, self.form)
        report = replace(report, explanations=explanations)
        counts = tuple(self._counts(found))
        return Reading(report, (*self.problems, *problems), counts, year_is_known=self.year_is_known)

    def _counts(self, found: Mapping[str, SectionReading]) -> list[Count]:
        ordinals = {section.key: section.ordinal for section in self.form.sections}
        return [Count(ordinals[key], one.rows, one.rows_read, one.unit) for key, one in found.items()]

    def _tell(self, place: str, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))

    # Unit, year, edition

    def _find_title(self, document: SourceDocument) -> FoundTitle:
        first = self.regions.first or min(len(self.rows), 12)
        lines = [row.text for row in self.rows[:first]]
        title = confirmed_title(lines, self.facts) or find_title(lines, document.names)
        if title.unit:
            return title
        signed = signed_unit(self.rows, self.end)
        named = signed or unit_of_prose([row.text for row in self.rows if not row.parted])
        where = "落款" if signed else "正文里"
        said = f"没有从标题读到单位名称，暂按{where}的“{named}”填写，请核对" if named else "没有读到单位名称，请填写"
        self._tell("", said)
        return replace(title, unit=named)

    def _find_year(self, names: Sequence[str]) -> int | None:
        """Take the year from the title, else from what names it; it is never guessed from today's date."""
        if self.title.year:
            return self.title.year
        period = next((year for row in self.rows if (year := year_of_period(row.text))), None)
        named = next((year for name in names if (year := year_in(name))), None)
        year = period or named or year_of_prose(row.text for row in self.rows if not row.parted)
        source = "统计期限" if period else "文件名" if named else "正文"
        self._tell("", f"没有从标题读到年度，暂按{source}记为{year}年，请核对" if year else NO_YEAR)
        return year

    def _find_form(self, year: int | None) -> Form:
        """Choose the edition by the year, and another one only where the tables say so."""
        usual = _usual_form(year)
        form = edition_of({section.key: self.regions.rows(section.key, self.rows) for section in usual.sections}, usual)
        if year and form is not usual:
            self._tell("", f"{year}年的报告应使用{usual.edition}年的表样，文件用的是{form.edition}年的表样")
        return form

    def _find_level(self) -> Level:
        """Take the kind of body as the file names it, if what it says of itself is of this unit."""
        unit = self.title.unit
        of_unit = not unit or fold(unit) in map(fold, self.facts)
        stated = level_stated(self.facts) if of_unit else None
        level = stated or level_of(unit)
        if unit and stated is None:
            self._tell("", f"层级按名称判断为“{level.label}”，请核对")
        return level

    # Tables and texts

    def _tables(self, section: Section) -> SectionReading:
        rows, others = of_year(self.regions.rows(section.key, self.rows), self.year, section.ordinal)
        self.problems += [*others, *told_beside_tables(rows, section.ordinal)]
        return read_either(rows, section, self.form)

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for section in self.form.sections:
            start = self.regions.starts.get(section.key)
            if section.texts and start:
                end = min(self.regions.ends[section.key], self.end)
                if end == self.end:  # a date within the report is none of its signature
                    end = before_signature(self.rows, end, self.title.unit)
                found, problems = read_texts(self.rows, start, end, section)
                texts |= found
                self.problems += problems
        opening = self.form.text(TextRole.OPENING) or next(iter(self.form.texts.values()))
        return with_opening(texts, self._opening(), opening.key)

    def _opening(self) -> str:
        """Return the sentences between the title and the first section."""
        rows = self.rows[: self.regions.first]
        return joined(row.text for row in rows if _is_said(row))
