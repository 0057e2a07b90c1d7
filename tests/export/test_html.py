"""The HTML read back by a parser: tables as on paper, every number in its place, every word escaped."""

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.html import write_fragment, write_html
from model.form.editions import FORMS
from model.form.grid import printed_grid
from model.form.schema import Section
from model.report.numbers import number_text
from model.report.report import Level, Report

from .examples import VERBATIM, empty_report, full_report


class Reader(HTMLParser):
    """Collect the words of every element that has some, and the cells of every table."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[tuple[str, dict[str, str | None], str]]]] = []
        self.paragraphs: list[str] = []
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in {"meta", "br", "col"}:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append((tag, dict(attrs), ""))
        elif tag in {"p", "h1", "h2", "h3"}:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"td", "th"}:
            tag, attributes, words = self.tables[-1][-1][-1]
            self.tables[-1][-1][-1] = (tag, attributes, words + data)
        elif self.open and self.open[-1] in {"p", "h1", "h2", "h3"}:
            self.paragraphs[-1] += data


def spread(table: list[list[tuple[str, dict[str, str | None], str]]]) -> dict[tuple[int, int], str]:
    """Put every cell of a table where a browser puts it; two in one place are an error."""
    places: dict[tuple[int, int], str] = {}
    for r, row in enumerate(table):
        column = 0
        for _, attributes, words in row:
            while (r, column) in places:
                column += 1
            for dr in range(int(attributes.get("rowspan") or 1)):
                for dc in range(int(attributes.get("colspan") or 1)):
                    assert (r + dr, column + dc) not in places
                    places[r + dr, column + dc] = words
    return places


def sections(report: Report) -> list[Section]:
    return [section for section in report.form.sections if section.tables]


@pytest.mark.parametrize("edition", list(FORMS))
def test_every_number_and_label_stands_where_the_form_has_it(edition: str) -> None:
    report = full_report(edition)
    tables = Reader(write_html(report)).tables
    for section, table in zip(sections(report), tables, strict=True):
        grid = printed_grid(section)
        expected = {
            place: number_text(report.numbers[box.cell]) if box.cell else box.text for place, box in grid.at.items()
        }
        assert spread(table) == expected


def test_a_blank_is_blank() -> None:
    numbers = [
        words
        for table in Reader(write_html(empty_report())).tables
        for row in table
        for tag, _, words in row
        if tag == "td"
    ]
    assert numbers == [""] * 200


def test_headers_say_what_they_head() -> None:
    scopes = {
        words: attributes["scope"]
        for table in Reader(write_html(full_report())).tables
        for row in table
        for tag, attributes, words in row
        if tag == "th"
    }
    assert scopes["一、本年新收政府信息公开申请数量"] == "row"
    assert scopes["（三）不予公开"] == "rowgroup"
    assert scopes["申请人情况"] == "colgroup"
    assert scopes["自然人"] == "col"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")))
def test_user_words_come_back_as_they_were_typed(words: str) -> None:
    report = Report("某某镇", Level.TOWNSHIP, 2023, texts={"problems/text": f"甲{words}乙"})
    page = Reader(write_html(report))
    assert page.paragraphs[-2] == f"甲{words}乙"
    assert page.seen & {"img", "para", "script"} == set()


def test_mark_up_in_words_is_words() -> None:
    html = write_html(full_report().with_text("problems/text", VERBATIM))
    assert VERBATIM in Reader(html).paragraphs
    assert 'lang="zh-CN"' in html


def test_a_date_adds_the_signature() -> None:
    report = full_report()
    assert Reader(write_html(report, dated=date(2024, 1, 5))).paragraphs[-2:] == [report.unit, "2024年1月5日"]


def test_what_is_pasted_is_the_page_without_its_frame() -> None:
    whole, part = Reader(write_html(full_report())), Reader(write_fragment(full_report()))
    assert part.tables == whole.tables
    assert part.paragraphs == whole.paragraphs
    assert part.seen & {"html", "head", "title", "body", "style", "script", "link", "caption"} == set()


def test_the_page_is_one_file_that_asks_for_no_other() -> None:
    page = write_html(full_report().with_text("problems/text", "没有链接。"))
    assert Reader(page).seen & {"link", "script", "img", "iframe", "style"} == set()
    for attribute in ("href=", "src=", "url(", "@import"):
        assert attribute not in page
