"""T4, notes to a colleague that were left in brackets: （待核实）, （数字找张科确认）, （此处补充）, 【?】, （）%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.flaws import Flaw

_BRACKETS = re.compile(r"[（(【\[［](?P<said>[^（）()【】\[\]［］]{0,30})[）)】\]］]")
_WHO = r"[^，。；：、]{1,8}"
_NOTE = re.compile(
    r"^\s*[?？]|^[^，。；]{0,9}[?？]{1,5}$|是否(?:要|需要|还)|要不要|怎么写"
    r"|待(?:核|确认|查|补|定[^点期制价]|定$|填|统计|更新后|完善$|报送?$|提供|审定|商)"
    r"|(?:^|[，：])(?:这里|这句|这段|这个数|此处|此句|此段|本段|该段|此数|下同改|这一段)(?!所|的|称|均|系)"
    rf"|待{_WHO}(?:润色|修改|补充|核|确认|提供|审|定)|排版|加粗|换行|字号|配图(?:待|用)|找{_WHO}(?:要|核|问|确认|落实)|问(?:一?下)?{_WHO}(?:要|确认|核|拿)|等{_WHO}(?:提供|报来?|给|反馈)(?:数|后|$)|{_WHO}(?:核|查|改|看|补)一下"
    r"|(?:^|[，：])(?:请|麻烦){1}[^，。；]{0,12}?(?:补写|补充|核对|核实|确认|提供|填写|填报|修改|把关|审核|删除|改为|调整|再看)"
    r"|再(?:写|展开|补|核|改|看看)|写[一两几]句|展开写|加(?:个)?(?:例子|数字|一句)|补(?:充|上|写)[^，。；]{0,8}(?:数字|数据|时间|内容|情况|例子|文号)$"
    r"|定稿(?:前|时|后)|未定稿$|(?:数|数据|数字|文号|日期)(?:还)?(?:未出|没出|没有?定|待|不对|存疑|有误)|存疑$|先空|空着|暂缺|(?<!不)要删|删(?:掉|除)(?:本|此|这)"
    r"|改(?:数字|数据|年份|一下)|(?:同|照|参照|沿用|套用|抄)(?:上年|去年|往年)(?:写|的?稿|，?[改数])|去年(?:写法|的稿|稿子)|以[^，。；]{1,10}报的为准"
    r"|批注|修订意见|备忘|TODO|todo|FIXME|某某某|^[张王李刘陈杨赵黄周吴][处科局主]长?[：，]|^[老小][张王李刘陈杨赵黄周吴][^\u4e00-\u9fff]?[：，核查改补]"
)
_EMPTY = re.compile(r"^[\s_＿]*$")
_BESIDE = re.compile(  # signs in the place of a number, marks of a comment
    r"(?:信息|申请|文件|[共计到理布开发])[#＃](?=\s?[件条篇次期份个人])|(?<![:：A-Za-z0-9])//(?=[\u4e00-\u9fff])|[?？]{3,}"
)
_PROBLEM = "像是写稿时留下的批注；请核实后删去"


def notes(text: str) -> Iterator[Flaw]:
    """Find what somebody wrote to somebody else while the report was written, and brackets with nothing in them."""
    for found in _BRACKETS.finditer(text):
        said = found["said"]
        if _EMPTY.match(said) or _NOTE.search(said):
            yield Flaw(*found.span(), _PROBLEM)
    if "#" in text or "＃" in text or "//" in text or "??" in text or "？？" in text:
        yield from (Flaw(*found.span(), _PROBLEM) for found in _BESIDE.finditer(text))
