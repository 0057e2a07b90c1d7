"""The title and the date of a file are kept beside its report, and held to the usual ones: T9 and Y3."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment import assess
from app.subject import Subject
from intake import read_file
from model.report.as_read import AsRead
from model.storage.library import Library

BODY = """一、总体情况
（一）主动公开。公开信息12条。
（二）依申请公开。没有收到申请。
（三）政府信息管理。加强管理。
（四）平台建设。运行平稳。
（五）监督保障。开展考核、评议，没有责任追究。
五、存在的主要问题及改进情况
问题是解读不多，已经改进。
六、其他需要报告的事项
没有收取信息处理费。
"""


def said_of(text: str, tmp_path: Path) -> tuple[AsRead, dict[str, str]]:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    reading = read_file(path)
    found = assess(Subject(reading.report, as_read=reading.as_read)).findings
    return reading.as_read, {one.check: one.message for one in found if one.check in {"T9", "Y3"}}


@pytest.mark.parametrize(
    "title, told",
    [
        ("甲县人民政府2023年政府信息公开工作年度报告", ""),
        ("甲县人民政府\n2023年政府信息公开工作年度报告", ""),
        ("甲县水利局2023年度政府信息公开工作报告", ""),
        ("甲县水利局关于2023年政府信息公开工作年度报告", ""),
        ("甲县水利局2023年政府信息公开年度报告", "没有写“工作”"),
        ("甲县水利局2023年政府信息公开工作年报", "“年度报告”简写成了“年报”"),
        ("甲县水利局2023年政府信息公开年报", "“年度报告”简写成了“年报”"),
        ("甲县第一中学2023年政府信息公开年度报告", "没有写“工作”"),
        ("甲县水利局2023年政务公开工作年度报告", "“政府信息公开”写成了“政务公开”"),
        ("甲县水利局2023年政务信息公开工作年度报告", "“政府信息公开”写成了“政务信息公开”"),
        ("甲县水利局2023年度政务公开工作报告", "“政府信息公开”写成了“政务公开”"),
        ("甲县水利局2023年政务公开工作总结", "写成了“总结”，“政府信息公开”写成了“政务公开”"),
        ("甲县水利局2023年政府信息公开和政务公开工作年度报告", ""),
        ("甲县水利局2023年年度政府信息公开年度报告", "“年度”写了两遍"),
        ("甲县人民政府2023年政府信息公开工作报告", "没有写“年度”"),
        ("甲县人民政府关于2023年政府信息公开工作的报告", "没有写“年度”"),
        ("甲县水利局2023年度政府信息公开工作年度报告", "“年度”写了两遍"),
        ("甲县水利局2023年度政府信息公开年度报告", "“年度”写了两遍"),
        ("甲县水利局2023年政府信息公开工作总结", "写成了“总结”"),
        ("甲县水利局2023年度政府信息公开工作年度总结", "写成了“总结”"),
        ("甲县人民政府政府信息公开工作年度报告（2023年度）", ""),
        ("2023年政府信息公开工作年度报告", "没有写单位名称"),
        ("2023年度政府信息公开工作年度报告", "“年度”写了两遍，没有写单位名称"),
        ("政府信息公开工作报告（2023年）", "没有写“年度”，没有写单位名称"),
        ("甲县人民政府政府信息公开工作年度报告", "没有写年份"),
        ("甲县人民政府\n政府信息公开工作年度报告", "没有写年份"),
        ("甲县水利局政府信息公开年度报告", "没有写年份"),
        ("政府信息公开工作年度报告\n甲县水利局", "没有写年份"),
        ("甲县水利局关于政府信息公开工作的年度报告", "没有写年份"),
        ("甲县水利局政府信息公开工作年度报告\n2024年1月20日", "没有写年份"),
        ("甲县水利局政府信息公开工作年度报告\n发布日期：2024-01-20", "没有写年份"),
        ("甲县水利局政府信息公开工作年度报告\n（2024年1月20日）", "没有写年份"),
        ("甲县水利局政府信息公开工作年报", "没有写年份"),
        ("甲县水利局政府信息公开工作年度报告\n按照条例要求，现公布2023年年度报告。", "没有写年份"),
        ("甲县人民政府2023年\n政府信息公开工作年度报告", ""),
        ("甲县人民政府\n政府信息公开工作年度报告\n（2023年度）", ""),
        ("甲县人民政府\n政府信息公开工作年度报告\n（2023）", ""),
        ("甲县人民政府\n政府信息公开工作年度报告\n2023年", ""),
        ("2023年度\n甲县人民政府政府信息公开工作年度报告", ""),
        ("甲县人民政府二〇二三年政府信息公开工作年度报告", ""),
        ("首页 > 政府信息公开年报\n甲县人民政府2023年政府信息公开工作年度报告", ""),
    ],
)
def test_a_title_is_held_to_the_usual_one(title: str, told: str, tmp_path: Path) -> None:
    found, said = said_of(f"{title}\n{BODY}", tmp_path)
    assert found.title
    assert (f"：{told}；" in said.get("T9", "")) if told else "T9" not in said


@pytest.mark.parametrize(
    "before, after, dated",
    [
        ("", "甲县人民政府\n2023年12月20日", date(2023, 12, 20)),
        ("", "甲县人民政府\n2024年1月20日", date(2024, 1, 20)),
        ("", "二〇二三年十二月", None),
        ("发布日期：2023-12-28 来源：办公室", "", date(2023, 12, 28)),
        ("发布时间：2024年1月15日 10:20", "", date(2024, 1, 15)),
        ("", "甲县人民政府办公室 2023-12-20", date(2023, 12, 20)),
        ("来源：市政府办 时间：2023/12/29", "", date(2023, 12, 29)),
        ("", "", None),
        ("", "2023年2月30日", None),
    ],
)
def test_a_date_before_the_end_of_the_year_is_told(before: str, after: str, dated: date | None, tmp_path: Path) -> None:
    title = "甲县人民政府2023年政府信息公开工作年度报告"
    found, said = said_of(f"{title}\n{before}\n{BODY}{after}\n", tmp_path)
    assert found.dated == dated
    assert ("Y3" in said) == (after == "2023年2月30日" or (dated is not None and dated.year < 2024))


_SIGNED_WRONG = (
    "甲县人民政府\n2023年12月20日",
    "2023年11月8日",
    "甲县人民政府办公室  2023年12月5日",
    "二〇二三年十二月二十日",
    "二○二三年十一月三十日",
    "落款日期：2023年12月15日",
    "编制日期：2023-12-15",
    "报告时间：2023年12月1日",
    "甲县人民政府\n2023年12月20日\n（联系人：办公室，电话：88880000）",
    "2023年12月20日\n打印 关闭",
    "甲县人民政府2023年12月20日",
    "2023. 12. 20",
    "2023年12月20日印发",
    "（2023年12月20日）",
    "2024年2月30日",
    "2024年13月5日",
    "甲县人民政府\n2024年1月32日",
    "2025年12月1日",
    "甲县人民政府\n2032年1月20日",
    "甲县人民政府\n2023年1月15日",
    "甲县人民政府 2022年1月20日",
    "日期：2023年12月30日",
    "甲县人民政府\n2023年12月\n20日",
    "甲县人民政府\n2023 年 12 月 20 日",
    "甲县人民政府\n2023年9月31日",
    "签发日期：2023年12月28日",
)
_SIGNED_RIGHT = (
    "甲县人民政府\n2024年1月20日",
    "2024年1月31日",
    "二〇二四年一月二十日",
    "二〇二四年三月二十九日",
    "甲县人民政府 2024-01-31",
    "2024年3月29日",
    "2024年5月6日\n打印 关闭",
    "甲县人民政府\n2024年2月29日",
    "编制日期：2024年1月15日",
    "附件：甲县人民政府2023年12月20日印发的通知",
    "联系电话：0531-88880000",
    "2024年1月",
    "二〇二四年一月",
    "甲县人民政府2024年1月20日",
    "（2024年1月20日）",
    "2024.1.20",
    "2024年1月20日印发",
    "本报告于2024年1月20日编制",
    "其他：2023年12月20日召开座谈会，听取意见",
    "上一篇：甲县2022年政府信息公开工作年度报告 2023年1月20日",
    "下一篇：甲县2024年政府信息公开工作年度报告 2025-01-20",
    "2024年12月1日",
)


@pytest.mark.parametrize("below", _SIGNED_WRONG)
def test_a_day_of_signing_that_cannot_be_is_told(below: str, tmp_path: Path) -> None:
    _, said = said_of(f"甲县人民政府2023年政府信息公开工作年度报告\n{BODY}{below}\n", tmp_path)
    assert "Y3" in said


@pytest.mark.parametrize("below", _SIGNED_RIGHT)
def test_a_day_of_signing_after_the_year_is_not(below: str, tmp_path: Path) -> None:
    _, said = said_of(f"甲县人民政府2023年政府信息公开工作年度报告\n{BODY}{below}\n", tmp_path)
    assert "Y3" not in said


@given(
    st.builds(
        AsRead,
        st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30).filter(
            lambda one: not one.startswith("-")
        ),
        st.none() | st.dates(),
        names_unit=st.booleans(),
        signed=st.just("2024年2月30日") | st.just(""),
        names_year=st.booleans(),
        halves=st.just(("（一主动公开", "二）依申请公开")) | st.just(()),
        misnumbered=st.just(("三、其他需要报告的事项",)) | st.just(()),
    )
)
def test_what_is_kept_is_read_again(said: AsRead) -> None:
    kept = AsRead.of(said.kept)
    assert kept._replace(names_unit=True) == said._replace(names_unit=True)
    assert kept.names_unit is said.names_unit or not said.title


@pytest.mark.parametrize(
    "heading, told",
    [
        ("（一主动公开", "（一主动公开"),
        ("一）主动公开", "一）主动公开"),
        ("(一主动公开情况", "(一主动公开情况"),
        ("一)主动公开方面", "一)主动公开方面"),
        ("（ 一、主动公开", "（ 一、主动公开"),
        ("（一）主动公开", ""),
        ("(一)主动公开", ""),
        ("（一) 主动公开", ""),
        ("一、主动公开", ""),
        ("1）主动公开", ""),
        ("1.主动公开", ""),
    ],
)
def test_a_heading_with_half_a_bracket_is_told(heading: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = BODY.replace("（一）主动公开。", f"{heading}\n")
    path.write_text(f"甲县人民政府2023年政府信息公开工作年度报告\n{text}", "utf-8")
    reading = read_file(path)
    found = assess(Subject(reading.report, as_read=reading.as_read)).findings
    assert [one.quote for one in found if one.check == "T19"] == ([told] if told else [])


def test_a_library_keeps_it_until_the_report_is_final(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"甲县人民政府2023年政府信息公开工作报告\n{BODY}", "utf-8")
    reading, library = read_file(path), Library(tmp_path / "library.db")
    report = library.create(reading.report, as_read=reading.as_read)
    stored = library.load(report)
    assert AsRead.of(stored.facts) == reading.as_read
    assert "T9" in {one.check for one in assess(Subject.of(stored, None)).findings}
    library.finalise(report, date(2024, 1, 20))
    assert AsRead.of(library.load(report).facts) == AsRead()
    library.close()
