"""What scripts that build and try things share: to say what is done, to go on only if something holds, to wait."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PATIENCE = 60.0  # seconds


class FailedError(Exception):
    """Something does not hold; its words are a sentence for whoever runs the script."""


def tell(who: str, words: str) -> None:
    """Tell on standard error what is being done."""
    print(f"{who}: {words}", file=sys.stderr, flush=True)


def must(holds: object, words: str) -> None:
    """Go on only if it holds.

    Raises:
        FailedError: it does not.
    """
    if not holds:
        raise FailedError(words)


def until(what: str, found: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something is there.

    Raises:
        FailedError: it does not come.
    """
    end = time.monotonic() + patience
    while not found():
        must(time.monotonic() < end, f"没有等到：{what}。(In vain waited for it.)")
        time.sleep(0.2)
