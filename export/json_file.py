"""The program's own file (.json), for handing over and for keeping."""

from __future__ import annotations

from model.report import Report
from model.report_file import dumps


def write_json(report: Report) -> bytes:
    """Write the report as `model.report_file` describes it, every number as it stands."""
    return dumps(report).encode("utf-8")
