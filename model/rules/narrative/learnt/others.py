"""Whether a number is surely of something else, or of some of it only, whatever the weights say."""

from __future__ import annotations

import re

from model.form.roles import TableRole
from model.rules.narrative.claims import Quantity
from model.rules.narrative.dispute_targets import OF_WORDS
from model.rules.narrative.heard import Sentence
from model.rules.narrative.learnt.candidates import ClaimCandidate
from model.rules.narrative.target import FLOW, VERB, Target, rank
from model.rules.words.decision_counts import counts, is_told_otherwise

_BARE = re.compile("[总一]?共计?|合计")  # what came in is not told of by a sum alone
_NEAR, _NEXT = 12, 8  # characters before and behind the clause that may say that some are meant
_OF_SOME = re.compile(
    r"前\d{1,3}[名位个]|某[一-龥]|同一(?:个|位|名)?申请|[日月]均|[未不](?:予)?(?:登记)?受理|出庭|为主|次之|一件一件|[较最]多的|通过[^，。；]{1,12}公开的|清理[^，。；]{0,8}文件|未到[期法答办]"
)
_OTHERWISE_DENIED = re.compile(
    "未(?:经(?:行政)?复议(?![^，。；]{0,12}(?:没有|无|零))|开庭|宣判|判决)|无(?:应当?公开|正当)|没有因不予"
)  # 均未经复议起诉
_DECISIONS = re.compile("行政(?:许可|处罚|强制|执法)")  # 办结 and 受理 are said of them as well

# In texts five and six, which tell of much besides what the tables count
_LAST_YEAR = re.compile("[去上前往]一?年(?!度?(?:未|遗|结|接|跨|延|转|带|移|留|剩))|同期")
_BESIDE_THIS_YEAR = re.compile("（(?:去年|上年度?|上一年度?|上年同期)")  # “新收26件（上年31件）”
_OF_DISPUTES = re.compile("复议|诉|争议|法院|裁|案")
_ENDED = re.compile("(?<!未)审结[^，；。]{0,3}$")  # those that are pending are missing
_OTHER_MATTERS = (
    "信箱|来信|来电|热线|12345|工单|留言|信访(?![、，举投])|转办|转来|奖励|提案|建议|议案|诉求|咨询|档案|不动产|低保|救助|补[贴助]|援助|仲裁"
    "|贷款|审批|职称|就业|残疾|困难|养老|住房|宅基地"
)
_OTHER_APPLICATIONS = (  # “受理用电申请2140件”
    "(?:受理|收到|接到|办理)(?!政府|信息|公开|依|各|书面|网|线|在线|信函|当面|有效|公民|群众|法人|自然|企业|村民|居民|的"
    "|[一-龥]?新)[一-龥]{2,4}申请"
)
_MATTERS = re.compile(
    f"(?:{_OTHER_MATTERS})(?:[^，；。：]{{0,8}}申请)?|{_OTHER_APPLICATIONS}|(?P<own>信息公开|依申请公开|公开申请|申请(?!表|人)|答复书)"
)
_OF_PARAGRAPH = re.compile(_OTHER_MATTERS)
_SURELY = re.compile("信息公开|依申请公开|公开申请|政府信息")
_OTHER_WAY = re.compile("[^；。]{0,12}(?:许可|审批|信访|救助)[^，；。]{0,4}(?:程序|规定)")
_PERIOD = re.compile(
    r"(?:\d|[一二三四五六七八九十])月(?!\d|[一二三四五六七八九十]|底|末)|[一二三四]季度|[上下]半年|期间|以来|至今"
)
_WHOLE_YEAR = re.compile("全年|年内|全部|总|共|合计|累计")
_SOME_BEFORE = re.compile("本级|处理费|引[发起][^，；。]{0,4}申请")
_SOME_AFTER = re.compile("[，的]?(?:被|超|逾|延|因|未|没有|退|不规范)")
_OF_THESE = re.compile(
    "[其内]中|包?含|包括|涉|[^，；。]{0,12}(?:应[^，；。]{0,4}未|[尚仍]有|拟|计划|(?:吊销|[撤注]销|不予|不准)[^，；。]{0,4}[许处])"
)
_WEAK = frozenset({"项", "个", "条", "部", "次", "人", "人次"})


def is_of_others(sentence: Sentence, target: Target, one: ClaimCandidate, quantity: Quantity | None) -> bool:
    """Return whether a number is surely another's, or of some of them only."""
    begin, end = one.clause
    otherwise = one.denial and _OTHERWISE_DENIED.match(sentence.text, one.start)
    known = one.denial if quantity is None else not quantity.elsewhere  # no quantity is made of a slogan
    if otherwise or not known or _OF_SOME.search(sentence.text, max(0, begin - _NEAR), end + _NEXT):
        return True
    told = any(each.start <= one.start < each.end for each in counts(sentence.text, sentence.unit))
    if told or (sentence.key in sentence.lines.on_all and _is_beside_the_tables(sentence, target, one)):
        return True
    if target.table in sentence.lines.decided:
        return is_told_otherwise(sentence.text[begin:end])
    if target.is_of(TableRole.DISPUTES):
        return one.measure in OF_WORDS or sentence.disputes_of_information is False
    if not target.is_of(TableRole.APPLICATIONS) or rank(target.rows[0]) != VERB:
        return False
    on_decisions = _DECISIONS.search(sentence.text, 0, one.start) and sentence.key != sentence.lines.on_application
    return bool(on_decisions or _BARE.fullmatch(sentence.text, begin, one.start))


def _is_beside_the_tables(sentence: Sentence, target: Target, one: ClaimCandidate) -> bool:
    """Return whether a number of a text that looks back on everything is of another year, or another matter."""
    (begin, _), text = one.clause, sentence.text
    if not _is_of_flows(target) and _LAST_YEAR.search(text, _last(text, "，；。：", one.start), one.start):
        return True
    if _BESIDE_THIS_YEAR.match(text, max(0, begin - 1)):
        return True
    if target.is_of(TableRole.DISPUTES):
        return one.measure in _WEAK or _OF_DISPUTES.search(text) is None or bool(_ENDED.search(text[begin : one.start]))
    if not target.is_of(TableRole.APPLICATIONS):
        return _OF_THESE.match(text, begin) is not None
    if one.measure in _WEAK or _is_of_another_matter(sentence, one):
        return True
    return _is_of_all(target) and _is_some(text, one)


def _last(text: str, signs: str, end: int) -> int:
    """Return where what stands behind the last of some signs begins."""
    return max(text.rfind(sign, 0, end) for sign in signs) + 1


def _is_of_flows(target: Target) -> bool:
    return target.is_of(TableRole.APPLICATIONS) and rank(target.rows[0]) == FLOW


def _is_of_all(target: Target) -> bool:
    return rank(target.rows[0]) == VERB


def _is_of_another_matter(sentence: Sentence, one: ClaimCandidate) -> bool:
    """Return whether letters, proposals or calls were named last before a number: “市长信箱：来信6件，办结5件”."""
    text = sentence.text
    named = [*_MATTERS.finditer(text, _last(text, "；。", one.start), one.start)]
    if (named and named[-1]["own"] is None) or _OTHER_WAY.match(text, one.after):
        return True
    return _OF_PARAGRAPH.search(sentence.before or "") is not None and _SURELY.search(text) is None


def _is_some(text: str, one: ClaimCandidate) -> bool:
    """Return whether some months, one level, or those that went wrong are meant."""
    begin, end = one.clause
    if _SOME_BEFORE.search(text, begin, one.start) or _SOME_AFTER.match(text, one.after, end):
        return True
    period = _PERIOD.search(text, max(0, begin - _NEAR), one.start)
    return period is not None and _WHOLE_YEAR.search(text, begin, one.start) is None
