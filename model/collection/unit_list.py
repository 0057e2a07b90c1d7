"""A list of units as people keep it: lines of text or rows of a table, with or without a heading, as a tree or flat."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from model.collection.lookalikes import Alike, alike
from model.collection.unit import CollectionUnit, Coverage, plain_name
from model.errors import UserError, clip
from model.report.file_format import is_whole
from model.report.report import LONGEST_UNIT, Level

MOST_UNITS = 60_000  # all townships of the country are 40,000
_LONGEST_LINE = 2_000  # characters
_HEADS = (  # how people head the columns, for each field
    ("name", ("单位", "单位名称", "名称", "机关名称", "部门", "单位全称")),
    ("other_names", ("别名", "其他名称", "简称", "曾用名", "原名称")),
    ("level", ("层级", "级别", "类别", "机关层级")),
    ("parent", ("上级", "上级单位", "主管部门", "主管单位", "所属", "隶属")),
    ("order", ("序号", "顺序", "排序", "编号")),
    ("send_by", ("送审期限", "送审截止", "报送期限", "报送截止", "送审", "截止日期")),
    ("publish_by", ("公开期限", "公开截止", "公布期限", "公开")),
    ("coverage", ("口径", "范围", "统计范围", "统计口径")),
    ("counted", ("计入", "是否计入", "计入汇总")),
    ("excused", ("免报", "免报原因", "不报原因")),
    ("contact", ("联系人", "联系方式", "电话", "联系电话", "联系")),
)
_FIELD_OF = {head: key for key, heads in _HEADS for head in heads}
_NUMBERING = re.compile(
    r"(?:[(（][0-9一二三四五六七八九十]{1,4}[)）]|[0-9]{1,4}[.．、)）]|[一二三四五六七八九十]{1,3}、)[ \t\u3000]*"
)
_DAY = re.compile(r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_NAMES_APART = re.compile(r"[;；、/|]")
_NO = ("否", "不", "不计入", "不计", "n", "no", "0", "×")
_WITH_PARTS = "含"
_TAB = 4  # columns


class ListProblem(NamedTuple):
    """What of a row could not be taken, or is to be looked at; rows count from 1."""

    row: int
    words: str


@dataclass(frozen=True)
class UnitList:
    """The units that were read, their keys being their places from 0, and what is to be said of them."""

    units: tuple[CollectionUnit, ...]
    problems: tuple[ListProblem, ...] = ()
    alike: tuple[Alike, ...] = ()

    @property
    def doubles(self) -> tuple[Alike, ...]:
        """The names that stand there twice under one parent: one of them has to go."""
        return tuple(one for one in self.alike if one.same and self._same_parent(one))

    def _same_parent(self, one: Alike) -> bool:
        return self.units[one.first].parent == self.units[one.second].parent

    def sentence_of(self, one: Alike) -> str:
        """Say what is alike."""
        first, second = (self.units[at] for at in (one.first, one.second))
        rows = f"第{one.first + 1}个和第{one.second + 1}个"
        if one.same:
            where = "重复，请去掉一个" if self._same_parent(one) else "名称相同、上级不同，收文件时会先问是哪一个"
            return f"{rows}都是“{clip(first.name, 40)}”，{where}"
        return f"{rows}“{clip(first.name, 40)}”“{clip(second.name, 40)}”很像，请看看是不是同一个单位"


def from_text(text: str, year: int) -> UnitList:
    r"""Read a list that was pasted: a name in each line, further columns after tabs; or comma-separated with a heading.

    >>> [(one.name, one.parent) for one in from_text("县教育局\n  县实验小学\n县财政局", 2025).units]
    [('县教育局', None), ('县实验小学', 0), ('县财政局', None)]

    Raises:
        UserError: it is no such list.
    """
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if any(len(line) > _LONGEST_LINE for line in lines):
        raise UserError(f"单位名单里有超过{_LONGEST_LINE}字的行，不会是单位名单")
    if lines and not any("\t" in line.strip() for line in lines) and _is_head(next(csv.reader([lines[0]]))):
        return from_rows(list(csv.reader(lines)), year)
    return from_rows([[_indented(line), *line.strip().split("\t")[1:]] for line in lines], year)


def _indented(line: str) -> str:
    """Return the first field of a line with its indentation in blanks."""
    margin = line[: len(line) - len(line.lstrip())]
    width = len(margin.replace("\t", "    ").replace("\u3000", "  "))
    return " " * width + line.strip().split("\t")[0]


def from_rows(rows: Sequence[Sequence[str]], year: int) -> UnitList:
    """Read a table; `year` is that of the reports, for days that name none.

    Raises:
        UserError: there is no unit in it, or more than anybody collects from.
    """
    head = next((at for at, row in enumerate(rows[:10]) if _is_head(row)), None)
    if head is None:
        listed = [(at, _bare(row)) for at, row in enumerate(rows, 1)]
    else:
        fields = [_FIELD_OF.get(plain_name(word), "") for word in rows[head]]
        listed = [(at, _named(fields, row)) for at, row in enumerate(rows[head + 1 :], head + 2)]
    listed = [(at, row) for at, row in listed if row["name"].strip()]
    if not listed:
        raise UserError("单位名单里没有单位名称；每行写一个单位，或者给名称一列加上“单位名称”")
    if len(listed) > MOST_UNITS:
        raise UserError(f"单位名单有{len(listed)}个单位，最多{MOST_UNITS}个")
    return _ListReader(year).read(listed)


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row heads columns: one of them is that of the names, and none is anything else."""
    fields = [_FIELD_OF.get(plain_name(word)) for word in row if word.strip()]
    return "name" in fields and None not in fields and len(set(fields)) == len(fields)


def _bare(row: Sequence[str]) -> Mapping[str, str]:
    """Take the first thing in a row without heading for the name; how far right it stands is its depth."""
    at = next((at for at, word in enumerate(row) if word.strip()), 0)
    word = row[at] if row else ""
    if word.strip().isdecimal() and at + 1 < len(row):  # a number before the name
        word = row[at + 1]
    return {"name": " " * (at * _TAB) + word}


def _named(fields: Sequence[str], row: Sequence[str]) -> Mapping[str, str]:
    found = {key: word for key, word in zip(fields, row, strict=False) if key}
    return {"name": "", **found}


@dataclass
class _ListReader:
    """One list on its way to units."""

    year: int
    units: list[CollectionUnit] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    margins: list[tuple[int, int]] = field(default_factory=list)  # of the units above: width, key

    def read(self, listed: Sequence[tuple[int, Mapping[str, str]]]) -> UnitList:
        """Read all rows, then look up the parents that they name."""
        for at, row in listed:
            self._unit(at, row)
        at_name: dict[str, int] = {}
        for one in self.units:
            for name in one.names:
                at_name.setdefault(plain_name(name), one.key)
        for (at, _), one, parent in zip(listed, tuple(self.units), self.parents, strict=True):
            if parent:
                self._under(at, one, at_name.get(plain_name(parent)), parent)
        self._cut_circles([at for at, _ in listed])
        return UnitList(tuple(self.units), tuple(self.problems), alike([one.name for one in self.units]))

    def _unit(self, at: int, row: Mapping[str, str]) -> None:
        key, told = len(self.units), self._teller(at)
        text = row["name"]
        width = len(text) - len(text.lstrip())
        while self.margins and self.margins[-1][0] >= width:
            self.margins.pop()
        parent = self.margins[-1][1] if self.margins else None
        self.margins.append((width, key))
        name = _clean(text, told)
        one = CollectionUnit(key, name, order=key, parent=parent)
        self.parents.append(row.get("parent", "").strip())
        self.units.append(self._with_rest(one, row, told))

    def _with_rest(self, one: CollectionUnit, row: Mapping[str, str], told: Callable[[str], None]) -> CollectionUnit:
        """Read the other columns of a row."""
        names = (_clean(word, told) for word in _NAMES_APART.split(row.get("other_names", "")) if word.strip())
        counted, excused = plain_name(row.get("counted", "")).lower(), row.get("excused", "").strip()
        return replace(
            one,
            other_names=tuple(dict.fromkeys(names)),
            level=self._level(row.get("level", "").strip(), told),
            send_by=self._day(row.get("send_by", ""), told),
            publish_by=self._day(row.get("publish_by", ""), told),
            coverage=Coverage.WITH_PARTS if _WITH_PARTS in row.get("coverage", "") else Coverage.OWN,
            counted=counted not in _NO,
            excused="" if plain_name(excused).lower() in _NO else excused[:_LONGEST_LINE],
            contact=row.get("contact", "").strip()[:LONGEST_UNIT],
        )

    def _level(self, word: str, told: Callable[[str], None]) -> Level:
        known = next((one for one in Level if word in {one.value, one.label}), None)
        if word and known is None:
            told(f"层级“{clip(word)}”不认识，先空着")
        return known or Level.UNKNOWN

    def _day(self, word: str, told: Callable[[str], None]) -> date | None:
        found = _DAY.fullmatch(plain_name(word))
        if not found:
            if word.strip():
                told(f"“{clip(word)}”不是日期，先空着")
            return None
        try:
            return date(int(found[1] or self.year + 1), int(found[2]), int(found[3]))
        except ValueError:
            told(f"没有“{clip(word)}”这一天，先空着")
            return None

    def _under(self, at: int, one: CollectionUnit, parent: int | None, name: str) -> None:
        if parent is None:
            self.problems.append(ListProblem(at, f"上级“{clip(name, 40)}”不在名单里，先放在最上层"))
        self.units[one.key] = replace(one, parent=None if parent == one.key else parent)

    def _cut_circles(self, rows: Sequence[int]) -> None:
        """Let a unit that is its own superior, by however many others, stand at the top."""
        state: dict[int, bool] = {}  # False: on the way that is gone now
        for one in tuple(self.units):
            way: list[int] = []
            key: int | None = one.key
            while key is not None and key not in state:
                state[key] = False
                way.append(key)
                key = self.units[key].parent
            if key is not None and not state[key]:
                self.units[key] = replace(self.units[key], parent=None)
                self.problems.append(
                    ListProblem(rows[key], f"“{clip(self.units[key].name, 40)}”的上级绕回自己，先放在最上层")
                )
            state |= dict.fromkeys(way, True)

    def _teller(self, at: int) -> Callable[[str], None]:
        return lambda words: self.problems.append(ListProblem(at, words))


def _clean(text: str, told: Callable[[str], None]) -> str:
    """Return a name on one line, without its numbering, that can be written and is not longer than names are."""
    name = " ".join(text.split())
    found = _NUMBERING.match(name)
    name = name[found.end() :] if found and len(name) > found.end() else name
    if not is_whole(name) or not name.isprintable():
        told(f"名称“{clip(name, 40)}”里有不能显示的字符，已去掉")
        name = "".join(one for one in name if one.isprintable() and is_whole(one))
    if len(name) > LONGEST_UNIT:
        told(f"名称超过{LONGEST_UNIT}字，只取前{LONGEST_UNIT}字")
    return name[:LONGEST_UNIT]


def told_of(listed: UnitList) -> Iterator[str]:
    """Return everything that is to be said of a list, line by line."""
    yield from (f"第{one.row}行：{one.words}" for one in listed.problems)
    yield from map(listed.sentence_of, listed.alike)
