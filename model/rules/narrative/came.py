"""Numbers of applications that came in, told without a verb that the form knows: “申请数：15”, “15件申请递交我县”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import rows_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.scope import is_own
from model.rules.narrative.target import Target
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import BLOCKING_OR_SUBSET, WordRole

_OF_SOME = BLOCKING_OR_SUBSET | {WordRole.DUE}
_OTHER_TIMES = frozenset({WordRole.LAST_YEAR, WordRole.NEXT_YEAR, WordRole.NONE, WordRole.PARTS, WordRole.INCLUDING})
OF_THE_WHOLE = re.compile(
    r"(?:\d{4}年度?|全年|本年度?|今年)?(?:[全我本][一-龥]{1,3}(?:办公室)?|[一-龥]{1,8}[局委厅办镇乡县区市])?(?:共|总|的|在|正式|累计|产生|新增|登记|政府信息公开|信息公开|依申请公开)*"
)
NEW = frozenset({"新增", "产生", "登记政府信息公开", "登记信息公开", "登记依申请公开"})


def is_filler(token: Token) -> bool:
    """Return whether a word changes nothing of what is counted."""
    return token.does(WordRole.FILLER, WordRole.SUM) or bool(token.word.object)


def says_when_or_whose(token: Token) -> bool:
    """Return whether a word says no more than when or by whom something was counted."""
    return is_filler(token) or token.does(WordRole.THIS_YEAR) or token.text == "全" or token.text in NEW


_MEASURES = frozenset({"件", "件次", "宗", "份", "起", "条"})
_CAME_IN = re.compile("(?:提出|提交|递交|递来|寄来|送来|送达|发来|登记|建档|录入|立案)(?:在[册案])?(?:的|过?的|了)?$")
_SOME = re.compile(
    "[协代转督]|部分|其中|某|一些|个别|拟|未|不|逾|超|延|前|后|类|方式|渠道|形式|途径|平台|信箱|热线|窗口|网|信函|当面|企业|公司|公民|法人|自然人|组织"
)


_TO = re.compile("[向给至到](?P<names>[^，。；]{1,24}?)(?:提出|提交|递交|递来|寄来|送来|送达|发来|登记)")
_AND = re.compile("[及和与、]其?")
_DESK = re.compile("(?:办公室|办公厅|各?部门|所属单位)$")


def _limits(heard: Heard, tokens: Sequence[Token], begun: str) -> bool:
    """Return whether something stands before “登记的申请15件” that may mean only some of them, or another's."""
    if one_does(tokens, _OF_SOME | _OTHER_TIMES) or _SOME.search(begun) is not None:
        return True
    addressed = _TO.search(begun)
    names = _AND.split(addressed["names"]) if addressed else ()
    return not all(is_own(_DESK.sub("", name), heard.sentence.unit) for name in names)


def came_in(heard: Heard, tokens: Sequence[Token], begun: str) -> bool:
    """Read “向县政府提出的政府信息公开申请共15件” as of all, whatever else stands before the verb."""
    return _CAME_IN.search(begun) is not None and not _limits(heard, tokens, begun)


_CAME_TO = re.compile(
    "(?:(?:被|已)?(?:递交|提交|提出|寄来|送来|寄|送|投|递)[到至给向来]?(?P<to>[^，。；：（、]{0,12}))?(?=[，。；：（]|$)"
)


def all_that_came(heard: Heard, phrase: Phrase) -> bool:
    """Read “当年共有30件申请递交到全县各机关” and “全年共登记118件依申请公开”."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or numeral.measure not in _MEASURES or heard.told.quantities or phrase.depth or not phrase.after:
        return False
    named = next((token for token in phrase.after[:2] if token.word.object), None)
    if named is None or heard.text[numeral.after : named.start] not in {"", "的"} or heard.division.running:
        return False
    begin = clause_before(heard.text, numeral.start)
    begun = heard.text[begin : numeral.start]
    plain = begun == "".join(token.text for token in phrase.before) and all(map(says_when_or_whose, phrase.before))
    if not (plain or OF_THE_WHOLE.fullmatch(begun)) or one_does(phrase.before, _OF_SOME | _OTHER_TIMES):
        return False
    found = _CAME_TO.match(heard.text, named.end)
    if found is None or not (found["to"] or named.word.certain or named.text.startswith("依申请公开")):
        return False
    whole = _name_in(found["to"] or "")
    return not whole or is_own(whole, heard.sentence.unit)


_WHOLE = re.compile("^(?:我|本|全)|(?:各级|各|及其|所属|直属)?(?:机关|单位|部门|政府){1,6}$")


def _name_in(words: str) -> str:
    """Return the name in “全县各机关”, without what says that it is all of it."""
    return _WHOLE.sub("", words)


_NUMBER_OF = re.compile("(?:申请|依申请公开)(?:总|件)?(?:数量?|量)(?:合计|总计|共计|为|是)?：$")


def received_as_listed(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “收到的申请数：15”, which has a colon for its verb."""
    if phrase.opener != "：" or phrase.before or phrase.number is None or heard.told.quantities or heard.topic.bodies:
        return None
    begun = heard.text[: phrase.number.start]
    words = begun[max(begun.rfind(mark) for mark in "，。；") + 1 :]
    some = one_does(heard.named, _OF_SOME | _OTHER_TIMES) or _SOME.search(words) is not None
    if some or not heard.on_application or _NUMBER_OF.search(words) is None or phrase.after:
        return None
    rows = rows_named(heard.lines, heard.named)
    received = heard.lines.received
    return None if rows and rows != (received,) else heard.lines.of_applications((received,))
