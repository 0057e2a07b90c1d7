"""Single bits are flipped in a library's files: whatever is then shown, listed or exported otherwise is told."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

from faults.part import Outcome, Part
from faults.parts.broken_bits import Files, Seen, closed, killed, look

FLIPS = 10  # in one trial


@cache
def _reference(kind: str) -> tuple[Files, Seen]:
    """Return the files that nothing was done to, and what is seen of them."""
    files = closed() if kind == "closed" else killed()
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="gouji-made-") as folder:
        seen = look(files.put(Path(folder) / "reference"))
    if seen.told:
        raise RuntimeError(f"something is told of a library that is whole: {seen.told}")
    return files, seen


def trial(seed: int, folder: Path) -> Outcome:
    """Flip one bit after another, each in the files as they were."""
    dice, counts, silent = random.Random(seed), Counter[str](), []
    for _ in range(FLIPS):
        kind = dice.choice(["closed", "killed", "killed in the wal"])
        files, reference = _reference(kind.split(" ", maxsplit=1)[0])
        which = "wal" if kind == "killed in the wal" else "db"
        content = bytearray(getattr(files, which))
        at, bit = dice.randrange(len(content)), dice.randrange(8)
        content[at] ^= 1 << bit
        seen = look(files._replace(**{which: bytes(content)}).put(folder / "library"))
        differs = seen.shown != reference.shown
        counts.update(flips=1, differ=differs, told=differs and bool(seen.told), alarms=not differs and bool(seen.told))
        if differs and not seen.told:
            counts["silent"] += 1
            silent.append(f"{kind}: byte {at}, bit {bit}")
    return Outcome("; ".join(silent), counts)


PART = Part(
    name="flips",
    promise="磁盘翻转一位，凡是显示、列出或导出的内容因此不同，都会说出来",
    goal="10000次翻转里，内容不同而没有说出来的不超过千分之一",
    trial=trial,
    sample=60,
    full=1000,
    patience=120,
    at_least=0.999,
)
