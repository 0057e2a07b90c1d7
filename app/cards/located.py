"""The wrong cells that were located, shared out among the findings that they break: each stands on one card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from app.cards.card import BECOMES, CardKind, FindingCard, card_of, without_what_is_said_twice
from app.cards.guesses import Doubtful, OfOriginal, doubts_of
from app.cards.names import changes, first_of, follows, short_name
from app.rounds import ReadingPlace, Walked, form_order, in_reading_order, leads_to, place_of
from model.form.form import Form
from model.form.schema import Cell, Identity, Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from model.rules.finding import Finding, Verdict
from model.rules.identities import confront

if TYPE_CHECKING:
    from model.rules.locate import Correction

CANNOT_TELL = "无法判断是哪一格，请对照原表"


class Shown(OfOriginal, Walked, Protocol):
    """What is needed of the open report."""

    @property
    def typed(self) -> Report:
        """The report as it was entered."""


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


def mending(session: Shown, finding: Finding) -> tuple[Correction, ...]:
    """Return the wrong cell of a broken identity, or those that it is put right along with."""
    return _Located(session).mending(finding) if finding.severity is Severity.HARD else ()


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
            why = f"连同{changes(self._form, mine[1:])}" if mine[1:] else finding.why
            return FindingCard(finding, place, was, BECOMES, now, why, corrections=mine)
        along = self._along(finding)
        if along:
            return self._follows(finding, first_of(self._form, along))
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
        return without_what_is_said_twice(card)

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


def _mended(session: Shown, corrections: Iterable[Correction]) -> Report:
    """Return the report with wrong cells put right."""
    return with_totals(session.typed.with_numbers({one.cell: one.value for one in corrections}))


@cache
def _identities(form: Form) -> Mapping[tuple[str, tuple[str, ...]], Identity]:
    return {(one.rule.check, one.cells): one for one in form.identities}
