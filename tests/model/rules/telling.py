"""What a rule says of one text, for the tests of the wording rules."""

from __future__ import annotations

from model.report.report import Level, Report
from model.rules import findings
from model.rules.switches import Switches

PART = "overview/active_disclosure"
ALL_ON = Switches(on=frozenset({"T12", "T13"}))


def quotes(check: str, text: str, level: Level = Level.COUNTY, switches: Switches = ALL_ON) -> list[str]:
    """Return what a rule finds in a report on 2023 that has one text, in the order of the text."""
    report = Report("甲县人民政府", level, 2023, texts={PART: text})
    found = [one for one in findings(report, switches=switches) if one.check == check.strip()]
    for one in found:
        start, end = one.span or (0, 0)
        assert text[start:end] == one.quote
    return [one.quote for one in sorted(found, key=lambda one: one.span or (0, 0))]
