"""T4: nothing of a template is left in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words.flaws import Flaw, in_texts
from model.rules.words.notes import notes

_MEASURE = "[件条个次篇期份场起项家处名人万元]"
_NAMED = (
    "(?:单位|机关|部门|填报单位|公开机构|街道|乡镇|地区|联系人|网站)(?:全称|名称)"
    "|姓名|数字|数量|金额|日期|年份|年度|电话|地址|网址|链接|字数"
)
_TO_FILL = (
    "此处|在此|填写|输入文字|待补|待填|待定|待核"
    "|请(?:在此|据实|如实|根据实际(?:情况)?|按实际(?:情况)?|自行)?(?:填写|填报|填入|输入|补充|插入|修改|替换|描述|说明)"
)
_SAYS = f"文字描述|{_TO_FILL}"
_OF_ITS_OWN = (  # what stands within the brackets of a template, and in no sentence
    r"（(?:具体)?网址）|（[^（）]{0,12}(?:" + _SAYS + r")[^（）]{0,100}）|（(?:略|" + _NAMED + "|示例|样例|范例)）"
)
_KINDS = (
    _OF_ITS_OWN,
    r"[【\[［](?:[^【】\[\]［］]{0,6}(?:" + _SAYS + ")[^【】\\[\\]［］]{0,100}|" + _NAMED + r"|单位)[】\]］]",
    r"[<＜](?:[^<>＜＞]{0,6}(?:" + _SAYS + ")[^<>＜＞]{0,100}|" + _NAMED + r")[>＞]",
    r"(?:单击|点击)(?:或点击)?此处(?:输入|添加|编辑)(?:文字|内容|日期)?",
    r"[×╳✕]{2,60}+(?!诉|一?案|不服|等人|申请|因)",  # 张××诉某局: a name that was hidden
    r"20\d{0,2}[XxＸｘ×*＊_＿○〇?？]{1,2}(?=\s{0,2}年)",
    r"(?<![A-Za-z0-9])(?:X{2,}|x{2,}|Ｘ{2,}|ｘ{2,})(?![A-Za-z])",
    rf"(?<![A-Za-z0-9])[XxＸｘ×＊*](?=\s?{_MEASURE})",
    r"(?<![\d*＊A-Za-z])[*＊]{2,}(?![*＊\d])",
    r"[＿_]{3,}",
    r"(?<!二)[○〇]{2,}",
    r"[□△◇☐]{2,}",
    r"该部分以表格形式报告(?:[。，；]\s{0,20}表格如下)?",
    r"(?:具体)?表格如下",
    r"\{\{[^}]{0,100}\}\}",
    r"&(?:nbsp|ensp|emsp|lt|gt|amp|quot|ldquo|rdquo|middot|#\d{2,5});|</?(?:br|p|span|div|strong|font|b)(?:\s[^<>]{0,100})?\s?/?>",
)
_LEFT_OVER = re.compile("|".join(_KINDS))
_OF_ADVERTISING = ("体育", "皇冠", "娱乐", "威尼斯人", "bet365")
_ADVERTISED = re.compile(  # on pages that somebody has tampered with
    "365体育|澳门皇冠|体育直播|皇冠体育|开云体育|博娱乐|威尼斯人|真人娱乐|bet365"
)
_MAY_BE = re.compile(  # how such words begin: quicker than to try them everywhere
    r"[（【\[［<＜单点×╳✕2XxＸｘ*＊＿_○〇□△◇☐该具表{&]"
    "(?:(?<![单点2该具表])|(?<=[单点])(?=击)|(?<=2)(?=0)|(?<=该)(?=部)|(?<=具)(?=体)|(?<=表)(?=格))"
)


def left_over(text: str, _year: int) -> Iterator[Flaw]:
    """Find words of a template that were to be replaced."""
    for advertised in _ADVERTISED.finditer(text) if any(word in text for word in _OF_ADVERTISING) else ():
        yield Flaw(*advertised.span(), "像是网页被篡改、混进来的广告；请对照原件改正")
    text, end, told = text.replace("(", "（").replace(")", "）"), 0, set[int]()
    for start in _MAY_BE.finditer(text):
        found = _LEFT_OVER.match(text, start.start()) if start.start() >= end else None
        if found:
            end = found.end()
            told |= {*range(*found.span())}
            yield Flaw(*found.span(), "像是模板里没有改掉的文字；请换成实际内容或删去")
    yield from (one for one in notes(text) if one.start not in told and one.end - 1 not in told)


@rule(
    "T4",
    Severity.WARN,
    "没有模板里留下的文字，如“（具体网址）”“××”，没有网页上混进来的广告",
    "常见错误",
    remedy=Remedy.BY_HAND,
)
def left_over_template(context: Context) -> Iterable[Finding | None]:
    """Find left-over template text."""
    return in_texts(context, "T4", left_over)
