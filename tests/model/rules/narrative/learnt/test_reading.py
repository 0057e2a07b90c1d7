"""What was learnt: it reads texts of many writers, leaves traps alone, and gives the same answer every time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.read_claims import labelled, measure
from model.form.editions import FORM_2021, FORMS
from model.form.form import Form
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.narrative.form_lines import form_lines
from model.rules.narrative.grammar import Origin, read
from model.rules.narrative.learnt.features import Runs, Surroundings
from model.rules.narrative.learnt.kinds import kind_of, targets
from model.rules.narrative.learnt.reading import LEAST
from model.rules.narrative.learnt.weights import Sums, Weights, chance, packed, sums, unpacked, weights
from tests.samples import ROOT

CORPUS = ROOT / "bench" / "corpus"


def report(text: str, numbers: dict[str, int]) -> Report:
    cells = dict.fromkeys(FORM_2021.cells, Decimal())
    cells |= {Cell.at("applications", row, "total"): Decimal(value) for row, value in numbers.items()}
    return Report("甲县乙局", Level.COUNTY_DEPARTMENT, 2024, numbers=cells, texts={"overview/on_application": text})


def told(text: str, **numbers: int) -> list[tuple[str, str, Decimal | None]]:
    found = findings(report(text, numbers))
    return [(one.check, one.quote, one.proposal) for one in found if one.check.startswith("N") and one.quote]


@pytest.mark.parametrize("text", ["群众递来申请表共14份，都登了记。", "今年登记在册的公开申请共有14份。"])
def test_words_that_no_production_names_are_read(text: str) -> None:
    assert told(text, received=14, disclosed=14, results_total=14) == []
    assert told(text, received=9, disclosed=14, results_total=14)


def test_what_was_learnt_proposes_no_number() -> None:
    ((_, quote, proposal),) = told("群众递来申请表共14份，都登了记。", received=9)
    assert (quote, proposal) == ("14", None)


def test_a_number_that_may_be_of_other_cells_is_not_told_where_one_of_these_has_it() -> None:
    origin = Origin("overview/on_application", FORM_2021, 2024, "甲县乙局")
    every = [one for text in _texts() for sentence in read(text, origin) for one in sentence.learnt]
    doubtful = [one for one in every if one.also]
    assert doubtful
    assert all(one.target not in one.also for one in doubtful)


def _texts() -> list[str]:
    return [one.text for one in labelled(CORPUS / "decoys.jsonl")][:40]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, least", [("official", 0.8), ("decoys", 0.7), ("numbers", 0.75), ("first", 0.75), ("five_six", 0.6)]
)
def test_texts_of_many_writers_are_read(name: str, least: float) -> None:
    score = measure([*labelled(CORPUS / f"{name}.jsonl")][::4])
    assert score.read.total() >= least * score.claims.total()
    assert len({name for name, _ in score.false}) <= 0.25 * score.texts  # one text may say all of “每百件”


LOOKED_BACK = ("problems/text", "other_matters/text")


def kinds_of(text: str, key: str, *, learnt_only: bool = False) -> list[str]:
    origin = Origin(key, FORM_2021, 2024, "甲县乙局")
    found = [one for each in read(text, origin) for one in (*(() if learnt_only else each.claims), *each.learnt)]
    return [str(kind_of(one.target.cells, FORM_2021)) for one in found]


@pytest.mark.parametrize("key", LOOKED_BACK)
@pytest.mark.parametrize(
    "text, kinds",
    [
        ("复议31件，纠正3件。", ["disputes/reconsideration/total", "disputes/reconsideration/corrected"]),
        ("没有复议和诉讼。", ["disputes/litigation/total", "disputes/reconsideration/total"]),
        ("公开申请3件，转入2025年1件。", ["applications/carried_forward/total"]),
    ],
)
def test_what_five_and_six_tell_of_the_tables_is_read(key: str, text: str, kinds: list[str]) -> None:
    assert {*kinds} <= {*kinds_of(text, key)}


@given(st.integers(2, 400), st.sampled_from(LOOKED_BACK), st.sampled_from(["去年", "上年", "前年", "上年同期"]))
def test_no_number_of_another_year_is_held_against_the_tables(number: int, key: str, year: str) -> None:
    assert kinds_of(f"{year}复议{number}件、诉讼{number + 1}件。", key, learnt_only=True) == []
    assert "applications" not in "".join(kinds_of(f"复议{number}件（{year}{number + 1}件）。", key, learnt_only=True))


@given(st.integers(2, 400), st.sampled_from(LOOKED_BACK), st.sampled_from(["信箱", "热线", "低保", "提案", "工单"]))
def test_no_number_of_other_matters_is_held_against_the_tables(number: int, key: str, matter: str) -> None:
    assert kinds_of(f"{matter}：收到{number}件，办结{number}件，公开{number}件。", key, learnt_only=True) == []
    assert kinds_of(f"{matter}工作进一步规范。收到申请{number}件，办结{number}件。", key, learnt_only=True) == []


def test_the_file_is_what_it_was_packed_from() -> None:
    known = weights()
    assert unpacked(packed(known)) == known
    assert all(0 <= place < len(known.kinds) for row in known.rows.values() for place in row[1::2])
    assert all(len(row) % 2 for row in known.rows.values())


def named(*features: str) -> Surroundings:
    return Surroundings((), [*features])


def test_runs_are_added_up_as_the_features_that_they_are() -> None:
    known, rows = sums(), weights().rows
    some = Surroundings((Runs("L", "全年收到", (1, 2)), Runs("R", "件，均", (1, 3))), ["M件"])
    told = [rows[one][0] for one in some.features if one in rows]
    assert len(told) > len(some.features) // 2
    assert known.chance_of_any(known.of(some)) == chance(weights().any + sum(told))
    assert known.of(some).all != known.of(named("M件")).all
    assert some.features[:7] == ["L全", "L年", "L收", "L到", "L全年", "L年收", "L收到"]


def test_weights_add_up() -> None:
    some = Sums(Weights(["a", "b"], -32, [0, -64], {"x": [64, 0, 32], "y": [0, 0, 32, 1, 128]}))
    assert some.chance_of_any(some.of(named("z"))) < LEAST < some.chance_of_any(some.of(named("x")))
    assert [one.kind for one in some.scores(some.of(named("x")), 0.01)] == ["a", "b"]
    assert [one.kind for one in some.scores(some.of(named("y")), 0.01)] == ["b", "a"]
    assert [one.kind for one in some.scores(some.of(named("y")), 0.8)] == ["b"]


WEIGHT = st.integers(-(10**5), 10**5)


@given(WEIGHT, st.lists(WEIGHT, min_size=1, max_size=4), st.data())
def test_all_kinds_are_added_up_as_each_by_itself(any_: int, base: list[int], data: st.DataObject) -> None:
    kinds = st.lists(st.integers(0, len(base) - 1), unique=True)
    row = kinds.flatmap(lambda some: st.tuples(WEIGHT, *[WEIGHT for _ in some]).map(lambda one: (one, some)))
    drawn = data.draw(st.dictionaries(st.sampled_from("甲乙丙丁"), row))
    rows = {
        name: [one[0], *(x for pair in zip(some, one[1:], strict=True) for x in pair)]
        for name, (one, some) in drawn.items()
    }
    asked = data.draw(st.lists(st.sampled_from("甲乙丙丁戊")))
    every = Sums(Weights([str(place) for place in range(len(base))], any_, base, rows))
    total = every.of(named(*asked[:2]), every.of(named(*asked[2:])))
    assert every.chance_of_any(total) == chance(any_ + sum(drawn[name][0][0] for name in asked if name in drawn))
    told = {one.kind: one.chance for one in every.scores(total, 1e-12)}
    for place, weight in enumerate(base):
        of_place = [
            drawn[name][0][1 + drawn[name][1].index(place)]
            for name in asked
            if name in drawn and place in drawn[name][1]
        ]
        assert told.get(str(place), 0) == pytest.approx(chance(weight + sum(of_place)), abs=1e-12)


def test_every_kind_is_of_cells_of_the_form() -> None:
    known = targets(form_lines(FORM_2021), tuple(weights().kinds))
    assert set(known) == set(weights().kinds)
    assert all(kind_of(target.cells, FORM_2021) == kind for kind, target in known.items())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_no_other_edition_is_read_of_cells_that_it_has_not(form: Form) -> None:
    lines = form_lines(form)
    assert all(lines.have(target) for target in targets(lines, tuple(weights().kinds)).values())


@given(st.text("全年收到申请办结件0123一无没有，。；：、（）其中复议诉讼规范性文件许可", max_size=60))
def test_any_words_are_read_the_same_every_time(text: str) -> None:
    origin = Origin("overview/on_application", FORM_2021, 2024, "甲县乙局")
    read.cache_clear()
    first = [one.learnt for one in read(text, origin)]
    read.cache_clear()
    assert [one.learnt for one in read(text, origin)] == first
    for some in first:
        for one in some:
            assert text[slice(*one.span)]
