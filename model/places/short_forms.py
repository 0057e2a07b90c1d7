"""The shorter names under which a region goes: 浙江、宁波、恩施州、湘西自治州、石柱县."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PEOPLES = re.compile(
    "(?:柯尔克孜|达斡尔|哈萨克|维吾尔|塔吉克|俄罗斯|鄂温克|鄂伦春|布依|保安|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉"
    "|毛南|仡佬|锡伯|普米|独龙|裕固|蒙古|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|各)族$"
    "|(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|维吾尔)$"  # 巴音郭楞蒙古自治州
)
_AUTONOMOUS = tuple(f"自治{kind}" for kind in "州县旗区")
_SUFFIX = re.compile(r"(?:特别行政区|新区|林区|特区|地区|回族区|[省市县区旗盟州])$")
_LEAST = 2  # characters of a name without its kind


def short_forms(name: str) -> Iterator[str]:
    """Return the shorter names of a region, without those that say too little.

    >>> [*short_forms("湘西土家族苗族自治州")], [*short_forms("浙江省")], [*short_forms("泾县")]
    (['湘西州', '湘西自治州', '湘西'], ['浙江'], [])
    """
    if name.endswith(_AUTONOMOUS) and len(name) > len(_AUTONOMOUS[0]):
        base, kind = _without_peoples(name[:-3]), name[-1]
        if not name.endswith(_AUTONOMOUS[-1]):  # 西藏区 is nothing
            yield f"{base}{kind}"
            yield f"{base}自治{kind}"
    else:
        found = _SUFFIX.search(name)
        base = name[: found.start()] if found else ""
    if len(base) >= _LEAST:
        yield base


def _without_peoples(name: str) -> str:
    """Leave out the peoples that a place is named after, but where the name is nothing else.

    >>> _without_peoples("积石山保安族东乡族撒拉族"), _without_peoples("东乡族"), _without_peoples("博尔塔拉蒙古")
    ('积石山', '东乡', '博尔塔拉')
    """
    while (found := _PEOPLES.search(name)) and found.start() >= _LEAST:
        name = name[: found.start()]
    return name.removesuffix("族")
