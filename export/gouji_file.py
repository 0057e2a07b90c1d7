"""The program's own file (.json), for handing over and for keeping."""

from __future__ import annotations

from model.errors import UserError
from model.report.file_format import LARGEST, dumps, too_long
from model.report.report import Report


def write_json(report: Report) -> bytes:
    """Write the report as `model.report.file_format` describes it, every number as it stands.

    Raises:
        UserError: it holds more than such a file may, and could not be read back.
    """
    for key, text in report.texts.items():
        if reason := too_long(text):
            raise UserError(f"“{report.form.name_of(key)}”{reason}，写成文件就读不回来，请先缩短")
    data = dumps(report).encode("utf-8")
    if len(data) > LARGEST:
        raise UserError(f"这份年报的文字和说明太多，写成文件有{len(data)}字节，超过{LARGEST}字节就读不回来，请先精简")
    return data
