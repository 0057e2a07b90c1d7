"""What each item of the menus does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from model.errors import UserError
from ui import dialogs
from ui.appearance import theme
from ui.window import menus

if TYPE_CHECKING:
    from app.exporting.writing import ExportOutcome
    from model.storage.library import Library
    from ui.report.page import ReportPage
    from ui.state.session import Session
    from ui.window.main_window import MainWindow

LOOKS = {"looks_system": None, "looks_light": False, "looks_dark": True}


def looks_of(library: Library) -> str:
    """Return how the window is to look, by the key of the item."""
    looks = library.recall("looks", str, "looks_system")
    return looks if looks in LOOKS else "looks_system"


class Actions:
    """One method for each item, named as the item's key; what several of them use is the window's."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._library = window.library

    def by_key(self) -> dict[str, Callable[[], object]]:
        """Return what to do for every item; a known condition is told in its sentence."""
        slots: dict[str, Callable[[], object]] = {}
        for key in (item.key for _, items in menus.MENUS for item in items if item is not menus.LINE):
            if key in menus.PRESSED:
                slots[key] = _bound(menus.press, key)
            elif key in LOOKS:
                slots[key] = _bound(self.set_theme, key)
            else:
                slots[key] = _bound(self._told, getattr(self, key))
        return slots

    def _told(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            dialogs.warn(self._window, error.sentence)

    @property
    def _page(self) -> ReportPage:
        """The report that is open: items that need one are off where none is."""
        page = self._window.report_page
        if page is None:
            raise UserError("请先打开一份年报。")
        return page

    def _finish(self) -> None:
        if not self._window.commit():
            raise UserError("正在录入的这一格不是数字，请先改正，或按Esc放弃。")

    @property
    def _session(self) -> Session:
        self._finish()
        return self._page.session

    def _leave(self, what: str) -> None:
        """Take what is being typed, and let the report be left only when it is on disk."""
        self._finish()
        self._window.insist_on_saved(what)

    # 文件

    def new(self) -> None:
        """新建年报."""
        from ui.library import new_report

        self._leave("新建年报")
        created = new_report.begin(self._window, self._library, self._window.today)
        if created is not None:
            self._window.open_new(created)

    def bring_in(self) -> None:
        """导入."""
        from ui.transfer.import_many import ask_for_files

        self._leave("导入")
        self._window.bring_in(ask_for_files(self._window))

    def bring_in_folder(self) -> None:
        """导入文件夹."""
        from ui.transfer.import_many import ask_for_folder

        self._leave("导入")
        self._window.bring_in(ask_for_folder(self._window))

    def bring_in_clipboard(self) -> None:
        """从剪贴板导入."""
        from ui.transfer import importing

        self._leave("导入")
        session = self._window.session
        current = session.report if session else None
        importing.import_clipboard(self._window, self._library, self._window.open_imported, current)

    def library(self) -> None:
        """报告库."""
        self._leave("回到报告库")
        self._window.show_library()

    def next_year(self) -> None:
        """转入下一年."""
        self._window.roll_forward(self._session.id)

    def pdf(self) -> None:
        """导出PDF."""
        self._export(".pdf")

    def export(self) -> None:
        """导出其他格式."""
        self._export(None)

    def _export(self, suffix: str | None) -> None:
        from ui.transfer import exporting

        path = exporting.export(self._window, self._library, self._session.stored, self._session.to_hand_over, suffix)
        if path is not None:
            show: Callable[[], None] = _bound(exporting.open_folder, path)
            self._window.status.offer(f"已导出 {path.name}", "打开所在文件夹", show)

    def export_many(self) -> None:
        """一次导出多种格式."""
        from ui.transfer import exporting

        self._tell(exporting.export_many(self._window, self._library, [exporting.Handed.of(self._session)]))

    def hand_out(self, report_ids: Sequence[int]) -> None:
        """Export several reports of the library."""
        from ui.transfer import exporting

        self._tell(exporting.export_chosen(self._window, self._library, report_ids))

    def _tell(self, done: ExportOutcome | None) -> None:
        """Return what was written; where not all was, list it."""
        if done is None:
            return
        if done.written:
            from ui.transfer.exporting import open_folder

            self._window.status.offer(done.sentence, "打开所在文件夹", _bound(open_folder, done.written[0]))
        else:
            self._window.status.say(done.sentence)
        if done.lines:
            dialogs.show_list(self._window, f"{done.sentence}：", done.lines)

    def template(self) -> None:
        """导出填报模板."""
        from ui.transfer import exporting

        path = exporting.export_template(self._window, self._library, self._window.today)
        if path is not None:
            show: Callable[[], None] = _bound(exporting.open_folder, path)
            self._window.status.offer(f"已导出 {path.name}", "打开所在文件夹", show)

    def copy_html(self) -> None:
        """复制到网站."""
        from ui.transfer import exporting

        session = self._session
        if not exporting.may_hand_over(self._window, len(session.stored.misfits), "复制"):
            return
        exporting.copy_html(session.report)
        self._window.status.say("整份年报已复制，到网站的编辑器里粘贴即可")

    def print(self) -> None:
        """打印."""
        from ui.preview import printing
        from ui.transfer import exporting

        session = self._session
        if not exporting.may_hand_over(self._window, len(session.stored.misfits), "打印"):
            return
        if printing.print_report(self._window, session.report, session.stored.finalised_on):
            self._window.status.say("已送往打印机")

    def backup(self) -> None:
        """备份报告库."""
        today = self._window.today
        suggested = Path.home() / f"勾稽报告库备份{today:%Y%m%d}.db"
        path = dialogs.save_file(self._window, "备份报告库", suggested, [("报告库", ".db")])
        if path is not None:
            self._library.backup(path)
            self._window.status.say(f"报告库已备份并核验：{path}")

    def recover(self) -> None:
        """从备份恢复."""
        from ui.window import restoring

        self._finish()
        restoring.ask_and_restore(self._window)

    def settings(self) -> None:
        """设置."""
        from ui.settings import dialog

        self._finish()
        if dialog.show(self._window, self._library, self._window.today) == dialog.RECOVER:
            self.recover()

    def quit(self) -> None:
        """退出."""
        self._window.close()

    # 编辑

    def undo(self) -> None:
        """撤销."""
        if self._window.session:
            self._session.undo_stack.undo()
        elif self._window.incoming:
            self._window.incoming.take_back()

    def redo(self) -> None:
        """重做."""
        self._session.undo_stack.redo()

    # 查看

    def next_finding(self) -> None:
        """下一条核对结果."""
        self._page.step(forward=True)

    def previous_finding(self) -> None:
        """上一条核对结果."""
        self._page.step(forward=False)

    def findings(self) -> None:
        """显示或收起核对结果."""
        self._page.show_findings(self._page.findings_side.isHidden())

    def preview(self) -> None:
        """显示或收起预览."""
        self._page.show_preview(self._page.preview_side.isHidden())

    def zoom_in(self) -> None:
        """放大."""
        self._window.zoom(1)

    def zoom_out(self) -> None:
        """缩小."""
        self._window.zoom(-1)

    def zoom_reset(self) -> None:
        """原来大小."""
        self._window.zoom(0)

    def set_theme(self, key: str) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.choose(application, LOOKS[key])
        self._library.remember("looks", key)
        for name in LOOKS:
            self._window.actions_by_key[name].setChecked(name == key)

    # 年报

    def heading(self) -> None:
        """单位、年度和截止日期."""
        from ui.library import new_report

        self._leave("更改单位和年度")
        new_report.change_heading(self._window, self._library, self._session)

    def history(self) -> None:
        """修改记录."""
        from ui.report.history_panel import History, HistoryDialog

        session, page = self._session, self._page.page
        self._window.notices.show_past(self._library.past_misfits(session.id))
        entries: History = lambda place: self._library.history(session.id, place)  # noqa: E731
        dialog = HistoryDialog(session, entries, page.current_place(), self._window)
        dialog.places.setCurrentIndex(0)
        dialogs.run(dialog)

    def finalise(self) -> None:
        """定稿."""
        from ui.transfer import finalise

        if finalise.finalise(self._window, self._session, self._window.today, self._page.go_to):
            self._window.status.say("已定稿")

    def reopen(self) -> None:
        """修订."""
        from ui.transfer import finalise

        if finalise.reopen(self._window, self._session):
            self._window.status.say("已打开修订，改好后再定稿")

    # 帮助

    def keys(self) -> None:
        """快捷键一览."""
        dialogs.show_list(self._window, "快捷键一览", menus.overview())

    def manual(self) -> None:
        """使用手册."""
        from ui.window import about

        about.open_manual()

    def about(self) -> None:
        """关于勾稽."""
        from ui.window import about

        about.show(self._window, self._library, self._window.today)


def _bound(act: Callable[..., object], value: object) -> Callable[[], None]:
    def run() -> None:
        act(value)

    return run
