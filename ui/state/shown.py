"""The open report as it is shown: its numbers, its findings, what was said of them; nothing here changes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias
from weakref import proxy

from PySide6.QtCore import QObject, Signal

from app.begun_number import BegunNumber
from app.begun_reasons import BegunReasons
from app.looking_back import lately
from app.preferences import clerk
from app.subject import Subject
from model.form.schema import Cell
from model.report.bindings import Bindings, sound, waiting
from model.report.printed import Printed
from model.report.prose import LONG
from model.report.report import Explanation, Report
from model.storage.records import State
from ui.state.later import Later
from ui.state.saving import Saving

if TYPE_CHECKING:
    from app.assessment import Assessment
    from app.report_store import ReportStore
    from model.collection.opinion import Opinion
    from model.rules.finding import Finding
    from model.rules.locate import Correction, Doubt
    from ui.state.before_this import BeforeThis

RemarksByPlace: TypeAlias = Mapping[
    str, tuple[tuple[str, str], ...]
]  # of each place the words quoted, and what is said
FINAL = "已定稿，修订后才能改"  # why nothing can be changed, the same everywhere


class ShownReport(Saving):
    """What there is to see of one report of the library.

    Everything that can be known is worked out anew after each edit, so that nothing on screen is ever stale;
    in a report with a very long text the findings follow as soon as nobody types (`is_behind` until then).
    """

    changed = Signal(object)  # frozenset of the keys whose value is another now, derived totals included
    checked = Signal()  # after `changed`: the findings are new
    state_changed = Signal()  # draft, final, read-only, unit, year
    handed_out = Signal(object)  # ExportOutcome: files were written of it, what was exported last is other now

    def __init__(
        self, library: ReportStore, report_id: int, parent: QObject | None = None, *, check_later: bool = False
    ) -> None:
        """Open a report; with `check_later` nothing is found before `look_around`, so that it is shown at once."""
        super().__init__(library, report_id, parent)
        self._library = library
        self.stored = library.load(report_id)
        last_year = library.last_year(self.stored.report)
        self.subject = Subject.of(self.stored, last_year, switches=library.switches)
        self.begun, self.begun_number = BegunReasons(library, report_id), BegunNumber(library, report_id)
        self._looked_back = False  # what was changed lately is known
        self._said: Assessment | None = None  # what came of the last check
        self.is_checked = False
        self.remarked: RemarksByPlace = {}  # what the county says, by place
        self.sent_back: Report | None = None  # as it was when the county said so
        self._note_opinions()
        self.before: BeforeThis | None = None  # of a report that was sent again
        self.bindings: Bindings = ()
        self._bind(self._stored_bindings())
        mine = proxy(self)
        self._later = Later(lambda: mine._checking(), self)  # noqa: PLW0108, SLF001 — a bound method would keep it alive
        if not check_later:
            self._check()

    @property
    def id(self) -> int:
        """Number of the report in the library."""
        return self.stored.id

    @property
    def state(self) -> State:
        """Draft, final or revised."""
        return self.stored.state

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed now, as a sentence; None where it can."""
        if self.state is State.FINAL:
            return FINAL
        return self._library.read_only

    @property
    def typed(self) -> Report:
        """The report as it was entered."""
        return self.subject.typed

    @property
    def report(self) -> Report:
        """The report with its totals."""
        return self.subject.report

    @property
    def printed(self) -> Printed:
        """The totals of the original, also where one was typed over."""
        return self.subject.printed

    @property
    def last_year(self) -> Report | None:
        """Last year's report of the same unit."""
        return self.subject.last_year

    def _note_opinions(self) -> None:
        self.remarked = by_place(self.stored.opinions) if self.stored.opinions else {}
        if self.stored.opinions:
            from app.heeding import kept_sent_back  # few reports are ever sent back

            self.sent_back = kept_sent_back(self._library, self.id)

    def show_remarks(self, remarked: RemarksByPlace) -> None:
        """Mark other remarks at their places."""
        if remarked != self.remarked:
            self.remarked = remarked
            if self.is_checked:
                self.checked.emit()

    @property
    def clerk(self) -> str:
        """Whose name explanations carry: 填报人 of the settings; nobody's where none is set."""
        return clerk(self._library)

    def value(self, place: str) -> Decimal | str | None:
        """Return what is shown at a place: what was typed, or the total derived from it."""
        return self.subject.report.value(place)

    def is_derived(self, cell: Cell) -> bool:
        """Whether the number was filled in by the program."""
        return cell in self.subject.derived

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells still to be typed, in print order."""
        return self.subject.blanks

    @property
    def is_behind(self) -> bool:
        """Whether the findings are those of a moment ago; who is told by `checked` need not ask."""
        return self._later.is_due

    def catch_up(self) -> None:
        """Check now what was to be checked when nobody types."""
        self._later.finish()

    @property
    def assessment(self) -> Assessment:
        """What is to be said of the report as it is now."""
        self.catch_up()
        return self._said if self._said is not None and self.is_checked else self._check_now()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that the checks say of the report as it is now; nothing before it is checked at all."""
        self.catch_up()
        return self._said.findings if self._said else ()

    def findings_at(self, place: str) -> tuple[Finding, ...]:
        """Return the findings that run through a place, strongest first, those that are settled left out."""
        return self._said.at(place) if self._said else ()

    def explanation_of(self, finding: Finding) -> Explanation | None:
        """Return the explanation that settles a finding."""
        return self._said.explanation_of(finding) if self._said else None

    def is_open(self, finding: Finding) -> bool:
        """Whether a finding is broken and not settled."""
        return self._said is not None and self._said.is_open(finding)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The cells that must be wrong, and what should stand there."""
        return self._said.corrections if self._said else ()

    @property
    def strays(self) -> tuple[Correction, ...]:
        """The cells that break nothing, but were others when the totals were those of the original."""
        return self._said.strays if self._said else ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The breaks of which it is not clear which cell is wrong."""
        return self._said.doubts if self._said else ()

    @property
    def candidates(self) -> tuple[tuple[Correction, ...], ...]:
        """Where that is not clear, the sets of cells of which one must be wrong."""
        return self._said.candidates if self._said else ()

    @property
    def to_hand_over(self) -> Report:
        """The report with those explanations only that settle something now."""
        return self.assessment.to_hand_over

    def _bind(self, bindings: Bindings) -> None:
        """Take what follows cells and what waits to be looked at, placed as the texts are now."""
        self.bindings = bindings
        marked = waiting(bindings)
        if marked != self.subject.unseen:
            self.subject = replace(self.subject, unseen=marked)

    def _stored_bindings(self) -> Bindings:
        return sound(self.stored.bindings, self.report.texts, self.report.numbers)

    def _check(self) -> None:
        """Check now; where a text is very long, as soon as nobody types."""
        self._look_back()  # not by what is put off: the library may be closed by then
        if any(len(text) >= LONG for text in self.report.texts.values()):
            self.is_checked = False
            self._later.put_off()
        else:
            self._check_now()

    def _check_now(self) -> Assessment:
        from app.assessment import assess  # the window is there before anything is checked

        self._later.forget()
        self._look_back()
        return self._show(assess(self.subject, self._said))

    def _checking(self) -> Iterator[None]:
        from app.assessment import assessing

        said = yield from assessing(self.subject, self._said)
        self._later.forget()
        self._show(said)

    def _look_back(self) -> None:
        """Read what was changed lately, once: nothing but the search for a wrong cell wants to know it."""
        if not self._looked_back:
            self._looked_back = True
            edits, zeroed = lately(self._library, self.id, self.report.form)
            self.subject = replace(self.subject, edits=edits, zeroed=zeroed)

    def _show(self, said: Assessment) -> Assessment:
        self._said = said
        self.is_checked = True
        self.checked.emit()
        return said


def by_place(opinions: Iterable[Opinion]) -> RemarksByPlace:
    """Sort what a county says by place, with what was answered."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in opinions:
        answer = f"（{one.answer.label}）" if one.is_answered else ""
        found[one.place].append((one.quote, f"{one.words}{answer}"))
    return {place: tuple(said) for place, said in found.items() if place}
