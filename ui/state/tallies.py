"""How much of a report is still to be done: blanks, what must be mended, what is to be verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from model.form.schema import Section, Severity
from model.report.report import Report
from model.report.totals import with_totals
from model.rules import Finding, Verdict, findings
from model.rules.explanations import settled_by
from model.rules.tally import Tally
from model.storage.records import Stored


def tally_of(section: Section, report: Report, found: Iterable[Finding]) -> Tally:
    """Count what is open in a section; `found` are the open findings of the whole report."""
    typed = set(report.form.typed_cells)
    here = [f for f in found if report.form.section_of[f.at[0]] is section]
    return Tally(
        sum(cell in typed and cell not in report.numbers for cell in section.cells),
        *_counts(here),
        sum(not text.optional and not report.texts.get(text.key) for text in section.texts),
    )


def tally_of_stored(stored: Stored, last: Report | None) -> Tally:
    """Count what is open in a report as the library holds it."""
    report = with_totals(stored.report)
    found = findings(report, with_totals(last) if last else None)
    blanks = sum(cell not in report.numbers for cell in report.form.typed_cells)
    return Tally(blanks, *_counts(f for f in found if _is_open(f, report, stored)))


def _is_open(finding: Finding, report: Report, stored: Stored) -> bool:
    settled = settled_by(finding, report, stored.report.explanations, stored.explained)
    return finding.verdict is Verdict.BROKEN and settled is None


def _counts(found: Iterable[Finding]) -> tuple[int, int]:
    listed = [f for f in found if f.verdict is Verdict.BROKEN and not f.gap]
    is_warning: Callable[[Finding], bool] = lambda f: f.severity is Severity.WARN  # noqa: E731
    return sum(f.blocks for f in listed), sum(map(is_warning, listed))
