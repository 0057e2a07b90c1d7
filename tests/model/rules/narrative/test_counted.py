"""Applications as people count them who never read the form: what came in, what was finished, what was left."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.rules.finding import Finding
from model.rules.narrative.grammar import Origin, read
from tests.model.rules.narrative.test_grammar import said
from tests.model.rules.narrative.test_labelled import ledger, of_narrative

TOTAL = "applications/{}/total"
RESULTS = "results_total/total=14"
NONE_LEFT = "carried_forward/total=0"


def found(words: str, **numbers: int) -> list[Finding]:
    """Hold a sentence against a table that has these totals, and nothing else."""
    report = ledger("D").with_text("overview/on_application", words)
    blank = {**dict.fromkeys(report.numbers, Decimal()), **{Cell(TOTAL.format(k)): Decimal(0) for k in _FLOW}}
    told = {Cell(TOTAL.format(row)): Decimal(number) for row, number in numbers.items()}
    return of_narrative(replace(report, numbers={**blank, **told}))


_FLOW = ("received", "brought_forward", "results_total", "carried_forward")


@pytest.mark.parametrize("way", ["均已答复", "都在期限之内完成答复", "悉数办结", "件件按时给出答复"])
def test_all_that_came_in_are_all_that_were_finished(way: str) -> None:
    words = f"收到申请14件，{way}。"
    assert found(words, received=14, results_total=14) == []
    assert [(one.check, one.quote) for one in found(words, received=14, results_total=17)] == [("N3", way)]
    # some more were brought forward
    assert found(words, received=14, brought_forward=3, results_total=17) == []


@pytest.mark.parametrize(
    "way",
    ["悉数办结", "逐件给出答复", "都依照法定时限给了答复", "到年末全部办完", "逐一在规定时限内予以回复", "一一答复"],
)
def test_all_are_finished_in_other_words(way: str) -> None:
    assert said(f"收到申请14件，{way}。") == ["received/total=14", NONE_LEFT, RESULTS]


@pytest.mark.parametrize("way", ["于15个工作日内一一答复", "都在期限之内完成答复", "均在20个工作日内办理答复"])
def test_what_was_answered_in_time_leaves_open_what_was_not_yet_due(way: str) -> None:
    assert said(f"收到申请14件，{way}。") == ["received/total=14", RESULTS]


def test_a_number_of_its_own_is_finished() -> None:
    assert said("14件均于本年度办结。") == [RESULTS, RESULTS]


@pytest.mark.parametrize(
    "words",
    [
        "逐一登记",
        "逐一与申请人沟通后答复",
        "应答复的均在期限内答复",
        "到期的件件按时答复",
        "拟于次年一一答复",
        "除2件外均在期限之内答复",
        "与信访事项合在一起处理",
        "涉及两家单位的一起办理",
        "15个工作日内答复",
    ],
)
def test_not_all_are_finished(words: str) -> None:
    assert said(f"收到申请14件，{words}。") == ["received/total=14"]


BROUGHT, LEFT, CAME, DONE = "brought_forward", "carried_forward", "received/total=20", "results_total/total=17"


@pytest.mark.parametrize(
    "words, row",
    [
        ("另有3件是上年没办完转过来的", BROUGHT),
        ("上一年没有办完的3件一并纳入本年办理", BROUGHT),
        ("另有3件系上年遗留下来的", BROUGHT),
        ("上年尚未办结的申请3件", BROUGHT),
        ("3件为上年度结转过来", BROUGHT),
        ("作出答复（含上年度接转3件）", BROUGHT),
        ("余下3件转到次年接着办", LEFT),
        ("3件留到次年再答复", LEFT),
        ("剩余3件移至次年处理", LEFT),
        ("另有3件因年底收到、尚在法定期限内，转入次年接着办", LEFT),
        ("还剩3件，因需征求第三方意见，依法延长期限，转到下年继续办", LEFT),
    ],
)
def test_what_was_left_is_told_in_many_ways(words: str, row: str) -> None:
    assert f"{row}/total=3" in said(f"收到申请20件，{words}。")


@pytest.mark.parametrize(
    "words",
    [
        "3件涉及上年没办完的项目",
        "上年没有办完的工程3件",
        "另有3件，次年将组织回访办理情况",
        "其中3件是上年征地的档案",
        "3件转到次年的培训中讲解",
        "另有3件，因年底收到，已按期办结",
        "上年未办结的信访3件",
        "另有3件属上年答复后再次提出的申请",
        "3件是上年转办信访件",
        "接转12345热线工单3件",
    ],
)
def test_not_every_word_of_another_year_is_of_what_was_left(words: str) -> None:
    assert said(f"收到申请20件，{words}。") == [CAME]


def test_what_is_carried_after_what_was_finished_goes_to_the_next_year() -> None:
    assert found("收到申请20件，办结17件，结转3件。", received=20, results_total=17, carried_forward=3) == []
    wrong = found("收到申请20件，办结17件，结转3件。", received=17, brought_forward=3, results_total=20)
    assert "3" in [one.quote for one in wrong]


def test_what_was_dealt_with_may_be_told_apart_from_what_was_finished() -> None:
    both = "received+brought_forward/total=20"
    assert said("共办理申请20件，其中办结17件。") == [both, DONE]
    assert said("共办理申请20件（含上年接续办理的），办结17件。") == [both, DONE]
    assert said("共办结申请20件，其中按时办结17件。") == ["results_total/total=20"]


@pytest.mark.parametrize(
    "words",
    [
        "2023年向县政府及县政府办公室提出的政府信息公开申请共计6件，内容较广",
        "一年下来申请数量停留在6件上",
        "2023年收到的申请数：6",
        "政府信息公开申请数量：6件",
        "正式依申请公开6件",
        "全年登记在册的政府信息公开申请共6件",
        "年内群众递交的信息公开申请共6件",
        "我县全年登记的依申请公开6件",
        "全年依申请公开件数始终为6件",
        "当年共有6件申请递交到全县各机关",
        "全年共登记6件“依申请公开”，数量靠前",
        "全年共6件政府信息公开申请",
    ],
)
def test_what_came_in_needs_no_verb_of_the_form(words: str) -> None:
    assert said(f"{words}。") == ["received/total=6"]


@pytest.mark.parametrize(
    "words",
    [
        "2022年提出的政府信息公开申请共计6件",
        "网上提交的政府信息公开申请共6件",
        "部分群众提出的信息公开申请共6件",
        "协助登记的政府信息公开申请共6件",
        "某企业提出的政府信息公开申请共6件",
        "经补正后提交的政府信息公开申请共6件",
        "未登记的政府信息公开申请共6件",
        "网上申请数：6",
        "向市局提交的依申请公开6件",
        "其中登记立案的信息公开申请共6件",
        "全年共有6件申请递交到市直各机关",
        "窗口共有6件申请递交",
        "系统内共有6件信息公开申请",
        "全年共登记6件不动产申请",
        "上年共有6件政府信息公开申请",
    ],
)
def test_what_may_be_some_of_them_or_anothers_is_left_alone(words: str) -> None:
    assert said(f"{words}。") == []


def test_a_number_at_which_the_text_breaks_off_claims_nothing() -> None:
    assert said("予以公开71件、部分公开5件、不予公开2") == ["disclosed/total=71", "partly_disclosed/total=5"]
    assert "refused/total=2" in said("予以公开：71，部分公开：5，不予公开：2")
    assert "refused/total=2" in said("予以公开71、部分公开5、不予公开2")


def test_none_dealt_with_is_none_that_came_in_unless_some_were_left() -> None:
    words = "全年办理依申请公开事项0件。"
    assert found(words) == []
    assert [one.quote for one in found(words, received=3, results_total=0)] == ["0"]
    assert found(words, received=3, results_total=0, carried_forward=3) == []


def test_all_are_persons_and_so_many() -> None:
    assert "received/natural_person=7" in said("当年提出申请的全是自然人，共7件。")
    assert said("提出申请的全是自然人，共涉及7个乡镇。") == ["received/organisations=0"]
    assert said("提出信访申请的全是企业，共7件。") == []


@pytest.mark.parametrize("way", ["都已向其公开", "均已依法向申请人公开", "全部对其公开", "均已向申请人提供"])
def test_all_were_disclosed(way: str) -> None:
    words = f"收到申请3件，{way}。"
    assert found(words, received=3, results_total=3, disclosed=3) == []
    assert found(words, received=3, results_total=3, disclosed=2, partly_disclosed=1) == []
    assert [one.quote for one in found(words, received=3, results_total=3, disclosed=1, refused=2)] == [way]


@pytest.mark.parametrize("way", ["所需表格都已向其提供样本", "都已向其公开依据", "都已向其说明"])
def test_not_all_were_disclosed(way: str) -> None:
    assert said(f"收到申请3件，{way}。") == ["received/total=3"]


@pytest.mark.parametrize(
    "unit, words, scope",
    [
        ("某某县农业局", "我局办公室共收到申请5件。", ""),
        ("某某县农业局", "办公室与法规科合署审查，共收到申请5件。", ""),
        ("某某县农业局", "局办公室收到申请5件，各科室另收到3件。", "办公室"),
        ("某某县人民政府", "县政府办公室收到申请5件。", "县政府办公室"),
    ],
)
def test_the_office_of_a_bureau_receives_for_all_of_it(unit: str, words: str, scope: str) -> None:
    (one,) = read(words, Origin("overview/on_application", FORM_2021, 2023, unit))
    assert one.claims[0].scope == scope
