"""N12: shares, growth and rates are those of the numbers that stand beside them, or in last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from model.form.roles import LineRole, TableRole
from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding
from model.rules.narrative.numerals import digits_value
from model.rules.registry import Context, Need, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_text, in_texts
from model.rules.words.part_shares import wrong_shares
from model.rules.words.percentages import Percentage, percentage
from model.rules.words.reckoning import reckoned

_MEASURE = r"(?:万人次|万条|万件|万次|人次|条|件|篇|次|期|个|份|场|家|项|宗|起|人|户|部|批|张|幅)"
_NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
_PERCENT = r"(?P<about>约|近|超过?|逾|不足|达到?)?(?P<rate>\d{1,5}(?:\.\d{1,3})?)\s?[%％](?P<loose>以上|左右|多|余)?"
_LAST = r"(?:上一?年度?|去年|20\d\d年度?)(?:全年|同期)?"
_UP, _DOWN = r"增长|增加|上升|提高|增幅|净增|增多|上涨|多", r"减少|下降|降低|降幅|减幅|回落|少"
_WAY = rf"(?P<way>{_UP}|{_DOWN})(?:了|为|率为|率|达到?)?"
_THEN = r"[，,、]?(?:同比|相比|比率|环比去年)?"
_CURRENT = rf"(?P<now>{_NUMBER})(?P<measure>{_MEASURE})"
_BASE = rf"(?P<base>{_NUMBER})(?P=measure)"
_DIFFERENCE = rf"(?P<difference>{_NUMBER})(?P=measure)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # 480条，上年为400条，同比增长20%; 480条，较2022年的400条增长20%; 480条，比上年400条增加80条，增长20%
        (
            rf"{_CURRENT}[，,（(](?:同比|较|比|与|而|相较)?{_LAST}[^，,。；;\d（(增减多少长降升高]{{0,8}}{_BASE}(?:相比)?[）)]?"
            rf"(?:[，,]?(?:{_UP}|{_DOWN})了?{_DIFFERENCE})?{_THEN}{_WAY}{_PERCENT}"
        ),
        rf"{_CURRENT}[，,]同比[（(](?:{_LAST})?[^，,。；;\d]{{0,6}}{_BASE}[）)]{_WAY}{_PERCENT}",
        # 480条，较上年增加80条，同比增长20%
        rf"{_CURRENT}[，,（(](?:同比|(?:较|比|与){_LAST}(?:相比)?)(?P<first>{_UP}|{_DOWN})了?{_DIFFERENCE}{_THEN}{_WAY}{_PERCENT}",
        rf"{_CURRENT}[，,（(](?:同比|(?:较|比|与){_LAST}(?:相比)?){_WAY}{_PERCENT}[，,](?:较|比){_LAST}(?:{_UP}|{_DOWN})了?{_DIFFERENCE}",
        # 由上年的400条增加到480条，增幅20%
        (
            rf"[由从](?:{_LAST})?的?(?P<base>{_NUMBER})(?P<measure>{_MEASURE})(?:{_UP}|{_DOWN}|[增减升降])?[到至](?:今年|本年|20\d\d年)?的?"
            rf"(?P<now>{_NUMBER})(?P=measure){_THEN}{_WAY}{_PERCENT}"
        ),
        # 2022年400条，2023年480条，同比增长20%
        (
            rf"{_LAST}[^，,。；;\d]{{0,16}}(?P<base>{_NUMBER})(?P<measure>{_MEASURE})[，,](?:今年|本年度?|20\d\d年度?)[^，,。；;\d]{{0,16}}"
            rf"(?P<now>{_NUMBER})(?P=measure){_THEN}{_WAY}{_PERCENT}"
        ),
    )
)
_TIMES = re.compile(
    rf"{_CURRENT}[，,](?:约)?是{_LAST}[^，,。；;\d]{{0,6}}{_BASE}的(?P<rate>\d{{1,4}}(?:\.\d{{1,3}})?)倍"
)
_MAY_COMPARE = re.compile("[%％]|倍")
_BESIDE_BASE = re.compile(  # 与上年（44件）相比，申请量增长21.8%
    rf"[与较比]{_LAST}[（(](?P<base>{_NUMBER})(?P<measure>件)[）)](?:相比)?[，,]?[^，,。；;\d]{{0,4}}申请[^，,。；;\d]{{0,4}}?{_WAY}{_PERCENT}"
)
_OF_APPLICATIONS = re.compile(
    rf"(?:收到|新收|受理|接收)[^，,。；;\d]{{0,16}}申请[^，,。；;\d]{{0,4}}?{_CURRENT}[，,（(]"
    rf"(?:同比|(?:较|比|与){_LAST}(?:相比)?)(?:{_WAY}{_PERCENT}|(?P<towards>{_UP}|{_DOWN})了?{_DIFFERENCE})"
)
_DOWNWARDS = re.compile(_DOWN)
_ALL = Decimal(100)
_REACH = 60


class _Growth(NamedTuple):
    """A number of this year, one of last year's, by how much they differ in the text."""

    now: Decimal
    base: Decimal
    difference: Decimal | None
    is_less: bool
    rate: Percentage | None


def _told(found: re.Match[str]) -> _Growth | None:
    """Read what a form says; None where an end of it is missing."""
    said = found.groupdict()
    is_less = bool(_DOWNWARDS.fullmatch(said.get("way") or said.get("towards") or ""))
    now = digits_value(said["now"])
    difference = digits_value(said["difference"]) if said.get("difference") else None
    if said.get("base"):
        base = digits_value(said["base"])
    elif difference is not None:
        base = now + difference if is_less else now - difference
    else:
        return None
    return _Growth(now, base, difference, is_less, percentage(found) if said.get("rate") else None)


def _problem(told: _Growth) -> str:
    """Say what is not so; nothing where all of it is."""
    if told.base <= 0:
        return ""
    change = told.now - told.base
    if told.difference is not None and abs(change) != told.difference:
        return f"两个数相差{number_text(abs(change))}"
    if change and (change < 0) != told.is_less:
        return f"{number_text(told.now)}比{number_text(told.base)}{'少' if change < 0 else '多'}"
    true = abs(change) * _ALL / told.base
    return "" if told.rate is None or told.rate.may_be(true) else f"按写出的数算是{told.rate.rounded(true)}%"


def wrong_growth(text: str, _year: int) -> Iterator[Flaw | None]:
    """Find shares and growth that the numbers beside them contradict."""
    yield from reckoned(text)
    if not _MAY_COMPARE.search(text):
        return
    yield from wrong_shares(text)
    yield None
    told = set[int]()
    for form in _FORMS:
        for found in form.finditer(text):
            said, at = _told(found), found.start("rate")
            problem = _problem(said) if said and at not in told else ""
            if problem:
                told.add(at)
                yield Flaw(found.start("way"), found.end(), f"{problem}；请核对")
    for found in _TIMES.finditer(text):
        base, times = digits_value(found["base"]), percentage(found)
        if base > 0 and not times.may_be_times(digits_value(found["now"]) / base):
            yield Flaw(
                found.start("rate"),
                found.end(),
                f"按写出的数算是{times.rounded(digits_value(found['now']) / base)}倍；请核对",
            )


def _against_last_year(context: Context) -> Iterator[Finding]:
    """Hold what is said of applications against what last year's report counted."""
    last = _received(context.last_year) if context.last_year else None
    for key, text in context.report.texts.items() if last else ():
        for found in _OF_APPLICATIONS.finditer(text):
            said = found.groupdict()
            now = digits_value(said["now"])
            if now != _received(context.report) or "其中" in clauses.before(text, found.start(), _REACH):
                continue
            difference = digits_value(said["difference"]) if said["difference"] else None
            less = bool(_DOWNWARDS.fullmatch(said["way"] or said["towards"]))
            rate = percentage(found) if said["rate"] else None
            problem = _problem(_Growth(now, last or Decimal(), difference, less, rate))
            if problem:
                start = found.start("way") if said["way"] else found.start("towards")
                why = f"上年年报新收{number_text(last or Decimal())}件，{problem}；请核对"
                yield in_text(context, "N12", key, Flaw(start, found.end(), why))


def _against_the_table(context: Context) -> Iterator[Finding]:
    """Hold growth of applications whose base is told against what the table counts."""
    now = _received(context.report)
    for key, text in context.report.texts.items() if now else ():
        for found in _BESIDE_BASE.finditer(text):
            less = bool(_DOWNWARDS.fullmatch(found["way"]))
            base = digits_value(found["base"])
            problem = _problem(_Growth(now or Decimal(), base, None, less, percentage(found)))
            if problem:
                why = f"表里新收{number_text(now or Decimal())}件，{problem}；请核对"
                yield in_text(context, "N12", key, Flaw(found.start("way"), found.end(), why))


def _received(report: Report) -> Decimal | None:
    table = report.form.table(TableRole.APPLICATIONS)
    row, column = (table.line(LineRole.RECEIVED), table.line(LineRole.ALL_APPLICANTS)) if table else (None, None)
    return report.numbers.get(table.cell(row, column)) if table and row and column else None


@rule(
    "N12",
    Severity.WARN,
    "写出的占比、增减幅度、办结率与旁边的数、上年年报的数算得上",
    "同一事项的数字应当一致",
    remedy=Remedy.BY_HAND,
)
def shares_and_growth(context: Context) -> Iterator[Finding | None]:
    """Hold shares, growth and rates against the numbers that they are of."""
    yield from in_texts(context, "N12", wrong_growth)
    yield None
    yield from _against_the_table(context)
    if Need.LAST_YEAR in context.given:
        yield from _against_last_year(context)
