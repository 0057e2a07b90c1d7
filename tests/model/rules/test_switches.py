"""Rules that are switched off say nothing, all others say what they said; what blocks is never switched off."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.form.schema import Severity
from model.report.report import Report
from model.rules import findings
from model.rules.registry import can_be_switched, is_on, rules
from model.rules.switches import PRESET, Switches
from tests.model.rules.test_examples import EXAMPLES, saying
from tests.samples import any_reports, whole_reports

IDS = [one.id for one in rules()]
SWITCHABLE = [one.id for one in rules() if can_be_switched(one)]
any_switches = st.builds(
    Switches, st.frozensets(st.sampled_from(IDS)), st.frozensets(st.sampled_from(IDS)), st.integers(1, 5000)
)


def ids(report: Report, switches: Switches) -> list[tuple[str, str]]:
    return [(one.check, one.message) for one in findings(report, switches=switches)]


def without(found: Iterable[tuple[str, str]], off: str) -> list[tuple[str, str]]:
    return [one for one in found if one[0] != off]


@given(any_switches)
def test_what_is_written_down_is_read_again(switches: Switches) -> None:
    assert Switches.of(switches.words) == switches


@given(st.text(max_size=60))
def test_whatever_stands_there_can_be_read(words: str) -> None:
    assert Switches.of(Switches.of(words).words) == Switches.of(words)


@given(any_reports(), st.sampled_from(SWITCHABLE))
@whole_reports
def test_a_rule_that_is_off_says_nothing_and_all_others_what_they_said(report: Report, off: str) -> None:
    on = {one.id for one in rules() if one.preset}
    before = ids(report, PRESET)
    after = ids(report, PRESET.switched(off, on=False))
    if off == "N8" or off not in on:  # what it tells is told by others
        return
    assert [one for one in after if one[0] != off] == without(before, off)
    assert off not in {one[0] for one in after}


def test_what_blocks_is_asked_whatever_is_switched() -> None:
    everything = Switches(off=frozenset([*IDS, "H1", "H2", "H3", "H4"]))
    asked = {one.id for one in rules() if is_on(one, everything)}
    assert asked == set(IDS) - set(SWITCHABLE)
    assert {"H5", "H6", "X1", "X2", "E1"} <= asked
    cell = FORM_2021.cell_called["applications/received/total"]
    wrong = EXAMPLES["E1"].report.with_number(cell, EXAMPLES["E1"].report.numbers[cell] + 1)
    assert "H1" in {one.check for one in findings(wrong, switches=everything)}


def test_what_is_off_by_itself_is_asked_only_where_it_was_switched_on() -> None:
    long = saying("本机关全年主动公开政府信息。" * 90)
    assert "T12" not in {one.check for one in findings(long)}
    on = PRESET.switched("T12", on=True, preset=False)
    assert "T12" in {one.check for one in findings(long, switches=on)}
    assert "T12" not in {one.check for one in findings(long, switches=on.switched("T12", on=False, preset=False))}


@pytest.mark.parametrize("count, told", [(9_000, False), (10_000, False), (10_001, True), (91_146, True)])
def test_a_text_that_is_beyond_any_use_is_told_of_whatever_the_limit(count: int, *, told: bool) -> None:
    found = [one for one in findings(saying("公 \n" * count)) if one.check == "T17"]
    assert [one.severity for one in found] == [Severity.HINT] * told
    assert all(f"{count}字" in one.message for one in found)


@given(st.integers(1, 3000))
def test_the_limit_is_that_which_was_set(limit: int) -> None:
    text = "公" * 1000 + "。 \n"
    found = findings(saying(text), switches=Switches(on=frozenset({"T12"}), limit=limit))
    assert ("T12" in {one.check for one in found}) == (limit < 1001)
