"""T19, sentences that end with a word after which something must come: “进行了。”, “及时向。”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.clauses import begin
from model.rules.words.flaws import Flaw

_STOPS = re.compile("[。；]")
_LAST = frozenset(
    "了以予待于照到达为在定列项级类各每与向对由将把和及可不未能并或有无也又再则却虽若就且是此而果管仅但断步渐力终续求未曾得须当够助别其互先项一条件个位门室镇乡县况题作人众设息事取挥集收者断的区行"
)
_LONGEST = 60  # characters of a clause
_TAIL = 8
_WORDS = (
    "加以 有待 按照 依照 遵照 一系列 各 各项 各类 各级 却 虽 若 例如 比如 诸如 譬如 而且 并且 但是 因此 所以 因为"
    " 如果 虽然 尽管 不仅 不但 以及 为了 除了 至于 鉴于 截至 截止 自从 不断 逐步 逐渐 大力 着力 始终 陆续 力争 力求"
    " 务必 尚未 并未 从未 未曾 不再 不得 必须 应当 能够 借助 凭借 分别 尤其 相互 互相 率先 逐项 逐一 逐条 逐件 逐个"
)
_HOW = "及时 主动 积极 统一 书面 免费 一并 定期 严格 直接"
_NEVER = (  # what no clause ends with
    *_WORDS.split(),
    *(f"{how}{to}" for how in _HOW.split() for to in "向与对由将把在为"),
    *(f"、{one}" for one in "可不未能并及与和或将在对由为有无"),
    *(f"{what}{be}" for what in ("率", "比例") for be in ("达到", "已达到", "达", "为", "是")),
)
_BY_LAST = {last: tuple(one for one in _NEVER if one[-1] == last) for last in {one[-1] for one in _NEVER}}
_SELDOM_LAST = re.compile(r"(?:(?<!不)予以|(?<!没有)给予|[^过终免]于|(?<![不必])一定|[^不][也又]|[^一不]再)$")
_OF_SELDOM = frozenset("以予于定也又再")
_DONE = re.compile(  # 就典型案例进行了, 对栏目进行
    r"[^，。；]{0,20}[对就将把][^，。；]{2,40}(?:进行|作出|开展)了?"
    r"|[^，。；]{2,40}(?:取得|得到|作出|开展|召开|举办|组织|增设|开设|成立|配备|编制|修订|印发|出台|制定)了"
)
_MAY_BE_DONE = re.compile(
    "已|都|也|均|被|没|未|如期|负责|牵头|(?:有序|顺利|正常|同步|稳步|深入|继续|正在|分[^，。；]{1,3}|按[^，。；]{1,8}|期|步|地|常)(?:进行|开展|作出)"
)
_WHOLE = re.compile(  # a clause that is nothing else
    r"(?:但|同时|而且|并且|目前|当前|也|均)?(?:还|仍|仍然|主要|尚)存在(?:着|一些)?"
    r"|(?:并|会议|要)?充分(?:听取|发挥|征求|吸收|运用)"
    r"|(?:并|及时|严格|切实|坚决|定期)?(?:督促|要求|压实|推动|引导|倒逼)(?:各|相关|责任|有关|所属){1,2}(?:单位|部门|科室|处室|乡镇|村|县区|县（区）)"
    r"|(?:并|再)?(?:主动|及时|积极|定期|统一|依法)(?:与|向|对|同|会同)(?:申请人|当事人|群众|社会|公众|第三方|(?:相关|有关|各)(?:部门|单位))"
    r"|(?:增设|开设|设立|健全|建立|完善|制定|印发|编制|修订|出台|开展|组织|举办|召开|加强|强化|推进|落实|严格|坚持|围绕|聚焦|针对)"
    r"|(?:并|同时|定期|还)对(?![^，。；]{0,14}(?:予以|进行|开展|作出|加以|提出|给予|实行|纳入|公开|负责|跟踪|整改))[^，。；外照应接]{2,16}(?:情况|工作|问题|事项|信息|单位|人员)"
)
_NOUN_LOST = re.compile(  # 关停长期不更新的, 严格执行“先审查、后公开”的
    r"(?:并|及时|认真|严格|切实|持续|全面|坚决|坚持|始终)?(?:执行|落实|遵循|遵守|贯彻|坚持|建立|形成|营造|发挥|承担|关停|注销|清理|整合|打造|构建|秉持|树立)了?"
    r"(?:注销|整合)?[^，。；是有没被应未予]{2,30}的"
)


def unfinished(text: str) -> Iterator[Flaw]:
    """Find clauses that have a stop where something must follow."""
    for stop in _STOPS.finditer(text):
        end = stop.start()
        if text[end - 1 : end] in _LAST and text[end : end + 2] != "。。":
            start = begin(text, end, _LONGEST)
            clause = text[start:end].strip()
            if clause and _is_open(clause):
                yield Flaw(start, end + 1, "没有写完；请补上后面的话，或者删去")


def _is_open(clause: str) -> bool:
    if clause.endswith(_BY_LAST.get(clause[-1], ())) or (
        clause[-1] in _OF_SELDOM and _SELDOM_LAST.search(clause[-_TAIL:])
    ):
        return True
    if clause[-1] in _WHOLE_ENDS and _WHOLE.fullmatch(clause):
        return True
    if clause[-1] == "的":
        return bool(_NOUN_LOST.fullmatch(clause))
    return clause.endswith(_DONE_ENDS) and bool(_DONE.fullmatch(clause)) and not _MAY_BE_DONE.search(clause[-_TAIL:])


_WHOLE_ENDS = frozenset(
    "在着些取挥求收用位门室镇村区）人众会方设立全善定发制订台展织办开强化进实格持围绕焦对况作题项息员"
)
_DONE_ENDS = ("了", "进行", "作出", "开展")
