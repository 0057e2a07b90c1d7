"""T9 and Y3: the title and the date of a report, as the file that it was read from has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from model.form.schema import Severity
from model.report.report import NO_YEAR
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Remedy, rule
from model.rules.words.flaws import Flaw, in_text
from model.rules.words.signatures import signatures
from model.rules.years import not_over

_YEARLY = "年度"
_SHORT = re.compile("年报$|年报\\(")  # for 年度报告
_IN_BRACKETS = re.compile(r"\(20\d\d年度\)$")  # …年度报告（2023年度）
_TWICE = range(20, 3, -1)  # characters of what may stand twice: the name of a place within itself, not 星星
_YEARS = re.compile(r"20\d\d")
_SUBJECT = "政府信息公开"  # what the form calls it, in its own name
_OTHER_SUBJECTS = ("政务信息公开", "政务公开", "政府信息")


@rule(
    "T9",
    Severity.WARN,
    "标题是“单位全称＋年份＋政府信息公开工作年度报告”：“年度”写一次，不写成总结、政务公开，单位和年份不能缺，“工作”宜写全（从文件读来的年报）",
    "《政府信息公开工作年度报告格式》及通行写法",
    remedy=Remedy.BY_HAND,
)
def title(context: Context) -> Iterator[Finding]:
    """Hold the title that was read to the usual one."""
    said = context.as_read
    problems = [*_problems(said.title, context.report.year)] if said.title else []
    if said.title and not said.names_year:
        problems.append("没有写年份")
    if said.title and not said.names_unit:
        problems.append("没有写单位名称")
    severity = Severity.WARN if problems else Severity.HINT
    problems = problems or [*_shortened(said.title)]
    if problems:
        why, place = "，".join(problems), context.report.form.opening.key
        message = f"标题“{said.title}”：{why}；导出时按表样写，原件和网页上的标题请一并改正（T9）"
        yield Finding("T9", severity, Verdict.BROKEN, (place,), message, quote=said.title, about=said.title, why=why)


def _said_twice(said: str) -> str:
    """Return what stands in a title twice, one right behind the other; nothing where nothing does."""
    runs = (
        said[at : at + long]
        for at in range(len(said))
        for long in _TWICE
        if said[at + long :].startswith(said[at : at + long])
    )
    return next(filter(None, (run for run in runs if len(run) >= _TWICE[-1])), "")


def _problems(said: str, year: int) -> Iterator[str]:
    twice = _said_twice(said)
    if twice:
        yield f"“{twice}”写了两遍"
    years = _YEARS.findall(said)
    if years and year != NO_YEAR and str(year) not in years:
        yield f"年份是{years[0]}年，不是{year}年"
    if "总结" in said[-8:]:
        yield "写成了“总结”"
    elif _IN_BRACKETS.sub("", said).count(_YEARLY) > 1:
        yield "“年度”写了两遍"
    elif _YEARLY not in said and not _SHORT.search(said):
        yield "没有写“年度”"
    other = next((one for one in _OTHER_SUBJECTS if _SUBJECT not in said and one in said), "")
    if other:
        yield f"“{_SUBJECT}”写成了“{other}”"


def _shortened(said: str) -> Iterator[str]:
    """Tell what is left out of the usual title, as many do: no more than a hint."""
    if _SHORT.search(said):
        yield "“年度报告”简写成了“年报”"
    elif said.endswith("年度报告") and "工作" not in said:
        yield "没有写“工作”"


@rule(
    "Y3",
    Severity.WARN,
    "落款、发布的日期在报告年度过完以后，日历上有这一天（从文件读来的年报）",
    "《条例》第四十九条",
    remedy=Remedy.BY_HAND,
)
def dated_too_early(context: Context) -> Iterator[Finding]:
    """Hold the date that was read to be after the year that the report is on, and a day that there is."""
    said, year = context.as_read, context.report.year
    on = said.dated
    if not said.signed:
        yield from _under_the_last_text(context)
    reason = not_over(year, on) if on else ""
    if on and reason:
        yield _dated(context, f"{on.year}年{on.month}月{on.day}日", f"那时{reason}", "落款或发布日期")
    elif said.signed and on is None:
        yield _dated(context, said.signed, "日历上没有这一天", "落款日期")
    elif said.signed and on and year != NO_YEAR and on.year > year + 1:
        yield _dated(context, said.signed, f"比报告年度{year}年晚了一年以上", "落款日期")


def _under_the_last_text(context: Context) -> Iterator[Finding]:
    """Hold a day that stands under the last text to the same."""
    year = context.report.year
    for one in signatures(context.report):
        if one.on and year != NO_YEAR:
            why = _impossible(one.day, year)
            if why:
                yield in_text(
                    context, "Y3", one.key, Flaw(one.start, one.end, f"是落款日期，{why}；请核对日期和报告年度")
                )


def _impossible(on: date | None, year: int) -> str:
    """Say why a report on a year cannot be signed on a day; nothing where it can."""
    if on is None:
        return "日历上没有这一天"
    return not_over(year, on) or (f"比报告年度{year}年晚了一年以上" if on.year > year + 1 else "")


def _dated(context: Context, day: str, why: str, what: str) -> Finding:
    message = f"{what}是{day}，{why}；请核对日期和报告年度（Y3）"
    place = context.report.form.opening.key
    return Finding("Y3", Severity.WARN, Verdict.BROKEN, (place,), message, quote=day, about=day, why=why)
