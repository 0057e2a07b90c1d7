"""T8: a government that stands over other places told as our superior, a county that is no more, names of before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from model.places.former import FormerName, former_names
from model.places.gazetteer import called
from model.places.unit_name import PlaceKind, UnitName, taken_apart
from model.rules.words import clauses
from model.rules.words.flaws import Flaw

_GOVERNMENT = re.compile(r"[省市县区旗州盟](?:人民)?政府(?:办公(?:厅|室)(?:[（(]室[）)])?|办)?")
_REACH, _CLAUSE = 16, 40  # characters before the word for a government; of a clause
_UNDER = (  # what stands before a superior's name, and what behind it
    (re.compile("(?:(?<![方导])向)$"), re.compile("[^，。；]{0,6}(?:报告|汇报|报送|报备|备案|述职)")),
    (
        re.compile("(?:报送?给?|呈报|上报|报请|抄报)$"),
        re.compile("[^，。；]{0,4}(?:备案|审定|审核|审批|批准)|(?=[，。；])"),
    ),
    (re.compile("接受$"), re.compile("[^，。；]{0,8}(?:考核|考评|检查|监督|督查|评估|指导|测评)")),
    (re.compile("在$"), re.compile("(?:的)?[^，。；]{0,8}(?:领导|指导|部署|统一安排)下")),
    (re.compile("(?:按照|根据|落实|贯彻|对照)$"), re.compile("(?:的)?[^，。；函]{0,6}(?:部署|要求|安排|考核)")),
    (re.compile("配合$"), re.compile("[^，。；]{0,6}(?:开展|做好|完成|进行)")),
    (re.compile("参加了?$"), re.compile("[^，。；联共]{0,4}(?:组织|举办|召开)的")),
    (re.compile("(?:获得?|受到?|荣获|得到)了?$"), re.compile("[^，。；]{0,4}(?:通报)?(?:表扬|表彰|肯定|批评|嘉奖)")),
    (re.compile("经$"), re.compile("(?:审[定核]|批准|同意|批复)")),
    (re.compile("抄送$"), re.compile("(?=[，。；]|$)")),
    (re.compile("由$"), re.compile("[^，。；]{0,4}(?:考核|考评|测评|统一(?:组织|部署))")),
    (re.compile("被$"), re.compile("[^，。；]{0,4}(?:评为|通报|表彰|授予|确定为|列为)")),
    (
        re.compile("(?:^|[，。；\\n年])$"),
        re.compile("[^，。；]{0,4}对我[^，。；]{1,6}(?:考核|检查|督查|评估|通报|进行)"),
    ),
    (re.compile("(?:列入|纳入)$"), re.compile("[^，。；]{0,10}考核")),
)
_SPOKEN_OF = re.compile(
    "学习|考察|借鉴|交流|对口|帮扶|支援|协作|招商|联合|会同|来函|去函|移送|征求|原(?!则|因|来|件|答|告|文|有|状|样|行政|具体|处|判)|复议|诉讼"
)
_HISTORY = re.compile(
    "原(?!则|因|来|件|答|告|文|有|状|样|行政|具体|处|判)|更名|划归|合并|撤[销并县区市]|旧址|时期|老|前身|历史|县志|区志"
)
_A_BODY = re.compile("(?:人民)?政府(?:办公?[厅室]?)?(?![^，。；]{0,3}(?:旧址|大院|广场))|[一-鿿]{2,8}[局委](?:办公室)?")
_NOT_OURS = re.compile(
    "指导|督促|对|各|考核|培训|通报|所辖|组织|推动|要求|帮助|督导|检查|报送|上报|其中|与县[^，。；]{2,10}(?:联合|合作|对接|协作)"
)
_OURS = re.compile("[^，。；]{0,8}(?:负责|承担|汇总|编制|解释|联系|组织编|编写|公布)|[联咨]|(?=[，。；])")
_SYSTEMS = (  # how bodies of the state were called before, and how they are now
    ("国家林业局", "国家林业和草原局"),
    ("国家粮食局", "国家粮食和物资储备局"),
    ("中国银行保险监督管理委员会", "国家金融监督管理总局"),
    ("中国银保监会", "国家金融监督管理总局"),
    ("国家安全生产监督管理总局", "应急管理部"),
    ("国家煤矿安全监察局", "国家矿山安全监察局"),
    ("国家工商行政管理总局", "国家市场监督管理总局"),
    ("国家食品药品监督管理总局", "国家药品监督管理局"),
    ("环境保护部", "生态环境部"),
    ("国土资源部", "自然资源部"),
    ("国家卫生和计划生育委员会", "国家卫生健康委员会"),
)
_TAXES = re.compile("国家税务总局(?P<place>[一-鿿]{2,20}?)税务局")
_FORMER_TAXES = ("国家税务局", "地方税务局", "国税局", "地税局")


def told_superiors(text: str, unit: str) -> Iterator[Flaw]:
    """Find names that cannot be those of our superior, or are no more."""
    yield from _own_of_before(text, unit)
    if not unit or not any(one in text for one in ("政府", "局", "委")):
        return
    name = taken_apart(unit)
    if name.regions:
        yield from _wrong_superiors(text, name, unit)
        yield from _no_more(text, unit, _former(unit))
    if name.parts and name.parts[-1].place is PlaceKind.CITY and f"县{name.body}" in text:
        yield from _of_a_county(text, name, unit)


@lru_cache(64)
def _former(unit: str) -> tuple[FormerName, ...]:
    return former_names(taken_apart(unit).regions)


def _wrong_superiors(text: str, name: UnitName, unit: str) -> Iterator[Flaw]:
    ours = name.regions
    for found in _GOVERNMENT.finditer(text):
        at = found.start() + 1
        forms = [after for before, after in _UNDER if after.match(text, found.end())]
        if not forms:
            continue
        start = next((one for one in range(max(0, at - _REACH), at - 1) if called(text[one:at])), None)
        if start is None or any(one.concerns(mine) for one in called(text[start:at]) for mine in ours):
            continue
        under = any(before.search(text, max(0, start - 4), start) and after in forms for before, after in _UNDER)
        around = f"{clauses.before(text, start, _CLAUSE)}，{clauses.after(text, found.end(), _CLAUSE)}"
        if under and not _SPOKEN_OF.search(around):
            yield Flaw(start, found.end(), f"不是“{unit}”的上级；请核对是不是抄来的")


def _no_more(text: str, unit: str, names: tuple[FormerName, ...]) -> Iterator[Flaw]:
    for former in names:
        at = text.find(former.name) if former.name not in unit else -1
        body = _A_BODY.match(text, at + len(former.name)) if at >= 0 else None
        around = f"{clauses.before(text, at, _CLAUSE)}，{clauses.after(text, at, _CLAUSE)}" if body else ""
        if body and not _HISTORY.search(around):
            now = f"，现在是{former.now}" if former.now else ""
            yield Flaw(at, body.end(), f"是已经撤销、更名的地方{now}；请核对")


def _of_a_county(text: str, name: UnitName, unit: str) -> Iterator[Flaw]:
    """Find 县民政局 that stands where a city's own bureau must."""
    own = f"县{name.body}"
    at = text.find(own)
    while at >= 0:
        end = at + len(own)
        end += len(_OFFICE) if text.startswith(_OFFICE, end) else 0
        alone = text[at - 1 : at] in _BEFORE_A_COUNTY if at else True
        if alone and not _NOT_OURS.search(clauses.before(text, at, _CLAUSE)) and _OURS.match(text, end):
            yield Flaw(at, end, f"与本单位“{unit}”不是一级；请核对是不是抄来的")
        at = text.find(own, end)


_OFFICE = "办公室"
_BEFORE_A_COUNTY = frozenset("由向与请为，。；：、（ \n")


def _own_of_before(text: str, unit: str) -> Iterator[Flaw]:
    """Find the unit by the name of before."""
    for former in _names_of_before(unit):
        at = text.find(former)
        while at >= 0:
            end = at + len(former)
            around = f"{clauses.before(text, at, _CLAUSE)}，{clauses.after(text, end, _CLAUSE // 2)}"
            if not _HISTORY.search(around) and "《" not in clauses.before(text, at, _CLAUSE).rpartition("》")[2]:
                yield Flaw(at, end, f"是“{unit}”以前的名称；请核对")
            at = text.find(former, end)


@lru_cache(64)
def _names_of_before(unit: str) -> tuple[str, ...]:
    taxes = _TAXES.match(unit)
    if taxes:
        return tuple(f"{taxes['place']}{one}" for one in _FORMER_TAXES)
    return tuple(unit.replace(now, before) for before, now in _SYSTEMS if now in unit)
