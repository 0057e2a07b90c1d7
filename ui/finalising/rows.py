"""The list before 定稿 as lines: a head for each matter, its points under it, with the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app import proposals
from app.finalising import Matter, Point, Readiness
from model.form.form import Form
from model.form.schema import Cell
from model.labelled import LabelledEnum
from model.report.numbers import number_text
from model.rules import Finding
from ui.actions.in_widgets import EXPLAIN, READY_SAME, READY_TICK
from ui.state.session import Session

_RULE = re.compile(r"（[A-Z]\d+）$")
_BLOCKS = "挡住定稿"
_TO_TICK = f"{READY_TICK.key}逐条打勾；{READY_SAME.key}选中同一规则的，一起核实"


class LineAct(LabelledEnum):
    """What can be done about a line at once, as its end says it."""

    ACCEPT = "accept", "采用"
    EXPLAIN = "explain", EXPLAIN.label
    WRITE = "write", "写一句"
    CHANGE = "change", "更改"
    GO = "go", "转到"


@dataclass(frozen=True)
class ReadyRow:
    """A line: the head over the points of a matter, or one of them."""

    matter: Matter
    place: str
    words: str
    point: Point | None = None
    acts: tuple[LineAct, ...] = ()  # what can be done at once, the way there last
    key: tuple[object, ...] = ()

    @property
    def rule(self) -> str:
        """The rule that it is about."""
        return self.point.finding.check if self.point and self.point.finding else ""

    @property
    def can_be_ticked(self) -> bool:
        """Whether it has only to be looked at."""
        return self.point is not None and self.matter is Matter.VERIFY

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.point is None:
            return f"{self.place}，{self.words}"
        state = "" if self.point.is_open else "，已处理"
        said = self.point.finding.message if self.point.finding else f"{self.place}：{self.words}"
        return f"{self.matter.title}，{said}{state}"


def ready_rows(session: Session, ready: Readiness) -> list[ReadyRow]:
    """List all points under the heads of their matters."""
    rows: list[ReadyRow] = []
    for matter in Matter:
        points = [one for one in ready.points if one.matter is matter]
        if points:
            rows += [_head(matter, points), *_points(session, matter, points)]
    return rows


def _head(matter: Matter, points: list[Point]) -> ReadyRow:
    left = sum(one.is_open for one in points)
    done = f"已看{len(points) - left}，还差{left}" if left < len(points) else str(left)
    return ReadyRow(
        matter, f"{matter.title}　{done}", _TO_TICK if matter is Matter.VERIFY else _BLOCKS, key=(matter.name,)
    )


def _points(session: Session, matter: Matter, points: list[Point]) -> Iterator[ReadyRow]:
    seen: dict[tuple[object, ...], int] = {}  # a text can break one rule several times
    for point in points:
        finding = point.finding
        if finding is None:
            yield ReadyRow(matter, point.heading, "还不知道", point, (LineAct.CHANGE,), (matter.name, point.heading))
            continue
        seen[finding.identity] = seen.get(finding.identity, 0) + 1
        key = (matter.name, *finding.identity, seen[finding.identity])
        words = _words(finding) + (_told(point) if point.settled else "")
        yield ReadyRow(matter, _place(session.report.form, finding), words, point, _acts(session, point), key)


def _acts(session: Session, point: Point) -> tuple[LineAct, ...]:
    finding = point.finding
    if finding is None or not point.is_open:
        return (LineAct.GO,)
    can_take = proposals.can_take(session, finding)
    writes = point.matter is Matter.FILL and finding.at[0] in session.report.form.texts
    wanted = {
        LineAct.ACCEPT: can_take,
        LineAct.EXPLAIN: point.matter is Matter.EXPLAIN,
        LineAct.WRITE: writes,
        LineAct.GO: True,
    }
    return tuple(act for act, is_wanted in wanted.items() if is_wanted)


def _place(form: Form, finding: Finding) -> str:
    place = finding.at[0]
    section = form.section_of[place]
    if finding.gap and place not in form.texts:
        return f"{section.ordinal} {section.tab}"
    if place not in form.texts:
        cell = Cell(place)
        return f"{section.ordinal} {form.row(cell).spoken}·{form.column(cell).spoken}"
    return f"{section.ordinal} {form.texts[place].name if len(section.texts) > 1 else section.tab}"


def _words(finding: Finding) -> str:
    if finding.span and finding.left is not None and finding.right is not None:  # what a text says, and what is so
        said = finding.about or finding.quote
        return f"{number_text(finding.left)} → {number_text(finding.right)}　“{said}”　{finding.why}"
    where, mark, rest = finding.message.partition("：")
    return _RULE.sub("", rest if mark else where)


def _told(point: Point) -> str:
    said = point.settled
    if said is None:
        return ""
    verb = "已核实" if point.matter is Matter.VERIFY else "已说明"
    return f"　{verb}{f'：{said.reason}' if said.reason else ''}{f'（{said.by}）' if said.by else ''}"
