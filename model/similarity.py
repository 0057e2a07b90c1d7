"""How alike two words are: as rapidfuzz measures it, or by the same measure, slower, where that is not installed.

No compiled package comes for every processor; reading and checking text and the program's own files does without.
"""

from __future__ import annotations

from collections.abc import Sequence

try:
    from rapidfuzz import process
    from rapidfuzz.distance.LCSseq import similarity as common_length
    from rapidfuzz.fuzz import ratio
except ImportError:
    from model import similarity_plain as process  # type: ignore[no-redef]  # the same measures
    from model.similarity_plain import common_length, ratio  # type: ignore[no-redef]


def likest(text: str, others: Sequence[str], least: float) -> tuple[int, float] | None:
    """Return the number of the likest of some texts and how alike it is, in per cent; None if all are less alike."""
    found = process.extractOne(text, others, scorer=ratio, score_cutoff=least)
    return found and (found[2], found[1])


__all__ = ["common_length", "likest", "ratio"]
