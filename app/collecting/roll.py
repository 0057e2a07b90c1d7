"""The roll call: what it says of a unit and of all, which units are meant by a word, and the texts to paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from app.collecting.handed_collections import inside, within_words
from model.collection.standing import Standing
from model.collection.unit import Coverage, UnitTree
from model.errors import clip
from model.labelled import LabelledEnum
from model.storage.county.records import CollectionHeading, RollRow
from model.storage.reading import LibraryReading
from model.storage.records import State

DRAFT, NOT_FINAL = State.DRAFT.label, "没有定稿"
_SOON = 3  # days in which a deadline is near


class RollFilter(LabelledEnum):
    """Which units are shown: all, those of a state, or those that are late."""

    ALL = "all", "全部"
    MISSING = "missing", "未交"
    RECEIVED = "received", "已收待审"
    RETURNED = "returned", "退回"
    RESUBMITTED = "resubmitted", "重交待复核"
    PASSED = "passed", "通过"
    PUBLISHED = "published", "已公开"
    EXCUSED = "excused", "免报"
    LATE = "late", "逾期"

    def takes(self, row: RollRow) -> bool:
        """Whether a unit is among them."""
        if self is RollFilter.ALL:
            return True
        return row.is_late if self is RollFilter.LATE else row.standing.value == self.value


@dataclass(frozen=True)
class RollCall:
    """The roll call of a collection on a day."""

    heading: CollectionHeading
    tree: UnitTree
    rows: tuple[RollRow, ...]
    today: date
    inside: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # in whose handed-up collections a unit is

    @property
    def by_standing(self) -> Counter[Standing]:
        """How many units are in each state."""
        return Counter(one.standing for one in self.rows)

    def count(self, shown: RollFilter) -> int:
        """How many units a filter takes."""
        return sum(map(shown.takes, self.rows))

    def shown(self, shown: RollFilter = RollFilter.ALL, words: str = "") -> tuple[RollRow, ...]:
        """Return the rows that a filter takes, of units in whose names some words stand."""
        wanted = "".join(words.split())
        return tuple(
            one
            for one in self.rows
            if shown.takes(one) and (not wanted or any(wanted in name for name in one.unit.names))
        )

    @property
    def sentence(self) -> str:
        """Say how many have to report, how many are in, passed, late."""
        excused = self.by_standing[Standing.EXCUSED]
        received = sum(one.standing.is_in for one in self.rows)
        passed = sum(one.standing.is_locked for one in self.rows)
        late = self.count(RollFilter.LATE)
        public = self.by_standing[Standing.PUBLISHED]
        words = f"应报{len(self.rows) - excused}，已收{received}，通过{passed}"
        words += f"（已公开{public}）" if public else ""
        return words + (f"，逾期{late}" if late else "") + (f"，免报{excused}" if excused else "")

    def below(self, key: int) -> tuple[RollRow, ...]:
        """Return the rows of all units below one."""
        under = set(self.tree.under(key))
        return tuple(one for one in self.rows if one.unit.key in under)

    def received_by_day(self) -> tuple[tuple[date, int], ...]:
        """Return how many units had sent something by each day on which something came in."""
        days = Counter(one.first.astimezone().date() for one in self.rows if one.first is not None)
        ordered = sorted(days)
        return tuple(zip(ordered, accumulate(days[day] for day in ordered), strict=True))


def call_roll(library: LibraryReading, collection: int, today: date) -> RollCall:
    """Call the roll."""
    heading = library.county.collection(collection).heading
    rows = library.county.roll(collection, today)
    return RollCall(heading, UnitTree(one.unit for one in rows), rows, today, inside(library, collection))


# What is said of one


def due_words(row: RollRow) -> str:
    """Say how a unit stands to its day; nothing once there is nothing to wait for."""
    if row.standing is Standing.PASSED:
        return f"公开逾期{-row.publish_left}天" if row.publish_left < 0 else f"公开{_left(row.publish_left)}"
    if row.standing is Standing.EXCUSED or row.standing.is_locked:
        return ""
    if (again := row.again_left) is not None:
        return f"重交逾期{-again}天" if again < 0 else f"重交{_left(again)}"
    if row.is_late:
        return f"逾期{row.days_late}天"
    return _left(row.days_left) if row.standing is Standing.MISSING else ""


def _left(days: int) -> str:
    return "今天到期" if days == 0 else f"还有{days}天"


def is_overdue(row: RollRow) -> bool:
    """Whether what is waited for is late: a report that was not sent in time, or one that is not public in time."""
    if row.again_left is not None:
        return row.again_left < 0
    return row.publish_left < 0 if row.standing is Standing.PASSED else row.is_late


def due_days(row: RollRow) -> int | None:
    """Return by what units are ordered by their days: how many are left, less than 0 those that are late."""
    if not due_words(row):
        return None
    if row.standing is Standing.PASSED:
        return row.publish_left
    if row.again_left is not None:
        return row.again_left
    return -row.days_late if row.is_late else row.days_left


def deadline_words(row: RollRow) -> str:
    """Name both days of a unit, and which of them are its own."""
    days = (("送审期限", row.due, row.unit.send_by), ("公开期限", row.publish_due, row.unit.publish_by))
    return "；".join(f"{name}{_day(day)}{'（另定）' if own else ''}" for name, day, own in days)


def is_pressing(row: RollRow) -> bool:
    """Whether a unit's day is near or over."""
    return row.standing is Standing.MISSING and row.days_left <= _SOON


def remark_words(row: RollRow) -> str:
    """Say how many remarks there are, and how many were answered."""
    return f"{row.remarks}条，答{row.answered}" if row.remarks else ""


def drafts_told(rows: Sequence[RollRow]) -> str:
    """Say of units that something was done to that they had not finished their reports; nothing where all had."""
    drafts = [one for one in rows if one.is_draft]
    if not drafts:
        return ""
    return f"；单位报来时{NOT_FINAL}" if len(rows) == 1 else f"；其中{len(drafts)}个单位报来时{NOT_FINAL}"


def coverage_words(row: RollRow) -> str:
    """Say what a unit's numbers are about, or that they are not counted."""
    if not row.unit.counted or row.standing is Standing.EXCUSED:
        return "不计入"
    return row.unit.coverage.label


def name_words(roll: RollCall, row: RollRow) -> str:
    """Return a unit's name, and how many are below it where its report includes them."""
    below = len(list(roll.tree.under(row.unit.key))) if row.unit.coverage is Coverage.WITH_PARTS else 0
    within = "（上级已含）" if row.standing.is_in and row.unit.key in roll.inside else ""
    return f"{row.unit.name}（含下属{below}个）" if below else f"{row.unit.name}{within}"


def coverage_told(roll: RollCall, row: RollRow) -> str:
    """Say all that there is to say of what a unit's numbers are about."""
    return within_words(roll.inside.get(row.unit.key, ()), roll.tree)


def spoken(row: RollRow) -> str:
    """Say a row as a screen reader reads it: “南湖镇，重交待复核，还有5天，核实1”."""
    tally = row.tally
    parts = (
        row.unit.name,
        row.standing.label,
        NOT_FINAL if row.is_draft else "",
        due_words(row),
        f"必须{tally.must}" if tally and tally.must else "",
        f"核实{tally.verify}" if tally and tally.verify else "",
        f"空白{tally.unfilled.words}" if tally and tally.unfilled.places else "",
        f"意见{remark_words(row)}" if row.remarks else "",
    )
    return "，".join(part for part in parts if part)


# Texts to paste


class RollText(LabelledEnum):
    """Which text is wanted."""

    NAMES = "names", "未交名单（只有名称）"
    REMIND = "remind", "催报：未交的单位"
    CORRECT = "correct", "催改：退回未改的单位"
    ANNOUNCE = "announce", "通报：逾期未交、逾期报送、到期未改"


def meant_by(roll: RollCall, text: RollText) -> tuple[RollRow, ...]:
    """Return the units that a text is written to or names; 通报 names nobody whose day is not over."""
    takes: dict[RollText, Callable[[RollRow], bool]] = {
        RollText.NAMES: lambda one: one.standing is Standing.MISSING,
        RollText.REMIND: lambda one: one.standing is Standing.MISSING,
        RollText.CORRECT: lambda one: one.standing is Standing.RETURNED,
        RollText.ANNOUNCE: lambda one: one.is_late or one.is_uncorrected,
    }
    return tuple(filter(takes[text], roll.rows))


def nobody_meant(roll: RollCall, text: RollText) -> str:
    """Say why a text is written to nobody."""
    if text is not RollText.ANNOUNCE:
        return "没有要写给的单位"
    open_ = [one.due for one in roll.rows if one.standing in {Standing.MISSING, Standing.RETURNED}]
    return f"没有逾期的单位；最早的期限是{_day(min(open_))}，过了才通报" if open_ else "没有逾期的单位，不用通报"


def write_text(roll: RollCall, text: RollText, rows: Sequence[RollRow] | None = None, signed: str = "") -> str:
    """Write a text for some units, or all that are meant; `signed` stands under it."""
    meant = meant_by(roll, text) if rows is None else tuple(rows)
    if text is RollText.NAMES:
        return "\n".join(one.unit.name for one in meant)
    if not meant:
        return ""
    body = {RollText.REMIND: _reminder, RollText.CORRECT: _correction, RollText.ANNOUNCE: _announcement}[text]
    day = _day(roll.today)
    return "\n".join([*body(roll, meant), *([signed] if signed else []), day])


def _reminder(roll: RollCall, rows: Sequence[RollRow]) -> list[str]:
    year, office = roll.heading.year, clip(roll.heading.unit, 60)
    all_late = all(one.due < roll.today for one in rows)
    how, hurry = ("尽快", "") if all_late else ("按期", "，请尽快报送")
    lines = [f"{_listed(rows)}：", f"{year}年度政府信息公开工作年度报告请{how}报送{office}。"]
    by_due: dict[date, list[RollRow]] = {}
    for one in rows:
        by_due.setdefault(one.due, []).append(one)
    for due, some in sorted(by_due.items()):
        left = (due - roll.today).days
        whose = "" if len(by_due) == 1 else f"{_listed(some)}的"
        over = f"已过{-left}天{hurry}" if left < 0 else "今天到期" if left == 0 else f"还有{left}天"
        lines.append(f"{whose}报送期限是{_day(due)}，{over}。")
    return lines


def _correction(roll: RollCall, rows: Sequence[RollRow]) -> list[str]:
    lines = [f"{_listed(rows)}：", f"{roll.heading.year}年度政府信息公开工作年度报告已退回修改，请改好后重新报送。"]
    lines += [f"{one.unit.name}：意见{one.remarks}条，已答{one.answered}条。" for one in rows if one.remarks]
    return lines


def _announcement(roll: RollCall, rows: Sequence[RollRow]) -> list[str]:
    heading = roll.heading
    title = f"关于{heading.year}年度政府信息公开工作年度报告报送情况的通报"
    lines = [title, f"截至{_day(roll.today)}，{roll.sentence}。"]
    groups = (
        ("逾期未报送的单位", [one for one in rows if one.standing is Standing.MISSING]),
        ("逾期报送的单位", [one for one in rows if one.standing is not Standing.MISSING and one.is_late]),
        ("退回后到期没有改好的单位", [one for one in rows if one.is_uncorrected]),
    )
    for title, some in groups:
        if some:
            lines.append(f"{title}（{len(some)}个）：{'、'.join(map(_with_delay, some))}。")
    return lines


def _with_delay(row: RollRow) -> str:
    return f"{row.unit.name}（逾期{row.days_late}天）" if row.is_late else row.unit.name


def _listed(rows: Iterable[RollRow]) -> str:
    names = [one.unit.name for one in rows]
    return "、".join(names) + (f"等{len(names)}个单位" if len(names) > 1 else "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
