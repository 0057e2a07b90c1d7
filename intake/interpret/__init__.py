"""The one place that knows what a report looks like: a document goes in, a report and its problems come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from intake.document import SourceDocument
from intake.interpret.accounting import Account, claim_page, is_of_opening, is_of_tables, table_lines, tables_in_text
from intake.interpret.as_read import as_read
from intake.interpret.assigned import SectionReading
from intake.interpret.editions import edition_of, read_either
from intake.interpret.explained import parted, read_explanations
from intake.interpret.footer import before_page_end, before_signature, told_beside_tables, words_beside_tables
from intake.interpret.headings import FoundHeading, shape_of
from intake.interpret.inline import parted_at_headings
from intake.interpret.paragraphs import unwrapped
from intake.interpret.regions import find_regions
from intake.interpret.report_split import first_report, of_year
from intake.interpret.rows import SourceRow, rows_of
from intake.interpret.section_headings import section_at
from intake.interpret.texts import joined, read_texts, with_opening
from intake.interpret.title import likely_year
from intake.interpret.whose import Pages, whose
from intake.reading import Count, Problem, Reading
from intake.traditional import is_traditional
from model.errors import UserError
from model.form.editions import form_for
from model.form.form import Form
from model.form.roles import TableRole, TextRole
from model.form.schema import Section
from model.report.deadline import year_to_report
from model.report.report import NO_YEAR, Report

_LEADS_ON = re.compile("(?:如下|编制|制定本?报告)[^。]{0,6}[：:]$")
_PROBLEMS = re.compile("问题|不足|困难|短板")
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


_OTHER_ORDER = "各部分的次序与表样不同，已按表样排列，请核对"
_TRADITIONAL = "文件是繁体字：表格和标题已按简体对照读入，文字照原样保留；文字的核对只认简体字，请转换成简体后再核对"


def _told_by(section: Section) -> tuple[TextRole, ...]:
    """Return the part of the report that tells in words what the tables of a section count."""
    roles = {table.role for table in section.tables}
    if roles & {TableRole.APPLICATIONS, TableRole.DISPUTES}:
        return (TextRole.ON_APPLICATION,)
    return (TextRole.ACTIVE_DISCLOSURE,) if section.tables else ()


class _Interpreter:
    """One document on its way to a report."""

    def __init__(self, document: SourceDocument) -> None:
        rows, self.explained = parted(rows_of(document))
        likely = _likely_form(rows, document.names)
        self.likely = likely
        self.rows, several = first_report(parted_at_headings(rows, likely), likely)
        self.problems = [*document.problems, *several]
        self.regions = find_regions(self.rows, likely)
        if self.regions.text_moved(likely):
            self._tell("", _OTHER_ORDER)
        last = max((start.row for start in self.regions.starts.values()), default=-1)
        self.end, below = before_page_end(self.rows, last + 1, len(self.rows))
        self.problems += below
        self.account = Account(self.rows)
        self.account.claim(range(self.end, len(self.rows)))
        self.account.claim(self._headings())
        self.beside: dict[str, Sequence[SourceRow]] = {}
        facts = (*_pairs(self.rows[: self.regions.first]), *document.facts)
        self.whose = whose(Pages(self.rows, self.regions.first, self.end, document.names, facts))
        self.problems += self.whose.told
        self.form = self._find_form(self.whose.year)
        if is_traditional("".join(row.text for row in self.rows)):
            self._tell("", _TRADITIONAL)

    def reading(self) -> Reading:
        """Put everything together."""
        found = {section.key: self._tables(section) for section in self.form.sections if section.tables}
        texts = self._texts()
        if not texts and not any(one.numbers for one in found.values()) and not self.regions.starts:
            raise UserError("没有认出年度报告的内容：既没有各部分的标题，也没有报告的表格")
        about = self.whose
        report = Report(about.unit, about.level, about.year or NO_YEAR, self.form.edition)
        for one in found.values():
            report = report.with_numbers(dict(one.numbers))
            self.problems += one.problems
        for key, text in texts.items():
            report = report.with_text(key, text)
        explanations, problems = read_explanations(self.explained, self.form)
        report = replace(report, explanations=explanations)
        counts = tuple(self._counts(found))
        self.problems += self.account.problems()
        said = as_read(self.rows, self.regions.first, self.end, named=about.titled)
        return Reading(report, (*self.problems, *problems), counts, as_read=said)

    def _counts(self, found: Mapping[str, SectionReading]) -> list[Count]:
        ordinals = {section.key: section.ordinal for section in self.form.sections}
        return [Count(ordinals[key], one.rows, one.rows_read, one.unit) for key, one in found.items()]

    def _tell(self, place: str, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))

    def _headings(self) -> list[int]:
        """Return the rows that are headings of sections: those that were lost have none."""
        starts = self.regions.starts.values()
        rows = (one.row for one in starts if one.row >= 0)
        return [at for at in rows if section_at(self.rows[at], at, self.likely) is not None]

    # The edition

    def _find_form(self, year: int | None) -> Form:
        """Choose the edition by the year, and another one only where the tables say so."""
        usual = _usual_form(year)
        form = edition_of({section.key: self.regions.rows(section.key, self.rows) for section in usual.sections}, usual)
        if year and form is not usual:
            self._tell("", f"{year}年的报告应使用{usual.edition}年的表样，文件用的是{form.edition}年的表样")
        return form

    # Tables and texts

    def _tables(self, section: Section) -> SectionReading:
        year = self.whose.year or self.form.since
        whole = self.regions.rows(section.key, self.rows)
        rows, others = of_year(whole, year, section.ordinal)
        self.problems += others
        self.beside[section.key] = rows
        kept = set(map(id, rows))
        self.account.claim_rows(row for row in whole if is_of_tables(row) or id(row) not in kept)
        return read_either(rows, section, self.form)

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for section in self.form.sections:
            start = self.regions.starts.get(section.key)
            if section.texts and start:
                texts |= self._section_texts(section, start)
        return with_opening(self._with_words_beside_tables(texts), self._opening(), self.form.opening.key)

    def _section_texts(self, section: Section, start: FoundHeading) -> dict[str, str]:
        """Read the texts of a section, without the lines of tables that stand in them."""
        end = until = min(self.regions.ends[section.key], self.end)
        if end == self.end:  # a date within the report is none of its signature
            end = before_signature(self.rows, end, self.whose.unit)
        tables = table_lines(self.rows, range(start.row + 1, end))
        self.account.claim(range(start.row + 1, until))
        found, problems = read_texts(self.rows, start, end, section, frozenset(tables))
        self.problems += [*tables_in_text(self.rows, tables, section), *problems]
        return found

    def _with_words_beside_tables(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Put the sentences beside a table where the form has a place for what it tells, so that they are checked."""
        texts = dict(texts)
        for section in self.form.sections:
            said = words_beside_tables(self.beside.get(section.key, ()))
            said = self._without_problems(said, section, texts)
            text = next((one for role in _told_by(section) if (one := self.form.text(role))), None)
            if said and text:
                texts[text.key] = joined([texts.get(text.key, ""), *(row.text for row in said)])
                self.problems += told_beside_tables(said, section.ordinal, self.form.name_of(text.key))
                self.account.claim_rows(said)
        return texts

    def _without_problems(self, said: list[SourceRow], section: Section, texts: dict[str, str]) -> list[SourceRow]:
        """Take what tells of problems below the last tables for the text of the section that was to tell of them."""
        if section is not [one for one in self.form.sections if one.tables][-1]:
            return said
        text = self.form.text(TextRole.PROBLEMS)
        lost = self.form.section_of[text.key] if text and text.key not in texts else None
        words = "".join(row.text for row in said)
        at = next((i for i, row in enumerate(said) if _PROBLEMS.search(row.text)), len(said))
        if not (text and lost and lost.goes_on and shape_of(lost.goes_on).search(words)) or at == len(said):
            return said
        texts[text.key] = joined(row.text for row in said[at:])
        self.problems.append(Problem(said[at].place, f"没有“{lost.heading}”的标题，按内容认出，请核对"))
        self.account.claim_rows(said[at:])
        return said[:at]

    def _opening(self) -> str:
        """Return the sentences between the title and the first section."""
        first = self.regions.first
        claim_page(self.account, self.rows, first + 1, self.form)  # one that was found by its parts has no heading
        said = [at for at, row in enumerate(self.rows[:first]) if _is_said(row)]
        between = (at for at in self.account.left() if said and said[0] < at < first)
        said = sorted({*said, *(at for at in between if is_of_opening(self.rows[at], follows=at < said[-1]))})
        self.account.claim(said)
        return joined(self.rows[at].text for at in said)
