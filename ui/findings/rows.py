"""What is listed of the findings: rows by severity, section and order of reading, each with what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import groupby
from typing import TypeAlias

from PySide6.QtGui import QIcon

from app.cards.card import CardKind, FindingCard, card_of
from app.cards.guesses import of_original
from app.cards.located import cards_of
from app.rounds import in_reading_order
from model.form.schema import Section, Severity
from model.report.report import Explanation
from model.rules.finding import ORIGINAL, Finding, Verdict
from ui.appearance import theme
from ui.state.session import Session

Key: TypeAlias = tuple[object, ...]
MOST = 100  # findings of a group that are listed: nobody reads more, and a list is as slow as it is long
NOTED = "已阅知"  # what a finding says that was acknowledged without a reason


class FindingGroup(Enum):
    """What is to be done about a finding, most pressing first."""

    HARD = Severity.HARD
    EXPLAIN = Severity.EXPLAIN
    WARN = Severity.WARN
    GAP = "gap"
    ORIGINAL = "original"
    HINT = Severity.HINT
    UNDECIDED = "undecided"
    SETTLED = "settled"

    @property
    def is_folded_at_first(self) -> bool:
        """Whether nothing in it waits for the user."""
        return self in {FindingGroup.HINT, FindingGroup.UNDECIDED, FindingGroup.SETTLED}

    @property
    def is_walked(self) -> bool:
        """Whether its findings are counted, and come to one after the other."""
        return self in {FindingGroup.HARD, FindingGroup.EXPLAIN, FindingGroup.WARN}

    @property
    def title(self) -> str:
        """What the user reads over it."""
        if isinstance(self.value, Severity):
            return theme.SEVERITY_NAMES[self.value]
        return _TITLES[self.value]

    @property
    def icon(self) -> QIcon:
        """The sign of its findings."""
        if isinstance(self.value, Severity):
            return theme.severity_icon(self.value)
        if self is FindingGroup.ORIGINAL:
            return theme.severity_icon(Severity.HINT)
        return theme.done_icon() if self is FindingGroup.SETTLED else theme.blank_icon()


_TITLES = {"gap": "还没有填", "original": "与原件不同", "undecided": "暂不能核对", "settled": "已处理"}


class RowKind(Enum):
    """How a row looks."""

    TITLE = auto()  # over a group
    SECTION = auto()  # over the findings of one section, where a group has those of several
    CARD = auto()
    LINE = auto()  # what is not there yet, or cannot be told yet


@dataclass(frozen=True)
class FindingRow:
    """A row of the list; `words` is the whole sentence, `note` what is said of it besides."""

    group: FindingGroup
    kind: RowKind
    key: Key
    words: str
    note: str = ""
    card: FindingCard | None = None
    spoken: str = ""  # what a screen reader says, where that is more than the words
    ordinal: int = field(default=0, compare=False)  # which it is of those that are walked
    among: int = field(default=0, compare=False)

    @property
    def count(self) -> str:
        """Which it is of how many; empty for one that is not counted.

        >>> FindingRow(FindingGroup.HARD, RowKind.CARD, (), "", ordinal=2, among=7).count
        '第2条，共7条'
        """
        return f"第{self.ordinal}条，共{self.among}条" if self.ordinal else ""

    @property
    def finding(self) -> Finding | None:
        """The finding that it is about."""
        return self.card.finding if self.card else None


def group_of(session: Session, finding: Finding) -> FindingGroup:
    """Return where a finding is listed."""
    if finding.verdict is Verdict.UNDECIDED:
        return FindingGroup.UNDECIDED
    if not session.is_open(finding):
        return FindingGroup.SETTLED
    if finding.check == ORIGINAL:
        return FindingGroup.ORIGINAL
    return FindingGroup.GAP if finding.gap else FindingGroup(finding.severity)


def rows(session: Session, turned: Iterable[FindingGroup]) -> list[FindingRow]:
    """List the findings of a session under their groups; of those that are folded there is the title only.

    `turned` are the groups that are not as they are at first.
    """
    found: dict[FindingGroup, list[Finding]] = {group: [] for group in FindingGroup}
    for finding in session.findings:
        found[group_of(session, finding)].append(finding)
    listing = _Listing(session, set(turned), sum(len(some) for group, some in found.items() if group.is_walked))
    return [row for group, some in found.items() if some for row in listing.group(group, some)]


class _Listing:
    """Writes the rows of one group after the other, and counts those that are walked."""

    def __init__(self, session: Session, turned: set[FindingGroup], among: int) -> None:
        self._session = session
        self._turned = turned
        self._among = among
        self._number = 0

    def group(self, group: FindingGroup, found: Sequence[Finding]) -> Iterator[FindingRow]:
        form = self._session.report.form
        sections = {form.section_of[one.at[0]] for one in found}
        where = _section_name(next(iter(sections))) if len(sections) == 1 else ""
        count = str(len(found)) if group is not FindingGroup.GAP else self._session.subject.unfilled.words
        yield FindingRow(group, RowKind.TITLE, (group,), f"{group.title} {count}".rstrip(), where)
        if group.is_folded_at_first is (group in self._turned):
            yield from self._unfolded(group, found, apart=len(sections) > 1)
        elif group.is_walked:
            self._number += len(found)

    def _unfolded(self, group: FindingGroup, found: Sequence[Finding], *, apart: bool) -> Iterator[FindingRow]:
        if group is FindingGroup.GAP:
            yield from _gaps(self._session, found)
            return
        form = self._session.report.form
        cards = self._cards(group, found)
        for section, some in groupby(zip(*_numbered(cards), strict=True), lambda one: form.section_of[_place(one[0])]):
            if apart and group.is_walked:
                yield FindingRow(group, RowKind.SECTION, (group, section.key), _section_name(section))
            for card, key in some:
                yield self._row(group, card, (group, *key))
        if len(found) > len(cards):
            words = f"还有{len(found) - len(cards)}条，前面的处理以后再列出"
            yield FindingRow(group, RowKind.LINE, (group, MOST), words)
            self._number += (len(found) - len(cards)) * group.is_walked

    def _cards(self, group: FindingGroup, found: Sequence[Finding]) -> list[FindingCard]:
        if group is FindingGroup.HARD:
            return cards_of(self._session, found)[:MOST]
        if group is FindingGroup.ORIGINAL:
            return [of_original(self._session, one) for one in in_reading_order(self._session, found)[:MOST]]
        form = self._session.report.form
        return [card_of(form, one) for one in in_reading_order(self._session, found)[:MOST]]

    def _row(self, group: FindingGroup, card: FindingCard, key: Key) -> FindingRow:
        self._number += group.is_walked
        note = _note(self._session, group, card.finding)
        name = _spoken_name(self._session, card)
        guess = "推测" if card.guesses and card.kind is CardKind.GUESS else ""
        spoken = "，".join(filter(None, (group.title, guess, name, card.spoken or card.why, note)))
        kind = RowKind.LINE if group is FindingGroup.UNDECIDED else RowKind.CARD
        ordinal = self._number if group.is_walked else 0
        return FindingRow(group, kind, key, card.finding.message, note, card, spoken, ordinal, self._among)


def _place(card: FindingCard) -> str:
    return card.cell or card.finding.at[0]


def _numbered(cards: Sequence[FindingCard]) -> tuple[Sequence[FindingCard], Sequence[Key]]:
    """Return cards, and a key of each: a text can break one check several times."""
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    keys: list[Key] = []
    for card in cards:
        seen[card.finding.identity] += 1
        keys.append((*card.finding.identity, seen[card.finding.identity]))
    return cards, keys


def _section_name(section: Section) -> str:
    return f"{section.ordinal} {section.tab}"


def _spoken_name(session: Session, card: FindingCard) -> str:
    """Name the place as it is read out: 第三部分本年新收自然人."""
    form = session.report.form
    ordinal = form.section_of[card.finding.at[0]].ordinal
    return f"第{ordinal}部分" + card.place.removeprefix(ordinal).replace("·", "").strip()


def _gaps(session: Session, found: Sequence[Finding]) -> Iterator[FindingRow]:
    """Say in one line a section what is not there yet."""
    form = session.report.form
    by_section: dict[Section, list[Finding]] = {}
    for one in in_reading_order(session, found):
        by_section.setdefault(form.section_of[one.at[0]], []).append(one)
    for section, some in by_section.items():
        blank = next((one.why for one in some if one.is_of_blanks), "")
        texts = sum(not one.is_of_blanks for one in some)
        unwritten = "全文未写" if texts == 1 and len(section.texts) == 1 else f"{texts}段未写" if texts else ""
        why = "，".join(filter(None, (blank, unwritten)))
        card = FindingCard(some[0], _section_name(section), why=why)
        spoken = f"{FindingGroup.GAP.title}，{section.heading}，{why}"
        words = "\n".join(one.message for one in some)
        yield FindingRow(FindingGroup.GAP, RowKind.LINE, (FindingGroup.GAP, section.key), words, "", card, spoken)


def _note(session: Session, group: FindingGroup, finding: Finding) -> str:
    if group is FindingGroup.SETTLED:
        said = session.explanation_of(finding)
        return f"已说明：{_words(said)}" if said and said.reason else f"已确认无误{_by(said)}" if said else ""
    lapsed = session.assessment.lapsed_explanation(finding) if finding.verdict is Verdict.BROKEN else None
    return f"说明已失效，数字或文字有变化；原说明：{_words(lapsed)}" if lapsed else ""


def _words(said: Explanation) -> str:
    return f"{said.reason or NOTED}{_by(said)}"


def _by(said: Explanation) -> str:
    by = " ".join(filter(None, (said.by, said.when[:10])))
    return f"（{by}）" if by else ""
