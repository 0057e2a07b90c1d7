"""T6: the notice that prescribes the form and the 条例 are cited right, and none that another has replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.narrative.numerals import value_of
from model.rules.registry import Context, Remedy, rule, since
from model.rules.words import clauses
from model.rules.words.articles import wrong_articles
from model.rules.words.flaws import Find, Flaw, in_text, in_texts

_OPEN, _CLOSE = "〔﹝❲⦗[［【〖（(〈《<＜{｛「『", "〕﹞❳⦘]］】〗）)〉》>＞}｝」』"
_GAP = r"\s{0,3}"
_IN_CHINESE = "〇○零一二三四五六七八九十百"
_CITATION = re.compile(
    rf"(?P<body>国办[公开办发函涵字明电秘]{{0,8}}){_GAP}(?P<open>[{re.escape(_OPEN)}]?){_GAP}"
    rf"(?P<year>\d{{4}}|[{_IN_CHINESE}]{{4}})"
    rf"{_GAP}年?{_GAP}(?P<close>[{re.escape(_CLOSE)}]?){_GAP}(?P<ordinal>第?){_GAP}"
    rf"(?P<number>\d{{1,4}}|[{_IN_CHINESE}]{{1,6}}){_GAP}号"
)
_OF_A_FORM = "国办公开办"  # how the body of such a document begins; other bodies count their documents by themselves
_OF_THE_NOTICE = re.compile("格式|年报|年度报告|编制|编写|撰写")

_REGULATION = "政府信息公开条例"
_DECREE = 711  # 国务院令第711号, of 2019
_DECREES = re.compile(
    rf"(?:国务院令{_GAP}第?{_GAP}(?P<number>\d{{1,4}}|[{_IN_CHINESE}]{{2,7}}){_GAP}号"
    rf"|国务院{_GAP}第?{_GAP}(?P<other>\d{{1,4}}|[{_IN_CHINESE}]{{2,7}}){_GAP}号{_GAP}令)"
)
_AROUND = 24  # characters between the 条例 and its number: （2019年修订）, （以下简称《条例》）
_FORMER = re.compile(
    "原(?=[《（条来有先政版国])|旧(?=[《版条的法])|修订前|曾(?=[经《用])|废止|20(?:07|08)年?"
)  # no name of a place
_TITLES = re.compile("《[^《》]{0,60}》")


class _Number(NamedTuple):
    """What tells a document from others: the year and the number in 国办公开办函〔2021〕30号."""

    year: int
    number: int


class _Prescribed(NamedTuple):
    """What the citations in a report are held to."""

    form: Form
    own: re.Match[str] | None
    former: Mapping[_Number, Form]


@cache
def _prescribed(edition: str) -> _Prescribed:
    form = FORMS[edition]
    before = ((_CITATION.fullmatch(one.source), one) for one in FORMS.values() if one.since < form.since)
    former = {_number(found): one for found, one in before if found}
    return _Prescribed(form, _CITATION.fullmatch(form.source), former)


@cache
def _finder(edition: str) -> Find:
    """Return what finds wrong citations; always the same for an edition, so that what it found is remembered."""
    return lambda text, _year: _wrong(text, _prescribed(edition))


def _wrong(text: str, prescribed: _Prescribed) -> Iterator[Flaw]:
    cited = list(_CITATION.finditer(text))
    in_force = any(_is_own(found, prescribed) for found in cited)
    for found in cited:
        problem, right = _miscited(text, found, prescribed)
        if problem and not (in_force and _number(found) in prescribed.former):  # which tells of the former one besides
            yield Flaw(*found.span(), problem, right)
    yield from _wrong_decrees(text)


def _number(found: re.Match[str]) -> _Number:
    return _Number(_value(found["year"]), _value(found["number"]))


def _value(text: str) -> int:
    """Read a number, in Chinese digits too; 0, which no document has, where they make none.

    >>> _value("711"), _value("二○二一"), _value("七百一十一")
    (711, 2021, 711)
    """
    if text.isdecimal():
        return int(text)
    value = value_of(text)
    return 0 if value is None else int(value)


def _is_own(found: re.Match[str], prescribed: _Prescribed) -> bool:
    return prescribed.own is not None and _number(found) == _number(prescribed.own)


def _miscited(text: str, found: re.Match[str], prescribed: _Prescribed) -> tuple[str, str]:
    """Return what is wrong with a citation, and the right one; nothing where it is right."""
    form, former = prescribed.form, prescribed.former.get(_number(found))
    own = _is_own(found, prescribed)
    if "涵" in found["body"]:
        return "文号写错，“涵”应是“函”", form.source if own else _spelled(found)
    fees = not own and _means_the_fees(text, found)
    if fees or _has_another_title(text, found):
        return (f"文号写错，《{_FEES}》是{_OF_FEES}", _OF_FEES) if fees else ("", "")
    if prescribed.own and own and found["body"] != prescribed.own["body"]:
        return f"文号写错，应是{form.source}", form.source
    if former and found["body"].startswith(_OF_A_FORM):
        return f"是{former.edition}年的旧表样，{form.since}年度起应是{form.source}", form.source
    if prescribed.own and not own and _means_the_notice(text, found, prescribed.own):
        return f"文号写错，应是{form.source}", form.source
    badly = _badly_written(found)
    return badly, badly and (form.source if own else _spelled(found))


def _has_another_title(text: str, found: re.Match[str]) -> bool:
    """Return whether a title stands right beside a number that is not the notice's: documents of other bodies."""
    before = _TITLE_BEFORE.search(text, max(0, found.start() - _LONGEST_TITLE), found.start())
    title = before or _TITLE_BEHIND.match(text, found.end())
    return found["body"] != _OWN_BODY and title is not None and not _OF_OURS.search(title["title"])


_OWN_BODY = "国办公开办函"
_LONGEST_TITLE = 90
_TITLE_BEFORE = re.compile(r"《(?P<title>[^《》]{4,80})》\s?[（(]?$")
_TITLE_BEHIND = re.compile(r"\s?文?件?\s?《(?P<title>[^《》]{4,80})》")
_OF_OURS = re.compile("格式|年报|年度报告|信息公开")


def _badly_written(found: re.Match[str]) -> str:
    """Return what is wrong with how the number of the right document is written."""
    if not (found["year"] + found["number"]).isdecimal():
        return "文号的年份和序号应使用阿拉伯数字"
    return "" if found["open"] + found["close"] == "〔〕" else "发文年份应使用六角括号〔〕"


def _means_the_notice(text: str, found: re.Match[str], own: re.Match[str]) -> bool:
    """Return whether another number can only be meant for the notice on the form: half is right, or it is named."""
    if found["body"] != own["body"]:
        return False
    cited, right = _number(found), _number(own)
    if cited.number == right.number:
        return True
    start, end = found.span()
    around = clauses.before(text, start, 2 * _AROUND) + clauses.after(text, end, _AROUND)
    return bool(_OF_THE_NOTICE.search(around)) and cited.year == right.year


_FEES, _OF_FEES = "政府信息公开信息处理费管理办法", "国办函〔2020〕109号"
_NUMBER_OF_FEES, _BODY_OF_FEES = _Number(2020, 109), "国办函"


def _means_the_fees(text: str, found: re.Match[str]) -> bool:
    """Return whether a wrong number is meant for the rules on fees: beside their name, or theirs but for its body."""
    number, is_theirs = _number(found), found["body"] == _BODY_OF_FEES
    if number == _NUMBER_OF_FEES:
        return not is_theirs
    start, end = found.span()
    before = text[max(0, start - len(_FEES) - 6) : start]
    return is_theirs and (_FEES[-9:] in before or text[end : end + len(_FEES)].lstrip("《").startswith(_FEES[-9:]))


def _spelled(found: re.Match[str]) -> str:
    """Return a citation of some other document in the right characters and brackets."""
    return f"{found['body'].replace('涵', '函')}〔{_number(found).year}〕{_number(found).number}号"


def _wrong_decrees(text: str) -> Iterator[Flaw]:
    """Find the 条例 cited with the number of another decree; beside the right one the former may stand."""
    found = list(_DECREES.finditer(text))
    if any(_value(one["number"] or one["other"]) == _DECREE for one in found):
        return
    for one in found:
        if _is_of_the_regulation(text, one):
            yield Flaw(*one.span(), f"条例的文号写错，应是国务院令第{_DECREE}号", f"国务院令第{_DECREE}号")


def _is_of_the_regulation(text: str, found: re.Match[str]) -> bool:
    """Return whether the title that stands nearest before a number, else right after it, is that of the 条例."""
    start, end = found.span()
    before = clauses.before(text, start, 3 * _AROUND)
    if _FORMER.search(before):
        return False
    titles = list(_TITLES.finditer(before))
    if titles and len(before) - titles[-1].end() <= _AROUND:
        named = any(_REGULATION in one.group() for one in titles[-2:])  # （以下简称《条例》） may stand between
        return named and "条例" in titles[-1].group()
    if _REGULATION in before[-_AROUND:]:
        return True
    ahead = _TITLES.match(clauses.after(text, end, _AROUND).lstrip("）)公布的 "))
    return ahead is not None and _REGULATION in ahead.group()


@rule(
    "T6",
    Severity.WARN,
    "文号引用正确：{form}，年份用六角括号；《政府信息公开条例》是国务院令第711号，引用的条文有、说的是那件事",
    "《党政机关公文格式》GB/T 9704—2012；国务院令第711号",
    remedy=Remedy.WORDS,
    editions=since(2021),
)
def citations(context: Context) -> Iterator[Finding | None]:
    """Hold citations to the right document, spelled right, in the right brackets; a former form has its own."""
    yield from in_texts(context, "T6", _finder(context.report.edition))
    yield from in_texts(context, "T6", _articles)
    yield from _unexplained(context)


def _articles(text: str, _year: int) -> Iterator[Flaw]:
    return wrong_articles(text)


_SHORT = "《条例》"


def _unexplained(context: Context) -> Iterator[Finding]:
    """Find 《条例》 in an opening, which is to say what the report is based on, where no text says which."""
    key = context.report.form.opening.key
    opening = context.report.texts.get(key, "")
    start = opening.find(_SHORT)
    if start < 0 or _NAMED_IN_FULL.search(opening):
        return
    if not any("信息公开条例" in "".join(text.split()) for text in context.report.texts.values()):
        problem = f"前面没有写全称；请写明《中华人民共和国{_REGULATION}》（以下简称《条例》）"
        yield in_text(context, "T6", key, Flaw(start, start + len(_SHORT), problem))


_NAMED_IN_FULL = re.compile("《[^《》]{2,60}条例[^《》]{0,12}》")  # of a province, say, with its short form behind it
