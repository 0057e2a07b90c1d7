"""T7, who an applicant is and where he lives: 村民张建国, 申请人（住柳河镇东村3组）, 李某某诉 with the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.flaws import Flaw

_WHO = "申请人|当事人|原告|上诉人|第三人|信访人|举报人|投诉人|来电人|来信人|村民|居民|市民|业主|职工|学生|家长|患者"
_EVERYBODY, _ANYBODY = _WHO.split("|"), re.compile(_WHO)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚文庞樊兰殷施"
    "陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦尤毕聂丛焦柳邢路岳齐"
)
_NOT_GIVEN = (
    "某请们等先女的提申向诉要反来多通不住家系因就对可应须于和与及在是为未已均所时地种人何上便式额边间绝季天"
    "年月日局县市区镇村我本其该"
)
_NAME = rf"[{_SURNAMES}][^\W\dA-Za-z_{_NOT_GIVEN}][^\W\dA-Za-z_{_NOT_GIVEN}]?"
_DOES = (
    "提出|提交|申请|向|诉|不服|反映|来[电信访]|要求|多次|通过|不同意|同意|家?住|先生|女士|等\\d{0,3}[人名位户]|寄|送达|邮寄|发送|就|因|对"
    "|的(?:申请|银行|身份|电话|手机|地址|来信|信息|诉求)"
)
_NAMED = re.compile(
    rf"[：:\s]?(?P<name>{_NAME})(?=[（(]|，(?:男|女|\d|家?住|系|身份证|联系)|、(?:{_NAME})(?:等|、|提|申|联)|{_DOES})"
)
_SUES = re.compile(
    rf"(?:^|[，。；：、（“\n])(?P<name>{_NAME})(?:等人)?诉(?=[^，。；]{{2,24}}(?:信息公开|答复|行政|一案|案))"
)
_DESCRIBED = re.compile(
    rf"(?P<name>{_NAME})[（(](?:[男女][，,、）)]|[^（）()，]{{0,8}}(?:身份证|出生|家?住(?!房|建|宅|所地)|\d{{2}}岁))"
)
_APPLICANT = "(?:申请人|当事人|原告|村民|居民|举报人|信访人)"
_LIVES = re.compile(
    rf"{_APPLICANT}(?P<between>[^。；\n]{{0,30}}?)(?P<place>(?:家?住(?:在|址(?:为|是|：)?)?|(?:联系|通[信讯]|收件|家庭)?地址(?:为|是|：|:))"
    r"[^。；，\n]{2,26}?(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:号|组|室|栋|单元|幢|队))"
)
_REACHED = re.compile(
    rf"{_APPLICANT}(?P<between>[^。；\n]{{0,20}}?)(?P<place>(?:邮箱|信箱)(?:为|是|：|:)?\s?[\w.-]{{3,40}}@[\w.-]{{3,30}}|(?:账号|账户|卡号)\D{{0,3}}\d{{12,19}})"
)
_OF_THE_OFFICE = re.compile("可|请|应|须|需|发送?至|我|本机关|拨打|前往|来函|如有")
_NAMES_NOBODY = re.compile(
    "何时|何地|马上|方可|方便|许可|许多|杜绝|谢绝|金额|周边|田间|任[何意]|文[化件]|安[全置]|石油|金融|江|路|温[室暖]|安排|严[格重]|田地|白天|石[材料]|武装|牛羊|龙头|康复|章程"
)
_TELLING = ("（男", "（女", "身份证", "出生", "岁", "住")
_PROBLEM = "像是{}；年报要向社会公开，请删去或隐去"


def _named(text: str) -> Iterator[re.Match[str]]:
    """Find the names behind a word for an applicant: quicker word by word than all of them everywhere."""
    for who in _EVERYBODY if _ANYBODY.search(text) else ():
        at = text.find(who)
        while at >= 0:
            at += len(who)
            found = _NAMED.match(text, at)
            if found:
                yield found
            at = text.find(who, at)


def persons(text: str) -> Iterator[Flaw]:
    """Find the names of applicants and plaintiffs, where they live, how they are reached."""
    told = set[int]()
    described = _DESCRIBED.finditer(text) if any(one in text for one in _TELLING) else ()
    sues = _SUES.finditer(text) if "诉" in text else ()
    for found in (*_named(text), *described, *sues):
        start, end = found.span("name")
        if start not in told and not _NAMES_NOBODY.match(text, start):
            told.update(range(start, end))
            yield Flaw(start, end, _PROBLEM.format("申请人的姓名"))
    for pattern, words in ((_LIVES, ("住", "地址")), (_REACHED, ("@", "账号", "账户", "卡号"))):
        for found in pattern.finditer(text) if any(one in text for one in words) else ():
            if not _OF_THE_OFFICE.search(found["between"]):
                yield Flaw(*found.span("place"), _PROBLEM.format("申请人的住址或账号、邮箱"))
