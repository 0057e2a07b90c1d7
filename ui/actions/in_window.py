"""The actions of the window, in the order of their menus; what each does is in `ui.window.menu`."""

from __future__ import annotations

from model.storage.events import HistoryEvent
from ui.actions import in_widgets  # noqa: F401 — 撤销, 复制 … come first in their menus
from ui.actions.registry import (
    KeyContext,
    Menu,
    Situation,
    action,
    with_one_report,
    with_open_report,
    with_report,
    with_reports,
    with_writable_library,
)

_BRING, _HAND, _KEEP, _END = ((Menu.FILE, group) for group in (1, 2, 3, 4))
_READ = (KeyContext.WINDOW, KeyContext.MANUAL)
_WAY, _FINDINGS, _SIDES, _ZOOM, _LOOKS = ((Menu.VIEW, group) for group in (1, 2, 3, 4, 5))


def _can_go_back(now: Situation) -> bool:
    return now.back


def _is_final(now: Situation) -> bool:
    return now.report and now.final


# 文件

NEW = action(
    "new", "新建年报", "Ctrl+N", place=_BRING, letter="N", asks=True, when=with_writable_library, icon="file-plus"
)
BRING_IN = action(
    "bring_in", "导入", "Ctrl+O", place=_BRING, letter="I", asks=True, when=with_writable_library, icon="import"
)
BRING_IN_FOLDER = action(
    "bring_in_folder",
    "导入文件夹",
    "Ctrl+Shift+O",
    place=_BRING,
    asks=True,
    when=with_writable_library,
    icon="folder-input",
)
BRING_IN_CLIPBOARD = action(
    "bring_in_clipboard",
    "从剪贴板导入",
    "Ctrl+Shift+V",
    place=_BRING,
    asks=True,
    when=with_writable_library,
    icon="clipboard-paste",
)
LIBRARY = action("library", "报告库", "Ctrl+L", place=_BRING, letter="L", icon="files")
REPORTS = action("reports", "年报", "Alt+1", tip="回到写年报的地方", icon="files")
COUNTY = action("county", "汇总", "Alt+2", place=_BRING, tip="收各单位的年报，看谁没有交、谁有错", icon="layers")
NEXT_YEAR = action(
    "next_year", HistoryEvent.NEXT_YEAR.label, place=_BRING, asks=True, when=with_one_report, icon="calendar-plus"
)
PDF = action("pdf", "导出PDF", "Ctrl+E", place=_HAND, letter="E", when=with_report, icon="file-text")
EXPORT = action("export", "导出", "Ctrl+Shift+E", place=_HAND, when=with_reports, icon="file-output")
TEMPLATE = action("template", "导出填报模板", place=_HAND, asks=True, icon="file-spreadsheet")
COPY_HTML = action("copy_html", "复制到网站", "Ctrl+Shift+C", place=_HAND, letter="W", when=with_report, icon="globe")
PRINT = action("print", "打印", "Ctrl+P", place=_HAND, letter="P", asks=True, when=with_report, icon="printer")
BACKUP = action("backup", "备份报告库", place=_KEEP, asks=True, icon="database-backup")
RECOVER = action(
    "recover", "从备份恢复", place=_KEEP, letter="R", asks=True, when=with_writable_library, icon="archive-restore"
)
SETTINGS = action("settings", "设置", place=_END, letter="S", icon="settings")
QUIT = action("quit", "退出", "Ctrl+Q", place=_END, letter="Q", icon="log-out")

# 查看

BACK = action(
    "back", "返回", "Alt+Left", place=_WAY, letter="B", when=_can_go_back, tip="回到上一页", icon="arrow-left"
)
NEXT_PANE = action("next_pane", "下一个区域", "F6", tip="光标到标题、页签、正文、核对、状态栏")
PREVIOUS_PANE = action("previous_pane", "上一个区域", "Shift+F6")
NEXT_FINDING = action(
    "next_finding",
    "下一条核对结果",
    "F8",
    contexts=(KeyContext.WINDOW, KeyContext.COMING, KeyContext.REVIEW),
    place=_FINDINGS,
    when=with_report,
)
PREVIOUS_FINDING = action(
    "previous_finding",
    "上一条核对结果",
    "Shift+F8",
    contexts=(KeyContext.WINDOW, KeyContext.REVIEW),
    place=_FINDINGS,
    when=with_report,
)
TAKE_CURRENT = action("take_current", "采用当前这一条", "Alt+A", place=_FINDINGS, letter="A", when=with_open_report)
EXPLAIN_CURRENT = action(
    "explain_current", "说明当前这一条", "Alt+S", place=_FINDINGS, letter="S", when=with_open_report
)
ACKNOWLEDGE = action(
    "acknowledge", "确认无误", "Alt+K", place=_FINDINGS, letter="K", when=with_open_report, icon="circle-check"
)
FINDINGS = action(
    "findings",
    "核对结果",
    "F7",
    contexts=(KeyContext.WINDOW, KeyContext.SUM),
    place=_SIDES,
    letter="F",
    when=with_report,
    checkable=True,
    tip="显示或收起核对结果",
    icon="list-checks",
)
PREVIEW = action(
    "preview",
    "预览",
    "F9",
    place=_SIDES,
    letter="V",
    when=with_report,
    checkable=True,
    tip="显示或收起打印预览",
    icon="eye",
)
ZOOM_IN = action("zoom_in", "放大", "Ctrl++", "Ctrl+=", contexts=_READ, place=_ZOOM, when=with_report, icon="zoom-in")
ZOOM_OUT = action("zoom_out", "缩小", "Ctrl+-", contexts=_READ, place=_ZOOM, when=with_report, icon="zoom-out")
ZOOM_RESET = action("zoom_reset", "原来大小", "Ctrl+0", contexts=_READ, place=_ZOOM, when=with_report)
LOOKS_SYSTEM = action("looks_system", "外观跟随系统", place=_LOOKS, checkable=True, icon="monitor")
LOOKS_LIGHT = action("looks_light", "浅色", place=_LOOKS, checkable=True, icon="sun")
LOOKS_DARK = action("looks_dark", "深色", place=_LOOKS, checkable=True, icon="moon")
TABS = tuple(
    action(
        f"tab_{number}",
        f"转到第{ordinal}部分",
        f"Ctrl+{number}",
        contexts=(KeyContext.WINDOW, KeyContext.SUM, KeyContext.REVIEW),
        when=with_report,
        family="转到第一至第六部分",
    )
    for number, ordinal in enumerate("一二三四五六", 1)
)

# 年报

HEADING = action(
    "heading",
    "更改单位、年度和截止日期",
    place=(Menu.REPORT, 1),
    letter="U",
    asks=True,
    when=with_report,
    tip="更改单位、层级、年度、截止日期",
    icon="pencil",
)
HISTORY = action(
    "history",
    "修改记录",
    "Ctrl+Shift+H",
    place=(Menu.REPORT, 1),
    letter="H",
    asks=True,
    when=with_report,
    icon="history",
)
REQUIREMENTS = action(
    "requirements",
    "上级的要求",
    place=(Menu.REPORT, 1),
    asks=True,
    when=with_report,
    tip="上级下发时对这份年报的要求",
    icon="megaphone",
)
IMPORT_REMARKS = action(
    "import_remarks",
    "导入时的提示",
    place=(Menu.REPORT, 1),
    asks=True,
    when=with_report,
    tip="从文件读这份年报时读到了什么、要核对什么",
    icon="import",
)
FINALISE = action(
    "finalise",
    "定稿",
    "Ctrl+D",
    place=(Menu.REPORT, 2),
    letter="D",
    when=with_open_report,
    tip="看还差什么；全部填好、看过后定稿",
    icon="badge-check",
)
NEXT_STEPS = action(
    "next_steps",
    "接下来",
    "Ctrl+7",
    place=(Menu.REPORT, 2),
    when=_is_final,
    tip="审签、盖章、报送、公开，和要交出去的文件",
    icon="clipboard-list",
)
REOPEN = action(
    "reopen",
    "修订",
    place=(Menu.REPORT, 2),
    asks=True,
    when=_is_final,
    tip="重新打开修改，须写明原因",
    icon="lock-open",
)

# 帮助

MANUAL = action("manual", "使用手册", place=(Menu.HELP, 1), letter="M", icon="book-text")
KEYS = action("keys", "快捷键一览", place=(Menu.HELP, 1), asks=True, icon="keyboard")
ABOUT = action("about", "关于勾稽", place=(Menu.HELP, 2), asks=True, icon="info")
