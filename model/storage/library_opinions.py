"""What the county said of reports that it sent back, and what is answered to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from model.errors import UserError
from model.storage import rows
from model.storage.events import HistoryEvent
from model.storage.library_headings import LibraryHeadings
from model.storage.records import How, Move
from model.storage.rows import Act, Past

if TYPE_CHECKING:  # few reports are ever sent back
    from model.collection.opinion import Opinion
    from model.collection.remarks import RemarkAnswer


class LibraryOpinions(LibraryHeadings):
    """The opinions of reports, each change a step of undo."""

    def take_opinions(self, report_id: int, opinions: Iterable[Opinion], ends: str = "") -> None:
        """Keep what a return says of a report, also of a final one, in place of what one said before.

        It is a step of undo, or part of what `ends` the trail.

        Raises:
            UserError: nothing was written.
        """
        from model.storage.opinions import put_opinions

        event = HistoryEvent.ADVISED.label
        step = (Move.END, ends) if ends else (Move.NEW, event)
        with self._writing(report_id, closed_too=True, step=step) as writing:
            rows.remember(writing, Act(writing.now, How.IMPORTED, event), put_opinions(writing, opinions))
            self._line = None

    def answer_opinions(self, report_id: int, which: Sequence[str], answer: RemarkAnswer, words: str = "") -> None:
        """Note what was done about opinions, as one step.

        Raises:
            UserError: the report is final, one was not heeded and no reason is given, or there is none such.
        """
        from model.collection.remarks import RemarkAnswer
        from model.storage.opinions import opinion_place, opinion_row

        if answer is RemarkAnswer.KEPT and not words.strip():
            raise UserError("不改要写原因")
        there = {one.id: (nth, one) for nth, one in enumerate(self.load(report_id).opinions)}
        event, said = HistoryEvent.ANSWERED.label, f"{answer.label}{'：' if words.strip() else ''}{words.strip()}"
        with self._writing(report_id, step=(Move.NEW, event)) as writing:
            told = []
            for key in which:
                if key not in there:
                    raise UserError("这条意见已经不在了，请重新打开退回的文件")
                nth, one = there[key]
                after = one._replace(answer=answer, answer_words=words.strip())
                writing.put("opinion", (key,), opinion_row(nth, after), writing.mark_of("opinion", key))
                told.append(Past(opinion_place(key), one.answer.value, said))
            rows.remember(writing, Act(writing.now, How.TYPED, event), told)
            self._line = None
