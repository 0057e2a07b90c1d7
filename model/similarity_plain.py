"""What `model.similarity` takes from rapidfuzz, in Python."""

from __future__ import annotations


def common_length(first: str, second: str) -> int:
    """Return the length of the longest common subsequence.

    Hyyrö, “Bit-parallel LCS-length computation revisited” (2004): bit i of `row` is 0 where the length grows at i.

    >>> common_length("结转下年度继续办理", "结转下一年度办理")
    7
    """
    places: dict[str, int] = {}
    for number, char in enumerate(first):
        places[char] = places.get(char, 0) | 1 << number
    row = full = (1 << len(first)) - 1
    for char in second:
        met = row & places.get(char, 0)
        row = ((row + met) | (row - met)) & full
    return len(first) - row.bit_count()


def ratio(first: str, second: str) -> float:
    """Return how alike two texts are, in per cent: twice what they have in common of all that both have.

    >>> ratio("甲乙丙", "甲丙丁")
    66.66666666666667
    """
    both = len(first) + len(second)
    return 100 * (1 - (both - 2 * common_length(first, second)) / both) if both else 100.0
