"""The shorter names under which a region goes: 浙江、宁波、恩施州、湘西自治州、石柱县."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PEOPLES = (  # the longer names first
    "柯尔克孜|达斡尔|哈萨克|维吾尔|塔吉克|俄罗斯|鄂温克|鄂伦春|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|锡伯"
    "|普米|独龙|裕固|蒙古|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|各"
)
_WITHOUT_THEIR_SUFFIX = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|维吾尔"
_AUTONOMOUS = re.compile(rf"(?P<base>.+?)(?:(?:{_PEOPLES})族|{_WITHOUT_THEIR_SUFFIX})*自治(?P<kind>[州县旗区])")
_SUFFIX = re.compile(r"特别行政区|新区|林区|特区|地区|回族区|[省市县区旗盟州]")
_LEAST = 2  # characters of a name without its kind


def short_forms(name: str) -> Iterator[str]:
    """Return the shorter names of a region, without those that say too little.

    >>> [*short_forms("湘西土家族苗族自治州")], [*short_forms("浙江省")], [*short_forms("泾县")]
    (['湘西州', '湘西自治州', '湘西'], ['浙江'], [])
    """
    found = _AUTONOMOUS.fullmatch(name)
    if found:
        base, kind = found["base"].removesuffix("族"), found["kind"]
        if kind != "区":  # 西藏区 is nothing
            yield f"{base}{kind}"
            yield f"{base}自治{kind}"
        if len(base) >= _LEAST:
            yield base
        return
    ends = [one for one in _SUFFIX.finditer(name) if one.end() == len(name)]
    base = name[: ends[0].start()] if ends else ""
    if len(base) >= _LEAST:
        yield base
