"""T19, sentences that end with a stop and are not over: “不断加强对。”, “按照要求，进一步加强。”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.clauses import begin
from model.rules.words.flaws import Flaw

_STOPS = re.compile("。(?!。)")
_LAST = frozenset(
    "不来外成时题请况见息求在与和及对将为由向并或使把被从让以的了等到中是如括确围绕据照过针合步断极真格善范强升高进全则即如于保员部具后"
)
_LONGEST = 48  # characters of a clause
_NEVER_LAST = re.compile(  # words that something must follow
    r"(?:[^存内所现潜好实外何健自同常永]在|[^参给赋授]与|[^温饱缓共总平谐柔调中祥]和|以及|[^应面核校比绝相反派敌针不配作答]对|针对"
    r"|[^即大主武少上中准干王老]将|[^行作成认以因甚极颇人能分视更有无可所何难转变列设定]为|[^自理缘事案来情]由|[^合兼吞归撤]并|[^抑]或|[^大天假行即指促唤驱]使"
    r"|[^要]不|关于|对于|由于|基于|鉴于"
    r"|(?:分解|落实|细化|明确|传达|延伸|下沉|贯彻|责任)到)$"
)
_ALONE = re.compile(  # a clause that only begins something
    r"[由并将为对与和在使]|(?:并|且|同时|还|也)?(?:其中|进一步|下一步|今后|接下来|此外|另外|及时(?<=并及时)|以及|尤其是|特别是|例如|比如|即|涉及|包括|主要是|确保|围绕|根据|按照|针对|结合|依托|不断|持续|为了|因此|从而|进而|并且|而且|使得|保障了?|做到|实现|达到|形成)"
)
_OBJECT_LOST = re.compile(  # a verb that has lost what it is done to
    r"(?:有效|切实|进一步|不断|全面|大大|极大)?(?:设置|提高|提升|加强|增强|完善|制定|建立|编制|优化|规范|拓宽|健全|促进|保障|推动)了"
    r"|(?:[^，。；]{0,6})在[^，。；]{1,12}(?:设置|开设|设立|开辟|设立)了"
    r"|(?:切实|有效|不断|进一步)?(?:提升|提高|增强)(?:全体|广大|经办|相关)?(?:工作人员|干部职工|人员)"
)
_VERB_OF_OBJECT = "(?:使|加强|促进|提高|提升|落实|推进|推动|保障|规范|完善|强化|增强|做好|满足|贯彻|优化|扩大|健全)"
_NOUN_LOST = re.compile(  # 促进信息公开工作的
    rf"(?:切实|不断|进一步|认真|严格|有效|全面|持续|积极|努力|着力|大力|继续|充分|深入|扎实|稳步|逐步)?{_VERB_OF_OBJECT}了?[^，。；是有没无未应存所被不]{{2,30}}的"
)
_NO_VERB = re.compile(  # 对群众反映的问题。
    r"对[^，。；]{2,20}的(?:问题|申请|情况|意见|信息|需求)|[^，。；]{0,8}(?:解决|针对|梳理)[^，。；]{2,20}(?:工作|过程)中"
)
_VERB_LOST = re.compile(r"[^，。；]{0,6}(?:通过|依托|利用|借助)[^，。；]{2,36}等")
_AFTER_A_REASON = re.compile(r"(?:按照|根据|围绕|针对|对照|结合|通过)[^，。；]{2,30}，$")
_BARE_VERB = re.compile(r"进一步(?:加强|强化|做好|推进|健全|提升|提高|完善|规范)")


def broken_off(text: str) -> Iterator[Flaw]:
    """Find sentences that have a stop where something must follow."""
    for stop in _STOPS.finditer(text):
        end = stop.start()
        if text[end - 1 : end] not in _LAST:
            continue
        start = begin(text, end, _LONGEST)
        clause = text[start:end].strip()
        if clause and (_is_open(clause) or _has_no_object(text, start, clause)):
            yield Flaw(start, end + 1, "没有写完；请补上后面的话，或者删去")


def _is_open(clause: str) -> bool:
    """Return whether a clause ends with a word that never ends one."""
    return bool(_NEVER_LAST.search(clause) or _ALONE.fullmatch(clause))


def _has_no_object(text: str, start: int, clause: str) -> bool:
    """Return whether the verb of a clause has lost its object, or the clause its verb."""
    lost = (_OBJECT_LOST, _NOUN_LOST, _VERB_LOST, _NO_VERB)
    if any(one.fullmatch(clause) for one in lost):
        return True
    return bool(_BARE_VERB.fullmatch(clause) and _AFTER_A_REASON.search(text[max(0, start - _LONGEST) : start]))
