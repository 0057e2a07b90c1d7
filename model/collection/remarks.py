"""What a remark comes to: the unit's answer, and what the office says to it."""

from __future__ import annotations

from model.labelled import LabelledEnum


class RemarkAnswer(LabelledEnum):
    """What a unit did about a remark."""

    NONE = "none", "未答"
    DONE = "done", "已改"
    KEPT = "kept", "不改"


class RemarkVerdict(LabelledEnum):
    """What the office says to an answer."""

    NONE = "none", "未定"
    ACCEPTED = "accepted", "接受"
    INSISTED = "insisted", "仍需改正"


def verdict_words(answer: RemarkAnswer, verdict: RemarkVerdict) -> str:
    """Say what the office says to an answer: a reason is accepted, what was mended is found to be so.

    >>> [verdict_words(one, RemarkVerdict.ACCEPTED) for one in RemarkAnswer]
    ['认可', '认可', '接受说明']
    """
    if verdict is not RemarkVerdict.ACCEPTED:
        return verdict.label
    return "接受说明" if answer is RemarkAnswer.KEPT else "认可"
