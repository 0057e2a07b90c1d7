"""What was heard of a sentence so far: small values that are handed on from phrase to phrase, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from model.form.schema import Line
from model.rules.narrative.claims import Claim, Outcome, Quantity, Share
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.lexicon import Token
from model.rules.narrative.plain import Plain
from model.rules.narrative.target import Target
from model.rules.narrative.unnamed import may_only_mean_applications

# What stands after a number that is divided: “335件申请中，”
AMONG = re.compile("的?(?:新收)?(?:政府信息公开|信息公开)?(?:申请)?(?:事项)?(?:当|之)?中(?!心)")

_DECIDING_BODIES = ("复议机构", "复议机关", "复议局", "复议委员会", "司法局", "法院")  # their cases are of all kinds
_DISPUTE = re.compile(f"(?!{'|'.join(_DECIDING_BODIES)})(?:复议|诉讼)")
_REVIEW = re.compile(
    "[^；]{0,60}(?:审核|把[关脉]|会审|会商)[^；]{0,60}；"
)  # of answers: “司法局为答复把关；行政复议9件”
_OF_ALL_KINDS = re.compile("(?:败诉|应诉|调解|和解|化解)率|出庭")  # what offices report of all their cases


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence, and what is known before its first word: which text it is of, whose, on which form."""

    key: str
    plain: Plain
    unit: str
    lines: FormLines
    before: str | None = None  # what else its paragraph counts up to it; None where that is not known

    @cached_property
    def on_application(self) -> bool:
        """Whether nothing but applications for information may be meant, by its place, or by its words there."""
        if self.key in self.lines.on_all and self.before is not None:
            return may_only_mean_applications(self.text, self.before, self.unit)
        return self.key == self.lines.on_application

    @property
    def text(self) -> str:
        """The words, folded."""
        return self.plain.text

    @cached_property
    def disputes_of_information(self) -> bool | None:
        """Whether the words say that disputes are about information; None where they do not tell."""
        text = self.text
        dispute = _DISPUTE.search(text)
        before = _REVIEW.sub("", text[: dispute.start() + 1 if dispute else len(text)])
        if any(body in before for body in _DECIDING_BODIES):
            return False
        if "公开" not in text and ("司法" in self.unit or _OF_ALL_KINDS.search(text)):
            return False
        return True if "信息公开" in text or "依申请公开" in text else None


class Topic(NamedTuple):
    """What is counted."""

    sure: bool = False  # it is certainly about applications for information
    kinds: tuple[Line, ...] = ()  # of documents
    bodies: tuple[Line, ...] = ()  # that decide disputes
    whole: tuple[Line, ...] = ()  # the whole of “诉讼17件，其中直接起诉7件”; a semicolon returns to it
    last_part: tuple[Line, ...] = ()  # of the whole returned to
    all_bodies: tuple[Line, ...] = ()  # “行政复议7件，诉讼9件，均获维持” is of both


class Whose(NamedTuple):
    """Of which year and which body numbers are told, and whether of something else altogether."""

    foreign: bool = False  # a list of something else is running
    past: bool = False  # told of another year
    below: bool = False  # told of bodies below the reporting one
    scope: str = ""  # the words that limit it to some of the bodies
    others: bool = False  # the list of something else is another body's

    @property
    def elsewhere(self) -> bool:
        """Whether no number is one of the report's own tables."""
        return self.past or self.foreign or self.below


class Division(NamedTuple):
    """Whether a list of parts is running, and what it divides."""

    running: bool = False
    between_bodies: bool = False  # it tells bodies apart
    row: Line | None = None  # the one that was told last
    column: Line | None = None  # “自然人提出的261件中，”
    by_applicant: bool = False  # applications are being told apart by who made them


class Told(NamedTuple):
    """What the phrases have said."""

    claims: tuple[Claim, ...] = ()
    below: tuple[Claim, ...] = ()  # how much fell to bodies below the reporting one
    outcomes: tuple[Outcome, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    targets: Mapping[Target, bool] = {}  # what is claimed already: whether as nothing else, too
    took_in: bool = False  # it is said how much was brought forward
    shares: tuple[Share, ...] = ()

    def and_claims(self, more: Iterable[Claim], lines: FormLines) -> Told:
        """Add claims."""
        new = tuple(more)
        if not new:
            return self
        targets, took_in = dict(self.targets), self.took_in
        for one in new:
            targets[one.target] = targets.get(one.target, False) or not one.also
            took_in = took_in or one.target.is_row(lines.brought_forward)
        claims = (*self.claims, *new)
        return Told(claims, self.below, self.outcomes, self.quantities, targets, took_in, self.shares)

    def and_outcomes(self, more: Iterable[Outcome]) -> Told:
        """Add words that say how all ended."""
        new = tuple(more)
        return self._replace(outcomes=(*self.outcomes, *new)) if new else self

    def and_quantity(self, one: Quantity) -> Told:
        """Add a counted number."""
        quantities = (*self.quantities, one)
        return Told(self.claims, self.below, self.outcomes, quantities, self.targets, self.took_in, self.shares)

    def and_share(self, one: Share | None) -> Told:
        """Add a share."""
        return self._replace(shares=(*self.shares, one)) if one else self


class Outer(NamedTuple):
    """What held where a bracket opened."""

    topic: Topic
    whose: Whose
    division: Division
    counted: int  # numbers so far


class Heard(NamedTuple):
    """All that the next phrase may rely on."""

    sentence: Sentence
    topic: Topic = Topic()
    whose: Whose = Whose()
    division: Division = Division()
    told: Told = Told()
    named: tuple[Token, ...] = ()  # the words of the clauses without a number just before
    outer: tuple[Outer, ...] = ()  # what held where each open bracket began

    @property
    def text(self) -> str:
        """The words of the whole sentence, folded."""
        return self.sentence.plain.text

    @property
    def lines(self) -> FormLines:
        """The lines of the form that the sentence may speak of."""
        return self.sentence.lines

    @property
    def on_application(self) -> bool:
        """Whether numbers are likely to be about applications."""
        return self.topic.sure or self.sentence.on_application

    @property
    def on_disputes(self) -> bool:
        """Whether disputes are likely to be about information."""
        of_information = self.sentence.disputes_of_information
        if of_information is None:
            return self.topic.sure or self.sentence.key in self.lines.on_disputes
        return of_information
