"""What checking one report costs."""

from bench.example import example
from bench.figure import Figure, median_seconds

ROUNDS = 100


def milliseconds() -> float:
    """Check the example against last year's, as every edit does."""
    from model.checks import findings

    report = example()
    last_year = example()

    def job() -> None:
        for _ in range(ROUNDS):
            findings(report, last_year)

    return median_seconds(job) / ROUNDS * 1000


FIGURES = (Figure("all checks of one report", "ms", 0.3, milliseconds),)
