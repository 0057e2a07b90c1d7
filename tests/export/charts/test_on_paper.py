"""Charts printed: all words are read back, the pages follow those of the report, and reading it leaves them out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from export.charts.bars import PRINTED, BarRow, bars
from export.charts.drawing import Chart, ChartHeading
from export.charts.filed import Race, StepLine, filed
from export.charts.on_paper import chart_pages, paper_of
from export.charts.parts import ChartPart, parts
from export.charts.years import YearFigure, years
from export.fonts.shipped import MissingCharactersError, typesetter
from export.layout.style import LEFT_MARGIN, TOP_MARGIN, TYPE_HEIGHT, TYPE_WIDTH
from export.pdf.charts import write_charts
from export.pdf.writer import write_pdf
from intake import read
from model.report.report import CHARTS_HEADING
from model.report.totals import with_totals
from tests.export.examples import full_report

DUE = date(2026, 1, 31)


def all_charts(units: int = 300) -> list[Chart]:
    paper = paper_of(typesetter())
    rows = [BarRow(f"第{at}局", Decimal(at * 7 % 31) if at % 5 else None, Decimal(3)) for at in range(units)]
    figures = [YearFigure(2024, None), YearFigure(2025, Decimal("5884.0157"))]
    results = [ChartPart("予以公开", Decimal(30)), ChartPart("不予公开", None), ChartPart("其他处理", Decimal(2))]
    course = Race((StepLine("已收", ((date(2026, 1, 5), 3),)), StepLine("通过", ())), 9, DUE, date(2026, 1, 20))
    return [
        bars(ChartHeading("本年新收", "2025年度"), rows, paper, most=PRINTED),
        years(ChartHeading("收费金额"), figures, paper),
        parts(ChartHeading("办理结果"), results, paper),
        filed(ChartHeading("报送进度"), course, paper),
    ]


def words_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_all_words_are_read_back() -> None:
    charts = all_charts()
    printed = "".join(words_of(write_charts("各单位比较", "甲县", charts)))
    for chart in charts:
        for word in chart.words:
            assert "".join(word.text.split()) in printed


def test_everything_stands_in_the_type_area() -> None:
    for page in chart_pages(all_charts(3) + all_charts(), typesetter(), 1):
        for left, top, right, bottom in (fill.place for fill in page.fills):
            assert LEFT_MARGIN - 1 <= left <= right <= LEFT_MARGIN + TYPE_WIDTH + 1
            assert TOP_MARGIN - 1 <= top <= bottom <= TOP_MARGIN + TYPE_HEIGHT + 1
        *words, number = page.words
        assert number.baseline > TOP_MARGIN + TYPE_HEIGHT
        for word in words:
            assert TOP_MARGIN <= word.baseline <= TOP_MARGIN + TYPE_HEIGHT
            assert LEFT_MARGIN <= word.x < LEFT_MARGIN + TYPE_WIDTH


def test_charts_are_the_last_pages_of_a_report_and_no_part_of_it(tmp_path: Path) -> None:
    report = with_totals(full_report())
    bare, with_charts = write_pdf(report), write_pdf(report, charts=all_charts())
    pages = words_of(with_charts)
    assert pages[: len(words_of(bare))] == words_of(bare)
    assert pages[len(words_of(bare))].startswith(CHARTS_HEADING)
    assert f"—{len(pages)}—" in pages[-1]
    files = tmp_path / "甲.pdf", tmp_path / "乙.pdf"
    for file, data in zip(files, (bare, with_charts), strict=True):
        file.write_bytes(data)
    plain, drawn = map(read, files)
    assert (plain.numbers, plain.texts) == (drawn.numbers, drawn.texts)


def test_the_same_charts_are_the_same_bytes() -> None:
    assert write_charts("图", "甲", all_charts()) == write_charts("图", "甲", all_charts())


def test_a_character_that_no_font_has_is_told() -> None:
    chart = bars(ChartHeading("图"), [BarRow("甲乙", Decimal(1))], paper_of(typesetter()))
    strange = Chart(**{**vars(chart), "words": (chart.words[0]._replace(text="\U0010fffd"),)})
    with pytest.raises(MissingCharactersError):
        write_charts("图", "甲", [strange])
