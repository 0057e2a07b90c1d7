"""T1 to T4 and T7: what the words of a report must and must not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from model.form.roles import LineRole, TableRole, TextRole
from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.registry import LONG, Context, Remedy, having, rule


class Flaw(NamedTuple):
    """Words that should not be so: where they stand in a text, the second half of the message, what would be right."""

    start: int
    end: int
    problem: str
    words: str | None = None


Find: TypeAlias = Callable[[str, int], Iterable[Flaw | None]]  # None parts two small pieces of the work


def in_texts(context: Context, check_id: str, find: Find) -> Iterator[Finding | None]:
    """Make a finding of every flaw that `find(text, year)` gives, for each text of the report."""
    year = context.report.year
    for key, text in context.report.texts.items():
        yield None
        for flaw in _flaws(find, text, year) if len(text) < LONG else find(text, year):
            if flaw is None:
                yield None
                continue
            yield _finding(context, check_id, key, text, flaw)


def _finding(context: Context, check_id: str, key: str, text: str, flaw: Flaw) -> Finding:
    start, end, problem, words = flaw
    quote = text[start:end]
    about, why = _shown(quote), problem.partition("；")[0]
    message = f"{context.report.form.name_of(key)}：“{about}”{problem}（{check_id}）"
    return Finding(
        check_id,
        Severity.WARN,
        Verdict.BROKEN,
        (key,),
        message,
        quote=quote,
        span=(start, end),
        words=words,
        about=about,
        why=why,
    )


_LONGEST_QUOTE = 24  # characters: more is no help in finding the place, and makes no sentence


def _shown(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE // 2]}……"


@lru_cache(256)  # while a number is typed the texts stay as they are
def _flaws(find: Find, text: str, year: int) -> tuple[Flaw, ...]:
    return tuple(flaw for flaw in find(text, year) if flaw is not None)


def of_text(context: Context, check_id: str, key: str, problem: str, *, gap: bool = False) -> Finding:
    """Make a finding about a text as a whole; a gap is a text that is not there yet."""
    message = f"{context.report.form.name_of(key)}：{problem}（{check_id}）"
    why = problem.partition("；")[0]
    return Finding(check_id, Severity.WARN, Verdict.BROKEN, (key,), message, gap=gap, why=why)


@rule(
    "T1",
    Severity.WARN,
    "县级以下机关及其部门不能制定规章，规章各格应为0",
    "《中华人民共和国立法法》关于规章制定权的规定",
    remedy=Remedy.BY_HAND,  # 0 would be right there, but the number may belong in the row below
    editions=having(TableRole.DOCUMENTS, LineRole.REGULATIONS),
)
def regulations_of_a_body_that_makes_none(context: Context) -> Iterator[Finding]:
    """规章 > 0 for a body that cannot make 规章 (township, county, their departments)."""
    report = context.report
    table = report.form.table(TableRole.DOCUMENTS)
    regulations = table.line(LineRole.REGULATIONS) if table else None
    if report.level.may_make_regulations or table is None or regulations is None:
        return
    for column in table.column_leaves:
        cell = table.cell(regulations, column)
        value = report.numbers.get(cell)
        if value:
            why = f"{report.level.label}不能制定规章"
            where = report.form.name_of(cell)
            message = f"{where}：填的是{number_text(value)}，{why}；请核对，规范性文件请填在下一行（T1）"
            yield Finding("T1", Severity.WARN, Verdict.BROKEN, (cell,), message, value, why=why)


_GOVERNMENT_TOPICS = {"考核": ("考核",), "评议": ("评议",), "责任追究": ("责任追究", "追责", "追究责任", "问责")}


@rule(
    "T2",
    Severity.WARN,
    "各级人民政府的年报在监督保障中写明工作考核、社会评议、责任追究结果情况",
    "《条例》第五十条",
    remedy=Remedy.BY_HAND,
)
def results_of_supervision(context: Context) -> Iterator[Finding]:
    """Hold that a government's report mentions 考核, 评议 and 责任追究 in （五）."""
    key = _key_of(context, TextRole.SUPERVISION)
    text = context.report.texts.get(key, "")
    if not context.report.level.is_government or not text.strip():
        return
    missing = [topic for topic, words in _GOVERNMENT_TOPICS.items() if not any(word in text for word in words)]
    if missing:
        yield of_text(context, "T2", key, f"没有写到{'、'.join(missing)}；各级人民政府的年报应写明，没有的也请说明")


def _key_of(context: Context, role: TextRole) -> str:
    text = context.report.form.text(role)
    return text.key if text else ""


_PROBLEM_WORDS = ("问题", "不足", "短板", "薄弱", "差距", "不够", "有待")
_REMEDY_WORDS = ("改进", "整改", "措施", "下一步", "解决", "完善", "加强", "提升", "提高")


@rule(
    "T3",
    Severity.WARN,
    "第一部分五项齐全；第五部分既写问题又写改进情况；第六部分不空着",
    "{form}",
    remedy=Remedy.BY_HAND,
)
def all_parts(context: Context) -> Iterator[Finding]:
    """一 has all five parts; 五 has both 问题 and 改进 and is not empty; nor is 六."""
    report = context.report
    for key in report.unwritten:
        yield of_text(context, "T3", key, f"还没有写；{_what_to_write(report, key)}", gap=True)
    key = _key_of(context, TextRole.PROBLEMS)
    text = report.texts.get(key, "")
    if text.strip():
        yield from _problems_and_remedies(context, key, text)


def _what_to_write(report: Report, key: str) -> str:
    role = report.form.texts[key].role
    if role in _WANTED:
        return _WANTED[role]
    parts = [one for one in report.form.section_of[key].texts if one.heading and not one.optional]
    return f"{'零一二三四五六七八九十'[len(parts)]}项内容不能遗漏，没有的也请写明"


_WANTED = {
    TextRole.PROBLEMS: "请写明存在的主要问题和改进情况",
    TextRole.OTHER_MATTERS: "请写明本年收取的信息处理费，没有收取、没有其他事项的也请写明",
}


def _problems_and_remedies(context: Context, key: str, text: str) -> Iterator[Finding]:
    """Hold that a text tells the problems and what is done about them."""
    for name, words in (("存在的问题", _PROBLEM_WORDS), ("改进情况", _REMEDY_WORDS)):
        if not any(word in text for word in words):
            yield of_text(context, "T3", key, f"没有写{name}；请补写")


_MAY_BE_LEFT_OVER = re.compile(
    "[（(×╳✕XxＸ＿_○〇该具表{\\[]"
)  # how such words begin: quicker than to try them everywhere
_LEFT_OVER = re.compile(
    r"（(?:具体)?网址）|\((?:具体)?网址\)|（(?:此处|请)填写[^）]{0,100}）|[×╳✕]{2,}|(?<![A-Za-z])(?:X{2,}|x{2,}|Ｘ{2,})(?![A-Za-z])|[＿_]{3,}|(?<!二)[○〇]{2,}"
    r"|该部分以表格形式报告(?:[。，；]\s*表格如下)?|(?:具体)?表格如下|（(?:略|待补充|单位名称|机关名称|填报单位)）|\{\{[^}]{0,100}\}\}|\[(?:单位|年份|数字|日期)\]"
)


def _left_over(text: str, _year: int) -> Iterator[Flaw]:
    end = 0
    for start in _MAY_BE_LEFT_OVER.finditer(text):
        found = _LEFT_OVER.match(text, start.start()) if start.start() >= end else None
        if found:
            end = found.end()
            yield Flaw(*found.span(), "像是模板里没有改掉的文字；请换成实际内容或删去")


@rule("T4", Severity.WARN, "没有模板里留下的文字，如“（具体网址）”“××”", "常见错误", remedy=Remedy.BY_HAND)
def left_over_template(context: Context) -> Iterable[Finding | None]:
    """Find left-over template text."""
    return in_texts(context, "T4", _left_over)


_IDENTITY_CARD = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9])")
_MANY_DIGITS = re.compile(r"\d[\d -]{9}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(text: str) -> bool:
    """Return whether 18 characters are an identity-card number: a real birthday, or the right check character.

    >>> is_identity_number("11010519491231002X")
    True
    """
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        weighted = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
        return "10X98765432"[weighted % 11] == text[17].upper()
    return True


def _personal(text: str, _year: int) -> Iterator[Flaw]:
    if not _MANY_DIGITS.search(text):
        return
    for found in _IDENTITY_CARD.finditer(text):
        if is_identity_number(found.group()):
            yield Flaw(*found.span(), "像是身份证号码；年报要向社会公开，请删去")
    for found in _MOBILE.finditer(text):
        yield Flaw(*found.span(), "像是手机号码；年报要向社会公开，请核对是否应当公布")


@rule(
    "T7",
    Severity.WARN,
    "要公开的文字里没有身份证号码、手机号码",
    "《条例》第十五条（个人隐私）",
    remedy=Remedy.BY_HAND,
)
def personal_numbers(context: Context) -> Iterable[Finding | None]:
    """Find identity-card (18 digits) and mobile (11 digits) numbers in a text that is going to be published."""
    return in_texts(context, "T7", _personal)
