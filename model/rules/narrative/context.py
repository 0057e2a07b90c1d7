"""What a sentence has said so far that its next phrase may rely on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from model.form.editions.form_2021 import BROUGHT_FORWARD, OVERVIEW, PROBLEMS
from model.form.schema import Line
from model.rules.narrative.claims import Claim, Outcome, Quantity
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrase_targets import Target
from model.rules.narrative.plain import Plain

ON_APPLICATION = OVERVIEW.texts[2].key
SUPERVISION = OVERVIEW.texts[-1].key
# What stands after a number that is divided: “335件申请中，”
AMONG = re.compile("的?(?:政府信息公开|信息公开)?(?:申请)?(?:事项)?(?:当|之)?中(?!心)")

_DECIDING_BODIES = ("复议机构", "复议机关", "复议局", "复议委员会", "司法局", "法院")  # their cases are of all kinds


_DISPUTE = re.compile(f"(?!{'|'.join(_DECIDING_BODIES)})(?:复议|诉讼)")
_OF_ALL_KINDS = re.compile("(?:败诉|应诉|调解|和解|化解)率|出庭")  # what offices report of all their cases
_ON_DISPUTES = frozenset({ON_APPLICATION, SUPERVISION, PROBLEMS.texts[0].key})


@dataclass
class SentenceContext:
    """What the sentence has said so far that the next phrase may rely on."""

    key: str
    plain: Plain
    unit: str
    sure: bool = False  # it is certainly about applications for information
    foreign: bool = False  # a list of something else is running
    past: bool = False  # told of another year
    scope: str = ""
    below: bool = False  # told of bodies below the reporting one
    told_below: list[Claim] = field(default_factory=list)  # how much fell to those
    in_list: bool = False
    divided: bool = False  # the list that runs tells bodies apart
    bodies: tuple[Line, ...] = ()
    divided_bodies: tuple[Line, ...] = ()  # the whole of “诉讼17件，其中直接起诉7件”; a semicolon returns to it
    last_part: tuple[Line, ...] = ()  # of the whole returned to
    all_bodies: tuple[Line, ...] = ()  # “行政复议7件，诉讼9件，均获维持” is of both
    kinds: tuple[Line, ...] = ()
    row: Line | None = None
    by_applicant: bool = False  # applications are being told apart by who made them
    column: Line | None = None  # “自然人提出的261件中，”
    quantities: list[Quantity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    named: tuple[Token, ...] = ()  # of the clauses without a number just before

    told: dict[Target, bool] = field(default_factory=dict)  # what is claimed already: whether as nothing else, too
    took_in: bool = False  # it is said how much was brought forward

    def claim(self, one: Claim) -> None:
        """Take a claim."""
        self.claims.append(one)
        self.told[one.target] = self.told.get(one.target, False) or not one.also
        self.took_in = self.took_in or one.target.is_row(BROUGHT_FORWARD)

    @property
    def on_application(self) -> bool:
        """Whether numbers are likely to be about applications."""
        return self.sure or self.key == ON_APPLICATION

    @property
    def on_disputes(self) -> bool:
        """Whether disputes are likely to be about information."""
        return self._disputes_of_information is not False and (
            self.sure or self._disputes_of_information is True or self.key in _ON_DISPUTES
        )

    @cached_property
    def _disputes_of_information(self) -> bool | None:
        """Whether the words say that disputes are about information; None where they do not tell."""
        text = self.plain.text
        dispute = _DISPUTE.search(text)
        if any(0 <= text.find(body) <= (dispute.start() if dispute else len(text)) for body in _DECIDING_BODIES):
            return False
        if "公开" not in text and _OF_ALL_KINDS.search(text):
            return False
        return True if "信息公开" in text or "依申请公开" in text else None
