"""N1 to N9: what the narrative says, held against the tables."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from model.form.roles import LineRole, TableRole
from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.narrative.told_besides import is_told_besides
from model.rules.registry import Context, Remedy, having, rule
from model.rules.words.disputes_in_words import disputes_that_were_not
from model.rules.words.documents_unnamed import documents_unnamed
from model.rules.words.ends_in_words import ends_in_words
from model.rules.words.looked_back import looked_back
from model.rules.words.who_applied import who_applied

_SOURCE = "第一部分与第二、三、四部分同一事项的数字应当一致"
_FEES_SOURCE = "《政府信息公开信息处理费管理办法》"


@rule(
    "N1",
    Severity.WARN,
    "文中写的新收（受理、收到）申请件数等于第三部分“本年新收”总计，“申请人均为自然人”等说法和所占比例与表一致",
    _SOURCE,
    remedy=Remedy.NUMBER,
    editions=having(TableRole.APPLICATIONS, LineRole.RECEIVED),
    in_text_order=True,
)
def received(context: Context) -> Iterator[Finding | None]:
    """Hold what the texts say was received against section three."""
    yield from told_of(context, "N1")
    yield from _in_words(context, "N1")
    yield from who_applied(context.report)


@rule(
    "N2",
    Severity.WARN,
    "文中写的予以公开、部分公开、不予公开、无法提供、不予处理、其他处理件数等于第三部分总计列，所占比例与表一致",
    _SOURCE,
    remedy=Remedy.NUMBER,
    editions=having(TableRole.APPLICATIONS, LineRole.OUTCOME),
    in_text_order=True,
)
def results(context: Context) -> Iterator[Finding | None]:
    """Hold what the texts say of how applications were handled against section three."""
    yield from told_of(context, "N2")
    yield from _in_words(context, "N2")


@rule(
    "N3",
    Severity.WARN,
    "文中写的办结（答复）、上年结转、结转下年度件数等于第三部分总计列",
    _SOURCE,
    remedy=Remedy.NUMBER,
    editions=having(TableRole.APPLICATIONS, LineRole.RESULTS_TOTAL),
    in_text_order=True,
)
def flow(context: Context) -> Iterator[Finding | None]:
    """Hold what the texts say was finished and carried forward against section three."""
    yield from told_of(context, "N3")
    yield from _in_words(context, "N3")


@rule(
    "N4",
    Severity.WARN,
    "同一句话里各项办理结果相加等于所说的总数",
    _SOURCE,
    remedy=Remedy.BY_HAND,  # any of the numbers named may be the wrong one
    editions=having(TableRole.APPLICATIONS, LineRole.OUTCOME),
    in_text_order=True,
)
def balance(context: Context) -> Iterator[Finding | None]:
    """Hold the results of a sentence against the total that it states."""
    return told_of(context, "N4")


@rule(
    "N5",
    Severity.WARN,
    "文中写的行政复议、行政诉讼件数和“均获维持”“未发生”“零败诉”等说法与第四部分一致",
    _SOURCE,
    remedy=Remedy.NUMBER,
    editions=having(TableRole.DISPUTES),
    in_text_order=True,
)
def disputes(context: Context) -> Iterator[Finding | None]:
    """Hold what the texts say of disputes and how they ended against section four."""
    told = list[Finding]()
    for one in told_of(context, "N5"):
        told += [one] if one else []
        yield one
    for one in disputes_that_were_not(context.report, told):
        told.append(one)
        yield one
    yield from _in_words(context, "N5", told)


@rule(
    "N6",
    Severity.WARN,
    "文中写的规范性文件（规章）制发、废止、现行有效件数与第二部分一致",
    _SOURCE,
    remedy=Remedy.NUMBER,
    editions=having(TableRole.DOCUMENTS),
    in_text_order=True,
)
def documents(context: Context) -> Iterator[Finding | None]:
    """Hold what the texts say of documents against section two."""
    told = list[Finding]()
    for one in told_of(context, "N6"):
        told += [one] if one else []
        yield one
    yield from documents_unnamed(context.report, told)


@rule(
    "N7",
    Severity.WARN,
    "“…N条，其中A多少条、B多少条”各分项相加等于总数",
    _SOURCE,
    remedy=Remedy.NUMBER,
    in_text_order=True,
)
def listings(context: Context) -> Iterator[Finding | None]:
    """Hold the parts that a sentence lists against the whole that it divides."""
    return told_of(context, "N7")


@rule(
    "N8",
    Severity.WARN,
    "文中数字与总计不符而等于另一列或一部分的，指出是哪一列、哪一部分",
    _SOURCE,
    remedy=Remedy.NUMBER,
    in_text_order=True,
)
def origins(context: Context) -> Iterator[Finding | None]:
    """Say of a number that breaks another rule where it was taken from; the finding is of that rule."""
    return told_of(context, "N8")


@rule("N9", Severity.WARN, "第六部分写明信息处理费，与其他文字不矛盾", _FEES_SOURCE, remedy=Remedy.BY_HAND)
def charged(context: Context) -> Iterable[Finding | None]:
    """Hold that section six says what was charged, and that no text says otherwise."""
    if not context.report.texts:
        return ()
    from model.rules.narrative_findings import of_the_fee

    return of_the_fee(context.report)


def _in_words(context: Context, rule_id: str, more: Sequence[Finding] = ()) -> Iterator[Finding]:
    """Return what is said of all, none or half without a number, where nothing else is told of the sentence."""
    read = [one for some in (context.told or {}).values() for one in some]
    yield from ends_in_words(context.report, [*read, *more], rule_id)
    if rule_id in {"N1", "N3"}:
        yield from looked_back(context.report, read, rule_id)


def told_of(context: Context, rule_id: str) -> Iterator[Finding | None]:
    """Return what is one rule's to say; the first that is asked reads the texts, piece by piece, for all of them."""
    told = context.told
    if told is None:
        told = context.told = yield from _read(context)
    yield from told.get(rule_id, ())


def _read(context: Context) -> Generator[None, None, Mapping[str, Sequence[Finding]]]:
    if not context.report.texts:
        return {}
    from model.rules.narrative_findings import contradictions  # the grammar is a third of what checks import

    told: dict[str, list[Finding]] = {}
    texts = context.report.texts
    for one in contradictions(context.report):
        if one is None:
            yield None
        elif not is_told_besides(one.rule, one.finding, texts.get(one.finding.at[0], ""), context.report.numbers):
            told.setdefault(one.rule, []).append(one.finding)
    return told
