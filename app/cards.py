"""What is shown of a finding at a glance: its place, the numbers, a short reason, and what can be taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Protocol

from app import proposals
from app.rounds import ReadingPlace, Walked, form_order, in_reading_order, leads_to, place_of
from model.form.form import Form
from model.form.schema import Cell, Identity, Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from model.rules.finding import ORIGINAL, Finding, Verdict
from model.rules.identities import confront

if TYPE_CHECKING:
    from model.rules.locate import Correction

BECOMES, DIFFERS = "→", "≠"
CANNOT_TELL = "无法判断是哪一格，请对照原表"
MOST = 3  # guesses: among more, nobody finds the right one
_SHORT = 10  # characters of a text that stand on a card as they are
_NUMBER_AT_END = re.compile(r"(?<![\d.,])\d[\d.,]{0,11}\D{0,2}$")
_RULES = re.compile(r"（[A-Z]\d+(?:、[A-Z]\d+)*）$")
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
    def sides(self) -> tuple[str, str]:
        """What the two numbers are, where it is not known which of them is right."""
        if self.relation != DIFFERS:
            return "", ""
        return ("现为", "原件") if self.finding.check == ORIGINAL else self.finding.sides

    @property
    def apart(self) -> str:
        """How much more or less the first is, where it is not known which is right."""
        return _apart(self.was, self.now) if self.relation == DIFFERS else ""

    @property
    def figures(self) -> str:
        """What stands large, in one line.

        >>> from decimal import Decimal
        >>> from model.rules.finding import Verdict
        >>> about = Finding("H3", Severity.HARD, Verdict.BROKEN, ("a/b/c",), "", sides=("一＋二", "三＋四"))
        >>> FindingCard(about, "", "11", DIFFERS, "5").figures, FindingCard(about, "", "216", BECOMES, "261").figures
        ('一＋二 11 ≠ 三＋四 5，多6', '216 → 261')
        """
        parts = (self.sides[0], self.was, self.relation, self.sides[1], self.now)
        return " ".join(filter(None, parts)) + (f"，{self.apart}" if self.apart else "")

    @property
    def cell(self) -> Cell | None:
        """The wrong cell that it names, where it names one."""
        return self.corrections[0].cell if self.corrections and self.kind is CardKind.FACT else None

    @property
    def names(self) -> frozenset[Cell]:
        """The cells that it says are wrong, or may be."""
        if self.kind is CardKind.FOLLOWS:
            return frozenset()
        every = (self.corrections, *(one.corrections for one in self.guesses))
        return frozenset(one.cell for some in every for one in some)

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
        >>> from model.rules.finding import Verdict
        >>> about = Finding("X1", Severity.EXPLAIN, Verdict.BROKEN, ("a/b/c",), "", Decimal(216), Decimal(261))
        >>> FindingCard(about, "", "216", BECOMES, "261").spoken
        '现为216，应为261，少45'
        """
        if not self.relation:
            return f"现为{self.was}" if self.was else ""
        if all(self.sides):
            numbers = (f"{name}{number}" for name, number in zip(self.sides, (self.was, self.now), strict=True))
            return "，".join(filter(None, (*numbers, self.apart)))
        middle = "应为" if self.relation == BECOMES else "应等于"
        return "，".join(filter(None, (f"现为{self.was}", f"{middle}{self.now}", _apart(self.was, self.now))))


def _apart(was: str, now: str) -> str:
    try:
        apart = Decimal(was) - Decimal(now)
    except InvalidOperation:  # words
        return ""
    return f"{'多' if apart > 0 else '少'}{number_text(abs(apart))}" if apart else ""


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


def told_briefly(finding: Finding) -> str:
    """Return what a finding says without its place and the number of its rule, which stand beside.

    >>> from model.rules.finding import Verdict
    >>> told_briefly(Finding("Y2", Severity.WARN, Verdict.BROKEN, ("a/b",), "第一部分“开头”：“甲”应是乙（Y2）"))
    '“甲”应是乙'
    """
    where, mark, rest = finding.message.partition("：")
    return _RULES.sub("", rest if mark else where)


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
        return _without_what_is_said_twice(FindingCard(finding, where, left, DIFFERS, right, finding.why))
    in_text = finding.at[0] in form.texts
    return FindingCard(finding, place, "" if in_text else left, why=finding.why)


def _without_what_is_said_twice(card: FindingCard) -> FindingCard:
    """Leave the reason out where it is the two numbers again."""
    return replace(card, why="") if card.why and card.why == card.spoken else card


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
    cards = [
        told.card(finding) if finding.severity is Severity.HARD else card_of(form, finding)
        for finding in in_reading_order(session, findings)
    ]
    return sorted(cards, key=told.place)


class Leading:
    """Says where to go for a finding: to the cell that its card names, or the likeliest of those it lists."""

    def __init__(self, session: Shown) -> None:
        self._session = session
        self._of: tuple[object, ...] = ()
        self._told: _Located | None = None

    def __call__(self, finding: Finding) -> str:
        """Return the cell or text."""
        return (
            self._located().leads_to(finding) if finding.severity is Severity.HARD else leads_to(self._session, finding)
        )

    def follows(self, finding: Finding) -> bool:
        """Whether it is put right along with another finding."""
        return finding.severity is Severity.HARD and self._located().follows(finding)

    def _located(self) -> _Located:
        now = (self._session.report, self._session.findings, self._session.corrections, self._session.doubts)
        if self._told is None or self._of != now:
            self._told, self._of = _Located(self._session), now
        return self._told

    def towards(self, finding: Finding) -> Finding:
        """Put the cell first in a finding that it leads to."""
        first = self(finding)
        return replace(finding, at=(first, *(place for place in finding.at if place != first)))


class _Located:
    """Shares the wrong cells out among the findings that they break."""

    def __init__(self, session: Shown) -> None:
        self._session = session
        self._form = session.report.form
        self._doubts = doubts_of(session)
        self._put_in: dict[Correction, Report] = {}
        self._behinds: dict[Finding, Doubtful | None] = {}
        self._others: dict[Finding, tuple[Correction, ...]] = {}
        self._own = self._shared_out() if session.corrections else {}
        self._all = _mended(session, session.corrections) if session.corrections else None

    def _shared_out(self) -> dict[Finding, list[Correction]]:
        """Return which finding names which wrong cells: the first that one is in or repairs alone, else one it changes.

        Where more cells are wrong than identities are broken, some findings name several.
        """
        hard = [one for one in self._session.findings if one.severity is Severity.HARD]
        broken = in_reading_order(self._session, (one for one in hard if one.verdict is not Verdict.UNDECIDED))
        left = list(self._session.corrections)
        own: dict[Finding, list[Correction]] = {}
        for fits in (self._is_in_or_repairs, self._changes):
            for finding in (one for one in broken if left and one not in own):
                mine = next((one for one in left if fits(finding, one)), None)
                if mine is not None:
                    left.remove(mine)
                    own[finding] = [mine]
        for one in left:
            also = next((finding for finding in own if self._changes(finding, one)), None)
            if also is not None:
                own[also].append(one)
        return own

    def _is_in_or_repairs(self, finding: Finding, one: Correction) -> bool:
        return one.cell in finding.at or self._holds(finding, self._with(one))

    def _with(self, one: Correction) -> Report:
        if one not in self._put_in:
            self._put_in[one] = _mended(self._session, (one,))
        return self._put_in[one]

    def _changes(self, finding: Finding, one: Correction) -> bool:
        """Whether the sides of a broken identity are others with a wrong cell put right."""
        identity = self._identity(finding)
        if identity is None:
            return one.cell in finding.at
        then = confront(self._with(one), identity)
        return then is None or (then.left, then.right) != (finding.left, finding.right)

    def _holds(self, finding: Finding, report: Report) -> bool:
        identity = self._identity(finding)
        return identity is not None and confront(report, identity) is None

    def _identity(self, finding: Finding) -> Identity | None:
        return _identities(self._form).get((finding.check, finding.at))

    def card(self, finding: Finding) -> FindingCard:
        mine = tuple(self._own.get(finding, ()))
        if mine:
            place, was, now = short_name(self._form, mine[0].cell), number_text(mine[0].was), number_text(mine[0].value)
            why = f"连同{_changes(self._form, mine[1:])}" if mine[1:] else finding.why
            return FindingCard(finding, place, was, BECOMES, now, why, corrections=mine)
        along = self._along(finding)
        if along:
            return self._follows(finding, _named(self._form, along))
        return self._doubtful(finding, set(finding.at))

    def leads_to(self, finding: Finding) -> str:
        """Return where to go for a finding: a cell that is wrong, a likely one, or where the finding is."""
        if finding.severity is Severity.HARD and finding.verdict is not Verdict.UNDECIDED:
            if finding in self._own:
                return self._own[finding][0].cell
            if along := self._along(finding):
                return along[-1].cell  # it stands after all that it follows
            doubt = self._doubt(set(finding.at)) or self._behind(finding)
            if doubt and doubt.guesses:
                likely = doubt.guesses[0].corrections
                return next((one.cell for one in likely if one.cell in finding.at), likely[0].cell)
        return leads_to(self._session, finding)

    def follows(self, finding: Finding) -> bool:
        """Whether a finding is put right along with another, whose card names the wrong cell."""
        return finding not in self._own and (bool(self._along(finding)) or self._behind(finding) is not None)

    def place(self, card: FindingCard) -> ReadingPlace:
        """Return where a card stands among all in the order of reading."""
        finding = card.finding
        hard = finding.severity is Severity.HARD
        return place_of(self._session, finding, self.leads_to(finding), follows=hard and self.follows(finding))

    def _doubt(self, cells: set[str]) -> Doubtful | None:
        return next((one for one in self._doubts if not cells.isdisjoint(one.cells)), None)

    def mending(self, finding: Finding) -> tuple[Correction, ...]:
        """Return the wrong cell that a finding is to name, or those of others that put it right."""
        return tuple(self._own.get(finding, ())) or self._along(finding)

    def _along(self, finding: Finding) -> tuple[Correction, ...]:
        """Return the wrong cells on other cards that a finding is put right along with."""
        if self._all is None:
            return ()
        if finding not in self._others:
            order = form_order(self._session.report.edition)
            holds = self._holds(finding, self._all)
            touching = (one for one in self._session.corrections if holds and self._changes(finding, one))
            self._others[finding] = tuple(sorted(touching, key=lambda one: order[one.cell]))
        return self._others[finding]

    def _follows(self, finding: Finding, others: str) -> FindingCard:
        plain = card_of(self._form, finding, sure=False)
        return FindingCard(finding, plain.place, *plain.numbers, follows(others), CardKind.FOLLOWS)

    def _doubtful(self, finding: Finding, cells: set[str]) -> FindingCard:
        doubt = self._doubt(cells)
        if doubt is None:
            behind = self._behind(finding)
            if behind is not None:
                return self._follows(finding, self._place_of(behind))
            return card_of(self._form, finding, sure=not self._session.is_derived(Cell(finding.at[0])))
        plain = card_of(self._form, finding, sure=False)
        if doubt.told:
            return self._follows(finding, doubt.told)
        doubt.told = plain.place
        why = finding.why if doubt.guesses else CANNOT_TELL
        card = FindingCard(finding, plain.place, *plain.numbers, why, CardKind.GUESS, guesses=doubt.guesses)
        return _without_what_is_said_twice(card)

    def _behind(self, finding: Finding) -> Doubtful | None:
        """Return the doubt about other cells from which the totals of a finding follow."""
        if finding not in self._behinds:
            self._behinds[finding] = None if self._doubt(set(finding.at)) else self._doubt_under(finding.at)
        return self._behinds[finding]

    def _doubt_under(self, cells: Sequence[str]) -> Doubtful | None:
        typed, report = self._session.typed, self._session.report
        totals = [Cell(cell) for cell in cells if cell in report.form.totals and cell not in typed.numbers]
        for doubt in self._doubts if totals else ():
            moved = next((Cell(cell) for cell in doubt.cells if cell in typed.numbers), None)
            if moved is not None:
                other = with_totals(typed.with_number(moved, typed.numbers[moved] + 1)).numbers
                if any(other.get(total) != report.numbers.get(total) for total in totals):
                    return doubt
        return None

    def _place_of(self, doubt: Doubtful) -> str:
        """Return the place of the card that lists the guesses."""
        hard = (one for one in self._session.findings if one.severity is Severity.HARD)
        here = (one for one in hard if one.verdict is Verdict.BROKEN and not doubt.cells.isdisjoint(one.at))
        return next((card_of(self._form, one, sure=False).place for one in here), "")


def follows(others: str) -> str:
    """Say what puts a finding right that names no wrong cell itself."""
    return f"随“{others}”改好"


def _named(form: Form, corrections: Sequence[Correction]) -> str:
    """Name the first of some wrong cells, and how many there are."""
    first = short_name(form, corrections[0].cell)
    return f"{first}等{len(corrections)}格" if corrections[1:] else first


def _mended(session: Shown, corrections: Iterable[Correction]) -> Report:
    """Return the report with wrong cells put right."""
    return with_totals(session.typed.with_numbers({one.cell: one.value for one in corrections}))


@cache
def _identities(form: Form) -> Mapping[tuple[str, tuple[str, ...]], Identity]:
    return {(one.rule.check, one.cells): one for one in form.identities}


@dataclass
class Doubtful:
    """A break of which it is not clear which cell is wrong."""

    cells: frozenset[str]
    guesses: tuple[Guess, ...]
    told: str = ""  # the place of the card that lists the guesses


def doubts_of(session: proposals.Correctable) -> list[Doubtful]:
    """Return the breaks of which it is not clear which cell is wrong."""
    form = session.report.form
    found: list[Doubtful] = []
    for one in session.doubts:
        sets = one.alternatives if len(one.alternatives) <= MOST else ()
        cells = {*one.cells, *(correction.cell for some in one.alternatives for correction in some)}
        found.append(Doubtful(frozenset(cells), tuple(guess(form, some) for some in sets)))
    return found


def guessed_cells(session: proposals.Correctable) -> frozenset[Cell]:
    """Return the cells that cards list as guesses."""
    listed = (guess for doubt in doubts_of(session) for guess in doubt.guesses)
    return frozenset(one.cell for guess in listed for one in guess.corrections)


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
    """Return the wrong cell of a broken identity, or those that it is put right along with."""
    return _Located(session).mending(finding) if finding.severity is Severity.HARD else ()


def can_take(session: proposals.Correctable, card: FindingCard) -> bool:
    """Whether what stands on a card can be put in now by one key."""
    if session.read_only is not None or card.kind is not CardKind.FACT:
        return False
    return bool(card.corrections) or proposals.can_take(session, card.finding)


def take(session: proposals.Correctable, card: FindingCard) -> bool:
    """Put in what stands on a card, as one step of undo."""
    if not can_take(session, card):
        return False
    if card.corrections:
        return proposals.take_all(session, card.corrections)
    return proposals.take(session, card.finding)


def taken(form: Form, corrections: Iterable[Correction]) -> str:
    """Say which cells were put right."""
    return f"已采用：{_changes(form, corrections)}"


def _changes(form: Form, corrections: Iterable[Correction]) -> str:
    return "；".join(
        f"{short_name(form, one.cell)} {number_text(one.was)} → {number_text(one.value)}" for one in corrections
    )
