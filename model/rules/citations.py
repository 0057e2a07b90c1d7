"""T6: the document that prescribes the form is cited right, and not one that prescribed a former form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule, since
from model.rules.wording import Find, Flaw, in_texts

_CITATION = re.compile(
    r"(?P<body>国办[公开办发函涵字明电秘]*)\s*(?P<open>[〔\[【（(［〖])\s*(?P<year>20\d\d)\s*(?P<close>[〕\]】）)］〗])\s*第?(?P<number>\d+)\s*号"
)
_OF_A_FORM = "国办公开办"  # how the body of such a document begins; other bodies count their documents by themselves


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
        problem, right = _miscited(found, prescribed)
        if problem and not (in_force and _number(found) in prescribed.former):  # which tells of the former one besides
            yield Flaw(*found.span(), problem, right)


def _number(found: re.Match[str]) -> _Number:
    return _Number(int(found["year"]), int(found["number"]))


def _is_own(found: re.Match[str], prescribed: _Prescribed) -> bool:
    return prescribed.own is not None and _number(found) == _number(prescribed.own)


def _miscited(found: re.Match[str], prescribed: _Prescribed) -> tuple[str, str]:
    """Return what is wrong with a citation, and the right one; nothing where it is right."""
    form, former = prescribed.form, prescribed.former.get(_number(found))
    own = _is_own(found, prescribed)
    if "涵" in found["body"]:
        return "文号写错，“涵”应是“函”", form.source if own else _spelled(found)
    if prescribed.own and own and found["body"] != prescribed.own["body"]:
        return f"文号写错，应是{form.source}", form.source
    if former and found["body"].startswith(_OF_A_FORM):
        return f"是{former.edition}年的旧表样，{form.since}年度起应是{form.source}", form.source
    if found["open"] + found["close"] != "〔〕":
        return "发文年份应使用六角括号〔〕", _spelled(found)
    return "", ""


def _spelled(found: re.Match[str]) -> str:
    """Return a citation of some other document in the right characters and brackets."""
    return f"{found['body'].replace('涵', '函')}〔{found['year']}〕{found['number']}号"


@rule(
    "T6",
    Severity.WARN,
    "文号引用正确：{form}，年份用六角括号",
    "《党政机关公文格式》GB/T 9704—2012",
    remedy=Remedy.WORDS,
    editions=since(2021),
)
def citations(context: Context) -> Iterable[Finding | None]:
    """Hold citations to the right document, spelled right, in the right brackets; a former form has its own."""
    return in_texts(context, "T6", _finder(context.report.edition))
