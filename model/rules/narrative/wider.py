"""Numbers of a wider whole, or of a part, beside the unit's own: “我办收到31件…全州各级行政机关共受理386件”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from model.rules.narrative.claims import SentenceReading
from model.rules.narrative.contradiction import Cause, Contradiction
from model.rules.narrative.target import VERB, Target, rank

_WHOLE = re.compile("全(?:国|省|市|州|县|区|旗|盟)(?!府)|各级|系统|辖区|各[县市区]")
_ENDS = re.compile("[。；;\n]")
_FAR = 60  # characters before a number that say of whom it is


def without_wider(
    text: str, found: Sequence[Contradiction], readings: Sequence[SentenceReading], *, is_whole: bool
) -> Iterable[Contradiction]:
    """Leave out what is said of a wider whole, or of a part, where the text says of the unit what the table says.

    `is_whole`: all applications of the county are the unit's own.
    """
    wrong = {one.span for one in found}
    right = [reading for reading in readings if not any(one.span in wrong for one in reading.claims)]
    if not any(_is_of_all(one.target) for reading in right for one in reading.claims):
        return found
    return [one for one in found if not (_is_part(one) or (not is_whole and _is_wider(text, one)))]


def _is_part(problem: Contradiction) -> bool:
    """Read “全省收到13035件。省政府本级收到1104件” as of the office's share."""
    return problem.cause is Cause.SCOPE and problem.target is not None and _is_of_all(problem.target)


def _is_of_all(target: Target) -> bool:
    return target.check in {"N1", "N3"} and rank(target.rows[0]) == VERB


def _is_wider(text: str, problem: Contradiction) -> bool:
    target, due, start = problem.target, problem.due, problem.span[0]
    if target is None or due is None or problem.said <= due or not _is_of_all(target):
        return False
    said = _ENDS.split(text[max(0, start - _FAR) : start])[-1]
    return _WHOLE.search(said) is not None
