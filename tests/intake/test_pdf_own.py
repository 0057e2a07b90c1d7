"""What the program printed is read back to the letter: blanks, paragraph ends, lists, addresses, over page breaks."""

from dataclasses import replace

import pytest
from hypothesis import example as this
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exporting.handing import render
from export.pdf.writer import write_pdf
from intake import READERS
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from tests.samples import example

ADDRESS = "https://www.example.gov.cn/a/b?c=1&d=2"
WORDS = st.sampled_from(
    [
        *("公开", "政府信息", "，", "。", "；", "“", "”", "（", "）", "《", "》", "、", "……", "——", "王䶮", "𠮷"),
        *(
            "件",
            "年",
            "2023",
            "12.5%",
            "0",
            "3 4",
            "-",
            "—",
            "/",
            "|",
            " ",
            "　",
            "一、",
            "（一）",
            "1.",
            "〔2021〕30号",
        ),
        *("Windows", "e-mail", ADDRESS, "x@y.gov.cn"),
    ]
)
LISTED = st.sampled_from(["", "", "", "（一）", "（二）", "1.", "2．", "一是", "①", "(1)", "第一，", "● "])
HEADS = st.sampled_from(["我", "“", "（", "《", "A", "7"])
SQUEEZED = (  # the first ， and “ stand at one place
    "我公开，“公开〔2021〕30号；一、公开政府信息〔2021〕30号政府信息x@y.gov.cn政府信息（一、》……、2023，公开……、”12.5%完成。"
)
LINE = 28  # characters in a line, of which the first has 26


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Draw a paragraph: one of a few words, one that fills its lines to the last place, or a long mixed one."""
    start = draw(LISTED) + draw(HEADS)
    match draw(st.integers(0, 4)):
        case 0:
            words = draw(st.sampled_from(["无", "没有", "好"]))
        case 1:
            words = "满" * (LINE * draw(st.integers(0, 40)) + draw(st.integers(20, 30)))
        case _:
            words = "".join(draw(st.lists(WORDS, max_size=60)))
    return f"{start}{words}完成。"


TEXTS = st.lists(paragraphs(), min_size=1, max_size=6).map("\n".join)
KEYS = ("overview/opening", "overview/platform", "problems/text", "other_matters/text")


def read_back(report: Report) -> Report:
    """Read what is printed of a draft, which must be what is read of the same report once it is final."""
    draft, final = (READERS[".pdf"].load(write_pdf(report, draft=draft), "") for draft in (True, False))
    assert draft == final
    return final.report


@given(st.fixed_dictionaries(dict.fromkeys(KEYS, TEXTS)))
@this(dict.fromkeys(KEYS, "满" * 53 + "。\n（一）" + "满" * 22 + "。\n“" + "满" * 26 + "“（一）" + "满" * 24 + "。"))
@this(dict.fromkeys(KEYS, SQUEEZED))
@this(dict.fromkeys(KEYS, "用 Windows  10 和  WPS   办公，" * 20 + "完。"))
@settings(max_examples=12)
def test_texts_are_read_back_to_the_letter(texts: dict[str, str]) -> None:
    report = replace(example(), texts=texts)
    assert read_back(report).texts == texts


@pytest.mark.parametrize("level", list(Level))
def test_the_kind_of_body_is_read_back_whatever_its_name(level: Level) -> None:
    report = replace(with_totals(example()), level=level)
    assert read_back(report) == report


def test_the_explanations_of_the_office_are_left_out_and_that_is_said() -> None:
    why = Explanation(
        "X1", ("applications/brought_forward/total",), "去年多报一件", "王某", "2026-01-05T09:07:00+08:00"
    )
    report = replace(with_totals(example()), explanations=(why,))
    reading = READERS[".pdf"].load(render(report, ".pdf", None, explanations=True), "")
    assert reading.report == replace(report, explanations=())
    assert [problem.sentence.startswith("审核说明") for problem in reading.problems] == [True]
