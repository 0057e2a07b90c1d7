"""Files that come to the window by any way: one is shown as one, several in a list; those that come meanwhile wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from model.errors import UserError
from ui import dialogs
from ui.actions.in_widgets import REDO, UNDO
from ui.actions.in_window import BRING_IN
from ui.window.unfinished import go_to_unfinished

if TYPE_CHECKING:
    from app.importing.import_undo import Imported, ImportUndo
    from app.preparing import Prepared
    from ui.window.main_window import MainWindow


PARCELS = ".gouji"  # the suffix of what travels between offices


class Incoming:
    """Brings in the files of one request after those of the other: a list shows the library as it is."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._waiting: deque[Sequence[Path]] = deque()
        self._at_work = False
        self.last: ImportUndo | None = None  # the last list that came in, as long as it can be taken back
        self.at = 0.0  # when it came in, by a clock that only goes forward
        self.taken_back: ImportUndo | None = None  # the list that was taken back, as long as it can be brought in again

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Bring in files and folders, now or when what is being asked is answered."""
        if self._window.library.read_only is None and paths:
            self._waiting.append(paths)
        if self._at_work:
            return
        self._at_work = True
        try:
            while self._waiting:
                self._take(self._waiting.popleft())
        finally:
            self._at_work = False

    def _take(self, paths: Sequence[Path]) -> None:
        from app.importing.gathering import gather, nothing_in

        window = self._window
        if not window.commit():
            dialogs.warn(window, f"{go_to_unfinished(window)}。请先改正，或按Esc放弃，然后再导入。")
            return
        try:
            window.insist_on_saved(BRING_IN.label)
            files = gather(paths)
        except UserError as error:
            dialogs.warn(window, error.sentence)
            return
        if not files:
            dialogs.tell(window, nothing_in(paths))
        elif len(files) == 1:
            self._take_one(files[0])
        else:
            self._take_many(files)

    def _take_one(self, file: Path) -> None:
        from ui.transfer.importing import import_file

        window = self._window
        if file.suffix.lower() == PARCELS and self._prepare(file):
            return
        current = window.session.report if window.session else None
        import_file(window, window.library, file, window.open_imported, current)

    def _prepare(self, file: Path) -> bool:
        """Prepare a report where an office handed the file out; False where it is another kind of file."""
        from ui.transfer.preparing import open_hand_out

        try:
            said = open_hand_out(self._window, self._window.library, file, self._show_prepared)
        except UserError as error:
            dialogs.warn(self._window, error.sentence)
            return True
        if said:
            self._window.status.say(said)
        return said is not None

    def _show_prepared(self, prepared: Prepared) -> str:
        from app.importing.import_undo import ImportUndo
        from ui.library.new_report import fill_brought_forward

        window = self._window
        if window.session and window.session.id == prepared.report:
            window.show_library()  # what is open does not know yet what was changed
        filled = fill_brought_forward(window.open(prepared.report))
        if prepared.made:
            last = ImportUndo(window.library, made=list(prepared.made))
            last.close()
            self.last, self.taken_back, self.at = last, None, monotonic()
        return "；上年结转已填，可以撤销" if filled else ""

    def _take_many(self, files: Sequence[Path]) -> None:
        from ui.transfer.import_many import import_many

        window = self._window
        done = import_many(window, window.library, files)
        if done is not None:
            if len(done.taken):
                self.last, self.taken_back, self.at = done.taken, None, monotonic()
            window.show_library()
            self._tell(done)

    def take_back(self) -> None:
        """Take the last list back, if nobody built on it."""
        last = self.last
        if last is not None and self._done(last.take_back):
            self.last, self.taken_back = None, last
            self._window.show_library()
            self._window.status.offer(f"已撤销：{last.name}", REDO.label, self.make_again)

    def make_again(self) -> None:
        """Bring in again the list that was taken back, if nobody changed its reports since."""
        again = self.taken_back
        if again is not None and self._done(again.make_again):
            self.last, self.taken_back, self.at = again, None, monotonic()
            self._window.show_library()
            self._window.status.offer(f"已重做：{again.name}", UNDO.label, self.take_back)

    def _done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except UserError as error:
            dialogs.warn(self._window, error.sentence)
            self._window.show_library()
            return False
        return True

    def _tell(self, done: Imported) -> None:
        if len(done.taken):
            self._window.status.offer(done.sentence, "整批撤销", self.take_back)
        else:
            self._window.status.say(done.sentence)
        if done.skipped:
            dialogs.show_list(self._window, f"{done.sentence}：", done.skipped)
