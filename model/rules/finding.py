"""What a check says: an immutable value that knows its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from model.form.schema import Severity

ORIGINAL = "E1"  # the check against the totals of the original: they can be let go of
BLANKS = "H6"  # the check of blanks


class Verdict(StrEnum):
    """What came of a check; what holds is not listed."""

    BROKEN = "broken"
    UNDECIDED = "undecided"  # a number that the check needs is blank


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or that cannot be told yet, at one place.

    `at` are cell or text keys, the place to go to first. `quote` and `span` are the words of a text and where
    they stand in it. `proposal` is what would be right at `at[0]`, where the check knows it; `words` are the right
    ones instead of the quoted, where it is no number that is wrong. The message is the whole sentence; `about`, `sides`
    and `why` are its parts, for where the place and the numbers stand by themselves.
    """

    check: str
    severity: Severity
    verdict: Verdict
    at: tuple[str, ...]
    message: str
    left: Decimal | None = None
    right: Decimal | None = None
    quote: str = ""
    span: tuple[int, int] | None = None
    proposal: Decimal | None = None
    words: str | None = None
    gap: bool = False  # something is not there yet, rather than wrong
    about: str = ""  # the stretch of the text in which the quoted words stand, shortened
    sides: tuple[str, str] = ("", "")  # what `left` and `right` are, where the two should be equal
    why: str = ""  # the reason in a few words, without place and advice
    cause: str = ""  # where a number of the narrative was taken from instead, as `model.rules.narrative` names it
    number: int = field(default=0, compare=False, repr=False)  # which it is of all that is told of the text at `at[0]`

    @property
    def difference(self) -> Decimal | None:
        """Left minus right, where both are numbers."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def is_of_blanks(self) -> bool:
        """Whether nothing but filling cells in settles it."""
        return self.check == BLANKS

    @property
    def blocks(self) -> bool:
        """Whether the report cannot be finalised while this stands (unless it is explained, for X)."""
        return self.verdict is Verdict.BROKEN and self.severity in {Severity.HARD, Severity.EXPLAIN}

    @property
    def knows(self) -> bool:
        """Whether it tells what would be right."""
        return self.proposal is not None or self.words is not None

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """What an explanation refers to."""
        return self.check, self.at
