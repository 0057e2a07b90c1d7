"""预览: the pages as they will be printed, drawn beside the typing by another process."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from model.form.schema import Severity
from model.report import file_format
from ui.appearance import theme
from ui.frame.buttons import icon_button
from ui.frame.sign import Sign
from ui.frame.steady import keep_room
from ui.preview.page_view import PageView
from ui.preview.process import PreviewProcess
from ui.state.session import Session

PAUSE = 300  # ms without an edit before the pages are drawn anew
_ABOVE = 30  # points to be seen above a heading
_WAITING = "正在生成预览…"
_DIED = "预览程序意外退出，填写和保存不受影响"


class Preview(QWidget):
    """Follows the session while it is shown, one drawing at a time; of edits in between only the last counts."""

    def __init__(self, session: Session, parent: QWidget | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._started = False
        self._stale = True  # the report is another than the pages show
        self._deaths = 0  # since pages were drawn last
        self._places: dict[str, tuple[int, float]] = {}  # where each section begins
        self._wanted = ""  # heading of a section to go to once its place is known
        self.process = PreviewProcess(command, self)
        self.view = PageView()
        self.bar = PreviewBar(self.view)
        self.trouble = Trouble(self._retry)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._glance = QTimer(self, singleShot=True, interval=40)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.bar, self.trouble):
            layout.addWidget(part)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._session.changed.connect(self._changed)
        self._session.state_changed.connect(self._changed)
        self._pause.timeout.connect(self._ask)
        self._glance.timeout.connect(self._ask)
        self.view.wanting.connect(self._glance.start)
        self.process.sizes.connect(self._made)
        self.process.places.connect(self._found)
        self.process.page.connect(self._drawn)
        self.process.sentence.connect(self.trouble.say)
        self.process.done.connect(self._done)
        self.process.died.connect(self._died)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    # Started, shown, hidden, stopped

    def start(self) -> None:
        """Begin to follow the session; nothing is drawn before."""
        self._started = True
        self.view.message = _WAITING
        self._ask()

    def stop(self) -> None:
        """End the process; `start` begins again."""
        self._started = False
        self._halt()

    def show_section(self, heading: str) -> None:
        """Scroll to where a section begins, at once or when the pages are there."""
        place = self._places.get(heading)
        self._wanted = "" if place else heading
        if place:
            self.view.go_to_page(place[0], max(0, place[1] - _ABOVE))

    def _halt(self) -> None:
        self._pause.stop()
        self._glance.stop()
        self.process.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._glance.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._stale = True  # what is drawn next needs the document again
            self._halt()

    # Drawing

    def _changed(self, *_: object) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def _ask(self) -> None:
        """Ask for what is missing, unless an answer is under way, or the next edit."""
        if not self._started or not self.isVisible() or self.process.busy or self.trouble.is_final:
            return
        if self._stale and not self._pause.isActive():
            self._stale = False
            self.process.ask(
                {**self._report(), "scale": self.view.wanted_scale, "pages": self.view.visible_pages or [0]}
            )
        elif self.view.sizes and (pages := self.view.missing_pages()):
            self.process.ask({"scale": self.view.wanted_scale, "pages": pages})

    def _report(self) -> dict[str, object]:
        day = self._session.stored.finalised_on
        return {"report": file_format.dumps(self._session.report), "dated": day.isoformat() if day else None}

    def _made(self, sizes: list[tuple[float, float]]) -> None:
        self.trouble.clear()
        self.view.show_sizes(sizes)
        if self._wanted:
            self.show_section(self._wanted)

    def _found(self, places: dict[str, tuple[int, float]]) -> None:
        self._places = places

    def _drawn(self, page: int, image: QImage, scale: float) -> None:
        self.view.show_page(page, image, scale)

    def _done(self) -> None:
        self._deaths = 0
        if not self.view.sizes:
            self.view.message = ""
            self.view.viewport().update()
        if self.process.busy or not (self._stale or (self.view.missing_pages() and not self.trouble.said)):
            return
        self._ask()

    def _died(self) -> None:
        self._deaths += 1
        self._stale = True
        if self._deaths > 1:
            self.trouble.say(_DIED, final=True)
        else:
            self._ask()

    def _retry(self) -> None:
        self.trouble.clear()
        self._deaths = 0
        self._stale = True
        self._ask()


class PreviewBar(QWidget):
    """Which page it is, and how large."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.page = QLabel()
        self.size_label = QLabel()
        self.fit = _tool("适宽", "适合宽度", lambda: view.set_percent(None))
        self.fit.setCheckable(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(_sign("chevron-up", "上一页", lambda: view.go_to_page(view.current_page - 1)))
        layout.addWidget(_sign("chevron-down", "下一页", lambda: view.go_to_page(view.current_page + 1)))
        layout.addWidget(self.page, 1)
        layout.addWidget(_tool("－", "缩小预览", lambda: view.zoom(-1)))
        self.size_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keep_room(self.size_label, "400%")
        layout.addWidget(self.size_label)
        layout.addWidget(_tool("＋", "放大预览", lambda: view.zoom(1)))
        layout.addWidget(self.fit)
        view.moved.connect(self._show)
        self._show()

    def _show(self) -> None:
        count = len(self._view.sizes)
        page = self._view.current_page + 1
        self.page.setText(f"{page} / {count}" if count else "")
        self.page.setAccessibleName(f"第{page}页，共{count}页")
        self._view.setAccessibleDescription(self.page.accessibleName())
        self.size_label.setText(f"{self._view.percent}%")
        self.fit.setChecked(self._view.fits_width)


class Trouble(QWidget):
    """Says why there are no new pages; what does not mend itself can be tried again."""

    def __init__(self, retry: Callable[[], None]) -> None:
        super().__init__()
        self.said = ""
        self.is_final = False
        self._sign, self._words = Sign(16, theme.severity_icon(Severity.WARN)), QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.again = QPushButton("重试")
        self.again.clicked.connect(retry)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 6)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.again)
        self.hide()

    def say(self, sentence: str, *, final: bool = False) -> None:
        """Say a sentence, with a button to try again if it will not go away by itself."""
        self.said, self.is_final = sentence, final
        self._words.setText(sentence)
        self.again.setVisible(final)
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self.said, self.is_final = "", False
        self.hide()


def _sign(sign: str, name: str, act: Callable[[], object]) -> QToolButton:
    button = icon_button(sign, name)
    button.clicked.connect(act)
    return button


def _tool(text: str, name: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.clicked.connect(act)
    return button
