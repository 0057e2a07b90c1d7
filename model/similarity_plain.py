"""What `model.similarity` takes from rapidfuzz, in Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence


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


def extractOne(  # noqa: N802 — as rapidfuzz calls it
    text: str, others: Sequence[str], *, scorer: Callable[[str, str], float], score_cutoff: float
) -> tuple[str, float, int] | None:
    """Return the likest of some texts, how alike it is, and its number; None if all are less alike than asked for.

    >>> extractOne("甲乙", ["丙丁", "甲乙丙", "甲乙"], scorer=ratio, score_cutoff=50)
    ('甲乙', 100.0, 2)
    """
    scores = ((other, scorer(text, other), number) for number, other in enumerate(others))
    enough = (one for one in scores if one[1] >= score_cutoff)
    return max(enough, key=lambda one: one[1], default=None)
