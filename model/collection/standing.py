"""Where a unit's report stands in a collection, and which acts lead from where to where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from model.errors import UserError
from model.labelled import LabelledEnum
from model.rules.tally import Tally


class Standing(LabelledEnum):
    """The state of a unit's report."""

    MISSING = "missing", "未交"
    RECEIVED = "received", "已收待审"
    RETURNED = "returned", "退回"
    RESUBMITTED = "resubmitted", "重交待复核"
    PASSED = "passed", "通过"
    PUBLISHED = "published", "已公开"
    EXCUSED = "excused", "免报"

    @property
    def is_in(self) -> bool:
        """Whether a report is there."""
        return self not in {Standing.MISSING, Standing.EXCUSED}

    @property
    def is_locked(self) -> bool:
        """Whether the report is passed, so that no other takes its place."""
        return self in _LOCKED

    @property
    def waits_for_office(self) -> bool:
        """Whether the office has to look at it."""
        return self in _TO_REVIEW

    @property
    def is_open(self) -> bool:
        """Whether a report is expected or not passed yet."""
        return not self.is_locked and self is not Standing.EXCUSED


_LOCKED = {Standing.PASSED, Standing.PUBLISHED}
_TO_REVIEW = {Standing.RECEIVED, Standing.RESUBMITTED}


class StandingAct(LabelledEnum):
    """What is done to a unit's report."""

    RECEIVE = "receive", "收到"
    RETURN = "return", "退回"
    PASS = "pass", "通过"
    REVOKE = "revoke", "撤销通过"
    PUBLISH = "publish", "登记公开"
    EXCUSE = "excuse", "免报"
    EXPECT = "expect", "取消免报"


class UnitAct(LabelledEnum):
    """What is done to a unit of the list."""

    ADD = "add", "加入名单"
    REMOVE = "remove", "移出名单"
    EDIT = "edit", "改单位信息"
    REMIND = "remind", "催报"
    JUDGE = "judge", "认定说明"
    HEADING = "heading", "改任务信息"
    HAND_OUT = "hand_out", "下发"


def act_of(key: str) -> StandingAct | UnitAct:
    """Return the act of a step by its id."""
    return UnitAct(key) if key in {one.value for one in UnitAct} else StandingAct(key)


_FROM: dict[StandingAct, set[Standing]] = {
    StandingAct.RECEIVE: {Standing.MISSING, Standing.RETURNED, *_TO_REVIEW},
    StandingAct.RETURN: _TO_REVIEW,
    StandingAct.PASS: _TO_REVIEW,
    StandingAct.REVOKE: _LOCKED,
    StandingAct.PUBLISH: _LOCKED,
    StandingAct.EXCUSE: {Standing.MISSING},
    StandingAct.EXPECT: {Standing.EXCUSED},
}
_NEEDS_REASON = {StandingAct.REVOKE: "撤销通过要写原因", StandingAct.EXCUSE: "免报要写原因"}
_TO = {
    StandingAct.RETURN: Standing.RETURNED,
    StandingAct.PASS: Standing.PASSED,
    StandingAct.PUBLISH: Standing.PUBLISHED,
    StandingAct.EXCUSE: Standing.EXCUSED,
    StandingAct.EXPECT: Standing.MISSING,
}


def may(standing: Standing, act: StandingAct) -> bool:
    """Whether an act is possible where a report stands."""
    return standing in _FROM[act]


def after(standing: Standing, act: StandingAct, *, reason: str = "", returned: int = 0) -> Standing:
    """Return where a report stands after an act; `returned` is how often it was sent back before.

    >>> after(Standing.RETURNED, StandingAct.RECEIVE, returned=1).label
    '重交待复核'

    Raises:
        UserError: it is not possible there, or wants a reason.
    """
    if not may(standing, act):
        raise UserError(refusal(standing, act))
    if act in _NEEDS_REASON and not reason.strip():
        raise UserError(_NEEDS_REASON[act])
    there = Standing.RESUBMITTED if returned else Standing.RECEIVED  # where what comes in stands
    return _TO.get(act, there)


def refusal(standing: Standing, act: StandingAct) -> str:
    """Say why an act is not possible, and what would have to come before."""
    if act is StandingAct.RECEIVE:
        if standing is Standing.EXCUSED:
            return "已免报，先取消免报再收"
        return f"{standing.label}（锁定），先撤销通过再收"
    if act in {StandingAct.RETURN, StandingAct.PASS} and standing is Standing.RETURNED:
        return f"已退回，还没有重交，不能{act.label}"
    return f"现在是“{standing.label}”，不能{act.label}"


class Child(NamedTuple):
    """A unit below one that is to pass."""

    name: str
    standing: Standing


def in_the_way(children: Iterable[Child], tally: Tally | None, undecided: int = 0) -> str:
    """Say what keeps a report from passing unless a reason overrules it; empty where nothing does.

    >>> below = [Child("甲小学", Standing.MISSING), Child("乙小学", Standing.EXCUSED)]
    >>> in_the_way(below, Tally(blanks=3, must=2, verify=1))
    '还有必须改正的2处；还有3格没有填；下属单位甲小学（未交）还没有通过'
    """
    late = [f"{one.name}（{one.standing.label}）" for one in children if one.standing.is_open]
    words = [f"还有必须改正的{tally.must}处"] if tally and tally.must else []
    words += [f"还有{tally.unfilled.words}没有填"] if tally and tally.unfilled.places else []
    words += [f"还有{undecided}条意见的回复没有定"] if undecided else []
    if late:
        shown, more = "、".join(late[:3]), len(late) - 3
        words.append(f"下属单位{shown}{f'等{len(late)}个' if more > 0 else ''}还没有通过")
    return "；".join(words)
