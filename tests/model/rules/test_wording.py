"""T1 to T4, T6, T7, Y1, Y2: sentences of our own that must, and that must not, be flagged."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Finding
from model.rules.words.personal import is_identity_number

PART = "overview/active_disclosure"
OPENING, SUPERVISION = FORM_2021.opening.key, "overview/supervision"


def of(check: str, report: Report) -> list[Finding]:
    return [finding for finding in findings(report) if finding.check == check]


def written(text: str, key: str = PART, level: Level = Level.COUNTY) -> Report:
    return Report("某某县人民政府", level, 2023, texts={key: text})


FLAWED = [
    ("T4", "电子版可在（具体网址）下载。", "（具体网址）"),
    ("T4", "本报告由××局编制。", "××"),
    ("T4", "全年公开信息XX条。", "XX"),
    ("T4", "该部分以表格形式报告。表格如下：", "该部分以表格形式报告。表格如下"),
    ("T4", "联系电话____。", "____"),
    ("T6", "根据国办发〔2021〕30号要求编制。", "国办发〔2021〕30号"),
    ("T6", "依照国办公开办涵〔2021〕30号编制。", "国办公开办涵〔2021〕30号"),
    ("T6", "依照国办公开办函[2021]30号编制。", "国办公开办函[2021]30号"),
    ("T6", "依照国办公开办函（2021）30号编制。", "国办公开办函（2021）30号"),
    ("T6", "按照国办公开办函〔2019〕60号的格式编制。", "国办公开办函〔2019〕60号"),
    ("T6", "依照国办公开办函【2021】30号编制。", "国办公开办函【2021】30号"),
    ("T6", "依照国办公开办函〖2021〗第30号编制。", "国办公开办函〖2021〗第30号"),
    ("T6", "依照国办公开办函〔2021】30号编制。", "国办公开办函〔2021】30号"),
    ("T6", "依照国办公开办函 （ 2021 ） 第30 号编制。", "国办公开办函 （ 2021 ） 第30 号"),
    ("T6", "依照国办〔2021〕30号编制。", "国办〔2021〕30号"),
    ("T6", "依照国办秘函〔2021〕30号编制。", "国办秘函〔2021〕30号"),
    ("T7", "申请人张某（11010519491231002X）已签收。", "11010519491231002X"),
    ("T7", "咨询请联系李主任13800138000。", "13800138000"),
    ("Y1", "2022年，制定规范性文件0件、废止0件、现行有效0件。", "2022年"),
    ("Y1", "2022年度共公开政府信息310条。", "2022年度"),
    ("Y1", "2021年全镇主动公开信息200条，更新栏目6个。", "2021年"),
    ("Y1", "2024年，受理政府信息公开申请5件。", "2024年"),
    ("Y2", "本报告所列数据的统计期限为2022年1月1日至12月31日。", "2022年1月1日至12月31日"),
    ("Y2", "统计期限自2023年1月1日起至11月30日。", "2023年1月1日起至11月30日"),
    ("Y2", "数据统计时间为2023年1月1日至2022年12月31日。", "2023年1月1日至2022年12月31日"),
    ("Y2", "统计期限自2022年1月1日起，至2022年12月31日止。", "2022年1月1日起，至2022年12月31日"),
]

SOUND = [
    ("T4", "网址为http://www.example.gov.cn/xxgk，点击查看。"),
    ("T4", "设置Xx按钮、3×4版式，二〇二三年更新。"),
    ("T4", "网站于二〇〇八年建成。"),
    ("T6", "根据国办公开办函〔2021〕30号编制。"),
    ("T6", "根据国办公开办函〔2019〕60号和国办公开办函〔2021〕30号编制。"),
    ("T6", "根据国办公开办函 〔 2021 〕 第30 号编制。"),
    ("T6", "落实国办发〔2019〕14号文件要求。"),
    ("T6", "根据国务院令第711号编制。"),
    ("T7", "咨询电话：0391-6633000。"),
    ("T7", "全年访问量13800138000123次。"),
    ("T7", "统一社会信用代码11410000005184603J。"),
    ("Y1", "2023年共公开信息310条，较2022年增加12条。"),
    ("Y1", "公开2022年部门决算和2024年部门预算各30份。"),
    ("Y1", "2024年将继续组织培训4期。"),
    ("Y1", "修订《2019年目录》等3件制度。"),
    ("Y1", "清理2015年以来的文件320件。"),
    ("Y1", "2022年度结转的4件申请已经办结。"),
    ("Y1", "落实国办发〔2022〕18号文件，发布信息20条。"),
    ("Y1", "网站建成于2008年。"),
    ("Y1", "2件作品入选2022年度优秀案例。"),
    ("Y1", "按国办公开办函2021年30号公开信息3条。"),
    ("Y1", "2024年准备建立公开日历，每季度举办4期讲堂。"),
    ("Y1", "收到1件申请，申请公开某村2010年审批档案。"),
    ("Y1", "尚有4件申请结转2024年办理。"),
    ("Y1", "对2022年制发的45件文件开展评估。"),
    ("Y1", "2020年至今共办理申请1500件。"),
    ("Y1", "在2022年政务公开考核中列第3位。"),
    ("Y1", "自2020年至2022年的历史数据2000条已迁移。"),
    ("Y2", "本报告所列数据统计期限为2023年1月1日至12月31日。"),
    ("Y2", "本报告数据统计时间为 2023 年 1 月 1 日至 2023 年 12 月 31 日。"),
    ("Y2", "开放日活动于2023年5月1日至5月7日举行。"),
]


@pytest.mark.parametrize("check,text,quote", FLAWED)
def test_a_flaw_is_found_with_its_words_and_place(check: str, text: str, quote: str) -> None:
    found = of(check, written(text))
    assert [finding.quote for finding in found] == [quote]
    start, end = found[0].span or (0, 0)
    assert text[start:end] == quote
    assert found[0].at == (PART,)


@pytest.mark.parametrize("check,text", SOUND)
def test_what_is_sound_is_left_alone(check: str, text: str) -> None:
    assert of(check, written(text)) == []


def check_character(digits: str) -> str:
    """Return the last character of an identity-card number, as ISO 7064 MOD 11-2 works it out."""
    rest = 0
    for digit in digits:
        rest = (rest + int(digit)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11]


NO_BIRTHDAY = "99000000139900000"  # month 13, day 99


@pytest.mark.parametrize("place", range(17))
def test_without_a_birthday_only_the_right_check_character_makes_an_identity_number(place: int) -> None:
    for digit in "1357" if place not in {10, 11, 12, 13} else "9":
        digits = f"{NO_BIRTHDAY[:place]}{digit}{NO_BIRTHDAY[place + 1 :]}"
        right = check_character(digits)
        assert [last for last in "0123456789X" if is_identity_number(digits + last)] == [right]
        assert is_identity_number(digits + right.lower())


@pytest.mark.parametrize(
    "birthday, flagged",
    [("19491231", True), ("20240229", True), ("20230229", False), ("19490431", False), ("19491301", False)],
)
def test_a_real_birthday_makes_an_identity_number(birthday: str, *, flagged: bool) -> None:
    digits = f"110105{birthday}002"
    wrong = "1" if check_character(digits) == "0" else "0"
    assert bool(of("T7", written(f"编号{digits}{wrong}。"))) is flagged


@pytest.mark.parametrize(
    "number, flagged",
    [
        ("13000000000", True),
        ("19999999999", True),
        ("12999999999", False),
        ("+8613800138000", True),
        ("86-138-0013-8000", True),
        ("86 13800138000", True),
        ("138 0013 8000", True),
        ("013800138000", False),
        ("138001380001", False),
    ],
)
def test_what_is_a_mobile_number(number: str, *, flagged: bool) -> None:
    assert [one.quote for one in of("T7", written(f"请拨打{number}联系。"))] == ([number] if flagged else [])


@pytest.mark.parametrize("level,flagged", [(Level.TOWNSHIP, True), (Level.CITY, False)])
def test_a_township_has_no_regulations_of_its_own(level: Level, *, flagged: bool) -> None:
    cell = Cell("legislation/regulations/in_force")
    report = Report("某某镇人民政府", level, 2023, numbers={cell: Decimal(6)})
    assert [finding.at for finding in of("T1", report)] == ([(cell,)] if flagged else [])
    assert of("T1", report.with_number(cell, Decimal(0))) == []


@pytest.mark.parametrize(
    "text,missing",
    [
        ("纳入年度考核，开展社会评议，未发生责任追究情形。", ""),
        ("列为考核指标；开展第三方社会评议；对3起问题追究相关人员责任。", ""),
        ("纳入考核；委托第三方机构开展评估，平均86分；没有责任追究。", ""),
        ("纳入考核；群众满意度96%；没有人员被问责。", ""),
        ("纳入考核；对网站开展日常评估；没有责任追究。", "评议"),
        ("纳入年度考核，开展社会评议。", "责任追究"),
        ("组织培训2期。", "考核、评议、责任追究"),
    ],
)
def test_a_government_reports_the_results_of_its_supervision(text: str, missing: str) -> None:
    found = of("T2", written(text, SUPERVISION))
    assert [missing in finding.message for finding in found] == ([True] if missing else [])
    assert of("T2", written(text, SUPERVISION, Level.COUNTY_DEPARTMENT)) == []


def test_every_part_that_is_missing_is_named() -> None:
    report = written("公开及时。")
    assert {finding.at[0] for finding in of("T3", report)} == {
        "overview/on_application",
        "overview/information_management",
        "overview/platform",
        "overview/supervision",
        "problems/text",
        "other_matters/text",
    }


def test_only_what_is_not_written_yet_is_a_gap() -> None:
    gaps = {finding.at[0]: finding.gap for finding in of("T3", written("加强培训。", "problems/text"))}
    assert gaps == {
        "overview/active_disclosure": True,
        "overview/on_application": True,
        "overview/information_management": True,
        "overview/platform": True,
        "overview/supervision": True,
        "problems/text": False,
        "other_matters/text": True,
    }
    (empty,) = (finding for finding in of("T3", written("公开及时。")) if finding.at == ("problems/text",))
    assert empty.gap


@pytest.mark.parametrize("text", ["0", "2024", "一、", "（1）", "。。", " \n"])
@pytest.mark.parametrize("key", ["overview/platform", "problems/text", "other_matters/text"])
def test_figures_and_signs_alone_are_not_written_yet(key: str, text: str) -> None:
    found = [one for one in findings(written(text, key)) if one.at == (key,)]
    assert [one.check for one in found if one.gap] == ["T3"]
    assert not [one for one in found if not one.gap and one.check != "T19"]  # said once
    assert (f"只有“{text.strip()}”，还没有写" in next(one.message for one in found if one.gap)) is bool(text.strip())


def test_one_honest_word_is_written() -> None:
    assert not [one for one in of("T3", written("无。", "other_matters/text")) if one.at == ("other_matters/text",)]


@pytest.mark.parametrize("text,flagged", [("0", True), ("现公布如下：", False), ("", False), (" ", False)])
def test_a_text_that_may_be_left_out_is_no_figure_either(text: str, *, flagged: bool) -> None:
    found = [one for one in of("T3", written(text, OPENING)) if one.at == (OPENING,)]
    assert [(one.gap, "没有写出内容" in one.message) for one in found] == [(False, True)] * flagged


@pytest.mark.parametrize(
    "text,missing",
    [
        ("存在的问题：公开不及时。改进情况：加强培训。", None),
        ("个别同志对流程不熟悉。接下来将请专人授课。", None),
        ("解读率不高，更新慢。已经把解读列为会签要件。", None),
        ("群众了解途径不多；2024年将在大喇叭播放。", None),
        ("工作还有差距，将组织评查。", None),
        ("栏目更新不均衡。我们力争每月更新。", None),
        ("问题：一是更新慢；二是解读少。", "改进情况"),
        ("经营户对整治政策意见较大。改进：召开恳谈会5次。", None),
        ("接下来将加强培训。", "存在的问题"),
        ("一是公开不及时的问题。", "改进情况"),
        ("加强培训，完善制度。", "存在的问题"),
    ],
)
def test_section_five_tells_problems_and_remedies(text: str, missing: str | None) -> None:
    found = [finding for finding in of("T3", written(text, "problems/text")) if finding.at == ("problems/text",)]
    assert [f"没有写{missing}；" in finding.message for finding in found] == ([True] if missing else [])


def test_a_long_quote_is_cut_in_the_sentence_and_whole_in_the_finding() -> None:
    (found,) = of("T4", written(f"联系电话{'_' * 300}。"))
    assert found.quote == "_" * 300
    assert len(found.message) < 80
    assert "_……”" in found.message


@pytest.mark.parametrize(
    "rest",
    [
        "按照上级要求公开政府信息310条",
        "重要信息全部公开",
        "主要公开政府信息310条",
        "因工作需要，组织培训4期",
        "编制了必要的目录，发布信息20条",
        "认真学习并全面落实各项重点工作的要点，发布信息20条",
        "发布报告摘要12篇",
        "公开会议纪要8份",
        "发布政策简要解读6篇",
        "对照上级要求，公开工作仍存在一定差距",
        "始终将政务公开摆在重要位置",
        "首要任务全部办结，答复申请5件",
        "索要材料的申请5件均已答复",
    ],
)
def test_a_word_with_the_character_of_must_in_it_is_no_plan(rest: str) -> None:
    assert [one.quote for one in of("Y1", written(f"2024年，{rest}。"))] == ["2024年"]


@pytest.mark.parametrize(
    "rest",
    [
        "将要公开政府信息310条",
        "要进一步公开重要信息",
        "要组织培训4期",
        "要坚持公开为常态",
        "要求真务实，公开工作再上台阶",
        "我们要按照上级要求发布信息",
        "还要开展培训4期",
        "各单位要公开会议纪要",
        "仍要加大公开力度",
        "要领导带头，抓好信息公开",
        "要紧扣重点，组织培训4期",
        "将公开工作纳入考核",
    ],
)
def test_a_later_year_in_a_plan_is_left_alone(rest: str) -> None:
    assert of("Y1", written(f"2024年，{rest}。")) == []


@pytest.mark.parametrize("key, flagged", [("problems/text", False), (PART, True)])
def test_beside_the_problems_the_next_year_is_that_of_what_will_be_done(key: str, *, flagged: bool) -> None:
    assert bool(of("Y1", written("信息公布不够及时。2024年实现3项供水工程全覆盖。", key))) is flagged


@pytest.mark.parametrize("text", ["不存在收费情形。", "无收费。", "本年度没有收费。", "未收取任何费用。"])
def test_a_few_words_tell_that_nothing_was_charged(text: str) -> None:
    assert of("N9", written(text, "other_matters/text")) == []
