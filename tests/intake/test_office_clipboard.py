"""The kinds that Word, Excel and WPS put on the clipboard of Windows, as bytes."""

import pytest

from export.html import write_html
from intake import read_clipboard
from intake.block import Block
from intake.html.reader import from_html
from model.report.report import Report
from tests.samples import example

HEAD = "Version:{version}\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n"
PAGE = "<html><body>\r\n<!--StartFragment-->{}<!--EndFragment-->\r\n</body>\r\n</html>\r\n"
TABLE = "<table><tr><td>新收</td><td>12</td></tr><tr><td>结转</td><td>3</td></tr></table>"


def cf_html(fragment: str, version: str = "1.0", more: str = "") -> str:
    """Return what CF_HTML holds: a head with offsets in bytes, then the page with the fragment marked in it."""
    page = PAGE.format(fragment)
    start = len((HEAD.format(0, 0, 0, 0, version=version) + more).encode())
    before, _, rest = page.partition("<!--StartFragment-->")
    begin = start + len((before + "<!--StartFragment-->").encode())
    end = start + len((before + "<!--StartFragment-->" + rest.partition("<!--EndFragment-->")[0]).encode())
    return HEAD.format(start, start + len(page.encode()), begin, end, version=version) + more + page


HEADS = [
    pytest.param(("0.9", ""), id="plain"),
    pytest.param(("1.0", "SourceURL:file:///C:/Users/李四/年报.docx\r\n"), id="source"),
    pytest.param(("1.0", "StartSelection:0000000171\r\nEndSelection:0000000288\r\n"), id="selection"),
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_the_clipboard_is_no_text(head: tuple[str, str]) -> None:
    document = from_html(cf_html("<p>甲县人民政府</p>", *head))
    assert [block.text for block in document.blocks] == ["甲县人民政府"]  # type: ignore[union-attr]


@pytest.mark.parametrize("head", HEADS)
def test_a_table_is_pasted_as_without_the_head(head: tuple[str, str]) -> None:
    block = Block.pasted(cf_html(TABLE, *head), "新收\t12\r\n结转\t3\r\n")
    assert block is not None
    assert block.rows == (("新收", "12"), ("结转", "3"))


@pytest.mark.parametrize("head", HEADS)
def test_a_whole_report_is_read_as_without_the_head(head: tuple[str, str]) -> None:
    markup = write_html(example())

    def read(copied: str) -> tuple[Report, list[str]]:
        reading = read_clipboard(copied, "")
        return reading.report, [str(problem) for problem in reading.problems]

    assert read(cf_html(markup, *head)) == read(markup)


@pytest.mark.parametrize("words", ["Version:1.0", "Version：第一版", "StartHTML:1", "Version:1.0\nUnit:甲县"])
def test_words_that_only_begin_like_a_head_stay(words: str) -> None:
    document = from_html(words)
    assert " ".join(block.text for block in document.blocks).split() == words.split()  # type: ignore[union-attr]
