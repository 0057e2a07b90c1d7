"""Every rule can fire: for each of them a report that breaks it, and a rule gives nothing that is another one's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.as_read import AsRead
from model.report.bindings import Binding, Unseen
from model.report.report import Level, Report
from model.rules.finding import Finding
from model.rules.registry import Context, Rule, rules
from tests.samples import filled

RIGHT = replace(filled(FORM_2021, 2023), unit="甲县人民政府", level=Level.COUNTY, texts={})
APPLICATION, MANAGEMENT, OTHER = "overview/on_application", "overview/information_management", "other_matters/text"
ISSUED, IN_FORCE = Cell("legislation/normative_documents/issued"), Cell("legislation/normative_documents/in_force")
LAST = replace(RIGHT, year=2022)
LONG = "本机关全年主动公开政府信息，围绕重点领域加强解读和回应，" * 5


def saying(text: str, key: str = APPLICATION) -> Report:
    return replace(RIGHT, texts={key: text})


EXAMPLES: dict[str, Context] = {
    "H5": Context(RIGHT.with_number(ISSUED, Decimal(-1))),
    "H6": Context(RIGHT.with_number(ISSUED, None)),
    "X1": Context(RIGHT, LAST),
    "X2": Context(RIGHT, LAST),
    "X3": Context(RIGHT.with_numbers({ISSUED: Decimal(9000), IN_FORCE: Decimal(0)})),
    "X4": Context(RIGHT.with_number(ISSUED, Decimal(9000)), LAST),
    "X5": Context(RIGHT.with_number(ISSUED, Decimal(9_000_000))),
    "N1": Context(saying("全年新收政府信息公开申请7件。")),
    "N2": Context(saying("全年办结政府信息公开申请，其中予以公开7件。")),
    "N3": Context(saying("全年结转下年度继续办理的政府信息公开申请7件。")),
    "N4": Context(saying("办结申请9件，予以公开3件，部分公开2件，不予公开2件，无法提供1件，不予处理2件。")),
    "N5": Context(saying("全年因政府信息公开引发的行政复议7件。")),
    "N6": Context(saying("全年制发行政规范性文件7件。", MANAGEMENT)),
    "N7": Context(saying("全年通过网站主动公开信息10条，其中政策文件3条、工作动态5条。", "overview/active_disclosure")),
    "N8": Context(saying(f"全年新收政府信息公开申请{RIGHT.numbers[Cell('applications/received/natural_person')]}件。")),
    "N9": Context(saying("没有其他需要报告的事项。", OTHER)),
    "N10": Context(saying("全年作出行政许可决定9000件。")),
    "N11": Context(replace(RIGHT, texts={APPLICATION: "全年公开信息72条。", MANAGEMENT: "全年公开信息84条。"})),
    "N12": Context(saying("全年公开信息560条，其中网站300条，占比63.6%。")),
    "Y1": Context(saying("2022年收到政府信息公开申请。")),
    "Y2": Context(saying("统计期限为2023年1月1日至2023年11月30日。", "overview/opening")),
    "Y3": Context(RIGHT, as_read=AsRead(dated=date(2023, 12, 20))),
    "Y4": Context(saying("举办培训3期。"), unseen=(Binding(APPLICATION, 4, 5, (), Unseen.LAST_YEARS),)),
    "T1": Context(RIGHT),
    "T2": Context(saying("开展了培训。", "overview/supervision")),
    "T3": Context(RIGHT),
    "T4": Context(saying("可在（具体网址）查阅。")),
    "T5": Context(saying(LONG), None, (replace(saying(LONG), unit="乙县人民政府"),)),
    "T6": Context(saying("根据国办发〔2021〕30号编制。", "overview/opening")),
    "T7": Context(saying("申请人张某13800000000。", "overview/opening")),
    "T8": Context(saying("由乙县人民政府编制。", "overview/opening")),
    "T9": Context(RIGHT, as_read=AsRead("甲县人民政府2023年政府信息公开工作报告")),
    "T10": Context(saying("本报告由五部分组成。", "overview/opening")),
    "T11": Context(saying("申请人撤回申请9000件。")),
    "T12": Context(saying(LONG * 9)),
    "T13": Context(saying("加强管理。", MANAGEMENT)),
    "T14": Context(saying("全年收到政府信息公开申请件。")),
    "T15": Context(replace(saying("向市政府提出的政府信息公开申请已经办结。"), level=Level.TOWNSHIP)),
    "T16": Context(saying("举办培训3期。"), unseen=(Binding(APPLICATION, 0, 7, (), Unseen.WRITTEN),)),
    "T17": Context(saying("公开。" * 4000)),
    "T18": Context(saying(LONG)),
    "T19": Context(saying("加强审核，落实责任，并在")),
    "T20": Context(saying("余下5件接转下年度。")),
    "T21": Context(replace(RIGHT, unit="青石镇人民政府", level=Level.SUBDISTRICT)),
    "E1": Context(RIGHT, printed={Cell("applications/received/total"): Decimal(1)}),
}


def found(rule: Rule, context: Context) -> list[Finding]:
    return [one for one in rule.run(context) if one is not None] if rule.applies(context) else []


def test_there_is_an_example_for_every_rule() -> None:
    assert list(EXAMPLES) == [rule.id for rule in rules()]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_gives_the_findings_of_its_example_itself(rule: Rule) -> None:
    first = found(rule, EXAMPLES[rule.id])[0]
    assert rule.id in {first.check, *first.message[first.message.rindex("（") :].strip("（）").split("、")}
    assert rule.id in {"N8", first.check}  # what N8 tells more closely is the finding of another


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_no_rule_gives_what_is_another_ones(rule: Rule) -> None:
    for context in EXAMPLES.values():
        for one in found(rule, context):
            assert one.message.rstrip("）").endswith(rule.id)
