"""定稿 and 修订: a report is closed when nothing is in the way, and opened again with a reason."""

from __future__ import annotations

from datetime import date

from app.assessment import Assessment
from app.report_store import ReportStore
from model.errors import UserError

LEAST_REASON = 5  # characters: why a final report is opened again


def finalise(store: ReportStore, report_id: int, assessment: Assessment, on: date) -> None:
    """Close a report on a day; `assessment` is of the report as the store holds it.

    Raises:
        UserError: something is in the way, or it could not be written.
    """
    if assessment.hindrances:
        raise UserError(f"还有{len(assessment.hindrances)}项没有处理，不能定稿：{assessment.hindrances[0].message}")
    store.finalise(report_id, on)


def reopen(store: ReportStore, report_id: int, reason: str) -> None:
    """Open a final report for a revision; the reason stays in its history.

    Raises:
        UserError: there is no reason, the report is not final, or it could not be written.
    """
    if len(reason.strip()) < LEAST_REASON:
        raise UserError(f"请写明为什么要修订，至少{LEAST_REASON}个字")
    store.reopen(report_id, reason)
