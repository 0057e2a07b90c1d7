"""Each bound of the reading from both sides: what is just near, short or much enough, and what just is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.narrative.claims import SentenceReading
from model.rules.narrative.fees import fees
from model.rules.narrative.grammar import Origin, read
from model.rules.narrative.lexicon import lexicon, may_claim
from model.rules.narrative.numerals import Sense, numeral_at

UNKNOWN = "甲乙丙丁戊己庚辛壬癸"
ON_APPLICATION = "overview/on_application"
SUPERVISION = "overview/supervision"
DISCLOSURE = "overview/active_disclosure"
MANAGEMENT = "overview/information_management"


def some(count: int) -> str:
    """Return so many characters that no word covers."""
    return (UNKNOWN * (count // len(UNKNOWN) + 1))[:count]


def readings(text: str, key: str = ON_APPLICATION) -> tuple[SentenceReading, ...]:
    return read(text, Origin(key, FORM_2021, 2023, "某某县人民政府"))


def said(text: str, key: str = ON_APPLICATION) -> list[str]:
    return [
        f"{'+'.join(row.key for row in claim.target.rows)}={claim.said}"
        for one in readings(text, key)
        for claim in one.claims
    ]


def text_with(pattern: str, count: int) -> str:
    return pattern.replace("…", some(count))


# Unknown characters: where they stand in a sentence, how many leave the claim, and the claim

BETWEEN = [
    # between an item and its number
    ("受理…8件。", ON_APPLICATION, 0, "received=8"),
    ("受理申请…8件。", ON_APPLICATION, 2, "received=8"),
    ("结转下年…7件。", ON_APPLICATION, 5, "carried_forward=7"),
    ("予以公开…5件。", ON_APPLICATION, 3, "disclosed=5"),
    ("属于国家秘密…3件。", ON_APPLICATION, 3, "refused_state_secret=3"),
    ("予以公开…5。", ON_APPLICATION, 0, "disclosed=5"),  # without a measure word
    ("制发规范性文件…3件。", MANAGEMENT, 3, "normative_documents=3"),
    ("自然人提出申请…3件。", ON_APPLICATION, 3, "received=3"),
    # between a number and the item after it
    ("有8件…受理。", ON_APPLICATION, 1, "received=8"),
    ("有7件…结转下年。", ON_APPLICATION, 11, "carried_forward=7"),
    ("有5件…予以公开。", ON_APPLICATION, 9, "disclosed=5"),
    ("有3件…国家秘密。", ON_APPLICATION, 9, "refused_state_secret=3"),
    # between “none” and what there was none of
    ("没有…予以公开的申请。", ON_APPLICATION, 8, "disclosed=0"),
    ("未收到…申请。", ON_APPLICATION, 8, "received=0"),
]


@pytest.mark.parametrize("pattern, key, most, claim", BETWEEN)
def test_so_many_unknown_characters_leave_a_claim(pattern: str, key: str, most: int, claim: str) -> None:
    assert said(text_with(pattern, most), key) == [claim]
    assert said(text_with(pattern, most + 1), key) == []


@pytest.mark.parametrize("count, is_one", [(5, True), (6, False)])
def test_so_many_characters_leave_a_dispute(count: int, *, is_one: bool) -> None:
    assert said(f"信息公开行政复议{'中' * count}3件。", SUPERVISION) == (["reconsideration=3"] if is_one else [])


def test_what_else_a_number_counts_stands_near_it() -> None:
    assert said(text_with("受理8件…投诉。", 3)) == []
    assert said(text_with("受理8件…投诉。", 4)) == ["received=8"]


@pytest.mark.parametrize("year, is_one", [(1949, False), (1950, True), (2099, True), (2100, False)])
def test_what_is_a_year(year: int, *, is_one: bool) -> None:
    assert said(f"{year}年受理8件。") == ([] if is_one else ["received=8"])


def test_how_all_ended_stands_near() -> None:
    def outcomes(count: int) -> int:
        told = readings(text_with("行政复议3件，均…维持。", count), SUPERVISION)
        return sum(len(one.outcomes) for one in told)

    assert [outcomes(4), outcomes(5)] == [1, 0]


@pytest.mark.parametrize("count, worth_it", [(5, True), (6, False)])
def test_a_sentence_without_a_number_is_read_for_how_all_ended(count: int, *, worth_it: bool) -> None:
    assert may_claim(text_with("行政复议均…维持。", count), lexicon(FORM_2021, 2023)) is worth_it


# Other bodies


@pytest.mark.parametrize("count, own", [(14, True), (15, False)])
def test_a_name_is_looked_at_as_far_as_names_go(count: int, *, own: bool) -> None:
    assert said(text_with("该…局收到8件。", count)) == (["received=8"] if own else [])


@pytest.mark.parametrize("unknown, again", [(192, True), (193, False)])
def test_a_clause_is_looked_at_as_far_as_clauses_go(unknown: int, *, again: bool) -> None:
    text = f"各乡镇收到70件，全市{some(unknown)}行政机关收到900件。"
    assert text.index("900") - text.index("全市") == unknown + 8
    assert said(text) == (["received=900"] if again else [])


@pytest.mark.parametrize("count, of_bodies", [(20, True), (21, False)])
def test_what_counts_bodies_counts_no_applications(count: int, *, of_bodies: bool) -> None:
    assert said(f"17{'各' * count}县收到。") == ([] if of_bodies else ["received=17"])


# Years and months


def test_a_span_of_years_is_none_of_them() -> None:
    assert said("2021年度—2023年收到8件。") == []
    assert said("2021年度。2023年收到8件。") == ["received=8"]


def test_all_months_are_the_year() -> None:
    assert said("1月至12月共收到8件。") == ["received=8"]
    assert said("1月至11月共收到8件。") == []
    assert said("11月至12月共收到8件。") == []


# Lists and sums


def listed(text: str) -> list[tuple[int, int]]:
    return [(int(one.whole.value), int(one.due)) for each in readings(text, DISCLOSURE) for one in each.listings]


def parts(count: int, mark: str = "、") -> str:
    return mark.join(["网站1条"] * count)


def test_two_parts_are_a_list() -> None:
    assert listed("公开信息10条，其中网站9条。") == []
    assert listed("公开信息10条，其中网站8条、报纸1条。") == [(10, 9)]
    assert listed("网站9条，合计10条。") == []
    assert listed("网站8条、报纸1条，合计10条。") == [(10, 9)]


def test_the_first_part_alone_does_not_end_a_list() -> None:
    assert listed("公开信息9条，其中网站9条、报纸3条。") == [(9, 12)]


def test_a_list_goes_on_beyond_its_whole_where_every_part_is_listed_alike() -> None:
    assert listed("公开信息9条，其中网站8条、报纸1条、电视3条。") == [(9, 12)]
    assert listed("公开信息9条，其中网站8条、报纸1条，电视3条。") == []
    assert listed("公开信息9条，其中网站8条，报纸1条，电视3条。") == []


@pytest.mark.parametrize("due, told", [(80, True), (79, False)])
def test_parts_are_all_of_them_where_they_are_nearly_the_whole(due: int, *, told: bool) -> None:
    assert listed(f"公开信息100条，其中网站{due - 10}条、报纸10条。") == ([(100, due)] if told else [])


def test_a_list_ends_where_its_whole_is_reached_within_so_many_parts() -> None:
    assert listed(f"公开信息40条，其中{parts(41, '，')}。") == []
    assert listed(f"公开信息41条，其中{parts(42, '，')}。") == [(41, 42)]


def test_so_many_parts_before_a_sum_are_a_list() -> None:
    assert listed(f"{parts(40)}，合计41条。") == [(41, 40)]
    assert listed(f"{parts(41)}，合计42条。") == []


def test_a_sum_of_results_has_two() -> None:
    assert said("予以公开5件，合计5件。") == ["disclosed=5"]
    assert said("予以公开5件，无法提供2件，合计7件。") == ["disclosed=5", "unavailable=2", "results_total=7"]


# How long, how many digits


def test_a_sentence_is_read_as_far_as_sentences_go() -> None:
    for unknown, claims in ((1996, ["received=8"]), (1997, [])):
        text = f"{some(unknown)}，受理8件。"
        assert text.index("8") == unknown + 3
        assert said(text) == claims


MARKERS = [("（99）", True), ("（100）", False), ("99.", True), ("100.", False)]


@pytest.mark.parametrize("beginning", ["", "答复如下："])
@pytest.mark.parametrize("marker, is_one", MARKERS)
def test_a_list_is_numbered_in_two_digits(marker: str, beginning: str, *, is_one: bool) -> None:
    assert bool(readings(f"{beginning}{marker}予以公开5件。")[0].quantities[1:]) is not is_one


@pytest.mark.parametrize("before, sense", [("超过", Sense.ABOUT), ("超过了", Sense.COUNT)])
def test_an_estimate_is_said_right_before(before: str, sense: Sense) -> None:
    numeral = numeral_at(f"{before}300件", len(before), lexicon(FORM_2021, 2023).measures)
    assert numeral is not None
    assert numeral.sense is sense


# Fees


@pytest.mark.parametrize("pattern, most", [("逾期…未收费。", 4), ("未收费…逾期。", 0)])
def test_why_nothing_was_charged_stands_near(pattern: str, most: int) -> None:
    assert fees(text_with(pattern, most), FORM_2021, 2023).none is None
    assert fees(text_with(pattern, most + 1), FORM_2021, 2023).none is not None


@pytest.mark.parametrize("pattern, most", [("信息处理费…8元。", 22), ("收取8元…处理费。", 6)])
def test_what_an_amount_is_for_stands_near(pattern: str, most: int) -> None:
    assert fees(text_with(pattern, most), FORM_2021, 2023).amount == Decimal(8)
    assert fees(text_with(pattern, most + 1), FORM_2021, 2023).amount is None


@pytest.mark.parametrize(
    "pattern, most",
    [
        ("信息公开…费用。", 8),
        ("产生…费用。", 12),
        ("收费…情况。", 6),
        ("未…收取。", 8),
    ],
)
def test_what_speaks_of_the_fee_stands_together(pattern: str, most: int) -> None:
    assert fees(text_with(pattern, most), FORM_2021, 2023).mentioned
    assert not fees(text_with(pattern, most + 1), FORM_2021, 2023).mentioned


@pytest.mark.parametrize(
    "text, told", [("无收费。", True), ("不存在收费情形。", True), ("不收费。", True), ("无其他事项。", False)]
)
def test_that_nothing_was_charged_speaks_of_the_fee(text: str, *, told: bool) -> None:
    assert fees(text, FORM_2021, 2023).mentioned is told


def test_none_of_the_fee_stands_together() -> None:
    assert fees(text_with("信息处理费：无…处理费。", 10), FORM_2021, 2023).none is not None
    assert fees(text_with("信息处理费：无…处理费。", 11), FORM_2021, 2023).none is None


# What a message repeats


def message(text: str, key: str = ON_APPLICATION) -> str:
    cell = Cell.at("applications", "refused_state_secret", "total")
    report = Report("某县", Level.COUNTY, 2023, numbers={cell: Decimal(1)}, texts={key: text})
    return next(one.message for one in findings(report) if one.check in {"N2", "N7"})


def test_words_of_a_claim_are_repeated_whole_or_from_both_ends() -> None:
    whole, longer = "国家秘密的的的的的的的的的33件", "国家秘密的的的的的的的的的的33件"
    assert (len(whole), len(longer)) == (16, 17)
    assert f"写的“{whole}”" in message(f"{whole}。")
    assert "写的“国家秘密…的的的的的33件”" in message(f"{longer}。")


def test_words_of_a_list_are_repeated_whole_or_from_both_ends() -> None:
    assert "写的“10条，其中网站8条、报纸3”" in message("公开信息10条，其中网站8条、报纸3条。", DISCLOSURE)
    assert "写的“10条，其中政府网站…8条、新闻报纸3”" in message(
        "公开信息10条，其中政府网站发8条、新闻报纸3条。", DISCLOSURE
    )
