"""What a finding may propose: no number that cannot be, and none that comes from a cell which is wrong itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from model.form.schema import Severity
from model.rules.finding import Finding, Verdict

_ADVICE = re.compile(r"；请改为[^；（]*")
_FIRST = "；表里的数还有错，请先改表格"


def _withheld(one: Finding) -> Finding:
    return replace(one, proposal=None, words=None, message=_ADVICE.sub(_FIRST, one.message))


def trusted(pieces: Iterable[Finding | None]) -> Iterator[Finding | None]:
    """Take back what is proposed by numbers that break an identity, or are none; these are told of before all else."""
    wrong: set[str] = set()
    for one in pieces:
        if one is None or not one.knows:
            yield one
        elif one.severity is Severity.HARD:
            yield one if one.proposal is None or one.proposal >= 0 else replace(one, proposal=None)
        else:
            rests_on_wrong = not wrong.isdisjoint(one.at[1:])
            cannot_be = one.proposal is not None and one.proposal < 0
            yield _withheld(one) if rests_on_wrong or cannot_be else one
        if one is not None and one.severity is Severity.HARD and one.verdict is Verdict.BROKEN:
            wrong.update(one.at)
