"""How the program looks: its font, light and dark colours, signs of severities — calm, dense, never colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QWindow
from PySide6.QtWidgets import QApplication, QLabel

from model.form.schema import Severity
from ui import ROOT
from ui.appearance.colours import DARK, LIGHT, Colours, colours, is_dark
from ui.appearance.signs import blank_icon, done_icon, severity_icon
from ui.appearance.style_sheet import sheet

FONT_FILE = ROOT / "assets" / "fonts" / "hei.ttf"
SYSTEM_FAMILIES = [  # the first that is installed
    "Microsoft YaHei UI",
    "微软雅黑",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体 CN",
    "思源黑体",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
]
STYLE = ("-style", "Fusion")  # for the constructor of the application: naming it there spares Python the class QStyle
POINTS = 10  # of the interface; tables and texts multiply it by the zoom

_DRESSED = "dressed"  # the property of the application that says that it follows the system
_CHOSEN = "looks chosen"  # the property of the application that remembers it
MUST, VERIFY = "必须", "核实"  # what the user calls findings that block, and findings to look at

SEVERITY_NAMES = {
    Severity.HARD: "必须改正",
    Severity.EXPLAIN: "改正或说明",
    Severity.WARN: "请核实",
    Severity.HINT: "提示",
}


def severity_colour(severity: Severity) -> QColor:
    """Return the colour of lines, signs and words of a severity."""
    tone = colours()
    return {
        Severity.HARD: tone.hard,
        Severity.EXPLAIN: tone.explain,
        Severity.WARN: tone.warn,
        Severity.HINT: tone.hint,
    }[severity]


def severity_ground(severity: Severity) -> QColor:
    """Return the ground on which a cell or word of a severity stands."""
    tone = colours()
    return {
        Severity.HARD: tone.hard_soft,
        Severity.EXPLAIN: tone.explain_soft,
        Severity.WARN: tone.warn_soft,
        Severity.HINT: tone.hint_soft,
    }[severity]


def severity_line(severity: Severity) -> Qt.PenStyle:
    """Return the style of the border round a cell of a severity: it tells them apart without colour."""
    return {
        Severity.HARD: Qt.PenStyle.SolidLine,
        Severity.EXPLAIN: Qt.PenStyle.DashLine,
        Severity.WARN: Qt.PenStyle.DotLine,
        Severity.HINT: Qt.PenStyle.NoPen,
    }[severity]


# Font, palette, style


@cache
def font_family() -> str:
    """Name the Chinese font of the screen: the system's if there is one, else the bundled 黑体.

    The first call needs a QGuiApplication.
    """
    installed = set(QFontDatabase.families())
    found = next((name for name in SYSTEM_FAMILIES if name in installed), None)
    if found:
        return found
    number = QFontDatabase.addApplicationFont(str(FONT_FILE))
    return QFontDatabase.applicationFontFamilies(number)[0] if number >= 0 else QFont().family()


def ui_font(percent: int = 100, *, bold: bool = False) -> QFont:
    """Return the font of the interface, larger or smaller by a zoom."""
    font = QFont(font_family())
    font.setPointSizeF(POINTS * percent / 100)
    font.setBold(bold)
    return font


def like(font: QFont, percent: int = 100, *, bold: bool = False) -> QFont:
    """Return a font as another, larger or smaller by some percent of it."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * percent / 100)
    made.setBold(bold)
    return made


def palette_of(tone: Colours) -> QPalette:
    """Make a palette out of a set of colours."""
    palette = QPalette(tone.raised, tone.window)
    role = QPalette.ColorRole
    for which, colour in (
        (role.WindowText, tone.text),
        (role.Text, tone.text),
        (role.ButtonText, tone.text),
        (role.Base, tone.base),
        (role.AlternateBase, tone.raised),
        (role.ToolTipBase, tone.base),
        (role.ToolTipText, tone.text),
        (role.PlaceholderText, tone.muted),
        (role.Highlight, tone.accent),
        (role.HighlightedText, tone.on_accent),
        (role.Link, tone.accent),
        (role.Accent, tone.accent),
        (role.Mid, tone.line),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, tone.muted)
    return palette


def apply(application: QApplication, *, dark: bool | None = None) -> None:
    """Dress the application; light or dark as the system, and along with it, unless `dark` says which."""
    if not application.property(_DRESSED):
        application.setProperty(_DRESSED, True)
        watch_the_system(application)
        application.styleHints().colorSchemeChanged.connect(lambda _: _follow(application))
    choose(application, dark)


# The classes that a system may have a font of its own for. Qt takes those fonts on again when it puts on a style sheet,
# and when the system's looks change, though the application was given another font.
WITH_A_FONT_OF_THE_SYSTEM = (
    *("QAbstractItemView", "QCheckBox", "QComboLineEdit", "QComboMenuItem", "QDockWidgetTitle", "QHeaderView"),
    *("QLabel", "QListBox", "QListView", "QMdiSubWindowTitleBar", "QMenu", "QMenuBar", "QMenuItem", "QMessageBox"),
    *("QMiniFont", "QPushButton", "QRadioButton", "QSmallFont", "QStatusBar", "QTipLabel", "QTitleBar", "QToolButton"),
    *("QToolTip", "QWorkspaceTitleBar"),
)


def put_font(application: QApplication) -> None:
    """Let every widget have the font of the interface, whatever the system has for lists, menus or messages."""
    if application.font() != ui_font():
        application.setFont(ui_font())
    font = application.font()
    for name in WITH_A_FONT_OF_THE_SYSTEM:
        if QApplication.font(name) != font:  # type: ignore[call-overload]  # the stubs want bytes, which it refuses
            application.setFont(font, name)  # type: ignore[arg-type]


class _SystemChanges(QWindow):
    """Is never shown; Qt tells every window when the system's looks have changed."""

    def event(self, event: QEvent) -> bool:
        application = QApplication.instance()
        if event.type() is QEvent.Type.ThemeChange and isinstance(application, QApplication):
            put_font(application)
        return super().event(event)


def watch_the_system(application: QApplication) -> None:
    """Put the font on again whenever the system's looks change, as long as the application runs."""
    watching = [_SystemChanges()]
    application.aboutToQuit.connect(watching.clear)


def choose(application: QApplication, dark: bool | None) -> None:
    """Wear light or dark from now on; None follows the system."""
    application.setProperty(_CHOSEN, dark)
    _follow(application)


def _follow(application: QApplication) -> None:
    chosen = application.property(_CHOSEN)
    system = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    wear(application, system if chosen is None else bool(chosen))


def wear(application: QApplication, dark: bool) -> None:
    """Put on the light or the dark colours."""
    tone = DARK if dark else LIGHT
    application.setPalette(palette_of(tone))
    with _keeping_margins(application):
        application.setStyleSheet(sheet(tone))
    put_font(application)


@contextmanager
def _keeping_margins(application: QApplication) -> Iterator[None]:
    """Restore the room round the words of labels: Qt takes it away when it puts on another style sheet."""
    labels = ((one, one.contentsMargins()) for one in application.allWidgets() if isinstance(one, QLabel))
    kept = [(one, margins) for one, margins in labels if not margins.isNull()]
    yield
    for one, margins in kept:
        one.setContentsMargins(margins)


__all__ = [
    "DARK",
    "LIGHT",
    "MUST",
    "SEVERITY_NAMES",
    "STYLE",
    "SYSTEM_FAMILIES",
    "VERIFY",
    "Colours",
    "apply",
    "blank_icon",
    "choose",
    "colours",
    "done_icon",
    "is_dark",
    "like",
    "severity_colour",
    "severity_ground",
    "severity_icon",
    "severity_line",
    "ui_font",
    "wear",
]
