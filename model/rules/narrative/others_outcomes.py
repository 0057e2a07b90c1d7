"""Whether an outcome is told of other things than the year's applications: of calls, drafts, those looked at again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from model.form.roles import TableRole
from model.rules.narrative.claims import Claim
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token
from model.rules.narrative.named_lines import items
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.scope import is_own
from model.rules.narrative.target import OUTCOME, REASON, Target, rank

_LONGEST = 200  # characters of what is said in one go
_LOOKED_AT = re.compile(  # what is counted was looked at, talked over, made ready: it is of another list
    "抽查|评查|抽检|回头看|倒查|复查|会商|研讨|剖析|讨论|纠正|整改|答疑|咨询|来电|来访|来件|来信|热线|工单|提案|现场查询|人次"
    "|公文|属性|移送|转[送办交]|案例|范例|模板|范本|样本|拟(?:不予|予以|部分)|初稿|草案|旧案|历史|征求意见稿"
)
_ON_APPLICATION = re.compile(
    r"申请(?!的)[共计总数量达到为有]{0,3}\d+件|(?:收到|受理|新收|答复|办结|办理)[^，。；]{0,14}\d+件"
)
_MADE_PUBLIC = re.compile(r"主动公开(?:类|的|文件|公文)?\d{1,9}[件份]")
_BODY = "(?:局|委|办|厅|镇|乡|街道|街道办|支队|大队|中心|公司|集团|院|部门)"
_AMONG_ITS = (
    r"(?:所?(?:办理|承办|收到|受理|处理|答复|接收))?的?(?:政府信息公开|信息公开|依申请公开)?(?:申请|件)?中(?![心])"
)
_OF_A_BODY = re.compile(f"(?P<body>[一-龥]{{2,16}}{_BODY}){_AMONG_ITS}")
_MAY_BE_OF_A_BODY = re.compile(_BODY + _AMONG_ITS)  # quicker to look for
_WEAKLY = re.compile("分属|涉及?|有关|关于|包含|源于|征求|触及")
_DECIDED = re.compile("不予公开|不公开|无法提供|不予处理|不予提供|未予公开|其他处理|拒绝公开|部分公开")
_PASSED_ON = re.compile("转告|转交|移送|转办|移交|指引|转为|转由|转送|引导|改为|补充|说明情况")
_TO_BE_CORRECTED = re.compile(
    "(?:一次性)?告知(?:申请人)?补正|补正(?:通知|告知)|(?:要求|通知|请)(?:其|申请人)?补正|指导[^，。；]{0,6}补正"
)
_AFTER = 24  # characters behind a number and its reason that tell what became of them


def is_of_others(heard: Heard, phrase: Phrase, target: Target) -> bool:
    """Return whether a number that names an outcome is not of the applications of the year."""
    if target.is_row(heard.lines.carried_forward):
        return _is_what_was_done_meanwhile(heard, phrase)
    if not target.is_outcome or phrase.number is None:
        return False
    text, end = heard.text, phrase.number.start
    begin = max(text.rfind("。", 0, end), text.rfind("；", 0, end), end - _LONGEST, -1) + 1
    return (
        _is_of_another_list(heard, phrase, begin)
        or _is_of_what_the_bracket_divides(heard, phrase)
        or _is_looked_into(heard, phrase, target)
        or _is_a_part(heard, phrase, begin)
        or _is_for_a_reason_only(heard, phrase, target)
    )


def without_rivals(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out outcomes told twice in one sentence: “拆迁34件，公开12件；建设20件，公开11件” divides by field."""
    told: dict[Target, set[Decimal]] = {}
    for one in claims:
        told.setdefault(one.target, set()).add(one.said)
    return [one for one in claims if not (one.target.is_outcome and len(told[one.target]) > 1)]


def _is_what_was_done_meanwhile(heard: Heard, phrase: Phrase) -> bool:
    """Read “办理中对6件征求了意见” as of what was done meanwhile, “办理中6件。” as of what is left."""
    numeral = phrase.number.numeral if phrase.number else None
    named = [token for token, item in items(phrase.before, TableRole.APPLICATIONS, rows=True) if item.is_row]
    if numeral is None or not named or named[-1].text != "办理中":
        return False
    return _IS_LEFT.match(heard.text, numeral.after) is None


_IS_LEFT = re.compile("$|[，。；、：（）]|的?(?:政府信息公开|信息公开)?申请|结转|转|将|需|的")


def _is_of_another_list(heard: Heard, phrase: Phrase, begin: int) -> bool:
    """Read “抽查答复书60份，其中予以公开30份”, “县水利局办理的申请中，不予公开3件”, “主动公开102件、不予公开33件”."""
    told = _may_tell(heard.text)
    if not any(told):
        return False
    said = heard.text[begin : phrase.number.start] if phrase.number else ""
    rows = _rows_told(heard, phrase) if told.looked_at else ()
    places = (one.span() for one in (_LOOKED_AT.finditer(said) if told.looked_at else ()))
    looked = max((end for start, end in places if not any(begin + start in one for one in rows)), default=0)
    if looked and not _ON_APPLICATION.search(said, looked):
        return True
    if told.made_public and _MADE_PUBLIC.search(said):
        return True
    body = _OF_A_BODY.search(said) if told.of_a_body else None
    return body is not None and not is_own(body["body"], heard.sentence.unit)


class _MayTell(NamedTuple):
    """Which of these a whole sentence may tell, so that most are not looked for before each of its numbers."""

    looked_at: bool
    made_public: bool
    of_a_body: bool


@lru_cache(64)
def _may_tell(text: str) -> _MayTell:
    return _MayTell(*(one.search(text) is not None for one in (_LOOKED_AT, _MADE_PUBLIC, _MAY_BE_OF_A_BODY)))


def _rows_told(heard: Heard, phrase: Phrase) -> list[range]:
    """Return where rows of section three are named: a form may have a row for what other forms do not count."""
    phrases = (*(one.phrase for one in heard.told.quantities), phrase)
    named = (token for one in phrases for token, _ in items(one.before, TableRole.APPLICATIONS, rows=True))
    return [range(token.start, token.end) for token in named]


def _is_a_part(heard: Heard, phrase: Phrase, begin: int) -> bool:
    """Read “涉及土地征收的44件予以公开28件，不予公开4件”: what the first number counts is not known."""
    said = [one for one in heard.told.quantities if one.phrase.number and one.phrase.number.start >= begin]
    pairs = pairwise([*(one.phrase for one in said), phrase])
    return any(
        first.clause == second.clause and said[at].claim is None and _counts_pieces(first) and _tells_outcome(second)
        for at, (first, second) in enumerate(pairs)
    )


def _is_of_what_the_bracket_divides(heard: Heard, phrase: Phrase) -> bool:
    """Read “信函申请30件（予以公开11件、不予公开2件）”: they are of those by letter."""
    if not phrase.depth:
        return False
    around = next((one for one in reversed(heard.told.quantities) if one.phrase.depth < phrase.depth), None)
    return around is not None and around.claim is None and _counts_pieces(around.phrase)


def _is_looked_into(heard: Heard, phrase: Phrase, target: Target) -> bool:
    """Read “国家秘密定密审核27件” and “重复申请7次”: what was done is counted, not what was refused."""
    number = phrase.number
    if number is None or number.numeral is None or rank(target.rows[0]) != REASON:
        return False
    named = [t for t, item in items(phrase.before, TableRole.APPLICATIONS, rows=True) if item.line in target.rows]
    between = heard.text[named[-1].end : number.start] if named else ""
    return number.numeral.measure == "次" or _DONE.search(between) is not None


_DONE = re.compile("审[核查]|定密|认定|会商|评估|论证")
_PIECES = frozenset({"件", "件次", "宗", "起", "例"})


def _counts_pieces(phrase: Phrase) -> bool:
    numeral = phrase.number.numeral if phrase.number else None
    return numeral is not None and numeral.measure in _PIECES


def _tells_outcome(phrase: Phrase) -> bool:
    return any(rank(item.line) >= OUTCOME for _, item in items(phrase.before, TableRole.APPLICATIONS, rows=True))


def _is_for_a_reason_only(heard: Heard, phrase: Phrase, target: Target) -> bool:
    """Read “9件分属第三方权益” and “8件因不掌握情况转告有关单位”: nothing says that they were refused."""
    number = phrase.number
    if number is None or rank(target.rows[0]) != REASON:
        return False
    named = [t for t, item in items(phrase.after, TableRole.APPLICATIONS, rows=True) if item.line in target.rows]
    if not named or any(_is_named(token, target) for token in phrase.before):
        return False
    text, token = heard.text, named[0]
    behind = text[token.end : token.end + _AFTER].partition("。")[0].partition("；")[0]
    if _PASSED_ON.search(behind) or _TO_BE_CORRECTED.search(behind):
        return True
    begin = max(text.rfind("。", 0, number.start), text.rfind("；", 0, number.start)) + 1
    weakly = _WEAKLY.search(text, number.end, token.end)
    return weakly is not None and not _DECIDED.search(text[begin:].partition("。")[0])


def _is_named(token: Token, target: Target) -> bool:
    return any(item.is_row and item.line in target.rows for item in token.word.items)
