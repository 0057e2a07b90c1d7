"""Bring a deleted report back, and say which is used where the library has another of that unit and year by now."""

from __future__ import annotations

from model.errors import clip, quoted
from model.storage.library import Library


def bring_back(library: Library, report_id: int) -> str:
    """Restore a report; give the sentence to be told, empty where it is the only one of its unit and year.

    Raises:
        UserError: the disk does not allow it.
    """
    library.restore(report_id)
    beside = library.beside(report_id)
    if not beside:
        return ""
    report = library.read(report_id).report
    following = library.find(report.unit, report.year + 1)
    used = library.number_of(following.report.unit if following else report.unit, report.year)
    which = "刚恢复的这份"
    if used is not None and used != report_id:
        which = f"原有的{quoted(clip(library.read(used).report.unit))}那份"
    return (
        f"已恢复。报告库里现在有{len(beside) + 1}份{quoted(clip(report.unit))}{report.year}年度的年报，"
        f"{report.year + 1}年度的年报与{which}核对；不要的请删除。"
    )
