"""What the reading of the narrative says as findings: each problem with its words, its place and its sentence."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import count
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import TextRole
from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.report.prose import LONG, says_something
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative.claims import SentenceReading
from model.rules.narrative.contradiction import Cause, Contradiction
from model.rules.narrative.cutting import cut
from model.rules.narrative.fees import Fees, fees, fees_so_far
from model.rules.narrative.form_lines import form_lines
from model.rules.narrative.grammar import Origin, read, read_sentence, told_before
from model.rules.narrative.judgement import problems
from model.rules.narrative.wider import without_wider

_LONGEST = 16  # characters of the text that a message repeats whole
_ITEM, _WHOLE, _END = 4, 10, 8  # characters of the beginning, of its item's name or of a list, and of the end


class ToldContradiction(NamedTuple):
    """Something that a text says wrongly, and the rule whose it is to say so."""

    rule: str
    finding: Finding


def contradictions(report: Report) -> Iterator[ToldContradiction | None]:
    """Find what the texts say otherwise than the tables, or than themselves, in the order in which they say it."""
    against: _Against | None = None
    for key, text in report.texts.items():
        origin = Origin(key, report.form, report.year, report.unit)
        if len(text) >= LONG:
            against = against or _held_against(report)
            yield from _of_long_text(origin, text, against)
            continue
        readings = read(text, origin)
        if readings:
            against = against or _held_against(report)
            yield from _of_text(origin, text, readings, against)


@cache
def _cells(form: Form) -> tuple[Cell, ...]:
    """List the cells that a text may speak of."""
    return tuple(cell for table in form_lines(form).tables for cell in table.cells)


@dataclass(frozen=True, eq=False)
class _Against:
    """The numbers that sentences are held against; each set of numbers is one object."""

    numbers: Mapping[Cell, Decimal]


class _Values(tuple[Decimal | None, ...]):
    """The numbers of the cells that a text may speak of: to hash them all takes longer than to compare a few sets."""

    __slots__ = ()

    def __hash__(self) -> int:
        return len(self)


def _held_against(report: Report) -> _Against:
    return _of_values(report.form, _Values(map(report.numbers.get, _cells(report.form))))


@lru_cache(4)
def _of_values(form: Form, values: _Values) -> _Against:
    return _Against({cell: value for cell, value in zip(_cells(form), values, strict=True) if value is not None})


@lru_cache(64)  # while one text is typed, the others and the numbers stay as they are
def _of_text(
    origin: Origin, text: str, readings: tuple[SentenceReading, ...], against: _Against
) -> tuple[ToldContradiction, ...]:
    every = [problem for reading in readings for problem in problems(reading, against.numbers)]
    is_whole = origin.unit.endswith(_WHOLES)
    found = without_wider(text, every, readings, is_whole=is_whole) if every else ()
    return tuple(_told(origin.form, origin.key, text, problem, number) for number, problem in enumerate(found))


_WHOLES = ("政府", "委员会", "管委会")  # whose own are all applications of the county


def _of_long_text(origin: Origin, text: str, against: _Against) -> Iterator[ToldContradiction | None]:
    """Judge sentence by sentence: an edit leaves all others as they were, but for their places."""
    number = count()
    for start, sentence in cut(text):
        yield None
        for one in _of_sentence(sentence, told_before(text, start, origin), origin, against):
            yield one._replace(finding=_moved(one.finding, start, next(number)))


def _moved(finding: Finding, by: int, number: int) -> Finding:
    span = finding.span and (by + finding.span[0], by + finding.span[1])
    return replace(finding, span=span, number=number)


@lru_cache(4096)  # the sentences of a text of 100,000 characters, unless they are very short
def _of_sentence(sentence: str, before: str, origin: Origin, against: _Against) -> tuple[ToldContradiction, ...]:
    reading = read_sentence(sentence, 0, origin, before)
    found = problems(reading, against.numbers) if reading else ()
    return tuple(_told(origin.form, origin.key, sentence, problem) for problem in found)


def _told(form: Form, key: str, text: str, problem: Contradiction, number: int = 0) -> ToldContradiction:
    """Say what is wrong; where a number was taken from is N8's to say, with the rule that it breaks."""
    finding = _finding(form, key, text, problem, number)
    return ToldContradiction("N8" if problem.is_traced else problem.check, finding)


def _can_be_taken(problem: Contradiction) -> bool:
    """Return whether the number due may replace the number said: not where another one may be wrong instead."""
    return not (problem.by_word or problem.confirmed or problem.cause is Cause.SCOPE or problem.check == "N4")


def _finding(form: Form, key: str, text: str, problem: Contradiction, number: int) -> Finding:
    cells: tuple[Cell, ...] = problem.target.cells if problem.target else ()
    open_ = problem.due is None
    proposal = problem.due if _can_be_taken(problem) else None
    return Finding(
        problem.check,
        Severity.HINT if problem.cause is Cause.SCOPE else Severity.WARN,
        Verdict.UNDECIDED if open_ else Verdict.BROKEN,
        (key, *cells),
        _message(form, key, text, problem),
        None if open_ else problem.said,
        problem.due,
        text[slice(*problem.span)],
        problem.span,
        proposal,
        about=_stretch(text, problem),
        sides=_sides(problem),
        why=_why(form, problem),
        cause=problem.cause.value,
        number=number,
    )


# What a message says


def _message(form: Form, key: str, text: str, problem: Contradiction) -> str:
    where = form.name_of(key)
    rules = f"{problem.check}、N8" if problem.is_traced else problem.check
    return f"{where}：写的“{_stretch(text, problem)}”{_against(form, problem)}（{rules}）"


def _stretch(text: str, problem: Contradiction) -> str:
    words = "".join(text[slice(*problem.words)].split())
    if len(words) > _LONGEST and problem.target is not None:
        words = f"{words[:_ITEM]}…{words[-_END:]}"
    elif len(words) > _LONGEST:
        words = f"{words[:_WHOLE]}…{words[-_END:]}"
    return words


def _sides(problem: Contradiction) -> tuple[str, str]:
    """Return what the two numbers are that should be equal; nothing where words are held against a number."""
    if problem.check == "N4":
        return "各项相加", "按总数算"
    if problem.target is None:
        return "总数", "各分项相加"
    return ("", "") if problem.by_word else ("写的", "表里")


def _why(form: Form, problem: Contradiction) -> str:
    if problem.target is None:
        if problem.check == "N4":  # either side may be wrong
            return "总数和各项中有一处写错，算不出是哪一处"
        first, second = map(number_text, problem.sums or ())
        names = _sides(problem)
        return f"{names[0]}{first}，{names[1]}{second}，相加{_apart(problem, parts=True)[1:]}"
    if problem.due is None:
        return "表里还有空白格"
    if problem.share:
        return _share(problem)
    where = _name(form, problem).partition("“")[2].replace("”", "")
    if problem.at_least:
        return f"{where}还有空白格，已填的就有{number_text(problem.due)}"
    return f"{where}是{number_text(problem.due)}{_source(problem)}"


def _source(problem: Contradiction) -> str:
    """Say in a few words where a wrong number was taken from."""
    source, said = problem.source.spoken if problem.source else "", number_text(problem.said)
    return {
        Cause.NATURAL_PERSON: f"，{said}是{source}列的",
        Cause.OTHER_COLUMN: f"，{said}是{source}列的",
        Cause.WITH_BROUGHT_FORWARD: f"，多算了{source}",
        Cause.WITHOUT_PENDING: f"，少算了{source}",
        Cause.ONE_PART: f"，{said}只是{source}",
    }.get(problem.cause, "")


def _against(form: Form, problem: Contradiction) -> str:
    if problem.target is None:
        return _sum_message(problem)
    name = _name(form, problem)
    if problem.due is None:
        return f"暂不能核对，{name}还有空白格"
    due = number_text(problem.due)
    if problem.at_least:
        return f"与{name}不符，还有空白格，已填的就有{due}；请核对文字和表格"
    if problem.by_word:
        wrong = f"，{_share(problem)}" if problem.share else f"{_apart(problem)}"
        return f"与{name}{'' if problem.share else due}不符{wrong}；请核对文字和表格"
    if problem.cause is Cause.SCOPE:
        return f"与{name}{due}不同，可能因为只说的是“{problem.scope}”；若是全部范围请改为{due}"
    advice = f"请改为{due}" if _can_be_taken(problem) else "请核对文字和表格"
    return f"与{name}{due}不符{_origin(problem)}{_apart(problem)}；{advice}"


def _share(problem: Contradiction) -> str:
    """Say what the share is by the table."""
    assert problem.share is not None and problem.due is not None  # noqa: S101, PT018 — asked before
    some, whole, every = problem.share
    named = "＋".join(row.spoken for row in whole.rows)
    return f"表里{number_text(some)}件占{named}{number_text(every)}件的{number_text(problem.due)}%"


def _sum_message(problem: Contradiction) -> str:
    assert problem.sums is not None  # noqa: S101 — a problem without cells is one of sums
    first, second = map(number_text, problem.sums)
    if problem.check == "N4":
        return f"这一句的各项结果相加是{first}，按所说的总数算是{second}{_apart(problem)}；请逐项核对"
    return f"各分项相加是{second}，与总数{first}不等{_apart(problem, parts=True)}；请核对总数和各分项"


def _apart(problem: Contradiction, *, parts: bool = False) -> str:
    """Say by how much the first number is more or less; of a list the parts, which are named first."""
    first, second = problem.sums or (problem.said, problem.due)
    if parts and second is not None:
        first, second = second, first
    if second is None or first == second or (problem.by_word and problem.said):
        return ""
    return f"，{'多' if first > second else '少'}{number_text(abs(first - second))}"


def _origin(problem: Contradiction) -> str:
    source = problem.source.spoken if problem.source else ""
    return {
        Cause.NATURAL_PERSON: f"，正好是“{source}”列的数",
        Cause.OTHER_COLUMN: f"，正好是“{source}”列的数",
        Cause.WITH_BROUGHT_FORWARD: f"，正好多算了“{source}”",
        Cause.WITHOUT_PENDING: f"，正好少算了“{source}”",
        Cause.ONE_PART: f"，正好是其中“{source}”一项的数",
    }.get(problem.cause, "")


def _name(form: Form, problem: Contradiction) -> str:
    target = problem.target
    assert target is not None  # noqa: S101 — only claims about cells have a name
    ordinal = form.section_of[target.table.key].ordinal
    rows = "＋".join(row.spoken for row in target.rows)
    column = "" if rows.endswith(target.column.spoken) else target.column.spoken
    return f"第{ordinal}部分“{rows}”{column}"


# N9

_FEES_SINCE = 2021  # the year in which 信息处理费 was first charged


def of_the_fee(report: Report) -> Iterator[Finding | None]:
    """Hold that section six says what was charged, and that no text says otherwise."""
    place = report.form.text(TextRole.OTHER_MATTERS)
    own = report.texts.get(place.key, "") if place else ""
    if place is None or not says_something(own):
        return
    told, where = (yield from _fees(own, report)), report.form.name_of(place.key)
    if not told.mentioned and report.year >= _FEES_SINCE:
        why = "没有写信息处理费"
        message = f"{where}：{why}；请写明本年收取的金额，没有收取的也请写明（N9）"
        yield Finding("N9", Severity.WARN, Verdict.BROKEN, (place.key,), message, why=why)
    for key, text in report.texts.items():
        said = yield from _fees(text, report)
        if told.none and said.amount:
            quote = own[slice(*told.none)]
            other = f"{report.form.name_of(key)}的收费{number_text(said.amount)}元"
            yield Finding(
                "N9",
                Severity.WARN,
                Verdict.BROKEN,
                (place.key,),
                f"{where}：写的“{quote}”与{other}矛盾；请核对（N9）",
                right=said.amount,
                quote=quote,
                span=told.none,
                about=quote,
                why=f"与{other}矛盾",
            )


def _fees(text: str, report: Report) -> Generator[None, None, Fees]:
    """Read what a text says of the fee; a long one piece by piece."""
    if len(text) < LONG:
        return fees(text, report.form, report.year)
    told = Fees()
    for so_far in fees_so_far(text, report.form, report.year):
        told = so_far
        yield None
    return told
