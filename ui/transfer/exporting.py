"""Hand the report over: PDF, the other kinds of file, the HTML for the web site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.exporting.handing import Handed
from app.exporting.last_export import note
from app.exporting.names import exists, file_name
from app.exporting.own_files import altered, beside_final, ours
from app.exporting.writing import ChartsOf, ExportOutcome, Job, job_for, jobs_for
from export import WRITERS, replace_file
from model.collection.opinion import unanswered
from model.errors import UserError
from model.report.report import DRAFT_MARK, Report
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_window import EXPORT, TEMPLATE
from ui.folders import documents
from ui.state.session import Session
from ui.transfer.export_many import ask_kinds, settle_names, write_all

__all__ = [
    "CHARTS",
    "OPEN_FILE",
    "OPEN_FOLDER",
    "Handed",
    "copy_html",
    "export_chosen",
    "export_files",
    "export_kind",
    "export_many",
    "export_template",
    "last_folder",
    "may_hand_over",
    "note_folder",
    "open_file",
    "open_folder",
]

_FOLDER = "export folder"
EXPLANATIONS = "审核说明"
CHARTS = "printed charts"  # the setting
OPEN_FILE, OPEN_FOLDER = "打开文件", "打开所在文件夹"


def export_kind(parent: QWidget, library: Library, session: Session, suffix: str) -> ExportOutcome | None:
    """Write one kind of file into the folder of before; None if it was called off."""
    path = last_folder(library) / f"{file_name(session.to_hand_over)}{suffix}"
    return export_files(parent, library, session, [path])


def export_files(parent: QWidget, library: Library, session: Session, paths: Sequence[Path]) -> ExportOutcome | None:
    """Write files of the open report, read them again, note and tell that they were; None if it was called off."""
    handed = Handed.of(session, library)
    if not may_hand_over(parent, handed.misfits, EXPORT.label):
        return None
    suffixes = [path.suffix for path in paths]
    explanations = ".pdf" in suffixes and _wants_explanations(parent, handed.report)
    if explanations is None:
        return None
    charts = charts_for(library)
    named = [job_for(handed, path, explanations=explanations, charts=charts) for path in paths]
    jobs = beside_final(library, named)
    settled = settle_names(parent, jobs, ours=ours(library, jobs), altered=altered(library, jobs))
    if settled is None:
        return None
    done = _written(parent, library, settled)
    session.handed_out.emit(done)
    return done


def _written(parent: QWidget, library: Library, jobs: Sequence[Job]) -> ExportOutcome:
    """Write files, and remember of each report what was written of it."""
    done, by_path = write_all(parent, jobs), {job.path: job for job in jobs}
    for path in done.written:
        handed = by_path[path].handed
        if handed is not None:
            note(library, handed, path)
        note_folder(library, path.parent)
    handed_out = [by_path[path].handed for path in done.written]
    done.draft = "。".join(filter(None, (_drafts(handed_out), _silent(handed_out))))
    return done


def _drafts(written: Sequence[Handed | None]) -> str:
    """Say that what was written is a draft, or of how many reports that is so."""
    reports = {one.id: one for one in written if one is not None}
    drafts = [one.draft for one in reports.values() if one.draft]
    return f"{len(drafts)}份年报是{DRAFT_MARK}" if drafts and len(reports) > 1 else "".join(drafts)


def _silent(written: Sequence[Handed | None]) -> str:
    """Say how much of what the county said is still to be answered, or was answered though nothing changed."""
    reports = {one.id: one for one in written if one}.values()
    left, same = sum(unanswered(one.opinions) for one in reports), sum(one.not_heeded for one in reports)
    told = [f"县里的意见还有{left}条没有答复"] if left else []
    return "。".join([*told, *([f"{same}条意见答了“已改”，那里还和退回时一样"] if same else [])])


def export_many(parent: QWidget, library: Library, reports: Sequence[Handed]) -> ExportOutcome | None:
    """Ask which kinds to write into which folder, and write them of every report; None if it was called off."""
    if not may_hand_over(parent, sum(one.misfits for one in reports), EXPORT.label):
        return None
    chosen = ask_kinds(parent, library, last_folder(library), len(reports))
    if chosen is None:
        return None
    suffixes, folder = chosen
    explanations = ".pdf" in suffixes and _wants_explanations(parent, *(one.report for one in reports))
    if explanations is None:
        return None
    named = jobs_for(reports, folder, suffixes, explanations=explanations, charts=charts_for(library))
    apart = beside_final(library, named)
    jobs = settle_names(parent, apart, altered=altered(library, apart))
    if jobs is None:
        return None
    note_folder(library, folder)
    return _written(parent, library, jobs)


def export_chosen(parent: QWidget, library: Library, report_ids: Sequence[int]) -> ExportOutcome | None:
    """Export reports of the library, as each would be exported if it were open; None if it was called off."""
    with _busy():
        reports = [Handed.from_library(library, report_id) for report_id in report_ids]
    return export_many(parent, library, reports)


def export_template(parent: QWidget, library: Library, today: date) -> Path | None:
    """Ask for which year, and write a spreadsheet to be filled in; None if it was called off.

    Raises:
        UserError: it could not be written.
    """
    from export.layout.template import write_template

    years = [today.year - 1, today.year, today.year - 2]
    picked = dialogs.choose(parent, "要哪一年度年报的填报模板？", [f"{year}年度" for year in years])
    if picked is None:
        return None
    suggested = last_folder(library) / f"{years[picked]}年政府信息公开工作年度报告填报模板.xlsx"
    path = dialogs.save_file(parent, TEMPLATE.label, suggested, [(WRITERS[".xlsx"].name, ".xlsx")])
    if path is None:
        return None
    replace_file(path, write_template(years[picked]))
    note_folder(library, path.parent)
    return path


def last_folder(library: Library) -> Path:
    """Return the folder that files were written to last."""
    return library.recall(_FOLDER, _path, documents())


def note_folder(library: Library, folder: Path) -> None:
    """Remember the folder that files were written to last."""
    library.remember(_FOLDER, str(folder))


def charts_for(library: Library) -> ChartsOf | None:
    """Return what makes the charts of a report, where they are to be printed."""
    if not library.recall(CHARTS, int, 0):
        return None
    from app.charting.report import charts_of
    from export.charts.on_paper import paper_of
    from export.fonts.shipped import typesetter

    return lambda report: charts_of(library, report, paper_of(typesetter()))


def may_hand_over(parent: QWidget, misfits: int, what: str) -> bool:
    """Ask before something leaves the program that is not as it was written."""
    question = f"要{what}的内容有{misfits}处与保存时不符，还没有核对。仍要{what}吗？"
    return not misfits or dialogs.ask(parent, question, f"仍要{what}", "先核对")


def _wants_explanations(parent: QWidget, *reports: Report) -> bool | None:
    """Ask whether the reasons are to be printed, where some were written; None if the export was called off."""
    counts = [sum(bool(one.reason.strip()) for one in report.explanations) for report in reports]
    told = [count for count in counts if count]
    if not told:  # that something was looked at is no explanation
        return False
    which = "这份年报有" if len(reports) == 1 else f"其中{len(told)}份年报共有"
    question = f"{which}{sum(told)}条说明。要在PDF的最后附一页“审核说明”吗？公开发布的一般不附。"
    picked = dialogs.choose(parent, question, ("不附", "附上"), EXPLANATIONS)
    return None if picked is None else picked == 1


@contextmanager
def _busy() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def open_file(path: Path) -> None:
    """Show a file in the program that shows such files.

    Raises:
        UserError: it is gone, or nothing shows it.
    """
    if not exists(path):
        raise UserError(f"“{path}”已经不在那里了，请重新导出。")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise UserError(f"没有程序可以打开“{path}”，请自行打开。")


def open_folder(path: Path) -> None:
    """Show the folder in which a file stands."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def copy_html(report: Report, *, draft: bool) -> None:
    """Put the report on the clipboard as a web page, to be pasted into the editor of the web site.

    Raises:
        UserError: it cannot be written as one.
    """
    from export.html import write_fragment
    from export.plain_text import write_plain_text

    data = QMimeData()
    data.setHtml(write_fragment(report, draft=draft))
    data.setText(write_plain_text(report, draft=draft))
    QGuiApplication.clipboard().setMimeData(data)


def _path(words: str) -> Path:
    if "\0" in words:
        raise ValueError(words)
    return Path(words)
