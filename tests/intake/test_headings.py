"""Headings of sections: a text that begins like its heading is no heading, and none of it is lost."""

from pathlib import Path

import pytest

from export import write
from intake import read
from tests.samples import example

TEXTS = [
    ("problems/text", "存在的主要问题：公开不够及时。改进情况：加强培训。"),
    ("problems/text", "存在的主要问题：公开不够及时"),
    ("problems/text", "存在的主要问题\n公开不够及时。\n改进情况\n加强培训。"),
    ("problems/text", "一、存在的主要问题\n公开不够及时。\n二、改进情况\n加强培训。"),
    ("other_matters/text", "其他需要报告的事项：无"),
    ("other_matters/text", "无其他需要报告的事项。"),
    ("overview/on_application", "依申请公开\n没有"),
]


@pytest.mark.parametrize("key,text", TEXTS)
@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf"])
def test_a_text_like_its_heading_comes_back_whole(tmp_path: Path, key: str, text: str, suffix: str) -> None:
    report = example().with_text(key, text)
    write(report, tmp_path / f"报告{suffix}")
    assert read(tmp_path / f"报告{suffix}").texts == report.texts
