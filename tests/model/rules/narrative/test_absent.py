"""That there was none of what stands before the words that say so."""

from __future__ import annotations

import pytest

from model.form.editions import FORM_2021
from model.rules.narrative.grammar import Origin, read

APPLICATION, SUPERVISION, DISCLOSURE = "overview/on_application", "overview/supervision", "overview/active_disclosure"
RECEIVED, BROUGHT, CARRIED = "received/total", "brought_forward/total", "carried_forward/total"
RECONSIDERATION, LITIGATION = "reconsideration/total", "litigation/total"
ISSUED, REPEALED = "normative_documents/issued", "normative_documents/repealed"


def denied(part: str, text: str) -> set[str]:
    """Return what a text says that there was none of."""
    readings = read(text, Origin(part, FORM_2021, 2023, "临江县农业农村局"))
    claims = [one for reading in readings for one in reading.claims if not one.said]
    return {f"{row.key}/{one.target.column.key}" for one in claims for row in one.target.rows}


@pytest.mark.parametrize(
    "words",
    [
        "政府信息公开申请全年没有收到。",
        "公民、法人和其他组织的政府信息公开申请，我局一件未收到。",
        "截至年末，依申请公开申请仍未接到。",
        "2023年，政府信息公开申请我局一件也没有收到。",
        "渠道虽然畅通，政府信息公开申请却一件都没有。",
        "不论来自哪一渠道的政府信息公开申请，均未收到。",
        "依申请公开事项在本年度未发生。",
        "本年度政府信息公开申请暂无。",
        "本年度收到的政府信息公开申请数量：0。",
        "年内申请总量始终是0件。",
        "真正的依申请公开0件。",
        "申请受理数：0件。",
        "农业农村局的政府信息公开申请没有收到。",  # part of the unit's name
    ],
)
def test_no_application_came_in(words: str) -> None:
    assert denied(APPLICATION, words) == {RECEIVED}


@pytest.mark.parametrize(
    "words, due",
    [
        ("没有需要结转下年继续办理的。", {CARRIED}),
        ("上年度结转的没有，转入下年度办理的也没有。", {BROUGHT, CARRIED}),
        ("无需转到2024年接着办的申请。", {CARRIED}),
        ("没有留到下一年度办理的。", {CARRIED}),
        ("结转下年度的一件也没有。", {CARRIED}),
        ("不存在转下年度的情况。", {CARRIED}),
        ("从2022年转来的没有。", {BROUGHT}),
        ("从2021年转来的没有。", set()),
        ("没有需要转到市局办理的。", set()),
        ("没有需要延期办理的。", set()),
        ("没有办结的转入下年度办理。", set()),
    ],
)
def test_none_was_carried(words: str, due: set[str]) -> None:
    assert denied(APPLICATION, f"收到申请5件，{words}") == due


@pytest.mark.parametrize(
    "words, due",
    [
        ("因政府信息公开引起的行政复议、行政诉讼均没有出现。", {RECONSIDERATION, LITIGATION}),
        ("政府信息公开方面的行政复议、行政诉讼，一件也未发生。", {RECONSIDERATION, LITIGATION}),
        ("由信息公开引起的行政复议案件无，行政诉讼案件也无。", {RECONSIDERATION, LITIGATION}),
        ("因政府信息公开工作被申请行政复议、提起行政诉讼的情形未发生。", {RECONSIDERATION, LITIGATION}),
        ("信息公开行政复议案件、行政诉讼案件，两类均无。", {RECONSIDERATION, LITIGATION}),
        ("因信息公开提起的行政复议一起都没有。", {RECONSIDERATION}),
        ("因政府信息公开被提起行政诉讼的情况也不存在。", {LITIGATION}),
        (
            "未发生因信息公开被行政复议机关撤销或者在行政诉讼中败诉的情况。",
            {"reconsideration/corrected", "litigation/corrected"},
        ),
        ("土地征收引起的行政复议、行政诉讼均未发生。", set()),
        ("政府信息公开行政诉讼案件负责人出庭为零。", set()),
        ("各镇因政府信息公开引起的行政复议均未发生。", set()),
        ("上年因政府信息公开引起的行政复议没有发生。", set()),
        ("政府信息公开行政复议的听证没有举行。", set()),
        ("政府信息公开行政复议集体案件没有。", set()),
        ("因政府信息公开引起的行政复议、行政诉讼、举报投诉均未逾期。", set()),
    ],
)
def test_no_dispute_arose(words: str, due: set[str]) -> None:
    assert denied(SUPERVISION, words) == due


@pytest.mark.parametrize(
    "words, due",
    [
        ("新制作、废止的行政规范性文件均为0。", {ISSUED, REPEALED}),
        ("行政规范性文件的制发和废止都没有发生。", {ISSUED, REPEALED}),
        ("行政规范性文件，全年一件未制发，一件未废止。", {ISSUED, REPEALED}),
        ("规章、行政规范性文件我局均未制定。", {"regulations/issued", ISSUED}),
        ("废止的规范性文件没有。", {REPEALED}),
        ("我局没有规范性文件制定任务，全年未制发此类文件。", {ISSUED}),
        ("未经合法性审查制发的规范性文件没有。", set()),
        ("规范性文件违规制发的情况没有发生。", set()),
        ("规范性文件制发程序未发生变化。", set()),
        ("行政规范性文件制发后未解读的为零。", set()),
    ],
)
def test_no_document_was_issued(words: str, due: set[str]) -> None:
    assert denied(DISCLOSURE, words) == due


@pytest.mark.parametrize(
    "words",
    [
        "收费的政府信息公开申请没有收到。",
        "政府信息公开申请逾期未答复的没有。",
        "邮寄方式的政府信息公开申请没有收到。",
        "行政许可申请没有收到。",
        "第四季度政府信息公开申请没有收到。",
        "各乡镇的政府信息公开申请均未收到。",
        "2022年的政府信息公开申请没有收到。",
        "涉及商业秘密的政府信息公开申请没有收到。",
        "由政府信息公开申请引起的事件未发生。",
        "个别申请人的政府信息公开申请未收到补正材料。",
        "重大依申请公开0件。",
        "网上申请数：0。",
        "政府信息公开申请无效件为0件。",
    ],
)
def test_what_limits_the_clause_silences_it(words: str) -> None:
    assert denied(APPLICATION, words) == set()


@pytest.mark.parametrize(
    "words, due",
    [
        ("全年没有收到有关政府信息公开的申请。", {RECEIVED}),
        ("未收到公民、法人及其他组织依申请公开信息。", {RECEIVED}),
        ("至于依申请公开，我局接收到的申请数量是零。", {RECEIVED}),
        ("全年没有收到农村建房的申请。", set()),
        ("全年没有收到申请公开的投诉。", set()),
        ("政府信息公开申请差错率为零。", set()),
        ("政府信息公开申请积压为零。", set()),
    ],
)
def test_applications_are_known_elsewhere_if_information_is_asked_for(words: str, due: set[str]) -> None:
    assert denied("overview/opening", words) == due


def test_who_reviews_the_answers_decides_no_disputes() -> None:
    reviewed = "司法局、法律顾问对每件答复进行审核；全年涉及行政复议6件，实现零纠错。"
    decided = "司法局办理案件30件；全年涉及行政复议6件，实现零纠错。"
    assert denied(APPLICATION, reviewed) == {"reconsideration/corrected"}
    assert denied(APPLICATION, decided) == set()
