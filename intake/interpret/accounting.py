"""What became of each row of a document: in a text, a table, a heading, furniture of its page; the rest is told.

Whoever takes rows claims them. What nobody claims is told at the end, so that no row can be lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from intake.characters import bare, fold
from intake.interpret.by_forms import cached_by_forms
from intake.interpret.headings import unnumbered
from intake.interpret.rows import SourceRow
from intake.interpret.unit_words import is_unit
from intake.reading import Problem
from model.errors import clip
from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Section
from model.similarity import ratio

_SHOWN = 90  # characters of what is told
_SHORTEST, _ALIKE = 4, 70  # characters of a label that was damaged, and how like the right one it must be, of 100
_TITLE = re.compile(
    r"(?:(?!公开)[^。，,;；:：!?|《》])*+公开[^。，,;；:：!?|《》]*(?:报告|年报|总结)(?:\([^()]*\))?(?:\.\w{2,4})?"
)
_YEAR = re.compile(r"20\d\d|二[〇○零]")
_ENDS_TITLE = re.compile(r"(?:报告|年报|总结|\)|\.\w{2,4})$")
_TITLE_LINES = 4
_LONGEST_TITLE = 80
_MARK = r"[\s>•·\-【\[（(]*"
_FURNITURE = re.compile(  # what a web page says over an article, or around it
    rf"{_MARK}(?:索\s*引\s*号|信息(?:索引|名称|分类|类别|来源|公开目录)|(?:发布|成文|生成|公开|发文|印发|更新|创建|失效|废止)\s*(?:日期|时间|机构|机关|单位|类别|方式|形式|范围|人|主体)"
    r"|(?:文\s*章\s*)?来\s*源|作\s*者|(?:浏览|点击|阅读|访问)(?:次数|量|率|数)?(?=[\s:：\d]|$)|字\s*[体号]|(?:责任)?编辑|当前位置|您?(?:现在)?(?:所在)?的?位置|首页|主题(?:词|分类)?|分类|组配分类|体裁|有效性|文\s*号"
    r"|发布日期|日\s*期|时\s*间|打印|关闭|分享|收藏|扫一扫|无障碍|关键词|内容概述|标\s*题|名\s*称|责任部门|审核|保护视力色|背景色|【?大\s*中\s*小"
    r"|目\s*录$|附件?$|(?:https?://|www\.)\S+$|20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s*\d\d:\d\d(?::\d\d)?)?(?:\s{1,9}[^\s，。；：:]{2,30})?$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^：:，]{1,10}[：:](?!//)")
_DAY_AND_NAME = re.compile(r"20\d\d[-./]\d\d?[-./]\d\d?\s[\s\d:]{0,20}[^\s\d，。；：:]{2,30}$")
_REACHED = re.compile(
    r"\s*[（(]?(?:联系|通[信讯]|办公|咨询|监督|电子)?(?:地\s*址|电\s*话|方\s*式|邮\s*箱|人)|邮\s*编|邮政编码|传\s*真|网\s*址"
)
_LINE = 8  # characters of a line that is more than a word
_UNIT_OF_NUMBERS = re.compile(r"[（(]?(?:计量)?单位[：:][^。]{0,12}$")


class Account:
    """The rows of a document, and which of them somebody took."""

    def __init__(self, rows: Sequence[SourceRow]) -> None:
        self._rows = rows
        self._claimed: set[int] = set()
        self._at = {id(row): at for at, row in enumerate(rows)}

    def claim(self, rows: Iterable[int]) -> None:
        """Take rows, by their indexes."""
        self._claimed.update(rows)

    def claim_rows(self, rows: Iterable[SourceRow]) -> None:
        """Take rows that are given themselves."""
        self.claim(self._at[id(row)] for row in rows)

    def left(self) -> list[int]:
        """Return the rows that nobody took."""
        return [at for at, row in enumerate(self._rows) if at not in self._claimed and row.text.strip()]

    def problems(self) -> Iterator[Problem]:
        """Tell of the rows that nobody took, those that follow each other in one sentence."""
        run: list[int] = []
        for at in self.left():
            if run and at != run[-1] + 1:
                yield self._problem(run)
                run = []
            run.append(at)
        if run:
            yield self._problem(run)

    def _problem(self, run: Sequence[int]) -> Problem:
        words = clip("；".join(" ".join(self._rows[at].text.split()) for at in run), _SHOWN)
        count = f"{len(run)}行" if len(run) > 1 else "一行"
        return Problem(self._rows[run[0]].place, f"“{words}”{count}不属于任何部分，没有放入，请核对")


def claim_page(account: Account, rows: Sequence[SourceRow], first: int, form: Form) -> None:
    """Take the headings of the form, and over the first section what is no text: the title, furniture of the page."""
    named = [*(section.heading for section in form.sections), *(text.heading for text in form.texts.values())]
    headings = {fold(unnumbered(heading)) for heading in named if heading}
    account.claim(at for at, row in enumerate(rows) if fold(unnumbered(row.text.strip()[:_SHOWN])) in headings)
    lines = [fold(row.text) for row in rows[:first]]
    for at, line in enumerate(lines):
        if _ENDS_TITLE.search(line):
            account.claim(_title_ending(lines, at))
        if is_furniture(rows[at]):
            account.claim([at])


def _title_ending(lines: Sequence[str], last: int) -> range:
    """Return the lines that are the title, of which this is the last."""
    for first in range(last, max(-1, last - _TITLE_LINES), -1):
        text = "".join(lines[first : last + 1])
        if len(text) > _LONGEST_TITLE:
            break
        if _TITLE.fullmatch(text):
            return range(_with_unit(lines, first, text), last + 1)
    return range(0)


def _with_unit(lines: Sequence[str], first: int, text: str) -> int:
    """Return the line with which a title begins, whose unit and year may stand over the rest of it."""
    while first and (is_unit(lines[first - 1]) or (not _YEAR.search(text) and _YEAR.search(lines[first - 1]))):
        first -= 1
        text = lines[first] + text
        if len(text) > _LONGEST_TITLE:
            return first + 1
    return first


def heads_a_page(text: str) -> bool:
    """Whether a line is a label of those that web pages have over an article, and what it says."""
    labelled = _LABEL.match(text) or _DAY_AND_NAME.match(text)
    return bool(labelled and _FURNITURE.match(text)) and not re.search("[。，]", text)


def is_furniture(row: SourceRow) -> bool:
    """Whether a row is one of those that web pages have around an article."""
    if row.is_prose:
        return False
    filled = [field for field in row.fields if field] if row.parted else [row.text.strip()]
    return all(_FURNITURE.match(field) for field in filled[:: 2 if row.parted and len(filled) > 1 else 1])


def is_of_opening(row: SourceRow, *, follows: bool) -> bool:
    """Whether a line below the first sentence of an opening is of it: how to reach the office, or others follow."""
    return not row.parted and (bool(_REACHED.match(row.text)) or (follows and len(row.text) >= _LINE))


def is_of_tables(row: SourceRow) -> bool:
    """Whether a row in a section of tables is one of a table, and not words beside it."""
    if row.is_prose:
        return False
    if row.values or (row.parted and sum(map(bool, row.fields)) > 1):
        return True
    return bool(_UNIT_OF_NUMBERS.match(row.text.strip())) or _is_label(row)


def _is_label(row: SourceRow) -> bool:
    """Whether a line holds labels of the form, pieces of them, or one that was damaged."""
    if all(bare(field) in _all_labels() for field in row.fields):
        return True
    name = bare(row.text)
    return _SHORTEST <= len(name) <= _SHOWN and any(ratio(name, label) > _ALIKE for label in _labels())


@cached_by_forms
def _labels() -> tuple[str, ...]:
    tables = [table for form in FORMS.values() for table in form.tables.values()]
    words = (text for table in tables for text in (table.title, table.stub, *(line.label for line in table.lines)))
    return tuple(dict.fromkeys(filter(None, map(bare, words))))


@cached_by_forms
def _all_labels() -> str:
    return "\n".join([*_labels(), bare("申请人情况")])


def table_lines(rows: Sequence[SourceRow], inside: Iterable[int]) -> list[int]:
    """Return which rows of a text are lines of a table."""
    found: list[int] = []
    within = list(inside)
    for at in within:
        row = rows[at]
        filled = [field for field in row.fields if field]
        if "。" in row.text or len(filled) < 2:  # noqa: PLR2004 — a cell alone is a line of words
            continue
        if not row.parted:
            many = len(row.values) > 2 and not re.search(r"[，；：]", row.text)  # noqa: PLR2004 — more than prose has
            found += [at] * many
        elif row.values or row.grid >= 0 or _has_like(rows, at, within):
            found.append(at)
    return found


def _has_like(rows: Sequence[SourceRow], at: int, within: Sequence[int]) -> bool:
    """Whether a row beside it has as many fields."""
    beside = (rows[one] for one in (at - 1, at + 1) if within[0] <= one <= within[-1])
    return any(row.parted and len(row.fields) == len(rows[at].fields) for row in beside)


def tables_in_text(rows: Sequence[SourceRow], lines: Sequence[int], section: Section) -> Iterator[Problem]:
    """Tell of lines of tables in the text of a section, for which the form has no place."""
    if lines:
        words = clip(" ".join(filter(None, rows[lines[0]].fields)), 30)
        told = f"第{section.ordinal}部分的文字里有表格（“{words}”等{len(lines)}行），表样没有它的位置，没有放入，请核对"
        yield Problem(rows[lines[0]].place, told)
