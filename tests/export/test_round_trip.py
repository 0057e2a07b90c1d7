"""Every kind that is written is read back identically: export∘intake is the same report."""

import re
from dataclasses import replace
from datetime import date
from html import escape
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.utility import xl_rowcol_to_cell

from export import WRITERS
from export.html import write_fragment
from export.layout.template import write_template
from export.plain_text import write_plain_text
from export.xlsx.table import TOP, sheet_name
from intake import READERS, read_clipboard
from model.form.editions import FORMS
from model.form.grid import printed_grid
from model.report.report import NO_YEAR, Level, Report
from model.report.totals import with_totals
from tests.export.hostile_reports import as_handed_on, hostile_reports
from tests.samples import example, full_numbers, years_of

BODIES = {
    "青石镇人民政府": Level.TOWNSHIP,
    "长桥街道办事处": Level.SUBDISTRICT,
    "临水县人民政府": Level.COUNTY,
    "无锡市人民政府": Level.CITY,
}
HANDED_ON = (".docx", ".xlsx", ".html")
WORDS = st.text(
    st.sampled_from("我镇全年主动公开政府信息条例规范性文件，；“”（）《》、0123456789.%abXY&<>+=@-王䶮𠮷"),
    min_size=1,
    max_size=60,
)
PARAGRAPH = WORDS.map(lambda words: f"本机关{words}等工作已经完成。")
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=3).map("\n".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report that is filled in: all numbers, some texts, and one total that somebody typed otherwise."""
    edition = draw(st.sampled_from(list(FORMS)))
    form = FORMS[edition]
    unit = draw(st.sampled_from(list(BODIES)))
    numbers = draw(full_numbers(form, (0, 9, 9999, 999_999)))
    texts = {key: draw(TEXT) for key in draw(st.sets(st.sampled_from(list(form.texts)), max_size=6))}
    year = draw(st.integers(*years_of(form)))
    report = with_totals(Report(unit, BODIES[unit], year, edition, numbers, texts))
    if draw(st.booleans()):
        total = draw(st.sampled_from(list(form.totals)))
        report = report.with_number(total, report.numbers[total] + draw(st.integers(1, 9)))
    return report


def differences(one: Report, other: Report) -> dict[str, object]:
    """Tell two reports apart, briefly."""
    places = (*one.form.cells, *one.form.texts)
    apart: dict[str, object] = {
        key: (one.value(key), other.value(key)) for key in places if one.edition == other.edition
    }
    apart |= {key: (getattr(one, key), getattr(other, key)) for key in ("unit", "level", "year", "edition")}
    return {key: pair for key, pair in apart.items() if isinstance(pair, tuple) and pair[0] != pair[1]}


def read_back(report: Report, suffix: str, dated: date | None = None) -> Report:
    return READERS[suffix].load(WRITERS[suffix].render(report, dated), "").report


@pytest.mark.parametrize("suffix", list(WRITERS))
@given(report=reports())
@settings(max_examples=10)
def test_what_is_written_is_read_back_identically(suffix: str, report: Report) -> None:
    assert differences(report, read_back(report, suffix)) == {}


@pytest.mark.parametrize("suffix", HANDED_ON)
@given(report=hostile_reports())
@settings(max_examples=15)
def test_nothing_that_people_can_enter_is_lost_or_changed(suffix: str, report: Report) -> None:
    back = as_handed_on(read_back(report, suffix), papers=True)
    assert back == as_handed_on(report, papers=suffix == ".xlsx")


@pytest.mark.parametrize("suffix", list(WRITERS))
@pytest.mark.parametrize("unit", ["无锡市人民政府", "市水利局", ""])
def test_what_nobody_knows_of_a_report_is_not_known_when_it_is_read_back(suffix: str, unit: str) -> None:
    report = replace(with_totals(example()), unit=unit, level=Level.UNKNOWN, year=NO_YEAR, texts={})
    back = read_back(report, suffix)
    assert (back.unit, back.level, back.year, back.numbers) == (unit, Level.UNKNOWN, NO_YEAR, report.numbers)


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_the_signature_is_no_part_of_the_text(suffix: str) -> None:
    report = with_totals(example())
    assert read_back(report, suffix, date(2024, 1, 5)).texts == report.texts


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_a_blank_is_read_as_a_blank(suffix: str) -> None:
    report = with_totals(example())
    holes = [cell for cell in report.form.typed_cells if cell.row == "refused_third_party"]
    holes += [cell for cell in report.form.identities_of if cell.row == "refused_third_party" and cell not in holes]
    report = report.with_numbers(dict.fromkeys([*holes, *report.form.totals]))
    assert with_totals(read_back(report, suffix)).numbers == with_totals(report).numbers


@given(report=reports())
@settings(max_examples=10)
def test_what_is_copied_for_the_web_site_is_read_back_identically(report: Report) -> None:
    assert differences(report, read_clipboard(write_fragment(report), "").report) == {}
    assert differences(report, read_clipboard("", write_plain_text(report)).report) == {}


def filled_in(report: Report) -> bytes:
    """Fill in the template as a spreadsheet program stores it: numbers and words in the cells that are unlocked."""
    values = {"基本情况": {(0, 0): report.title, (2, 1): report.unit, (3, 1): report.level.label}}
    for section in report.form.sections:
        sheet = values.setdefault(sheet_name(section), {})
        for box in printed_grid(section).numbers if section.tables else ():
            if box.cell and box.cell not in report.form.totals:
                sheet[TOP + box.row, box.column] = str(report.numbers[box.cell])
        row = TOP
        for text in section.texts:
            row += bool(text.heading)
            sheet |= {(row + i, 0): line for i, line in enumerate(report.texts.get(text.key, "").split("\n"))}
            row += 10
    return _with_values(write_template(report.year), list(values.values()))


def _with_values(template: bytes, sheets: list[dict[tuple[int, int], str]]) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(template)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if found := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name):
                part = _with_cells(part.decode("utf-8"), sheets[int(found[1]) - 1]).encode("utf-8")
            new.writestr(name, part)
    return target.getvalue()


def _with_cells(markup: str, values: dict[tuple[int, int], str]) -> str:
    for place, value in values.items():
        name = xl_rowcol_to_cell(*place)
        look, after = re.findall(rf'<c r="{name}"( s="\d+")?(?: t="\w+")?(/>|>.*?</c>)', markup)[0]
        old = re.search(rf'<c r="{name}"[^>]*{re.escape(after)}', markup)
        assert old is not None
        number = value.replace(".", "").isdigit()
        inside = f"<v>{value}</v>" if number else f"<is><t>{escape(value)}</t></is>"
        new = f'<c r="{name}"{look} t="{"n" if number else "inlineStr"}">{inside}</c>'
        markup = markup.replace(old[0], new, 1)
    return markup


@given(report=reports())
@settings(max_examples=10)
def test_a_template_that_was_filled_in_is_read_as_what_was_typed(report: Report) -> None:
    read = READERS[".xlsx"].load(filled_in(report), "").report
    typed = report.with_numbers(dict.fromkeys(report.form.totals))
    assert differences(with_totals(typed), with_totals(read)) == {}
