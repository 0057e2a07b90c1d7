"""How alike two words are: as rapidfuzz measures it, or by the same measure, slower, where that is not installed.

No compiled package comes for every processor; reading and checking text and the program's own files does without.
"""

from __future__ import annotations

try:
    from rapidfuzz.distance.LCSseq import similarity as common_length
    from rapidfuzz.fuzz import ratio
except ImportError:
    from model.similarity_plain import common_length, ratio  # type: ignore[no-redef]  # the same measures

__all__ = ["common_length", "ratio"]
