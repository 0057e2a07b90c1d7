"""Breaks of which it is not clear which cell is wrong: the few cells that may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.cards.card import DIFFERS, FindingCard, Guess, card_of
from app.cards.names import short_name
from app.proposals import Correctable
from model.form.form import Form
from model.form.schema import Cell
from model.form.succession import carried_on
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding

if TYPE_CHECKING:
    from model.rules.locate import Correction

MOST = 3  # guesses: among more, nobody finds the right one


@dataclass
class Doubtful:
    """A break of which it is not clear which cell is wrong."""

    cells: frozenset[str]
    guesses: tuple[Guess, ...]
    told: str = ""  # the place of the card that lists the guesses


def doubts_of(session: Correctable) -> list[Doubtful]:
    """Return the breaks of which it is not clear which cell is wrong."""
    form, known = session.report.form, borne_out(session.report, session.last_year)
    found: list[Doubtful] = []
    for one in session.doubts:
        possible = [some for some in one.alternatives if known.isdisjoint(correction.cell for correction in some)]
        sets = possible if len(possible) <= MOST else []
        cells = {*one.cells, *(correction.cell for some in one.alternatives for correction in some)}
        found.append(Doubtful(frozenset(cells), tuple(guess(form, some) for some in sets)))
    return found


def borne_out(report: Report, last: Report | None) -> frozenset[Cell]:
    """Return the cells that are as last year's report has them: what was brought forward is no guess."""
    if last is None or last.year != report.year - 1:
        return frozenset()
    pairs = carried_on(last.form, report.form)
    return frozenset(here for there, here in pairs if report.numbers.get(here) == last.numbers.get(there) is not None)


def guess(form: Form, corrections: tuple[Correction, ...]) -> Guess:
    """Say which cells may be wrong together."""
    first = corrections[0]
    place = short_name(form, first.cell).partition("·")[2]
    if corrections[1:]:
        place = f"{form.row(first.cell).spoken}等{len(corrections)}格"
    return Guess(place, number_text(first.was), number_text(first.value), corrections)


def guessed_cells(session: Correctable) -> frozenset[Cell]:
    """Return the cells that cards list as guesses."""
    listed = (guess for doubt in doubts_of(session) for guess in doubt.guesses)
    return frozenset(one.cell for guess in listed for one in guess.corrections)


class OfOriginal(Correctable, Protocol):
    """What is needed of a report that was read from an original."""

    @property
    def strays(self) -> Sequence[Correction]:
        """The cells that break nothing, but were others when the totals were those of the original."""


def of_original(session: OfOriginal, finding: Finding) -> FindingCard:
    """Make the card of what differs from the original, with the cells that were others when it did not."""
    form = session.report.form
    plain = card_of(form, finding)
    near = [one for one in session.strays if form.section_of[one.cell] is form.section_of[finding.at[0]]]
    numbers = number_text(finding.left), DIFFERS, number_text(finding.right)
    return FindingCard(
        finding, plain.place, *numbers, finding.why, guesses=tuple(guess(form, (one,)) for one in near[:MOST])
    )
