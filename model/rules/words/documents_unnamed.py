"""N6, documents that are counted without their name: “制发15件、废止3件，现行有效120件” can be no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative.form_lines import form_lines
from model.rules.narrative.numerals import digits_value
from model.rules.words import clauses

_MADE = re.compile(
    r"(?:^|(?<=[，。；：\n]))(?:全年|本年度?|20\d\d年度?|年内|[我全][县市区镇乡省局委厅])?[，]?(?:共|新)?(?:制发|制定|出台)(?P<first>\d{1,5})件[、，](?:修[订改]\d{1,5}件[、，])?"
    r"废止(?:失效)?(?P<second>\d{1,5})件(?:[、，](?:截至年底)?[，]?(?:现行有效|继续有效)的?(?P<third>\d{1,6})件)?(?=[。；，\n]|$)"
)
_COLUMNS = ("制发", "废止", "现行有效")
_OTHERS = re.compile("公文|通知|手册|纪要|批复|函|其中|上年|去年|规章|部门|乡镇|司法|党")
_NEAR = 60
_KIND = "行政规范性文件|规范性文件|部门规章|政府规章|规章"
_MAY_SHOW = re.compile(rf"(?:公[开布示]|推出|晒出)了?(?:{_KIND})\d")
_SHOWN = re.compile(
    r"(?:^|(?<=[，。；：\n]))(?:(?:全年|本年度?|20\d\d年度?|年内|[我全][县市区镇乡省局委厅]|共|主动|对外|依法|及时|集中)){0,4}"
    rf"(?:公[开布示]|推出|晒出)了?(?:{_KIND})\d{{1,5}}件(?:[、和及](?:{_KIND})\d{{1,5}}件)?(?=[。；，、\n]|$)"
)
_NAMED = re.compile(rf"(?P<kind>{_KIND})(?P<number>\d{{1,5}})件")
_OTHER_SPANS = re.compile("累计|历年|其中|上年|去年|以来|新|部分|栏目|平台|网站|起草|征求|党")


def documents_unnamed(report: Report, told: Sequence[Finding]) -> Iterator[Finding]:
    """Hold what was made, repealed and is in force against section two; `told` is what is said of documents already."""
    for key, text in report.texts.items():
        yield from _shown(report, key, text, told) if _MAY_SHOW.search(text) else ()
        for found in _MADE.finditer(text) if "制" in text and "废止" in text else ():
            taken = any(one.at[0] == key and one.span and _meet(one.span, found.span()) for one in told)
            if taken or _OTHERS.search(clauses.before(text, found.start(), _NEAR) + found.group()):
                continue
            yield from _held(report, key, found)


def _shown(report: Report, key: str, text: str, told: Sequence[Finding]) -> Iterator[Finding]:
    """Hold documents that are said to be shown, by the name of their row alone, against all that the row counts."""
    table = form_lines(report.form).documents
    for found in _SHOWN.finditer(text):
        if _OTHER_SPANS.search(clauses.before(text, found.start(), _NEAR) + found.group()):
            continue
        for one in _NAMED.finditer(text, *found.span()):
            if any(other.at[0] == key and other.span and _meet(other.span, one.span()) for other in told):
                continue
            row = next((row for row in table.row_leaves if one["kind"] in row.aliases), None)
            said = digits_value(one["number"])
            cells = [table.cell(row, column) for column in table.column_leaves] if row else []
            numbers = [report.numbers.get(cell) for cell in cells]
            known = [number for number in numbers if number is not None]
            if not known or len(known) < len(numbers) or said in known or said > sum(known):
                continue
            why = f"{report.form.name_of(cells[0])}{number_text(known[0])}件"
            message = f"{report.form.name_of(key)}：写的“{one.group()}”与{why}不符；请核对文字和表格（N6）"
            yield Finding(
                "N6",
                Severity.WARN,
                Verdict.BROKEN,
                (key, cells[0]),
                message,
                quote=one["number"],
                span=one.span("number"),
                about=one.group(),
                why=why,
            )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _held(report: Report, key: str, found: re.Match[str]) -> Iterator[Finding]:
    """Hold each number against its column: that of one row, or of all rows together."""
    table = form_lines(report.form).documents
    columns = [next((one for one in table.column_leaves if name in one.spoken), None) for name in _COLUMNS]
    for column, name in zip(columns, ("first", "second", "third"), strict=True):
        if column is None:
            continue
        cells = [table.cell(row, column) for row in table.row_leaves]
        numbers = [report.numbers.get(cell) for cell in cells]
        known = [one for one in numbers if one is not None]
        said = digits_value(found[name]) if found[name] else None
        if said is None or len(known) != len(numbers) or said in {*known, sum(known, Decimal())}:
            continue
        why = f"第二部分“{column.spoken}”是{number_text(max(known))}件"
        quote, message = (
            found[name],
            f"{report.form.name_of(key)}：写的“{found.group()}”里{said}件与{why}不符；请核对（N6）",
        )
        yield Finding(
            "N6",
            Severity.WARN,
            Verdict.BROKEN,
            (key, cells[-1]),
            message,
            quote=quote,
            span=found.span(name),
            about=found.group(),
            why=why,
        )
