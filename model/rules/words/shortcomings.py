"""T3, section five: whether it tells problems, and whether it tells what is done about them, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PROBLEM = re.compile(
    "问题|短板|薄弱|差距|距离|落差|出入|有待|欠缺|滞后|迟缓|偏[少低弱慢紧]|[较仍还][有存慢少低弱不]|缺[乏少失页]|单一|尚未|遗漏|空白|困难|难以|矛盾|隐患|弱项|慢"
    "|不(?:足|够|高|细|多|均|强|全|深|畅|快|熟|一|准|精|同步|统一|稳定|到|好|及时|到位|规范|积极|平衡|完善|主动|明显|丰富|准确|清|严|敢|会|愿|理解|便|紧|实|密|牢|顺)"
    "|参差|失效|迟报|漏报|陈旧|老化|错别字|混淆|[率度面质量]低|[面较]窄|少(?=[，,。；;])|仍[需然]|需[要]?(?:进一步)?改善|未能|跟不上|生疏|松懈|淡薄|不懂|为公开而公开|走过场|两张皮|流于形式"
)
_REMEDY = re.compile(
    "改[进为变善]|整改|措施|方法|办法|对策|下一?步|下阶段|接下来|今后|往后|后续|明年|来年|新(?:的一)?年|下一?年|次年|解决|完善|加强|强化|提升|提高|优化|建立|健全|组织|开展"
    "|计划|打算|努力方向|针对|为此|对此|已经?|[正现]在|推动|推进|明确|安排|将|拟|力争|争取|继续|纠正|补|着力|致力|确保|扩大|细化|规范[化]?管理|落实"
)
_NOTHING = re.compile(
    "(?:本年度?|20\\d\\d年)?[，]?(?:暂|均)?(?:无|没有)(?:问题|存在问题|其[他它]|内容|情况)?[。.]?"
)  # 无。
_WANTED = re.compile("(?:有待|[仍尚还亟]需要?|亟待)(?:进一步)?[一-鿿]{2}")  # 有待加强 tells of no measure
_SENTENCES = re.compile("[^。；;！\n]{1,400}")
_POINTS = re.compile("[^。！\n]{1,800}")
_CLAUSES = re.compile("[^，,：:。；;！\n]{1,200}")
_SAYS_MORE = 9  # characters at the end of a sentence that may tell what no list of words knows

_ORDINAL = (
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第?[一二三四五六七八九十]{1,2}[是要]|[首其再]先?次?[，,]|[①-⑩])"
)
_LED_BY = (  # what may stand before the verb of a measure
    r"(?:20\d\d年起?|新的?一?年里?|我[一-鿿]{1,3}(?=将|要|继续|进一步)|本(?:局|委|办|镇|乡|县|市|区|单位|机关|部门|街道)|将|要|应|并|须|拟|会"
    r"|继续|进一步|持续|不断|切实|着力|认真|严格|积极|全面|深入|大力|努力|坚持|更加|扎实|有效|充分|及时|紧紧|牢固|始终|一如既往地?"
    r"|下一步|今后|接下来|工作中|下一年度?|[，,、：:\s]){0,12}"
)
_MEASURES = (
    "加强|加大|加快|强化|完善|健全|建立|推进|推动|拓展|拓宽|提高|提升|优化|规范|落实|深化|细化|丰富|创新|改进|做好|抓好|组织|开展|围绕|按照|依照"
    "|依据|贯彻|聚焦|对照|结合|通过|明确|督促|压实|督导|学习|注重|突出|确保|保障|扩大|增强|严把|严守|把握|发挥|运用|利用|打造|建设|培育|巩固|紧扣|紧盯"
    "|牢固|树立|坚持|全力|统筹|促进|审核|审查|把关|管理|维护|以(?!前|往|文)"
)
_MEASURE = re.compile(rf"(?:{_ORDINAL})?{_LED_BY}(?:{_MEASURES})")
_WILL = re.compile("将(?!信息|公开|政府|其)")
_PRAISE = re.compile("高度重视|取得.{0,8}成[效绩]|圆满|成效明显|稳步推进|有序开展")
_TURNS = re.compile("[但虽]|不过|然而|可是")


def lacking(text: str) -> Sequence[str]:
    """Return which of the two a text surely does not tell: each of its sentences tells the other.

    >>> lacking("加强培训。"), lacking("信息员多为兼职。配备专职信息员1名。"), lacking("解读偏少。")
    (['存在的问题'], [], ['改进情况'])
    """
    if _NOTHING.fullmatch(text):
        return ["存在的问题和改进情况"]
    sentences = [one.strip() for one in _SENTENCES.findall(text)]
    missing = []
    if not _PROBLEM.search(text) and all(map(_is_no_problem, sentences)):
        missing.append("存在的问题")
    if not _REMEDY.search(_WANTED.sub("", text)) and all(map(_is_only_problem, _POINTS.findall(text))):
        missing.append("改进情况")
    return missing


def _is_no_problem(sentence: str) -> bool:
    """Return whether a sentence tells what is or will be done, or praises: it can be no problem."""
    if _MEASURE.match(sentence) or _WILL.search(sentence):
        return True
    return _PRAISE.search(sentence) is not None and _TURNS.search(sentence) is None


def _is_only_problem(sentence: str) -> bool:
    """Return whether a sentence tells a problem, and nothing long behind it that may be what was done."""
    if not _PROBLEM.search(sentence):
        return False
    clauses = [one.strip() for one in _CLAUSES.findall(sentence)]
    last = max((at for at, one in enumerate(clauses) if _PROBLEM.search(one)), default=0)
    return sum(map(len, clauses[last + 1 :])) < _SAYS_MORE
