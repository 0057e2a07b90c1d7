"""A box of particulars over the report, which names the title beside a label: the label is no part of the unit."""

import pytest

from intake import READERS

UNIT, REST = "青石县河口镇人民政府", "2024年政府信息公开工作年度报告"
PAGE = "<html><body><table>{rows}</table><h2>{title}</h2><p>一、总体情况</p><p>全年公开信息9条。</p></body></html>"


@pytest.mark.parametrize("label", ["名称", "信息名称", "文件名称", "公文标题", "标题", "名称："])
@pytest.mark.parametrize("headed", [True, False])
def test_the_label_beside_a_title_is_no_part_of_the_unit(label: str, headed: bool) -> None:  # noqa: FBT001
    row = f"<tr><td>索引号</td><td>3613/2025-00065</td></tr><tr><td>{label}</td><td>{UNIT}{REST}</td></tr>"
    page = PAGE.format(rows=row, title=f"{UNIT}{REST}" if headed else "")
    report = READERS[".html"].load(page.encode(), "一.html").report
    assert (report.unit, report.year) == (UNIT, 2024)


def test_a_unit_whose_name_begins_with_such_a_word_keeps_it() -> None:
    page = PAGE.format(rows="", title=f"名称登记服务中心{REST}")
    assert READERS[".html"].load(page.encode(), "一.html").report.unit == "名称登记服务中心"
