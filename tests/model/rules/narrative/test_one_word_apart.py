"""Sentences that are one word, one mark or one number apart, and what each of them claims."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Verdict
from model.rules.narrative.claims import SentenceReading
from model.rules.narrative.grammar import Origin, read

ON_APPLICATION = "overview/on_application"
SUPERVISION = "overview/supervision"
DISCLOSURE = "overview/active_disclosure"


def readings(text: str, key: str) -> tuple[SentenceReading, ...]:
    return read(text, Origin(key, FORM_2021, 2023, "某某县人民政府"))


def said(text: str, key: str = ON_APPLICATION) -> list[str]:
    """Return what is claimed as “row+row/column=number”."""
    return [
        f"{'+'.join(row.key for row in claim.target.rows)}/{claim.target.column.key}={claim.said}"
        for one in readings(text, key)
        for claim in one.claims
    ]


@pytest.mark.parametrize("level", "省市州")
def test_the_whole_of_a_higher_level_is_another_body(level: str) -> None:
    def received(unit: str) -> int:
        found = read(f"全{level}共收到申请70件。", Origin(ON_APPLICATION, FORM_2021, 2023, unit))
        return sum(len(one.claims) for one in found)

    assert [received(f"某某{level}人民政府"), received("某某县人民政府"), received("")] == [1, 0, 1]


def quoted(text: str, key: str = ON_APPLICATION) -> list[str]:
    """Return the words that a message about each claim repeats."""
    return [text[slice(*claim.words)] for one in readings(text, key) for claim in one.claims]


def listed(text: str) -> list[tuple[int, int]]:
    return [(int(one.whole.value), int(one.due)) for each in readings(text, DISCLOSURE) for one in each.listings]


OF_APPLICATIONS = [
    # “分别” counts what was named since the last number, and “上年” says which way something was carried
    ("上年结转、予以公开分别为4件、5件。", ["brought_forward/total=4", "disclosed/total=5"]),
    ("上年结转、结转下年分别为4件、5件。", ["brought_forward/total=4", "carried_forward/total=5"]),
    (
        "部分公开，不予处理2件，予以公开、无法提供分别为5件、3件。",
        ["not_processed/total=2", "disclosed/total=5", "unavailable/total=3"],
    ),
    # what stands in brackets is over where they are
    ("不予公开18件（其中自然人17件）。", ["refused/total=18", "refused/natural_person=17"]),
    ("不予公开18件（见附表），自然人17件。", ["refused/total=18"]),
    ("不予公开18件【见附表】，自然人17件。", ["refused/total=18"]),
    # a full stop is no decimal point
    ("受理申请8.", ["received/total=8"]),
    # from some day on is another span than the year
    ("2020年起，收到申请8件。", []),
    ("2020年3月起，收到申请8件。", []),
    ("2020年3月1日起，收到申请8件。", []),
    ("2023年3月1日，收到申请8件。", ["received/total=8"]),
    # none of what last year left
    ("没有未办结的申请。", ["carried_forward/total=0"]),
    ("没有上年未办结的申请。", ["brought_forward/total=0"]),
    # the departments of the whole are the whole
    *((f"{whole}各部门收到申请70件。", ["received/total=70"]) for whole in ("全区", "全县", "全旗", "全盟")),
    ("各部门收到申请70件。", []),
    ("市公安局收到申请87件。", []),
    ("各乡镇收到申请70件，县政府收到申请20件。", ["received/total=20"]),
    ("受理申请8件，其中县政府受理3件，各部门受理5件。", ["received/total=8"]),
    ("受理申请8件；其中县政府受理3件；答复8件。", ["received/total=8", "results_total/total=8"]),
    # what is included is of the number before
    ("受理8件（含上年结转4件）。", ["received+brought_forward/total=8", "brought_forward/total=4"]),
    ("受理12件，含新收8件。", ["received+brought_forward/total=12", "received/total=8"]),
    (
        "共办理申请12件，办结8件，结转下年4件。",
        ["received+brought_forward/total=12", "results_total/total=8", "carried_forward/total=4"],
    ),
    ("335件新收与4件结转申请合计339件。", ["received/total=335"]),
    ("予以公开、部分公开合计6件。", ["disclosed+partly_disclosed/total=6"]),
    # some of the applications are not all of them
    ("通过网络收到申请60件。", []),
    ("网络、信函收到申请60件。", ["received/total=60"]),
    ("网上申请总数335件。", []),
    ("上年申请总数335件。", []),
    ("申请总数335件。", ["received/total=335"]),
    # who asked
    ("受理公民申请335件。", ["received/total=335"]),
    ("受理公民申请335件，企业申请2件。", ["received/enterprise=2"]),
    (
        "自然人提出的6件中，予以公开4件，部分公开2件。",
        ["received/natural_person=6", "disclosed/natural_person=4", "partly_disclosed/natural_person=2"],
    ),
    ("按申请人分，自然人6件，企业2件。", ["received/natural_person=6", "received/enterprise=2"]),
    ("14件申请中，自然人11件，企业3件。", ["received/natural_person=11", "received/enterprise=3"]),
    ("不予公开18件，自然人17件。", ["refused/total=18"]),
    # the item before the comma, or after it
    ("予以公开的，共194件。", ["disclosed/total=194"]),
    ("另有7件，结转下年度办理。", ["carried_forward/total=7"]),
    ("另有网上7件，结转下年度办理。", []),
    # what happened besides, what only exemplifies
    ("23件在告知不掌握的同时作了指引。", []),
    ("23件告知不掌握。", ["unavailable_not_held/total=23"]),
    ("因不掌握等原因无法提供23件。", ["unavailable/total=23"]),
    # years and months
    ("转结2023年办结4件。", []),
    ("结转2024年4件。", ["carried_forward/total=4"]),
    ("去年同期受理申请2890件、答复2875件。", []),
    ("2022年，收到申请5件，本年度收到8件。", ["received/total=8"]),
    ("12月新收申请31件。", []),
    ("不予公开由5件增至3件，部分公开2件。", ["partly_disclosed/total=2"]),
    # none
    ("收到申请为零。", ["received/total=0"]),
    ("不予公开、不予处理为零。", ["refused/total=0", "not_processed/total=0"]),
    ("上年无结转。", ["brought_forward/total=0"]),
    ("没有结转。", []),
    ("没有延长答复期限的申请。", []),
    ("没有发生不予公开情形。", ["refused/total=0"]),
    ("没有因属于国家秘密不予公开的申请。", ["refused_state_secret/total=0"]),
    ("14个单位未收到申请。", []),
]
OF_DISPUTES = [
    ("行政复议、行政诉讼分别为5件、1件。", ["reconsideration/total=5", "litigation/total=1"]),
    ("未发生复议纠错、诉讼败诉案件。", ["reconsideration/corrected=0", "litigation/corrected=0"]),
    ("未被行政复议纠错或败诉。", ["reconsideration/corrected=0", "litigation/corrected=0"]),
    ("无一败诉。", ["litigation/corrected=0"]),
    ("无一提起复议。", []),
    ("未发生行政复议、行政诉讼和举报。", ["reconsideration/total=0", "litigation/total=0"]),
    ("未发生投诉和行政复议。", []),
    ("行政复议3件，均未纠正。", ["reconsideration/total=3", "reconsideration/corrected=0"]),
    (
        "行政复议3件，维持2件，纠正1件；行政诉讼2件。",
        ["reconsideration/total=3", "reconsideration/upheld=2", "reconsideration/corrected=1", "litigation/total=2"],
    ),
    ("因工伤认定引起的行政复议3件。", []),
    ("因政府信息公开引起的行政复议3件。", ["reconsideration/total=3"]),
    ("县人民法院受理行政诉讼5件。", []),
]


@pytest.mark.parametrize("text, expected", OF_DISPUTES)
def test_what_is_claimed_of_disputes(text: str, expected: list[str]) -> None:
    assert said(text, SUPERVISION) == expected


OUTCOMES = [
    ("行政复议3件、行政诉讼2件，均获维持。", [(["reconsideration", "litigation"], "upheld")]),
    ("行政复议3件均维持。", [(["reconsideration"], "upheld")]),
    (
        "行政复议3件，均获维持；行政诉讼2件，均被纠正。",
        [(["reconsideration"], "upheld"), (["litigation"], "corrected")],
    ),
    ("行政复议3件，维持2件。", []),
    ("行政复议3件，均未维持。", []),
]


@pytest.mark.parametrize("text, expected", OUTCOMES)
def test_how_all_of_them_ended(text: str, expected: list[tuple[list[str], str]]) -> None:
    told = [outcome for one in readings(text, SUPERVISION) for outcome in one.outcomes]
    assert [([body.key for body in one.bodies], one.column.key) for one in told] == expected


LISTS = [
    ("公开信息10条，其中网站6条；公众号5条。", []),
    ("公开信息10条（网站6条、公众号5条）。", [(10, 11)]),
    ("公开信息10条；其中网站6条、公众号5条。", [(10, 11)]),
    ("公开信息10条，培训3次；其中网站6条、公众号5条。", []),
    ("网站6条、公众号5条，2类合计10条。", [(10, 11)]),
    ("要闻6条（图解3条、视频2条），公示4条。", [(6, 5)]),
    ("公开信息10条，其中网站6条、公众号5条；培训3次，包括业务培训等。", [(10, 11)]),
    ("部门3个、网站6条、公众号5条，合计10条。", [(10, 11)]),
]


@pytest.mark.parametrize("text, expected", LISTS)
def test_which_numbers_make_up_another(text: str, expected: list[tuple[int, int]]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize("text, expected", OF_APPLICATIONS)
def test_what_is_claimed_of_applications(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_none_of_both_is_said_from_the_first_of_them() -> None:
    assert quoted("未发生行政复议和行政诉讼败诉。", SUPERVISION) == ["未发生行政复议", "未发生行政复议"]


def test_a_list_that_names_only_some_does_not_end_the_search_for_others() -> None:
    assert listed("公开信息10条，其中网站6条等，解读5条，其中图解3条、视频4条。") == [(5, 7)]


def balanced(text: str, **numbers: int) -> list[str]:
    """Return what N4 says of a sentence, in a report with these numbers in the column of all."""
    cells = {Cell.at("applications", row, "total"): Decimal(value) for row, value in numbers.items()}
    report = Report("某县", Level.COUNTY, 2023, numbers=cells, texts={ON_APPLICATION: text})
    return [one.message for one in findings(report) if one.check == "N4"]


def test_results_are_held_to_what_was_received_where_no_total_is_said() -> None:
    nothing_carried = {"brought_forward": 0, "carried_forward": 0}
    assert balanced("收到申请8件，予以公开5件，不予公开3件。", **nothing_carried) == []
    (message,) = balanced("收到申请8件，予以公开5件，不予公开9件。", **nothing_carried)
    assert "相加是14，按所说的总数算是8，多6" in message
    assert balanced("收到申请8件，予以公开5件，不予公开9件。", brought_forward=6, carried_forward=0) == []


OFFERED = [  # what is written, and the number that is offered instead
    ("收到申请9件。", [8]),
    ("县政府收到申请9件，答复8件。", [8]),
    ("未收到申请。", [None]),  # which of the two is wrong is not for a program to say
    ("局机关收到申请9件。", [None]),  # it may be only their share
    ("收到申请8件，予以公开5件，不予公开9件。", [4, 3, None]),
]


@pytest.mark.parametrize("text, offered", OFFERED)
def test_the_number_of_the_table_is_offered_where_only_the_text_can_be_wrong(
    text: str, offered: list[int | None]
) -> None:
    rows = {"received": 8, "brought_forward": 0, "disclosed": 4, "results_total": 8, "carried_forward": 0}
    numbers = {Cell.at("applications", row, "total"): Decimal(value) for row, value in rows.items()}
    refused = {cell: Decimal(0) for cell in FORM_2021.tables["applications"].cells if cell.row.startswith("refused")}
    refused |= {
        Cell(f"applications/refused_state_secret/{column}"): Decimal(3) for column in ("natural_person", "total")
    }
    report = Report("某某县人民政府", Level.COUNTY, 2023, numbers=numbers | refused, texts={ON_APPLICATION: text})
    found = [one for one in findings(report) if one.check.startswith("N") and one.verdict is Verdict.BROKEN]
    assert [one.proposal for one in found] == offered
