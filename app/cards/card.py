"""The card of a finding: what stands large, what the two numbers are, why, and how it is read out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.cards.names import line_name, short_name
from model.form.form import Form
from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.rules.finding import ORIGINAL, Finding

if TYPE_CHECKING:
    from model.rules.locate import Correction

BECOMES, DIFFERS = "→", "≠"
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


def card_of(form: Form, finding: Finding, *, sure: bool = True) -> FindingCard:
    """Make the card of a finding by what it says itself; unless that is `sure`, nothing is said to be right."""
    place = short_name(form, finding.at[0], finding.about)
    if finding.words is not None:
        why = finding.why.removesuffix(f"应是{finding.words}").rstrip("，；")  # which stands there large
        return FindingCard(finding, place, finding.quote, BECOMES, finding.words, why)
    left, right = number_text(finding.left), number_text(finding.right)
    if finding.proposal is not None and sure:
        return FindingCard(finding, place, left, BECOMES, number_text(finding.proposal), finding.why)
    if any(finding.sides) and left and right:
        where = place if finding.severity is not Severity.HARD else line_name(form, finding.at)
        return without_what_is_said_twice(FindingCard(finding, where, left, DIFFERS, right, finding.why))
    in_text = finding.at[0] in form.texts
    return FindingCard(finding, place, "" if in_text else left, why=finding.why)


def without_what_is_said_twice(card: FindingCard) -> FindingCard:
    """Leave the reason out where it is the two numbers again."""
    return replace(card, why="") if card.why and card.why == card.spoken else card
