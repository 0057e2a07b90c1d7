"""One unit on the page of its review: its report, what is said of it, what is found in it, what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.assessment import Assessment, assess
from app.collecting.answers import not_done
from app.collecting.explained import explained_of, without_refused
from app.collecting.last_years import LastYears
from app.collecting.returning import place_words, ready_remarks, unasked
from app.collecting.revising import Revision, revision_of
from app.subject import Subject
from model.collection.remarks import RemarkAnswer, RemarkVerdict, verdict_words
from model.report.totals import with_totals
from model.storage.county.records import NewRemark, Remark, RollRow, Submission
from model.storage.library import Library
from ui.actions.in_county import READY, REMARK
from ui.appearance.zoom import scale_of
from ui.county.paper import paper
from ui.county.remarks_side import RemarksSide
from ui.county.unit_report import UnitReport
from ui.findings.panel import FindingsPanel
from ui.state.before_this import BeforeThis
from ui.state.shown import RemarksByPlace

_SIDE, _LEAST, _NARROW = 360, 240, 860  # pixels
_REMARKS, _FINDINGS, _CHANGES = range(3)


class Reviewed(QWidget):
    """Shows one unit; remarks are written at once, what is decided of the whole is told."""

    judged = Signal(object, bool)  # an Explained, whether it is taken
    changed = Signal(str, object, object)  # what was done, what takes it back, what does it again

    def __init__(self, library: Library, row: RollRow, current: Submission) -> None:
        super().__init__()
        self._library, self.row, self.current = library, row, current
        heading = library.county.collection(current.collection).heading
        report = current.report
        last = LastYears(library, heading.year).of(row.unit, report)
        self.judgements = library.county.judgements(current.key)
        mine = paper(without_refused(report, self.judgements), last, library.switches)
        if current.before is not None:
            before = library.county.submission(current.before)
            mine.before = BeforeThis(f"第{before.revision}稿", with_totals(before.report))
        as_sent = mine.assessment
        if self.refused:
            as_sent = assess(Subject(report, last, switches=library.switches))
        self.explained = explained_of(as_sent, self.judgements)
        self.report = UnitReport(mine)
        self._ready = ready_remarks(self.assessment, current.key, self.refused)
        self.side, self.panel = RemarksSide(), FindingsPanel(self.report.session)
        self.changes = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.changes.setAccessibleName("与上一稿的不同")
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._lay_out()
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.report.moved.connect(self._moved)
        self.panel.jump.connect(lambda finding, focus: self.report.go_to(finding.at[0], finding.span, focus=focus))
        self.side.said.connect(self.say)
        self.side.ready.connect(self.say_ready)
        self.side.removed.connect(self.remove)
        self.side.decided.connect(self.decide)
        self.side.judged.connect(self.judged)
        self.side.chosen.connect(self.report.go_to)
        self.report.show_tab(0)
        self.refresh()
        self._show_changes()
        self.setFocusProxy(self.report)

    def _lay_out(self) -> None:
        self._scale = 1.0
        right = self.right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        for page in (self.side, self.panel, self.changes):
            self.pages.addWidget(page)
        for words in ("意见", "核对"):
            self.tabs.addTab(words)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        right.setMinimumWidth(_LEAST)
        for part, share in ((self.report, 5), (right, 2)):
            self.split.addWidget(part)
            self.split.setStretchFactor(self.split.count() - 1, share)
        self.split.setSizes([1000 - _SIDE, _SIDE])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    # What is shown

    @property
    def assessment(self) -> Assessment:
        """What the checks say of the report, as in the unit's own window."""
        return self.report.session.assessment

    @property
    def remarks(self) -> Sequence[Remark]:
        """What was said of the unit's reports."""
        return self._library.county.remarks(self.row.unit.key)

    @property
    def offered(self) -> Sequence[NewRemark]:
        """What is ready to be said, and was not said yet."""
        return list(self.ready.values())

    @property
    def ready(self) -> Mapping[int, NewRemark]:
        """What is ready to be said, by the number of its key, which stays while others are said.

        Once all keys are used, those that are left get them.
        """
        known = {(one.place, one.words) for one in self.remarks}
        left = {at: one for at, one in enumerate(self._ready) if (one.place, one.words) not in known}
        first = next(iter(left), 0) // len(READY) * len(READY)
        return {at - first: one for at, one in left.items()}

    @property
    def refused(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """The findings of which the explanation is not taken: that is said already."""
        return frozenset(one.identity for one in self.judgements if not one.accepted)

    def refresh(self) -> None:
        """Show what was said as it is now."""
        form, remarks = self.report.session.report.form, self.remarks
        writable = self._library.read_only is None and self.row.standing.waits_for_office
        same = not_done(self._library, self.current, remarks, self.assessment)
        self.side.show_remarks(form, remarks, self.ready, writable=writable, same=same)
        self.side.show_explained(form, self.explained, {one.remark for one in self.judgements}, writable=writable)
        self.report.session.show_remarks(by_place_of(remarks))
        self.tabs.setTabText(_REMARKS, f"意见 {len(remarks)}" if remarks else "意见")
        count = len(self.assessment.hindrances)
        self.tabs.setTabText(_FINDINGS, f"核对 {count}" if count else "核对")

    def _show_changes(self) -> None:
        """List what the unit changed since the revision before, and what of that nobody had asked for."""
        revision = self.revision
        if revision is None:
            return
        form = self.report.session.report.form
        lines = [f"{revision.sentence}：", *revision.lines(form)]
        if more := unasked(revision, self.remarks):
            whole = "（对整份另有意见）" if any(not one.place for one in self.remarks) else ""
            lines += ["", f"其中{len(more)}处，意见里没有提到{whole}：", *(form.name_of(one) for one in more)]
        self.changes.setPlainText("\n".join(lines))
        self.tabs.addTab(f"改动 {revision.count}")
        names = {form.name_of(place): place for place in revision.places}
        self._changed_places = dict(sorted(names.items(), key=lambda one: -len(one[0])))
        self.changes.cursorPositionChanged.connect(self._follow_change)

    def _follow_change(self) -> None:
        """Show the place that the line tells of on which the cursor is."""
        line = self.changes.textCursor().block().text()
        place = next((place for name, place in self._changed_places.items() if line.startswith(name)), None)
        if place is not None:
            self.report.go_to(place, focus=False)

    @property
    def revision(self) -> Revision | None:
        """What differs from the revision before; None where there is none."""
        if self.current.before is None:
            return None
        return revision_of(self._library.county.submission(self.current.before), self.current.report)

    def _moved(self, place: str) -> None:
        form, quote = self.report.session.report.form, self.report.chosen_words
        self.side.tell_place(place_words(form, NewRemark(self.current.key, place, "", quote)))
        self.panel.follow((place, 0))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._share()

    def _share(self) -> None:
        """Set the side to its width in these letters, where that leaves as much to the report."""
        scale = scale_of(self)
        least = min(round(_LEAST * scale), self.width() // 2)
        self.right.setMinimumWidth(least)
        side = min(round(_SIDE * scale), max(_SIDE, self.width() * 2 // 5))
        if (self.width() > _NARROW and self.split.sizes()[1] < least) or scale != self._scale:
            self._scale = scale
            self.split.setSizes([self.width() - side, side])

    # What is said

    def say(self, words: str) -> None:
        """Say something of the place where the cursor is."""
        place = self.report.current_place() or ""
        self._add(NewRemark(self.current.key, place, words, self.report.chosen_words))

    def say_ready(self, at: int) -> None:
        """Say what is ready under a number."""
        if at in self.ready:
            self._add(self.ready[at])

    def _add(self, one: NewRemark) -> None:
        from ui.county.deeds import who_of

        (key,) = self._library.county.remark([one], who_of(self._library))
        self.refresh()
        self.tabs.setCurrentIndex(_REMARKS)
        remove = self._library.county.remove_remark
        self.changed.emit(REMARK.label, lambda: remove(key), lambda: remove(key, removed=False))

    def remove(self, key: int) -> None:
        """Take a remark away."""
        remove = self._library.county.remove_remark
        remove(key)
        self.refresh()
        self.changed.emit("去掉意见", lambda: remove(key, removed=False), lambda: remove(key))

    def decide(self, key: int, verdict: RemarkVerdict) -> None:
        """Decide whether an answer will do."""
        decide = self._library.county.decide
        answer = next((one.answer for one in self.remarks if one.key == key), RemarkAnswer.NONE)
        decide(key, verdict)
        self.refresh()
        self.changed.emit(
            verdict_words(answer, verdict), lambda: decide(key, RemarkVerdict.NONE), lambda: decide(key, verdict)
        )


def by_place_of(remarks: Sequence[Remark]) -> RemarksByPlace:
    """Sort remarks by place, so that they are marked there."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in remarks:
        if one.place:
            found[one.place] = (*found.get(one.place, ()), (one.quote, one.words))
    return found
