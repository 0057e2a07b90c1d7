"""The registry of rules: each is one decorated function, which says what it holds, why, for which editions, on what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, groupby, product
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from model.form.editions import FORMS
from model.form.form import Form
from model.form.roles import LineRole, TableRole
from model.form.schema import Severity
from model.labelled import LabelledEnum
from model.report.as_read import NOTHING_READ, AsRead
from model.report.bindings import Bindings
from model.report.printed import Printed
from model.report.report import Report
from model.rules.finding import Finding
from model.rules.switches import PRESET, Switches


class Need(LabelledEnum):
    """What a rule holds a report against, by the words of docs/rules.md."""

    LAST_YEAR = "last_year", "上年年报"
    PEERS = "peers", "其他单位的年报"
    ORIGINAL = "original", "原件的合计"


class Remedy(LabelledEnum):
    """What a rule can tell of what would be right, by the words of docs/rules.md."""

    NUMBER = "number", "知道应填的数时，可以直接采用"
    WORDS = "words", "可以直接采用正确的文字"
    BY_HAND = "by_hand", "要对照原件改，程序不知道应当怎样写"


@dataclass(eq=False)
class Context:
    """What a rule may look at: the report as it stands, last year's if there is one, and other units' ones.

    `printed` are the totals of the original that its own follow from now.
    """

    report: Report
    last_year: Report | None = None
    others: Sequence[Report] = ()
    printed: Printed = field(default_factory=dict)
    switches: Switches = PRESET  # which rules are not asked, how long section one may be
    as_read: AsRead = NOTHING_READ  # the title and the date of the file that it was read from
    unseen: Bindings = ()  # words of the texts that nobody has looked at since they were put there
    told: Mapping[str, Sequence[Finding]] | None = None  # by rule, once one has read the texts for all of its kind

    @property
    def given(self) -> frozenset[Need]:
        """What there is to hold the report against."""
        return _GIVEN[self.last_year is not None, bool(self.others), bool(self.printed)]


_GIVEN = {there: frozenset(compress(Need, there)) for there in product((False, True), repeat=len(Need))}

Run: TypeAlias = Callable[[Context], Iterable[Finding | None]]  # None parts two small pieces of a long check
Editions: TypeAlias = Callable[[Form], bool]  # for which editions of the form a rule is meant

_SWITCHED = frozenset({Severity.WARN, Severity.HINT})
_NEVER_SWITCHED = frozenset(
    {"H6", "T3", "T16", "Y4", "E1"}
)  # that all is written and was looked at, and what the original says, is no matter of choice


def every_edition(_form: Form) -> bool:
    """Mean a rule for all editions."""
    return True


def since(year: int) -> Editions:
    """Mean a rule for the editions in force from a year on."""
    return lambda form: form.since >= year


def having(table: TableRole, *lines: LineRole) -> Editions:
    """Mean a rule for the editions that have a table with these rows and columns."""

    @cache  # asked at every keystroke
    def has_them(form: Form) -> bool:
        found = form.table(table)
        return found is not None and all(found.having(line) for line in lines)

    return has_them


class Rule(NamedTuple):
    """One rule beside the identities; `{form}` in its words stands for the document that prescribes the form."""

    id: str
    severity: Severity
    sentence: str
    source: str
    remedy: Remedy
    run: Run
    editions: Editions = every_edition
    needs: frozenset[Need] = frozenset()  # without any of these it has nothing to say; none: the report is enough
    in_text_order: bool = False  # what it finds is told among what others of its kind find
    preset: bool = True  # whether it is asked where nobody has switched it on or off

    def applies(self, context: Context) -> bool:
        """Return whether the rule has something to ask of this report."""
        return self.asks(context.report.form, context.given)

    def asks(self, form: Form, given: frozenset[Need]) -> bool:
        """Return whether the rule is for a form, and has enough to hold a report against."""
        return (not self.needs or not self.needs.isdisjoint(given)) and self.editions(form)

    def sentence_for(self, form: Form) -> str:
        """Return the rule as the user reads it in a report on this form."""
        return self.sentence.replace("{form}", form.source)

    def source_for(self, form: Form) -> str:
        """Return where the rule comes from, for this form."""
        return self.source.replace("{form}", form.source)

    @property
    def order(self) -> tuple[int, str, int]:
        """Where the rule stands among all: families as people know them, a new one after them."""
        family = _FAMILIES.find(self.id[0])
        return family if family >= 0 else len(_FAMILIES), self.id[0], int(self.id[1:])


_FAMILIES = "HXNYTE"  # entries, last year, narrative, years, texts, the original
_REGISTERED: dict[str, Rule] = {}


def rule(  # noqa: PLR0913 — a rule has these parts, and every decorator names them
    rule_id: str,
    severity: Severity,
    sentence: str,
    source: str,
    *,
    remedy: Remedy,
    editions: Editions = every_edition,
    needs: Collection[Need] = (),
    in_text_order: bool = False,
    preset: bool = True,
) -> Callable[[Run], Run]:
    """Register a function as a rule; `sentence` is what the user reads of it, `remedy` what can be taken of it.

    What rules `in_text_order` find is told in the order of the texts, whichever of them found it. Those whose `preset`
    is off are asked only where somebody has switched them on.

    Raises:
        ValueError: another rule has the id.
    """

    def register(run: Run) -> Run:
        if rule_id in _REGISTERED:
            raise ValueError(f"two rules are called {rule_id}")
        made = Rule(rule_id, severity, sentence, source, remedy, run, editions, frozenset(needs), in_text_order, preset)
        _REGISTERED[rule_id] = made
        return run

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule in the order in which the program and docs/rules.md list them.

    A module with rules is named here and nowhere else; one that is forgotten fails a test. (A walk through the folder
    would not find them in a program that is frozen.)
    """
    from model.rules import (  # noqa: F401
        entries,
        last_year,
        likeness,
        magnitudes,
        narrative_rules,
        originals,
        wording,
        years,
    )
    from model.rules.words import (  # noqa: F401
        broken,
        citations,
        composition,
        decisions_in_words,
        growth,
        left_over,
        level_of_name,
        lost_numbers,
        others_names,
        periods,
        personal,
        repeats,
        slips,
        superiors,
        title,
        twice_told,
        unlisted_results,
        unseen,
    )

    return tuple(sorted(_REGISTERED.values(), key=lambda one: one.order))


@cache  # asked at every keystroke
def groups(form: Form, given: frozenset[Need], switches: Switches) -> tuple[tuple[bool, tuple[Run, ...]], ...]:
    """Return the rules that apply, in their order: runs of those told in the order of the texts, and of others."""
    return tuple(
        (in_text_order, tuple(one.run for one in some if one.asks(form, given) and is_on(one, switches)))
        for in_text_order, some in groupby(rules(), key=attrgetter("in_text_order"))
    )


def can_be_switched(one: Rule) -> bool:
    """Return whether a rule may be switched off: none that blocks, and not that all is written."""
    return one.severity in _SWITCHED and one.id not in _NEVER_SWITCHED


def is_on(one: Rule, switches: Switches) -> bool:
    """Return whether a rule is asked; those that block cannot be switched off."""
    if not can_be_switched(one):
        return True
    return one.id in switches.on if not one.preset else one.id not in switches.off


def editions_of(one: Rule) -> tuple[str, ...]:
    """Return the editions that a rule is meant for."""
    return tuple(form.edition for form in FORMS.values() if one.editions(form))
