"""The list before 定稿 as lines: a head for each matter, its points under it, with the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.cards.card import FindingCard, card_of
from app.cards.located import cards_of
from app.cards.names import told_briefly
from app.cards.taking import can_take
from app.editing import filling
from app.finalising import Matter, Point, Readiness
from model.form.form import Form
from model.form.schema import Cell
from model.labelled import LabelledEnum
from model.report.report import Report
from model.rules.finding import Finding
from model.storage.records import Change
from ui.actions.in_widgets import EXPLAIN, READY_SAME, READY_TICK
from ui.actions.in_window import ACKNOWLEDGE, TAKE_CURRENT
from ui.state.session import Session

_BLOCKS = "挡住定稿"
_TO_WRITE = f"{_BLOCKS}；按{TAKE_CURRENT.key}，空白格填0，没有写的文字写一句"
_TO_TICK = f"{READY_TICK.key}逐条打勾；{READY_SAME.key}选中同一规则的，一起确认"


WRITTEN_FROM_AFAR = "T16"  # the rule
_AROUND, _SHOWN, _LONGEST = 8, 3, 24  # characters on both sides; places that are shown; characters of the words


class LineAct(LabelledEnum):
    """What can be done about a line at once, as its end says it."""

    ACCEPT = "accept", "采用"
    EXPLAIN = "explain", EXPLAIN.label
    WRITE = "write", "写一句"
    ZERO = "zero", "填0"
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
    card: FindingCard | None = None
    count: int = 1  # places with the same words in one text: they are looked at together

    @property
    def rule(self) -> str:
        """The rule that it is about."""
        return self.point.finding.check if self.point and self.point.finding else ""

    @property
    def stands_alone(self) -> bool:
        """Whether it is looked at by itself: each sentence that one key wrote claims something of its own."""
        return self.rule == WRITTEN_FROM_AFAR

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
        return f"{self.matter.title}，{_several(self.count)}{said}{state}"


def ready_rows(session: Session, ready: Readiness) -> list[ReadyRow]:
    """List all points under the heads of their matters."""
    rows: list[ReadyRow] = []
    checked = [one.finding for one in ready.points if one.finding and one.finding.check]
    cards = {one.finding: one for one in cards_of(session, checked)}
    turn = {finding: number for number, finding in enumerate(cards)}  # as the cards beside the tables
    for matter in Matter:
        points = [one for one in ready.points if one.matter is matter]
        points.sort(key=lambda one: turn.get(one.finding, -1) if one.finding else -1)
        if points:
            rows += [_head(matter, points), *_points(session, matter, points, cards)]
    return rows


def _head(matter: Matter, points: list[Point]) -> ReadyRow:
    left = sum(one.is_open for one in points)
    done = f"已处理{len(points) - left}，还差{left}" if left < len(points) else str(left)
    told = {Matter.VERIFY: _TO_TICK, Matter.FILL: _TO_WRITE}.get(matter, _BLOCKS)
    return ReadyRow(matter, f"{matter.title}　{done}", told, key=(matter.name,))


def _points(
    session: Session, matter: Matter, points: list[Point], cards: Mapping[Finding, FindingCard]
) -> Iterator[ReadyRow]:
    seen: dict[tuple[object, ...], int] = {}  # a text can break one rule several times
    for point, *alike in _together(matter, points):
        finding = point.finding
        if finding is None:
            yield ReadyRow(matter, point.heading, point.said, point, (LineAct.CHANGE,), (matter.name, point.heading))
            continue
        seen[finding.identity] = seen.get(finding.identity, 0) + 1
        key = (matter.name, *finding.identity, seen[finding.identity])
        card = cards.get(finding) or card_of(session.report.form, finding)
        place = card.place if not finding.gap else _gap(session.report.form, finding)
        words = _words(card, session.report, [finding, *(one.finding for one in alike if one.finding)])
        acts = _acts(session, point, card)
        yield ReadyRow(matter, place, words + _told(point), point, acts, key, card, 1 + len(alike))


def _together(matter: Matter, points: list[Point]) -> Iterator[list[Point]]:
    """Put together what one tick settles: the same words of one text, of which it is said that they are right."""
    groups: dict[object, list[Point]] = {}
    for number, point in enumerate(points):
        one = point.finding
        same = one is not None and one.span is not None and matter is Matter.VERIFY
        groups.setdefault((one.identity, one.quote, point.is_open) if one and same else number, []).append(point)
    yield from groups.values()


def _several(count: int) -> str:
    return f"{count}处：" if count > 1 else ""


def _acts(session: Session, point: Point, card: FindingCard) -> tuple[LineAct, ...]:
    finding = point.finding
    if finding is None or not point.is_open:
        return (LineAct.GO,)
    takes = can_take(session, card)
    writes = point.matter is Matter.FILL and finding.at[0] in session.report.form.texts
    wanted = {
        LineAct.ACCEPT: takes,
        LineAct.EXPLAIN: point.matter is Matter.EXPLAIN,
        LineAct.WRITE: writes,
        LineAct.ZERO: bool(zeros(session, finding)),
        LineAct.GO: True,
    }
    return tuple(act for act, is_wanted in wanted.items() if is_wanted)


def zeros(session: Session, finding: Finding) -> list[Change]:
    """Return what would fill the blank cells that a finding is about with 0."""
    if not finding.is_of_blanks or session.read_only is not None:
        return []
    return filling(session.typed, map(Cell, finding.at))


def _gap(form: Form, finding: Finding) -> str:
    """Name the section whose cells are blank, or the text that is missing."""
    section = form.section_of[finding.at[0]]
    text = form.texts.get(finding.at[0])
    return f"{section.ordinal} {text.name if text and len(section.texts) > 1 else section.tab}"


def _words(card: FindingCard, report: Report, alike: list[Finding]) -> str:
    """Say what stands there and what should, and why; else the whole sentence, and where in the text that is."""
    if card.has_numbers:
        said = f"{card.figures}　{card.why}" if card.why else card.figures
    else:
        said = told_briefly(card.finding)
    around = [_around(report.texts.get(one.at[0], ""), *one.span) for one in alike if one.span]
    if (card.has_numbers and len(alike) == 1) or not any(around):
        return said
    more = "等" if len(around) > _SHOWN else ""
    return f"{_several(len(alike))}{said}　见{'、'.join(around[:_SHOWN])}{more}"


def _around(text: str, start: int, end: int) -> str:
    """Quote some words of a text with the words on both sides; nothing where they are the whole text."""
    first, last = max(0, start - _AROUND), min(len(text), min(end, start + _LONGEST) + _AROUND)
    if end - start > _LONGEST or (first, last) == (start, end):
        return ""
    words = " ".join(text[first:last].split())
    return f"“{'…' if first else ''}{words}{'…' if last < len(text) else ''}”"


def _told(point: Point) -> str:
    said = point.settled
    if said is None:
        return ""
    verb = f"已{ACKNOWLEDGE.label}" if point.matter is Matter.VERIFY else "已说明"
    return f"　{verb}{f'：{said.reason}' if said.reason else ''}{f'（{said.by}）' if said.by else ''}"
