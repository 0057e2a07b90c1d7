"""What belongs in a cell (F1): its row, its column, the article, last year, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from model.form.schema import Cell
from model.report.numbers import number_text, with_unit
from ui.actions.in_widgets import ESCAPE, HELP, TAKE
from ui.appearance import theme
from ui.frame.buttons import icon_button
from ui.state.session import Session
from ui.tables.cell_state import findings_to_mark, original_words, proposal_at


def help_lines(session: Session, cell: Cell) -> list[tuple[str, str]]:
    """Return the help of a cell as pairs of heading and sentence."""
    form = session.report.form
    row, column = form.row(cell), form.column(cell)
    lines = [(row.spoken, row.help), (column.spoken, column.help)]
    if row.basis:
        lines.append(("依据（归纳，非表样原文）", f"《政府信息公开条例》{row.basis}"))
    before = session.last_year.numbers.get(cell) if session.last_year else None
    if before is not None:
        lines.append(("上年", with_unit(before, form.kinds[cell])))
    lines.append(("原件合计", original_words(session, cell)))
    proposal = proposal_at(session, cell)
    if proposal is not None:
        lines.append(("建议值", f"{number_text(proposal)}（按{TAKE.key}采用）"))
    lines += [(theme.SEVERITY_NAMES[f.severity], f.message) for f in findings_to_mark(session, cell)]
    return [(heading, words) for heading, words in lines if words]


class CellHelp(QFrame):
    """A panel below the table; Esc or F1 closes it, and it follows the current cell."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = icon_button("x", ESCAPE.told("关闭"))
        close.setAccessibleName("关闭填报说明")
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self._words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setProperty("ground", "hint")
        self.setAccessibleName(HELP.label)
        away = QShortcut(ESCAPE.sequences[0], self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.dismiss)
        self.hide()

    def tell(self, cell: Cell) -> None:
        """Show the help of a cell."""
        from html import escape

        form = self._session.report.form
        lines = [f"<b>{escape(form.name_of(cell))}</b>"]
        lines += [f"<b>{escape(heading)}</b>：{escape(words)}" for heading, words in help_lines(self._session, cell)]
        self._words.setText("<br>".join(lines))
        self.setAccessibleDescription("\n".join(f"{h}：{w}" for h, w in help_lines(self._session, cell)))
        self.show()

    def dismiss(self) -> None:
        """Close the panel."""
        self.hide()
        self.closed.emit()
