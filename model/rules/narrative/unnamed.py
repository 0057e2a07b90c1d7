"""Sentences that count applications without saying of what kind they are, where no other kind can be meant."""

from __future__ import annotations

import re

_COUNT = re.compile(r"\d件")
_COUNTED = re.compile("申请|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|结转")
_KNOWN = re.compile(  # all that such a sentence may say up to its last number
    r"20\d\d年度?|全年|[本今当]年度?|年内|[我本](?:局|委|办|镇|乡|县|市|区|州|厅|机关|单位|部门|街道|中心)|\d{1,6}件"
    "|共计?|累计|[总合]计|一共|依法|依规|[按如]期|按时|全部|其中|均|已|并|为|是|的|有|了|及|和|与|[，、；：。！]"
    "|收到|新收|接收|受理|办理|办结|答复|处理|作出|提出"
    "|(?:依申请公开|政府信息公开|信息公开)?申请|依申请公开|(?:予以|部分|不予)公开|无法提供|不予处理|其他处理"
    "|上一?年度?|结转|[至到]?下一?年度?|继续|自然人|商业企业|科研机构|社会公益组织|法律服务机构|法人|其他组织"
)
_OTHERS = re.compile(  # whatever else is counted in the same words
    "建议|提案|议案|许可|处罚|强制|审批|登记|信访|投诉|举报|热线|12345|工单|留言|咨询|低保|救助|补[贴助]|保障|住房|援助|仲裁"
    "|复议|诉讼|案|证|资格|专利|贷款|项目|信箱|来信|网民|事项|业务|办件|服务|职称|岗位|就业|培训|残疾|困难|养老|土地|宅基地"
)
_REACH = 600  # characters of the paragraph before a sentence


def others_before(text: str, start: int) -> str:
    """Return what else is counted in the paragraph before a sentence; "" where nothing is.

    >>> others_before("低保工作规范。收到申请9件。", 7)
    '低保'
    """
    begin = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    found = _OTHERS.search(text, begin, start)
    return found.group() if found else ""


def may_only_mean_applications(sentence: str, before: str, unit: str) -> bool:
    """Return whether a sentence counts applications in words of the form only.

    `before` is what else its paragraph counts.

    >>> may_only_mean_applications("全年收到申请9件，予以公开5件。", "", "")
    True
    >>> may_only_mean_applications("全年收到申请9件。", "低保", "")
    False
    """
    counts = [*_COUNT.finditer(sentence)]
    if not counts or not _COUNTED.search(sentence):
        return False
    said, rest = sentence[: counts[-1].end()], sentence[counts[-1].end() :]
    beside = before + rest
    unknown = _KNOWN.sub("", said.replace(unit, "") if unit else said)
    return not unknown and not _OTHERS.search(beside)
