"""What is said of the applications without limiting them: what they are about, who made them, by which ways they came.

Such words stand between a verb and what it counts (“收到涉及征地、拆迁等领域的申请15件”), and are many: they are
passed over as one, by how they begin and end, and not by a list of what they may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WAY = (
    "(?:当面|网络|网上|网站|信函|邮寄|邮政|现场|线上|线下|电子邮件|邮件|邮箱|传真|书面|口头|来信|来访|电话|窗口|在线|信件|挂号信?|快递"
    "|平台|系统|政务服务网|互联网|政府网站|门户网站|公开系统|申请系统|热线|电子邮箱|网络平台|微信|小程序|其他)(?:递交|提交|方式|渠道)?"
)
_AND = "[、和及与或]"
_HOW = "(?:方式|渠道|形式|途径)"
_MADE = "(?:提出|提交|递交|申请|寄来|反映)"
_WHO = "(?:(?:社会|人民)?(?:公众|群众)|社会各界|公民|市民|居民|村民|单位|个人|法人|其[他它]组织|组织|企业)"
_EVERYBODY = "(?:(?:社会|人民)?(?:公众|群众)|社会各界|公民|市民|居民|村民|单位|个人)"
_OR = "(?:、|和|或者?|及|以及)"
_THING = "(?=(?:政府信息|信息公开|依申请|公开申请|申请(?!人)))"
_WAYS = f"{_WAY}(?:{_AND}{_WAY}){{1,5}}(?:等)?(?:各种|多种|各类|不同)?{_HOW}?"
_BEGINS = "(?=[登主内涉关有针向通以经当网信邮现线电传书口来窗在挂快平系政互门公申热微小其任各社人群市居村单个要])"
_MODIFIER = re.compile(
    f"{_BEGINS}(?:"  # nothing else need be tried elsewhere
    # “涉及征地、拆迁等领域的”: 等 leaves open what else there was
    rf"(?:主要|内容)?(?:涉及|关于|有关)[^，。；：！？\d其]{{1,40}}?等(?:多个|各个|相关|重点|诸多)?"
    rf"(?:领域|方面|内容|事项|类别?|问题|情况|信息)?的?{_THING}"
    # “针对我局的”
    rf"|(?:针对|涉及|向)[我本][一-龥]{{1,2}}(?:提出)?的{_THING}"
    # “关于政府信息公开的”
    rf"|(?:关于|有关|涉及)(?:政府)?信息公开(?:方面|类)?的(?=申请(?!人))"
    # “当面、网络等方式提交的”: more than one way are all of them
    # and “通过邮箱、信件收到”
    rf"|通过{_WAYS}(?:{_MADE}?的?{_THING}|(?=共?(?:收到|受理|接收|接到)))|(?:以|经)?{_WAYS}{_MADE}?的?{_THING}"
    # “来自公民、法人和其他组织的”, “任何单位和个人提出的”, not “公民申请”
    rf"|(?:来自|任何|各类){_WHO}(?:{_OR}{_WHO}){{0,3}}{_MADE}?的?{_THING}"
    rf"|{_EVERYBODY}(?:{_OR}{_WHO}){{1,3}}{_MADE}?的?{_THING}"
    # “要求公开政府信息的”
    rf"|要求(?:公开|获取|提供)(?:政府|有关|相关)?信息的(?=申请(?!人))"
    # “登记在册的”, “登记”
    rf"|登记(?:在册|立案)?的{_THING}|登记(?=\d{{1,5}}[件宗份条](?:的?(?:政府)?信息公开申请|依申请公开))"
    # “任何形式的”
    rf"|任何(?:形式|方式|渠道)的?{_THING})"
)
_MAY = re.compile(
    "登记|要求|通过|[我本][局县市区委厅镇]|涉及|关于|有关|来自|任何|公众|群众|公民|单位|个人|组织|申请人|市民|居民|村民|[、和及与或]"
)


def modifiers(text: str) -> Iterator[tuple[int, int]]:
    """Return where such words stand in a folded sentence.

    >>> [*modifiers("收到涉及征地、拆迁等领域的申请5件")]
    [(2, 13)]
    """
    if "申请" in text and _MAY.search(text):
        for found in _MODIFIER.finditer(text):
            yield found.span()
