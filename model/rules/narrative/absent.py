"""That there was none of what the words before name: “行政复议、行政诉讼均未发生”, “申请数：0”, “没有转下年办理的”.

A clause is read by what it consists of: a thing that the form counts, words that do not limit it (when, whose, how it
came), and a denial at its end. A word that is none of these may limit, and silences the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.form.roles import TableRole
from model.rules.narrative.claims import Claim
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import bodies_named, items, lines_of, outcomes_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import Target
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import WEAK_COLUMNS, WordRole

_NONE = "(?:暂未|从未|未曾|未有|并未|没有|不存在|[暂并均]?无|[均尚]?未|没)"
_ENDS = re.compile("[，；。！：（）、]")
_DENIED = re.compile(
    f"{_NONE}(?:有|再|曾)?(?:[发产]生|出现|存在|[收接]到|接收到?|接获|提[出交起]|引[发起]|制[发定作]|出台|印发|废止)?过?"
    "(?:的?(?:情[况形]|案件|现象))?|零"
)
_LOST = re.compile(
    f"[^未没无]{{0,12}}{_NONE}(?:发生|出现|存在|有)?[^逾违无未]{{0,24}}?被(?:行政)?复议(?:机关|机构)?(?:依法|予以|决定)?(?:撤销|纠[错正])"
    "(?:或者?|和|及|以及|、)(?:被|在)?(?:行政)?诉讼(?:案件)?中?败诉(?:的?(?:情[况形]|案件|现象))?"
)
_WHEN_OR_WHOSE = (
    r"(?:\d{4}|[全本今当])年度?|年内|一年[下以]?来|一年[中内间里]|本?报告[期年]内?|截[至止](?:年[底末]|目前|\d+月\d+日)"
    "|[我本全](?:单位|机关|部门|街道|中心|支队|大队|管委会|[局委厅办院镇乡县市区州旗盟处所馆])"
)
_HOW_MUCH = (
    "均|都|也|亦|皆|同样|同[为是]|[仍依]然|仍|始终|一直|却|则|[两二][样类项种者]|一[件起例宗次份条]|任何|情[况形]|现象|保持|停留|维持"
    "|[总数量计是为有在的上、，：和与及或者以共类到]"
)
_WHY = (
    "因|由|被|所|此|涉及|涉|就|对|而|引[起发]|产生|发生|提[起出]|不服|有关|相关|方面|领域|工作|事[项宜件]|答复|申请人|申请|当事人"
    "|政府信息|信息公开|依申请|公开|案件|案|行政|复议|诉讼"
)
_WHICH = (
    "政府信息|信息公开|依申请|公开|申请|[收接]到|接收|受理|登记|办理|提[出交]|递交|来自|通过|不论|无论|[哪每]一?[种类个]?|何种|向|正式|真正|办件"
    "|形式|方式|渠道|途径|公民|自然人|法人|其[他它]|组织|个人|社会|公众|群众|事项|件"
)
_WHAT = "行政|政府|规范性文件|规章|新?制[发定作]|出台|印发|废止|新|现行有效|件"
_OF_DISPUTES, _OF_APPLICATIONS, _OF_DOCUMENTS = (
    re.compile(f"{own}|{_WHEN_OR_WHOSE}|{_HOW_MUCH}") for own in (_WHY, _WHICH, _WHAT)
)
_OTHER_YEARS = frozenset({WordRole.LAST_YEAR, WordRole.NEXT_YEAR, WordRole.OTHER_SPAN})

_REST = "(?:的|政府信息公开|申请|事项|案件|件|情[况形])*+"
_ONWARD = (
    "(?:需要?|须|要)?(?:结转|顺延|延续|延期|接转|留存|转|留|延|移|跨)(?:待|结|入|到|至|往){0,2}"
    r"(?:下一?年|次年|明年|来年|\d{4}年)度?(?:再|接续|续|接着|继续)?(?:办理|办结|办|处理|答复)?"
)
_FROM_BEFORE = (
    r"(?:从|由|自)?(?:上一?年|去年|\d{4}年)[度底末]?(?:度末)?(?:结转|接转|遗留|延续|留|转)"
    "(?:下来|过来|来|而来|[至到](?:今年|本年度?))?(?:办理|处理)?"
)
_BEFORE_FLOW = re.compile(f"{_WHEN_OR_WHOSE}|{_HOW_MUCH}")
_FLOWS = tuple(
    (
        role,
        re.compile(
            f"(?P<none>{_NONE}(?:有|任何|申请|需|须)?)(?:{flow}){_REST}"
            f"|(?:{flow}){_REST}(?:{_HOW_MUCH})*+(?P<denied>{_NONE})"
        ),
    )
    for role, flow in ((WordRole.NEXT_YEAR, _ONWARD), (WordRole.LAST_YEAR, _FROM_BEFORE))
)


def claims(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “行政复议、行政诉讼均未发生”, where what is denied stands first, and “没有转下年办理的”."""
    if not one_does(phrase.before, _DENYING) or heard.whose.elsewhere:
        return
    begin, end = _clause(heard, phrase)
    flow = _flow(heard, phrase, begin, end)
    if flow:
        yield flow
        return
    if "败诉" in heard.text and "公开" in heard.text and _LOST.fullmatch(heard.text, begin, end):
        yield from _none_lost(heard, phrase)
        return
    denial = next((found for found in _denials(heard, phrase) if found.end() == end), None)
    if denial is None:
        return
    verb = [t for t in phrase.before if t.start >= denial.start()]
    subject = _Subject.before(heard, phrase, denial.start())
    for target in _targets(heard, subject, verb):
        yield _claim(heard, target, denial.span(), subject)


def zero(heard: Heard, phrase: Phrase) -> list[Target]:
    """Read “收到的申请数：0” and “新制发、废止的规范性文件均为0件” as of all that is named."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or numeral.value or heard.whose.elsewhere or numeral.measure not in _COUNTED:
        return []
    _, end = _clause(heard, phrase)
    if heard.text[numeral.after : end] not in _AFTER_ZERO:
        return []
    return [*_targets(heard, _Subject.before(heard, phrase, numeral.start), ())]


_DENYING = frozenset({WordRole.NONE})
_COUNTED = frozenset({"", "件", "宗", "起", "例", "份", "条", "件次", "部"})
_AFTER_ZERO = frozenset({"", "上", "的", "申请"})


def _clause(heard: Heard, phrase: Phrase) -> tuple[int, int]:
    """Return where the clause of a phrase begins and ends."""
    last = phrase.number or phrase.before[-1]
    found = _ENDS.search(heard.text, last.end)
    return clause_before(heard.text, last.start), found.start() if found else len(heard.text)


def _denials(heard: Heard, phrase: Phrase) -> Iterator[re.Match[str]]:
    found = (_DENIED.match(heard.text, token.start) for token in phrase.before if token.does(WordRole.NONE))
    return (one for one in found if one)


class _Subject(NamedTuple):
    """What stands before a denial: its words, and what the form knows of them."""

    text: str
    tokens: tuple[Token, ...]

    @classmethod
    def before(cls, heard: Heard, phrase: Phrase, end: int) -> _Subject:
        """Return the words of the clause up to a place, with the list or the clause before that it goes on with."""
        own = tuple(token for token in phrase.before if token.end <= end)
        begin = clause_before(heard.text, end)
        alone = not any(token.word.items or token.word.object for token in own)
        if heard.named and (phrase.opener == "、" or (alone and phrase.opener in {"，", "："})):
            own = (*heard.named, *own)
            begin = clause_before(heard.text, own[0].start)
        return cls(heard.text[begin:end], own)


def _targets(heard: Heard, subject: _Subject, verb: Sequence[Token]) -> Iterator[Target]:
    """Return what there was none of, if nothing in the clause may limit it."""
    tokens = subject.tokens
    if one_does(tokens, _OTHER_YEARS):
        return
    bodies = bodies_named(tokens)
    kinds = lines_of(items(tokens, TableRole.DOCUMENTS, rows=True))
    if bodies:
        if heard.on_disputes and _says_no_more(heard, subject.text, _OF_DISPUTES):
            yield from (heard.lines.of_disputes((body,)) for body in bodies)
    elif kinds:
        aspects = lines_of(items((*tokens, *verb), TableRole.DOCUMENTS, rows=False))
        if aspects and _says_no_more(heard, subject.text, _OF_DOCUMENTS):
            yield from (Target.of(heard.lines.documents, (kind,), aspect) for kind in kinds for aspect in aspects)
    elif _names_applications(heard, tokens) and _says_no_more(heard, subject.text, _OF_APPLICATIONS):
        by = [one for one in items(tokens, TableRole.APPLICATIONS, rows=False) if one[0].text not in WEAK_COLUMNS]
        for column in lines_of(by) or (None,):
            yield heard.lines.of_applications((heard.lines.received,), column)


def _names_applications(heard: Heard, tokens: Sequence[Token]) -> bool:
    told = heard.on_application or "依申请公开" in heard.text  # “至于依申请公开，收到的申请数量是零”
    return told and not heard.topic.bodies and any(token.word.object for token in tokens)


def _says_no_more(heard: Heard, words: str, pieces: re.Pattern[str]) -> bool:
    """Return whether a clause consists of known pieces, but for the name of the unit."""
    left = pieces.sub("", words)
    unit = heard.sentence.unit
    letters = iter(unit)
    return not left or (left[-1:] == unit[-1:] and all(char in letters for char in left))


def _flow(heard: Heard, phrase: Phrase, begin: int, end: int) -> Claim | None:
    """Read “没有需要转到下年继续办的” and “上年结转的也没有”."""
    if not heard.on_application or heard.topic.bodies:
        return None
    for role, pattern in _FLOWS:
        found = next((one for one in pattern.finditer(heard.text, begin, end) if one.end() == end), None)
        if found is None or _BEFORE_FLOW.sub("", heard.text[begin : found.start()]):
            continue
        if not _is_year(phrase, role, found.group()):
            continue
        lines = heard.lines
        row = lines.carried_forward if role is WordRole.NEXT_YEAR else lines.brought_forward
        span = heard.sentence.plain.span
        said = "none" if found["none"] else "denied"
        return Claim(
            lines.of_applications((row,)), Decimal(), span(*found.span(said)), span(*found.span()), by_word=True
        )
    return None


def _none_lost(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “未发生被复议机关撤销或者诉讼中败诉的情况” as of both."""
    none = next(token for token in phrase.before if token.does(WordRole.NONE))
    span, lines = heard.sentence.plain.span, heard.lines
    words = span(none.start, phrase.before[-1].end)
    for column in outcomes_named(phrase.before)[:1]:
        for body in (lines.reconsideration, lines.litigation):
            at = span(none.start, none.end)
            yield Claim(lines.of_disputes((body,), column), Decimal(), at, words, scope=heard.whose.scope, by_word=True)


_DIGITS = re.compile(r"\d{4}年")


def _is_year(phrase: Phrase, role: WordRole, words: str) -> bool:
    """Return whether a year in digits is the one that is meant."""
    return _DIGITS.search(words) is None or any(token.does(role) and token.text[0].isdigit() for token in phrase.before)


def _claim(heard: Heard, target: Target, at: tuple[int, int], subject: _Subject) -> Claim:
    span = heard.sentence.plain.span
    first = min(token.start for token in subject.tokens)
    return Claim(target, Decimal(), span(*at), span(first, at[1]), scope=heard.whose.scope, by_word=True)
