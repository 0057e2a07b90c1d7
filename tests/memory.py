"""How much memory something takes at most, all libraries included."""

import ctypes
import gc
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_RESET_THE_PEAK = "5"


@contextmanager
def watched() -> Iterator[Callable[[], int]]:
    """Return a function that tells by how many bytes the process has grown at most since then.

    Linux counts it for nothing; elsewhere Python does, which makes what is watched several times slower.
    """
    if not sys.platform.startswith("linux"):
        tracemalloc.start()
        try:
            yield lambda: tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        return
    gc.collect()
    gc.freeze()  # all that earlier tests have left is gone through once, not for each file
    ctypes.CDLL(None).malloc_trim(0)  # what is free already would hide what is taken
    Path("/proc/self/clear_refs").write_text(_RESET_THE_PEAK, "ascii")
    before = _bytes("VmRSS:")
    yield lambda: _bytes("VmHWM:") - before


def _bytes(name: str) -> int:
    return int(Path("/proc/self/status").read_text("ascii").partition(name)[2].split()[0]) * 1024
