"""Web pages, and what browsers, Word and the editors of web sites put on the clipboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from export.html import write_fragment, write_html
from intake import READERS, read_clipboard
from intake.document import SourceGrid, SourceParagraph
from intake.html.reader import from_html, read
from model.errors import UserError
from model.report.report import Report
from model.report.totals import with_totals
from tests.samples import example

TABLE = "<table><tr><td>1</td><td>2</td></tr></table>"
ROWS = (("1", "2"),)


def content(markup: str) -> list[object]:
    """Return paragraphs as words and grids as rows."""
    return [block.block.rows if isinstance(block, SourceGrid) else block.text for block in from_html(markup).blocks]


def report() -> Report:
    text = "全年主动公开信息60335条。\n按照国办公开办函〔2021〕30号要求逐项核对。"
    return with_totals(example()).with_text("overview/platform", text)


@pytest.mark.parametrize("tag", ["article", "section", "main", "figure", "header", "div", "span", "o:p", "my-element"])
@pytest.mark.parametrize(
    "before", ["<meta charset='utf-8'>", "<style>a{}</style>", "<link rel=x>", "<title>题</title>"]
)
def test_what_follows_the_head_of_a_copied_piece_is_read(tag: str, before: str) -> None:
    assert content(f"{before}<{tag}>甲{TABLE}乙</{tag}>") == ["甲", ROWS, "乙"]


def chrome(markup: str) -> str:
    inside = f"<!--StartFragment--><meta charset='utf-8'>{markup}<!--EndFragment-->"
    return f"<html>\r\n<body>\r\n{inside}\r\n</body>\r\n</html>"


def in_layout(markup: str) -> str:
    return f"<table width=100%><tr><td><table><tr><td>{markup}</td></tr></table></td><td>&nbsp;</td></tr></table>"


def with_line_breaks(markup: str) -> str:
    """Write paragraphs as the editors do that know none."""
    lines = markup.replace('<p style="text-indent:2em;white-space:pre-wrap">', "<br>　　&emsp;")
    return f"<div>{lines.replace('</p>', '<br />')}</div>"


def as_article(markup: str) -> str:
    return markup.replace("<div", "<article").replace("</div>", "</article>")


def by_word(markup: str) -> str:
    """Write as Word does: data islands, conditional comments, words in spans, empty paragraphs that hold a blank."""
    empty = "<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>"
    inside = markup.replace("</p>", f"<o:p></o:p></p>\n{empty}").replace("<td", "<td style='mso-border-alt:solid'")
    data = "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
    head = f"<head>{data}<style>@list l0:level1{{}}</style></head>"
    island = "<!--[if gte mso 9]><xml><o:shapedefaults>3</o:shapedefaults></xml><![endif]-->"
    space = "xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:w='urn:schemas-microsoft-com:office:word'"
    return f"<html {space}>{head}<body lang=ZH-CN>{island}<div class=WordSection1>{inside}</div></body></html>"


@pytest.mark.parametrize("wrapped", [chrome, as_article, in_layout, with_line_breaks, by_word])
def test_a_report_is_read_whatever_is_around_it(wrapped: Callable[[str], str]) -> None:
    markup = wrapped(write_fragment(report()).removeprefix('<meta charset="utf-8">\n'))
    read_back = read_clipboard(markup, "").report
    assert (read_back.unit, read_back.year, read_back.level) == (report().unit, report().year, report().level)
    assert read_back.numbers == report().numbers
    assert read_back.texts == report().texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", ""])
@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str, suffix: str) -> None:
    page = write_html(report()).replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    plain = "\n".join(block.text for block in from_html(page).blocks if isinstance(block, SourceParagraph))
    data = (page if suffix == ".html" else plain).encode(encoding)
    assert READERS[suffix].load(data, "").report.texts == report().texts


def test_an_xml_declaration_is_no_text() -> None:
    markup = '<?xml version="1.0" encoding="gb2312"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>甲</p></body></html>'
    assert [block.text for block in read(markup.encode("gb2312")).blocks if isinstance(block, SourceParagraph)] == [
        "甲"
    ]


def test_what_stands_after_the_end_of_a_page_is_read() -> None:
    assert content(f"<html><body><p>甲</p></body></html>乙{TABLE}<html><p>丙") == ["甲", "乙", ROWS, "丙"]


@pytest.mark.parametrize("tag", ["b", "div", "svg"])
def test_a_page_is_read_whole_or_refused_however_deep_it_is(tag: str) -> None:
    """The parser stops at a depth, and says nothing."""
    assert content(f"{f'<{tag}>' * 1_900}</{tag}><p>甲")[-1:] == ([] if tag == "svg" else ["甲"])
    for depth in (2_010, 2_047, 2_048, 5_000):
        with pytest.raises(UserError, match="过深"):
            content(f"{f'<{tag}>' * depth}<p>甲")


def test_a_table_of_one_cell_only_holds_text() -> None:
    assert content("<table><tr><td><p>一、总体情况</p>甲<br>乙</td></tr></table>") == ["一、总体情况", "甲", "乙"]


# What is not shown


@pytest.mark.parametrize(
    "how", ["style='display:none'", "hidden", "style='color:red; DISPLAY : none;'", "style='mso-hide:all'"]
)
def test_what_is_hidden_is_not_read_and_much_of_it_is_told(how: str) -> None:
    document = from_html(f"<p>甲</p><div {how}><p>{'乙' * 40}<br>{TABLE}</p></div><p>丙</p>")
    assert [block.text for block in document.blocks if isinstance(block, SourceParagraph)] == ["甲", "丙"]
    assert len(document.blocks) == 2
    assert "隐藏" in str(document.problems[0])


def test_a_page_that_waits_for_its_script_is_read() -> None:
    assert content("<html><body style='display:none'><p>甲</p></body></html>") == ["甲"]


def test_a_hidden_cell_takes_no_place() -> None:
    assert content("<table><tr><td>1<td style='display:none'>9<td>2</table>") == [ROWS]


def test_what_was_struck_out_is_not_put_together_with_what_stands() -> None:
    cells = "<td>3<sup>1</sup><td><del>4</del>5<td><s>6</s>7<td>8"
    assert content(f"<table><tr>{cells}</table>") == [(("3 1", "5", "6 7", "8"),)]


# Tables


def test_the_foot_of_a_table_stands_below_wherever_it_is_written() -> None:
    markup = "<table><tfoot><tr><td>脚</tfoot><tbody><tr><td>身</tbody><thead><tr><th>头</thead></table>"
    assert content(markup) == [(("头",), ("身",), ("脚",))]


def test_the_caption_of_a_table_stands_before_it() -> None:
    assert content(f"<p>甲</p><table><caption>三、题</caption>{TABLE.removeprefix('<table>')}") == [
        "甲",
        "三、题",
        ROWS,
    ]


def test_lines_that_are_kept_as_they_are_stay_lines() -> None:
    assert content("<pre>一、总体情况\n  甲  乙\n</pre><p>丙\n丁</p>") == ["一、总体情况", "  甲  乙", "丙丁"]
