"""A right report is silent however it is written; one wrong number is found at its place, and nothing else is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Finding
from tests.samples import balanced_reports, whole_reports

ON_APPLICATION = "overview/on_application"
SUPERVISION = "overview/supervision"
MANAGEMENT = "overview/information_management"
GROUPS = ("refused", "unavailable", "not_processed", "other")
WIDE = str.maketrans({str(n): chr(0xFF10 + n) for n in range(10)})

# Each number of a template is written {name} and surrounded by what makes it a claim about that name.
TEMPLATES = [
    (ON_APPLICATION, "全年共受理政府信息公开申请{received}件，上年结转{brought_forward}件。"),
    (ON_APPLICATION, "新收申请{received}件，办结{results_total}件，结转下年度继续办理{carried_forward}件。"),
    (ON_APPLICATION, "其中{disclosed}件予以公开，{partly_disclosed}件部分公开，{unavailable}件无法提供。"),
    (ON_APPLICATION, "予以公开{disclosed}件；不予公开{refused}件；不予处理{not_processed}件；其他处理{other}件。"),
    (ON_APPLICATION, "予以公开、不予公开、无法提供分别为{disclosed}件、{refused}件、{unavailable}件。"),
    (ON_APPLICATION, "本机关不掌握相关政府信息{unavailable_not_held}件，重复申请{not_processed_repeated}件。"),
    (SUPERVISION, "因信息公开引发行政复议{reconsideration}件、行政诉讼{litigation}件。"),
    (MANAGEMENT, "制发规范性文件{issued}件、废止{repealed}件，现行有效{in_force}件。"),
]


def value_of(report: Report, name: str) -> Decimal:
    """Look a name of a template up, adding up groups."""
    rows = [cell for cell in report.form.cells if cell.table == "applications" and cell.column == "total"]
    if name in {"issued", "repealed", "in_force"}:
        return report.numbers[Cell.at("legislation", "normative_documents", name)]
    if name in {"reconsideration", "litigation"}:
        cells = [cell for cell in report.form.cells if cell.table == "disputes" and cell.column == "total"]
        return sum(
            (report.numbers[c] for c in cells if (c.row == "reconsideration") is (name == "reconsideration")), Decimal()
        )
    parts = [cell for cell in rows if cell.row == name or (name in GROUPS and cell.row.startswith(f"{name}_"))]
    return sum((report.numbers[cell] for cell in parts), Decimal())


def names_in(template: str) -> list[str]:
    return [piece.partition("}")[0] for piece in template.split("{")[1:]]


def written(report: Report, key: str, template: str, **changed: str) -> Report:
    values = {name: str(value_of(report, name)) for name in names_in(template)}
    return report.with_text(key, template.format(**(values | changed)))


def narrative(report: Report) -> list[Finding]:
    return [one for one in findings(report) if one.check.startswith("N")]


@given(balanced_reports(), st.sampled_from(TEMPLATES))
@whole_reports
def test_a_right_report_is_silent(report: Report, template: tuple[str, str]) -> None:
    assert narrative(written(report, *template)) == []


@given(balanced_reports(), st.sampled_from(TEMPLATES), st.data())
@whole_reports
def test_one_wrong_number_is_found_at_its_place(report: Report, template: tuple[str, str], data: st.DataObject) -> None:
    key, words = template
    name = data.draw(st.sampled_from(names_in(words)))
    right = value_of(report, name)
    wrong = data.draw(st.integers(0, 5000).map(Decimal).filter(lambda number: number != right))
    spoiled = written(report, key, words, **{name: str(wrong)})
    found = [one for one in narrative(spoiled) if one.check != "N4"]
    assert [(one.left, one.right) for one in found] == [(wrong, right)]
    assert found[0].span is not None
    assert found[0].quote == str(wrong)
    assert spoiled.texts[key][: found[0].span[0]].endswith(words.split("{" + name + "}")[0].rpartition("}")[2])


@given(
    balanced_reports(),
    st.sampled_from(TEMPLATES),
    st.sampled_from(["{:,}", " {} ", "wide", "spaced"]),
    st.integers(0, 9999),
)
@whole_reports
def test_how_a_number_is_written_changes_no_verdict(
    report: Report, template: tuple[str, str], way: str, said: int
) -> None:
    key, words = template
    name = names_in(words)[0]
    shown = {"wide": str(said).translate(WIDE), "spaced": " ".join(str(said))}.get(way) or way.format(said)
    plainly = narrative(written(report, key, words, **{name: str(said)}))
    otherwise = narrative(written(report, key, words, **{name: shown}))
    assert [(one.check, one.left, one.right) for one in otherwise] == [
        (one.check, one.left, one.right) for one in plainly
    ]


@given(balanced_reports())
@whole_reports
def test_the_column_of_natural_persons_is_recognised(report: Report) -> None:
    natural = report.numbers[Cell.at("applications", "received", "natural_person")]
    assume(natural not in {0, value_of(report, "received")})
    (one,) = narrative(report.with_text(ON_APPLICATION, f"共受理申请{natural}件。"))
    assert (one.cause, one.proposal) == ("natural_person", value_of(report, "received"))


@given(
    st.text(
        "申请受理答复件，。；、（）其中公开不予无未合计分别为0123一二十百结转上年下行政复议诉讼规范性文件制发均维持",
        max_size=60,
    )
)
def test_any_words_can_be_read(text: str) -> None:
    report = Report("某县", Level.COUNTY, 2023, texts={ON_APPLICATION: text})
    for one in narrative(report):
        assert one.span is None or text[slice(*one.span)] == one.quote
