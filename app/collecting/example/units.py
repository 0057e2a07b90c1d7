"""The invented units of the example, and the numbers of their year. No such county exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from model.report.report import Level

COUNTY = "青禾县人民政府"
_ROWS = (
    ("单位名称", "上级", "口径"),
    ("青禾县发展和改革局", "", ""),
    ("青禾县教育局", "", "含下属"),
    ("青禾县实验小学", "青禾县教育局", ""),
    ("青禾县公安局", "", ""),
    ("青禾县自然资源局", "", ""),
    ("青禾县住房和城乡建设局", "", ""),
    ("青禾县卫生健康局", "", ""),
    ("石桥镇人民政府", "", ""),
    ("柳河乡人民政府", "", ""),
    ("城关街道办事处", "", ""),
)
EXCUSED = "城关街道办事处", "由县政府办公室代为公开，不单独编制年报"  # 免报
LIST = "\n".join("\t".join(row) for row in _ROWS)  # as it is pasted from a spreadsheet

Pair = tuple[int, int]  # of natural persons, of enterprises


class Stage(Enum):
    """How far a unit's report has come."""

    RECEIVED = auto()
    RETURNED = auto()
    SENT_AGAIN = auto()
    PASSED = auto()
    PUBLISHED = auto()


@dataclass(frozen=True)
class ExampleUnit:
    """A unit: its applications by row, what else its tables hold, and what it says in section five."""

    name: str
    level: Level
    last_carried: Pair  # carried over from the year before
    carried: Pair  # to the year after
    results: Mapping[str, Pair]
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: str = ""
    stage: Stage = Stage.RECEIVED
    slip: tuple[str, str] | None = None  # in its first draft: a cell and what it said, or words and what stood for them


PROBLEMS_BEFORE = "主要问题：栏目更新不够及时。改进情况：已定人定时更新，年底查过一遍。"
_DEPARTMENT = Level.COUNTY_DEPARTMENT
_ALIKE = (
    "存在的主要问题：有的政策只发了文件，没有配上群众看得懂的解读；栏目多，查一件事要翻几页。"
    "改进情况：重要文件印发前先写好问答，随文件一起公开；把办事指南按事项归到一处，年底前已并完两类栏目。"
)
UNITS = (
    ExampleUnit(
        "青禾县发展和改革局",
        _DEPARTMENT,
        (1, 0),
        (0, 1),
        {"disclosed": (6, 3), "partly_disclosed": (1, 0), "unavailable_not_held": (2, 1)},
        {"licensing/licences/decisions": "142", "legislation/normative_documents/in_force": "3"},
        "主要问题：项目审批信息更新有时迟了一两天。改进情况：审批科与公开科每周对一次账，下半年没有再出现。",
        Stage.PUBLISHED,
    ),
    ExampleUnit(
        "青禾县教育局",
        _DEPARTMENT,
        (0, 0),
        (1, 0),
        {"disclosed": (9, 0), "unavailable_needs_creating": (2, 0), "not_processed_petition": (1, 0)},
        {"enforcement/penalties/decisions": "4", "fees/charges/amount": "38.65"},
        "主要问题：招生政策的解读形式单一。改进情况：今年加了图解和现场答疑，咨询电话少了一半。",
        Stage.PASSED,
    ),
    ExampleUnit(
        "青禾县实验小学",
        _DEPARTMENT,
        (0, 0),
        (0, 0),
        {"disclosed": (1, 0)},
        {},
        "主要问题：公开栏内容换得慢。改进情况：由教务处专人管，每月换一次。",
        Stage.PASSED,
    ),
    ExampleUnit(
        "青禾县公安局",
        _DEPARTMENT,
        (2, 0),
        (1, 0),
        {"disclosed": (5, 1), "refused_enforcement_file": (7, 0), "refused_administrative_query": (3, 0)},
        {
            "enforcement/penalties/decisions": "1286",
            "enforcement/coercive_measures/decisions": "97",
            "licensing/licences/decisions": "2310",
            "review/reconsideration/upheld": "2",
        },
        "主要问题：答复用语不够统一。改进情况：编了答复样本，先由法制部门看过再发。",
        Stage.RETURNED,
        ("applications/results_total/total", "15"),
    ),
    ExampleUnit(
        "青禾县自然资源局",
        _DEPARTMENT,
        (3, 1),
        (2, 1),
        {
            "disclosed": (21, 4),
            "partly_disclosed": (6, 2),
            "refused_third_party": (2, 0),
            "unavailable_not_held": (11, 1),
            "not_processed_repeated": (3, 0),
        },
        {
            "licensing/licences/decisions": "873",
            "enforcement/penalties/decisions": "16",
            "fees/charges/amount": "1204.3",
            "review/reconsideration/upheld": "3",
            "review/reconsideration/corrected": "1",
            "review/direct_litigation/upheld": "1",
        },
        "主要问题：征地档案年代久，查找慢，个别答复接近期限。改进情况：补录了近十年的档案目录，答复平均提前三天。",
        Stage.SENT_AGAIN,
        ("applications/carried_forward/natural_person", "3"),
    ),
    ExampleUnit(
        "青禾县住房和城乡建设局",
        _DEPARTMENT,
        (0, 0),
        (0, 0),
        {"disclosed": (7, 1), "unavailable_not_held": (3, 0)},
        {"licensing/licences/decisions": "321", "enforcement/penalties/decisions": "28"},
        _ALIKE,
        slip=("申请11件", "申请9件"),
    ),
    ExampleUnit(
        "青禾县卫生健康局",
        _DEPARTMENT,
        (1, 0),
        (0, 0),
        {"disclosed": (4, 0), "unavailable_not_held": (1, 0)},
        {"licensing/licences/decisions": "64", "enforcement/penalties/decisions": "11", "fees/charges/amount": "7.2"},
        "主要问题：双公示的数据补录较多。改进情况：改为当天录入，当周抽查。",
    ),
    ExampleUnit(
        "石桥镇人民政府",
        Level.TOWNSHIP,
        (0, 0),
        (0, 0),
        {"disclosed": (3, 0), "unavailable_not_held": (1, 0)},
        {"enforcement/penalties/decisions": "2"},
        _ALIKE,
        Stage.PASSED,
    ),
)
