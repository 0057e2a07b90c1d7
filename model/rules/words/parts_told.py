"""N12, parts told without 其中 and 合计: by ways, days, quarters, against the rest, written with ＋ and ＝."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.report.numbers import number_text
from model.rules.narrative.numerals import digits_value
from model.rules.words.flaws import Flaw

_MEASURE = r"(?:条次|人次|万条|万件|条|件|篇|次|期|个|份|场|项)"
_NUMBER = r"\d[\d,]{0,12}"
_SUM = "(?:一共|总共|共计|合计|总计|累计|共)"
_NAME = r"(?:[^，,。；;、：:＋+＝=（）\d]|（[^（）\d]{1,12}）){1,16}"  # 镇（街道、区）
_VIEWED = re.compile(  # 从发布主体看，县级机关5140条次，乡镇3220条次
    rf"[。；](?:按照?|从)[^，。；：、\d]{{1,8}}(?:看|分|统计)[，：](?P<parts>{_NAME}{_NUMBER}(?P<measure>{_MEASURE})(?:[，、]{_NAME}{_NUMBER}(?P=measure)){{1,9}})(?=[。；])"
)
_BEFORE_VIEWS = re.compile(rf"(?P<sum>{_NUMBER})(?P<measure>{_MEASURE})$")
_LISTED = re.compile(  # 289条。具体如下：工作动态102条；通知公告62条；其他125条
    rf"(?P<sum>{_NUMBER})(?P<measure>{_MEASURE})[。；，](?:具体|其构成|构成|分类|分布|明细)(?:情况|构成)?如下："
    rf"(?P<parts>{_NAME}{_NUMBER}(?P=measure)(?:[；、，]{_NAME}{_NUMBER}(?P=measure)){{1,15}})(?=[。；\n]|$)"
)
_EACH = re.compile(rf"({_NUMBER}){_MEASURE}")
_WRITTEN = re.compile(  # 网站185条＋公众号345条＝530条
    rf"(?P<first>{_NUMBER})[（(]?{_MEASURE}?[）)]?(?P<rest>(?:[＋+－−][^，,。；;：:＋+＝=－−\d]{{0,14}}{_NUMBER}[（(]?{_MEASURE}?[）)]?){{1,9}})"
    rf"[＝=][^，,。；;：:＋+＝=\d]{{0,10}}(?P<sum>{_NUMBER})(?![\d.％%＋+－−])"
)
_STEP = re.compile(rf"(?P<sign>[＋+－−])[^＋+－−\d]{{0,14}}(?P<value>{_NUMBER})")
_QUARTERS = "".join(
    rf"第?{name}季度[^，,。；;\d]{{0,12}}(?P<{key}>{_NUMBER})(?:{_MEASURE})?[，、；]"
    for name, key in zip("一二三四", ("one", "two", "three", "four"), strict=True)
)
_DIVIDED = tuple(  # what must stand in a text, and what is divided how
    (words, re.compile(form))
    for words, form in (
        ("四季度", rf"{_QUARTERS}(?:全年)?{_SUM}[^，,。；;\d]{{0,8}}(?P<sum>{_NUMBER}){_MEASURE}"),
        (  # 前三季度公开900条，四季度公开360条，全年共1260条
            "前三季度",
            (
                rf"前三季度[^，,。；;\d]{{0,12}}(?P<one>{_NUMBER})(?P<measure>{_MEASURE})[，、；]第?四季度[^，,。；;\d]{{0,12}}(?P<two>{_NUMBER})(?P=measure)[，、；]"
                rf"(?:全年)?{_SUM}[^，,。；;\d]{{0,8}}(?P<sum>{_NUMBER})(?P=measure)"
            ),
        ),
        (  # 全年1260条信息中，网站发布700条，公众号发布560条
            "信息中，",
            (
                rf"(?P<sum>{_NUMBER})条(?:政府|政务|公开)?信息中，(?:其中)?[^，,。；;、\d同首转]{{1,6}}?(?P<done>公开|发布|推送)(?P<one>{_NUMBER})条[，、]"
                rf"[^，,。；;、\d同首转]{{1,8}}?(?P=done)(?P<two>{_NUMBER})条(?=[。；])"
            ),
        ),
        (  # 线上渠道30件，线下渠道20件，两者相加50件
            "线下",
            (
                rf"线上(?P<done>[^，,。；;\d]{{0,6}})(?P<one>{_NUMBER})(?P<measure>件|份|条)[，、；]线下(?P=done)(?P<two>{_NUMBER})(?P=measure)[，、]"
                rf"(?:两者|二者|两项|两种|以上)?(?:相加|之和|加起来|合在一起)[^，,。；;\d]{{0,4}}(?P<sum>{_NUMBER})(?P=measure)"
            ),
        ),
        (  # 50件申请中个人42件，其余8件为单位
            "其余",
            (
                rf"(?P<sum>{_NUMBER})件(?:政府信息公开)?(?:申请)?(?:里头|里面|当中|之中|中|里|，)[，]?(?:其中)?(?:个人|自然人|公民|网上|线上|网络|信函|当面)[^，,。；;、\d]{{0,6}}(?P<one>{_NUMBER})件"
                rf"[，、；]其余(?:的)?(?P<two>{_NUMBER})件(?=[是为系属由从全都均。，；])"
            ),
        ),
        (  # 申请共50件，30件从网上来，20件从窗口来
            "件从",
            rf"(?P<sum>{_NUMBER})件[，：](?P<one>{_NUMBER})件从[^，,。；;\d]{{1,8}}[，、；](?P<two>{_NUMBER})件从[^，,。；;\d]{{1,8}}(?=[。；])",
        ),
        (  # 新收50件，上年结转2件，二者之和为52件
            "之和",
            rf"(?P<one>{_NUMBER})件[，、][^，,。；;\d]{{1,12}}(?P<two>{_NUMBER})件[，、](?:二者|两者|两项)之和(?:为|是)?(?P<sum>{_NUMBER})件",
        ),
        (
            "下半年",
            (
                rf"上半年(?P<what>[^，,。；;\d]{{0,12}})(?P<one>{_NUMBER})(?P<measure>{_MEASURE})[，、]下半年(?P=what)(?P<two>{_NUMBER})(?P=measure)"
                rf"[，、](?:全年)?{_SUM}(?P=what)(?P<sum>{_NUMBER})(?P=measure)"
            ),
        ),
        (  # 网上收8件，线下收10件，共收18件
            "线下",
            (
                rf"(?:网上|线上|网络|在线)(?P<done>[^，,。；;\d]{{0,5}})(?P<one>{_NUMBER})(?P<measure>件|份|条)[，、]线下(?P=done)(?P<two>{_NUMBER})(?P=measure)"
                rf"[，、]{_SUM}(?P=done)(?P<sum>{_NUMBER})(?P=measure)"
            ),
        ),
        (  # 新收的6件里头，个人5件，单位1件
            "件",
            (
                rf"(?P<sum>{_NUMBER})件(?:申请)?(?:里头|里面|当中|之中|中|里)[，]?(?:个人|自然人|公民)(?:申请|提出|提交)?(?P<one>{_NUMBER})件[，、]"
                rf"(?:单位|法人(?:或者?|和)?其[他它]组织|企业和?其[他它]组织)(?:申请|提出|提交)?(?P<two>{_NUMBER})件(?=[。；，])"
            ),
        ),
        (  # 99215条，其中县（市、区）71034条，部门29081条
            "其中",
            (
                rf"(?P<sum>{_NUMBER})(?P<measure>{_MEASURE})[，。]其中[，：]?(?:各)?(?:[省市州县区]|乡镇|镇)(?:级|本级|直)?（[^（）\d]{{1,12}}）(?P<one>{_NUMBER})(?P=measure)"
                rf"[，、](?:部门|[省市州县区]本?级|[省市县区]直部门|镇（[^（）\d]{{1,12}}）)(?P<two>{_NUMBER})(?P=measure)(?=[。；])"
            ),
        ),
        (  # 建议9件，已答复9件，公开8件（1件因内容涉及个人不公开）
            "公开",
            (
                rf"(?P<sum>{_NUMBER})件[，,](?:(?:已|均|全部)?(?:答复|办结|办理)(?:完毕)?{_NUMBER}件[，,])?(?:主动|已|予以|全文)?公开(?P<one>{_NUMBER})件[（(，,]"
                rf"(?P<two>{_NUMBER})件[^，,。；;（）()\d]{{0,16}}(?:不予?公开|不宜公开|未公开|不能公开)[）)。；]"
            ),
        ),
        (  # 答复19件，其中在法定期限内答复18件，依法延期后答复1件
            "延",
            (
                rf"(?:答复|办结|办理)[^，,。；;\d]{{0,8}}(?P<sum>{_NUMBER})件[，：](?:其中)?[，]?[^，,。；;\d]{{0,12}}(?:\d{{1,2}}个)?[^，,。；;\d]{{0,8}}"
                rf"(?:[日限]内|按期|按时|如期|期内)(?:予以)?(?:答复|办结|办理)?的?(?P<one>{_NUMBER})件[，、](?:经|依法)?[^，,。；;\d]{{0,6}}延[期长]"
                rf"[^，,。；;\d]{{0,8}}(?P<two>{_NUMBER})件(?=[，。；])"
            ),
        ),
    )
)
_NAMES_OF_PARTS = ("one", "two", "three", "four")
_ADDED = re.compile(  # 。加上去年年底没办完的1件，一共9件
    rf"(?:(?<=[。；])(?:再)?加上|[，；]另有)(?:20\d\d年)?[^，,。；;\d]{{0,14}}(?P<two>{_NUMBER})件[，,](?:今年|全年|本年度?)?{_SUM}[^，,。；;\d]{{0,8}}(?P<sum>{_NUMBER})件"
)
_COUNTED, _OF_WHICH = re.compile(rf"({_NUMBER})件"), re.compile("其中[^。；]{0,200}")
_NEAR, _FAR = (Decimal("0.7"), Decimal("1.4")), (Decimal("0.5"), Decimal("1.6"))


def parts_told(text: str) -> Iterator[Flaw]:
    """Find parts that do not make up the whole that stands beside them."""
    if "看，" in text or "分，" in text or "统计：" in text or "看：" in text:
        yield from _viewed(text)
    if "如下：" in text:
        yield from _listed(text)
    if "＝" in text or "=" in text:
        yield from _written(text)
    yield from _divided(text)
    if "加上" in text or "另有" in text:
        yield from _added(text)


def _viewed(text: str) -> Iterator[Flaw]:
    whole, measure, end = Decimal(), "", -1
    for found in _VIEWED.finditer(text):
        before = _BEFORE_VIEWS.search(text, max(0, found.start() - 24), found.start())
        if found.start() != end:
            whole, measure = (digits_value(before["sum"]), before["measure"]) if before else (Decimal(), "")
        end = found.end()
        if measure == found["measure"] and "等" not in found["parts"]:
            yield from _unequal(found, whole, _NEAR)


def _listed(text: str) -> Iterator[Flaw]:
    for found in _LISTED.finditer(text):
        if "等" not in found["parts"]:
            yield from _unequal(found, digits_value(found["sum"]), _FAR)


def _unequal(found: re.Match[str], whole: Decimal, bounds: tuple[Decimal, Decimal]) -> Iterator[Flaw]:
    parts = [digits_value(one) for one in _EACH.findall(found["parts"])]
    total = sum(parts, Decimal())
    least, most = bounds
    if total != whole and whole * least <= total <= whole * most and max(parts) < whole:
        problem = f"相加是{number_text(total)}，与总数{number_text(whole)}不等；请核对总数和各分项"
        yield Flaw(found.start("parts"), found.end("parts"), problem)


def _written(text: str) -> Iterator[Flaw]:
    for found in _WRITTEN.finditer(text):
        total = digits_value(found["first"])
        for step in _STEP.finditer(found["rest"]):
            total += digits_value(step["value"]) * (1 if step["sign"] in "＋+" else -1)
        if total != digits_value(found["sum"]):
            yield Flaw(*found.span(), f"算出来是{number_text(total)}；请核对")


def _divided(text: str) -> Iterator[Flaw]:
    for words, form in _DIVIDED:
        for found in form.finditer(text) if words in text else ():
            said = found.groupdict()
            parts = [digits_value(said[name]) for name in _NAMES_OF_PARTS if said.get(name)]
            if sum(parts) != digits_value(found["sum"]):
                yield Flaw(*found.span(), f"相加是{number_text(sum(parts, Decimal()))}；请核对总数和各分项")


def _added(text: str) -> Iterator[Flaw]:
    for found in _ADDED.finditer(text):
        before: Sequence[Decimal] = [
            digits_value(one) for one in _COUNTED.findall(_OF_WHICH.sub("", text[: found.start()]))
        ]
        due = digits_value(found["sum"]) - digits_value(found["two"])
        if before and due not in before:
            total = before[0] + digits_value(found["two"])
            yield Flaw(*found.span(), f"与前面的数相加不等（{number_text(before[0])}加是{number_text(total)}）；请核对")
