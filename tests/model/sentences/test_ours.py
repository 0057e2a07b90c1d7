"""Whatever a report is, what our sentences say of it is true, and the checks of the narrative read it so."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.editions import FORM_2021, FORMS, NUMBERS
from model.form.form import Form
from model.form.roles import TableRole, TextRole
from model.form.schema import Cell, Kind
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from model.rules.narrative.grammar import Origin, read
from model.rules.words.level_of_name import levels_of_name
from model.sentences.filling import Filled, chosen, filled, objection, of_text
from model.sentences.ours import sentences
from model.sentences.own_words import own_words
from model.sentences.places import cells_of
from model.sentences.recognising import said_in
from model.sentences.schema import StockSentence, names_in
from tests.samples import ROOT, balanced, seeds

UNITS = ("甲县乙镇人民政府", "甲县丙街道办事处", "甲县人民政府", "甲县丁局", "甲市人民政府", "甲省戊厅", "甲县某机关")
WORDINGS = [(one, number) for one in sentences() for number in range(len(one.wordings))]
OF_THE_WHOLE = {"T2", "T3", "N9"}  # what a text as a whole must say

MOSTS = st.sampled_from((0, 1, 2, 9, 120, 2600))


def true_report(form: Form, level: Level, unit: str, most: int, seed: int) -> Report:
    """Return a report without a blank in which every identity holds; many of its numbers are 0."""
    random = Random(seed)

    def some(cell: Cell) -> Decimal:
        if form.kinds[cell] is Kind.AMOUNT:
            return Decimal(random.randint(0, most * 10**4)).scaleb(-random.choice((0, 2, 4)))
        return Decimal(random.choice((0, random.randint(0, most))))

    typed = {cell: some(cell) for cell in form.typed_cells}
    for cell in typed:  # what 规章 there are is another rule's to say
        if cell.row == "regulations" and not level.may_make_regulations:
            typed[cell] = Decimal()
    whole = balanced(Report(unit, level, form.since + 2 if form is FORM_2021 else form.since, form.edition, typed))
    return with_totals(_with_some_brought_forward(whole, random))


def _with_some_brought_forward(report: Report, random: Random) -> Report:
    """Let some of what was received come from the year before."""
    numbers: dict[Cell, Decimal | None] = {}
    for cell, value in report.numbers.items():
        if cell.row == "received" and cell not in report.form.totals:
            old = Decimal(random.choice((0, int(value), random.randint(0, int(value)))))
            numbers |= {cell: value - old, Cell.at(cell.table, "brought_forward", cell.column): old}
    return report.with_numbers(numbers).with_numbers(dict.fromkeys(report.form.totals))


@st.composite
def true_reports(draw: st.DrawFn) -> Report:
    form = draw(st.sampled_from(list(FORMS.values())))
    level = draw(st.sampled_from(Level))
    fitting_units = [unit for unit in UNITS if level in (levels_of_name(unit) or Level)]
    return true_report(form, level, draw(st.sampled_from(fitting_units)), draw(MOSTS), draw(seeds))


def key_of(report: Report, sentence: StockSentence) -> str:
    text = report.form.text(sentence.role)
    assert text is not None
    return text.key


def fitting(report: Report) -> Iterator[tuple[StockSentence, str, Filled]]:
    """Return every sentence that is offered for a report, in every wording."""
    for key in report.form.texts:
        for one in of_text(report.form, key):
            if not objection(one, report):
                for wording in one.wordings:
                    said = filled(wording, report)
                    assert said is not None
                    yield one, key, said


# The definition


def test_keys_are_unique_and_every_sentence_has_several_wordings() -> None:
    keys = [one.key for one in sentences()]
    assert len(keys) == len(set(keys))
    assert all(len(set(one.wordings)) >= 2 for one in sentences())
    said = [wording for one in sentences() for wording in one.wordings]
    assert len(said) == len(set(said))


NAMES = {one.name for one in NUMBERS}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_stands_for_cells_of_the_form_in_force(name: str) -> None:
    cells = cells_of("2021", name)
    assert cells
    assert set(cells) <= FORM_2021.cells.keys()


@pytest.mark.parametrize("sentence, number", WORDINGS, ids=lambda one: getattr(one, "key", str(one)))
def test_a_wording_names_numbers_that_there_are_and_ends_as_a_sentence(sentence: StockSentence, number: int) -> None:
    wording = sentence.wordings[number]
    assert set(names_in(wording)) <= NAMES
    assert wording.endswith("。")
    assert wording == "".join(wording.split())


def test_no_name_is_there_for_nothing() -> None:
    assert {name for one in sentences() for name in one.names} == NAMES


@pytest.mark.parametrize("level", Level)
def test_every_text_of_every_level_has_sentences_for_a_year_in_which_nothing_was(level: Level) -> None:
    report = true_report(FORM_2021, level, "甲县某机关", 0, 0)
    for key in report.form.texts:
        assert chosen(report, key)


@pytest.mark.parametrize("sentence", sentences(), ids=lambda one: one.key)
def test_a_condition_is_about_numbers_that_the_text_may_tell_of(sentence: StockSentence) -> None:
    assert all(one.names for one in sentence.when)
    assert sentence.whose is None or sentence.whose.levels < frozenset(Level)


# What they say


@settings(max_examples=60)
@given(report=true_reports())
def test_no_sentence_in_any_wording_says_what_the_tables_do_not(report: Report) -> None:
    for one, key, said in fitting(report):
        found = [f for f in findings(report.with_text(key, said.words)) if f.at[0] == key]
        wrong = [f.message for f in found if f.check not in OF_THE_WHOLE]
        assert not wrong, (one.key, said.words)


@settings(max_examples=60)
@given(report=true_reports())
def test_what_a_sentence_quotes_is_read_back_as_a_claim_about_the_same_cells(report: Report) -> None:
    spoken_of = {
        cell
        for role in (TableRole.DOCUMENTS, TableRole.APPLICATIONS, TableRole.DISPUTES)
        if (table := report.form.table(role))
        for cell in table.cells
    }
    for one, key, said in fitting(report):
        readings = read(said.words, Origin(key, report.form, report.year, report.unit))
        claims = [claim for reading in readings for claim in reading.claims]
        for quoted in said.numbers:
            assert said.words[quoted.start : quoted.end].replace(".", "").isdigit()
            if spoken_of.issuperset(quoted.cells):
                heard = [set(c.target.cells) for c in claims if c.span[0] <= quoted.start and quoted.end <= c.span[1]]
                assert set(quoted.cells) in heard, (one.key, said.words, quoted)


@settings(max_examples=60)
@given(report=true_reports(), data=st.data())
def test_a_whole_text_of_ours_has_nothing_wrong_and_nothing_missing(report: Report, data: st.DataObject) -> None:
    wording = data.draw(st.fixed_dictionaries({one.key: st.integers(0, 3) for one in sentences()}))
    texts = {key: "".join(said.words for _, said in chosen(report, key, wording)) for key in report.form.texts}
    whole = replace(report, texts=texts)
    assert all(texts.values())
    assert not [f.message for f in findings(whole) if f.at[0] in texts]


def others_than(sentence: StockSentence) -> Iterator[Report]:
    """Return reports in which what a sentence says is none, is there."""
    for condition, seed in product(sentence.when, range(20)):
        if condition.none:
            report = true_report(FORM_2021, Level.CITY, "甲市人民政府", 9, seed)
            if all(report.numbers[c] for name in condition.names for c in cells_of("2021", name)[:1]):
                yield report


READ = {"documents", "received", "carried", "disputes"}  # topics whose tables the narrative is held against


@pytest.mark.parametrize(
    "sentence, number",
    [(one, n) for one, n in WORDINGS if one.topic in READ and any(c.none for c in one.when)],
    ids=lambda one: getattr(one, "key", str(one)),
)
def test_that_there_was_nothing_is_contradicted_where_there_was_something(sentence: StockSentence, number: int) -> None:
    others = list(others_than(sentence))
    assert others
    for report in others:
        assert objection(sentence, report)
        said = filled(sentence.wordings[number], report)
        zeros = sentence.wordings[number] if said is None or said.numbers else said.words
        key = key_of(report, sentence)
        words = zeros.replace("{year}", str(report.year))
        for name in names_in(words):
            words = words.replace(f"{{{name}}}", "0")
        found = [f for f in findings(report.with_text(key, words)) if f.at[0] == key and f.check.startswith("N")]
        assert found, words


# Where they are found again


@settings(max_examples=30)
@given(report=true_reports(), own=st.sampled_from(["", "本镇另外开了三次座谈会", "甲乙丙丁。戊己庚辛！"]))
def test_whatever_numbers_stand_in_them_ours_are_left_out_and_nothing_else_is(report: Report, own: str) -> None:
    for one, _, said in fitting(report):
        assert own_words(said.words + own) == own
        assert one.key in said_in(said.words + own)


def test_who_changes_a_word_makes_a_sentence_his_own() -> None:
    assert own_words("本年度没有收取任何信息处理费。") == "本年度没有收取任何信息处理费。"


# What is refused


@given(report=true_reports(), data=st.data())
def test_a_blank_is_no_zero(report: Report, data: st.DataObject) -> None:
    offered = [one for key in report.form.texts for one in of_text(report.form, key) if one.names]
    one = data.draw(st.sampled_from(offered))
    name = data.draw(st.sampled_from(sorted(one.names)))
    blank = report.with_number(data.draw(st.sampled_from(cells_of(report.edition, name))), None)
    assert objection(one, blank)


def test_every_role_has_its_sentences() -> None:
    assert {one.role for one in sentences()} == set(TextRole)


def test_an_unfit_sentence_says_why() -> None:
    report = true_report(FORM_2021, Level.TOWNSHIP, UNITS[0], 0, 0)
    told = {one.key: objection(one, report) for one in sentences()}
    assert told["received"] == "“新收”是0"
    assert told["results_of_others"] == "人民政府以外的机关用"
    assert told["nothing_received"] == ""
    blank = report.with_number(Cell("applications/received/total"), None)
    assert objection(next(one for one in sentences() if one.key == "nothing_received"), blank) == "“新收”还没有填"


def test_no_wording_that_has_gone_into_the_world_is_changed() -> None:
    """A text in which it stands would not be known to be ours any more; those that are new are added to the file."""
    gone_out = (ROOT / "tests" / "data" / "our-sentences.txt").read_text("utf-8").splitlines()
    now = [f"{one.key}\t{wording}" for one in sentences() for wording in one.every]
    assert [line for line in gone_out if line not in now] == []
    assert [line for line in now if line not in gone_out] == []


PROBLEMS = [(one.key, wording) for one in sentences() if one.topic == "problems" for wording in one.wordings]


@pytest.mark.parametrize("key, wording", PROBLEMS)
def test_problems_that_stand_beside_each_other_have_the_same_heads(key: str, wording: str) -> None:
    """Several are put in together, each in any of its wordings."""
    problem, _, remedy = wording.partition("。")
    assert problem.startswith("主要问题：")
    assert remedy.startswith("改进情况：")
    assert said_in(wording) == {key}


def test_no_wording_says_in_one_sentence_twice_that_nothing_came() -> None:
    (nothing,) = (one for one in sentences() if one.key == "nothing_received")
    for wording in nothing.wordings:
        new, _, old = wording.partition("上年")
        assert new.count("申请") == 1
        assert "结转" in old


def test_a_wording_that_is_offered_no_more_is_known_to_be_ours() -> None:
    former = [(one.key, wording) for one in sentences() for wording in one.former]
    assert former
    assert all(key in said_in(wording) for key, wording in former)
    assert not {wording for _, wording in former} & {wording for one in sentences() for wording in one.wordings}
