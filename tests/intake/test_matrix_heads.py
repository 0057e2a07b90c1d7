"""Headers over section three in pieces: a label counts as found only where nothing else explains it."""

from __future__ import annotations

import pytest

from intake.interpret.heads import Heads
from intake.interpret.matrix_heads import matrix_heads
from intake.interpret.rows import SourceRow
from tests.intake.rearranged import APPLICATIONS

_NUMBERS = SourceRow("1 2 3 4 5 6 7", tuple("1234567"), "")


def told(*lines: str) -> set[str]:
    """Return the labels of the columns that are read by their places alone."""
    heads = matrix_heads([*(SourceRow(line, (line,), "") for line in lines), _NUMBERS], APPLICATIONS)
    assert isinstance(heads, Heads)
    assert heads.is_usual
    return {APPLICATIONS.column_leaves[at].label for at in heads.unnamed}


@pytest.mark.parametrize("over", ["法人或其他组织", "之和法人或其他组织", "法人或其他组织情况"])
def test_a_label_that_is_a_part_of_the_header_over_it_is_not_found_there(over: str) -> None:
    lines = ["自然人", over, "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构"]
    assert told(*lines) == {"其他"}
    assert told(*lines, "其他") == set()


def test_all_labels_in_pieces_are_found_where_none_is_missing() -> None:
    lines = (
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企",
        "业",
        "科研机构社会公益组织",
        "法律服务机构其他",
    )
    assert told(*lines) == set()


def test_where_a_label_is_lost_no_piece_of_another_counts() -> None:
    lines = (
        "申请人情况",
        "自然人",
        "法人或其他组织情况",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益",
        "法律服",
        "务机构等其他",
    )
    assert told(*lines) == {"社会公益组织", "法律服务机构", "其他"}


def test_labels_that_stand_in_a_line_in_another_order_are_told() -> None:
    lines = (
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "总计其他",
    )
    assert told(*lines) == {"总计", "其他"}
