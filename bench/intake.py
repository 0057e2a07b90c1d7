"""What reading a file of each kind costs: a county officer brings in a hundred."""

from collections.abc import Callable

from bench.example import example
from bench.figure import Figure, median_seconds
from export import WRITERS

ROUNDS = 5


def _text() -> bytes:
    """Return the example as a text file of lines with tabs."""
    from export.plain_text import write_plain_text

    return write_plain_text(example()).encode()


def reading(suffix: str) -> Callable[[], float]:
    """Make the measurement of reading the example from a file of a kind, in milliseconds."""

    def milliseconds() -> float:
        from intake import READERS

        data = WRITERS[suffix].render(example(), None) if suffix in WRITERS else _text()
        load = READERS[suffix].load

        def job() -> None:
            for _ in range(ROUNDS):
                load(data, "")

        return median_seconds(job) / ROUNDS * 1000

    return milliseconds


FIGURES = tuple(
    Figure(f"reading a {suffix} file", "ms", target, reading(suffix))
    for suffix, target in {".xlsx": 60, ".docx": 60, ".txt": 30, ".html": 60, ".pdf": 150}.items()
)
