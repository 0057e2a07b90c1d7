"""What is shown of a finding at a glance: its place, the numbers, a short reason, and what can be taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Protocol

from app import proposals
from app.rounds import Walked, in_reading_order
from model.form.form import Form
from model.form.schema import Cell, Identity, Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from model.rules import Finding
from model.rules.identities import confront

if TYPE_CHECKING:
    from model.rules.locate import Correction

BECOMES, DIFFERS = "→", "≠"
FOLLOWS = "随上一条改好"
CANNOT_TELL = "无法判断是哪一格，请对照原表"
MOST = 3  # guesses: among more, nobody finds the right one
_SHORT = 10  # characters of a text that stand on a card as they are
_NUMBER_AT_END = re.compile(r"(?<![\d.,])\d[\d.,]{0,11}\D{0,2}$")
_LONG = 9  # characters: more are no figure to be read at a glance


class CardKind(Enum):
    """How much is known."""

    FACT = auto()
    FOLLOWS = auto()  # it is put right along with another
    GUESS = auto()  # one of several places is wrong


@dataclass(frozen=True)
class Guess:
    """One of the sets of cells of which one must be wrong."""

    place: str
    was: str
    now: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class FindingCard:
    """A finding as it is shown; `was` and `now` are joined by `relation`, one of them may be missing."""

    finding: Finding
    place: str
    was: str = ""
    relation: str = ""
    now: str = ""
    why: str = ""
    kind: CardKind = CardKind.FACT
    corrections: tuple[Correction, ...] = ()  # what is taken instead of what the finding itself proposes
    guesses: tuple[Guess, ...] = ()

    @property
    def numbers(self) -> tuple[str, str, str]:
        """What stands large."""
        return self.was, self.relation, self.now

    @property
    def cell(self) -> Cell | None:
        """The wrong cell that it names, where it names one."""
        return self.corrections[0].cell if self.corrections and self.kind is CardKind.FACT else None

    @property
    def has_numbers(self) -> bool:
        """Whether anything stands large."""
        return bool(self.was or self.now)

    @property
    def is_long(self) -> bool:
        """Whether what is right is words rather than a figure."""
        return len(self.now) > _LONG or len(self.was) > _LONG

    @property
    def spoken(self) -> str:
        """Read the numbers out.

        >>> from decimal import Decimal
        >>> from model.rules import Verdict
        >>> about = Finding("X1", Severity.EXPLAIN, Verdict.BROKEN, ("a/b/c",), "", Decimal(216), Decimal(261))
        >>> FindingCard(about, "", "216", BECOMES, "261").spoken
        '现为216，应为261，少45'
        """
        if not self.relation:
            return f"现为{self.was}" if self.was else ""
        middle = "应为" if self.relation == BECOMES else "应等于"
        return "，".join(filter(None, (f"现为{self.was}", f"{middle}{self.now}", _apart(self.was, self.now))))


def _apart(was: str, now: str) -> str:
    if not (was.isdecimal() and now.isdecimal()):
        return ""
    apart = int(was) - int(now)
    return f"{'多' if apart > 0 else '少'}{abs(apart)}" if apart else ""


# Places


def short_name(form: Form, place: str, about: str = "") -> str:
    """Name a cell or a text in a few characters, with the words of the text that it is about.

    >>> from model.form.editions import FORM_2021
    >>> short_name(FORM_2021, "applications/received/natural_person")
    '三·本年新收·自然人'
    >>> short_name(FORM_2021, "overview/on_application", "受理…261件")
    '一（二）“受理…261件”'
    """
    section = form.section_of[place]
    if place not in form.texts:
        cell = Cell(place)
        return f"{section.ordinal}·{form.row(cell).spoken}·{form.column(cell).spoken}"
    text = form.texts[place]
    number, mark, _ = text.heading.partition("）")
    where = f"{section.ordinal}{number}{mark}" if mark else f"{section.ordinal} "
    if about:
        return f"{where.rstrip()}“{shortened(about)}”"
    return where + (text.name if len(section.texts) > 1 else section.tab)


def shortened(words: str) -> str:
    """Return the beginning of some words and the number at their end, where they are long.

    >>> shortened("受理政府信息公开申请261件"), shortened("予以公开162件")
    ('受理政府…261件', '予以公开162件')
    """
    if len(words) <= _SHORT:
        return words
    number = _NUMBER_AT_END.search(words)
    return f"{words[:4]}…{number[0] if number else words[-4:]}"


def line_name(form: Form, cells: Sequence[str]) -> str:
    """Name the row or the column that some cells lie in."""
    first, *others = map(Cell, cells)
    ordinal = form.section_of[first].ordinal
    if all(other.row == first.row for other in others):
        return f"{ordinal}·{form.row(first).spoken}·整行"
    return f"{ordinal}·{form.column(first).spoken}列"


# Cards


def card_of(form: Form, finding: Finding, *, sure: bool = True) -> FindingCard:
    """Make the card of a finding by what it says itself; unless that is `sure`, nothing is said to be right."""
    place = short_name(form, finding.at[0], finding.about)
    if finding.words is not None:
        return FindingCard(finding, place, finding.quote, BECOMES, finding.words, finding.why)
    left, right = number_text(finding.left), number_text(finding.right)
    if finding.proposal is not None and sure:
        return FindingCard(finding, place, left, BECOMES, number_text(finding.proposal), finding.why)
    if any(finding.sides) and left and right:
        where = place if finding.severity is not Severity.HARD else line_name(form, finding.at)
        return FindingCard(finding, where, left, DIFFERS, right, finding.why)
    in_text = finding.at[0] in form.texts
    return FindingCard(finding, place, "" if in_text else left, why=finding.why)


class Shown(proposals.Correctable, Walked, Protocol):
    """What is needed of the open report."""

    @property
    def typed(self) -> Report:
        """The report as it was entered."""

    @property
    def strays(self) -> Sequence[Correction]:
        """The cells that break nothing, but were others when the totals were those of the original."""


def cards_of(session: Shown, findings: Iterable[Finding]) -> list[FindingCard]:
    """Make the cards of findings, in the order of reading; each wrong cell stands on one of them."""
    form, told = session.report.form, _Located(session)
    return [
        told.card(finding) if finding.severity is Severity.HARD else card_of(form, finding)
        for finding in in_reading_order(session, findings)
    ]


class _Located:
    """Shares the wrong cells out among the findings that they break."""

    def __init__(self, session: Shown) -> None:
        self._session = session
        self._form = session.report.form
        self._left = list(session.corrections)
        self._doubts = doubts_of(session)
        self._mended = _mended(session)

    def card(self, finding: Finding) -> FindingCard:
        cells = set(finding.at)
        mine = next((one for one in self._left if one.cell in cells), None)
        if mine is not None:
            self._left.remove(mine)
            was, now = number_text(mine.was), number_text(mine.value)
            return FindingCard(
                finding, short_name(self._form, mine.cell), was, BECOMES, now, finding.why, corrections=(mine,)
            )
        if self._is_mended_along(finding):
            return self._along(finding)
        return self._doubtful(finding, cells)

    def along(self, finding: Finding) -> tuple[Correction, ...]:
        """Return what puts a finding right that holds no wrong cell itself."""
        known = tuple(self._session.corrections)
        return known if self._is_mended_along(finding) else ()

    def _is_mended_along(self, finding: Finding) -> bool:
        """Whether nothing is left of a finding once the wrong cells are right."""
        identity = _identities(self._form).get((finding.check, finding.at))
        return self._mended is not None and identity is not None and confront(self._mended, identity) is None

    def _along(self, finding: Finding) -> FindingCard:
        plain, known = card_of(self._form, finding, sure=False), tuple(self._session.corrections)
        return FindingCard(finding, plain.place, *plain.numbers, FOLLOWS, CardKind.FOLLOWS, known)

    def _doubtful(self, finding: Finding, cells: set[str]) -> FindingCard:
        doubt = next((one for one in self._doubts if not cells.isdisjoint(one.cells)), None)
        if doubt is None:
            return card_of(self._form, finding, sure=not self._session.is_derived(Cell(finding.at[0])))
        plain = card_of(self._form, finding, sure=False)
        if doubt.told:
            return FindingCard(finding, plain.place, *plain.numbers, FOLLOWS, CardKind.FOLLOWS)
        doubt.told = True
        why = finding.why if doubt.guesses else CANNOT_TELL
        return FindingCard(finding, plain.place, *plain.numbers, why, CardKind.GUESS, guesses=doubt.guesses)


def _mended(session: Shown) -> Report | None:
    """Return the report with the wrong cells put right; None where none is known."""
    right = {one.cell: one.value for one in session.corrections}
    return with_totals(session.typed.with_numbers(right)) if right else None


@cache
def _identities(form: Form) -> Mapping[tuple[str, tuple[str, ...]], Identity]:
    return {(one.rule.check, one.cells): one for one in form.identities}


@dataclass
class Doubtful:
    """A break of which it is not clear which cell is wrong."""

    cells: frozenset[str]
    guesses: tuple[Guess, ...]
    told: bool = False


def doubts_of(session: proposals.Correctable) -> list[Doubtful]:
    """Return the breaks of which it is not clear which cell is wrong."""
    form = session.report.form
    found: list[Doubtful] = []
    for one in session.doubts:
        sets = one.alternatives if len(one.alternatives) <= MOST else ()
        cells = {*one.cells, *(correction.cell for some in one.alternatives for correction in some)}
        found.append(Doubtful(frozenset(cells), tuple(guess(form, some) for some in sets)))
    return found


def of_original(session: Shown, finding: Finding) -> FindingCard:
    """Make the card of what differs from the original, with the cells that were others when it did not."""
    form = session.report.form
    plain = card_of(form, finding)
    near = [one for one in session.strays if form.section_of[one.cell] is form.section_of[finding.at[0]]]
    numbers = number_text(finding.left), DIFFERS, number_text(finding.right)
    return FindingCard(
        finding, plain.place, *numbers, finding.why, guesses=tuple(guess(form, (one,)) for one in near[:MOST])
    )


def guess(form: Form, corrections: tuple[Correction, ...]) -> Guess:
    """Say which cells may be wrong together."""
    first = corrections[0]
    place = short_name(form, first.cell).partition("·")[2]
    if corrections[1:]:
        place = f"{form.row(first.cell).spoken}等{len(corrections)}格"
    return Guess(place, number_text(first.was), number_text(first.value), corrections)


# What can be done


def mending(session: Shown, finding: Finding) -> tuple[Correction, ...]:
    """Return the wrong cells that a broken identity is put right along with, though none of them is in it."""
    return _Located(session).along(finding) if finding.severity is Severity.HARD else ()


def can_take(session: proposals.Correctable, card: FindingCard) -> bool:
    """Whether what stands on a card can be put in now by one key."""
    if session.read_only is not None or card.kind is CardKind.GUESS:
        return False
    return bool(card.corrections) or proposals.can_take(session, card.finding)


def take(session: proposals.Correctable, card: FindingCard) -> bool:
    """Put in what stands on a card, as one step of undo."""
    if not can_take(session, card):
        return False
    if card.corrections:
        return proposals.take_all(session, card.corrections)
    return proposals.take(session, card.finding)
