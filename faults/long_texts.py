"""What is repeated to make a text that no report has: each has made something superlinear, or might."""

from __future__ import annotations

from faults.patterns.inputs import Input


def _each(*again: str, begin: str = "", end: str = "") -> tuple[Input, ...]:
    return tuple(Input(begin, one, end) for one in again)


_OK = "2023年，本单位共收到政府信息公开申请335件，上年结转4件，办结330件，结转下年度继续办理9件，"
_TITLE = "甲镇人民政府2023年政府信息公开工作年度报告"

TYPED = (
    *_each("2024年度", "2024年公开，", "《2024年》公开", "期限", "统计2023年1月1日", end="公开"),
    *_each("—", "1件\n", "（国务院令第711号）", "1 ", "其中1件，", "分别", "（其中", "《", "“", _OK),
    *_each("1,234,", "1.1", "一二三", "亿万", "5884.0157万元，", "无", "未收到申请，", "1-"),
    *_each(" ", begin="公开2024年", end="x"),
    *_each(" ", begin="2024", end="年公开"),
    *_each("1381234567", end="电话"),
    *_each("1", begin="予以", end="件"),
    *_each("（请填写", "{{", "国办", "申请", "存", "市县", begin="1"),
)
FILES = (
    *_each("-", "=", "—", " | -", "| ", "\t", " ", "。 ", "(", "（", "|", "─", end="x"),
    *_each("（一）", "一、", "1.", "镇", "关于", "20", "2023年", "《", "党政政府信息", end="政府信息公开"),
    *_each("<br> ", "&lt;br&gt; ", begin="1", end="x"),
    *_each(" ", begin="收到", end="x"),
    *_each("报告", begin="：", end="。"),
    *_each("镇", begin="由", end="根据"),
    *_each(_TITLE, f"{_TITLE}\n", "1 2 3 4 5 6 7 ", "1 2 3 4 5 6 7\n", "一、总体情况\n"),
    *_each("一、总体情况\n五、存在的主要问题及改进情况\n", "五、存在的主要问题及改进情况和措施", "六、情况"),
    *_each("：\n", "（其中：1件）", "1（", "1,000,"),
    *_each("主动公开。：", "（一）主动公开\n", begin="一、总体情况\n", end="。"),
)
MARKUP = _each(
    *("<", "<!--", "<a ", "</", "<![", "&#", "<?", '<a b="', "<div>", "<table><tr><td>", "<script>x</"),
    *("<p style='white-space:   '>x", "<br>", "<td colspan=9>", "&nbsp;", "<b><i>"),
)
SENTENCES = (
    *("予以公开1件、部分公开2件、不予公开3件、", "予以公开1件，", "行政复议1件，", "共1", "1、", "分别为1件、2件、"),
    *("收到申请1件，", "自然人1件、", "其中1件，", "1 ", "未收到申请，", "含1件，", "自然人和商业企业分别1件和2件、"),
    *("（1件）", "上年结转1件，", "行政复议1件、行政诉讼2件，其中维持1件、纠正1件，", "合计1件，", "各单位1件、"),
    *("制发规范性文件57件，", "占比50%，"),
)
