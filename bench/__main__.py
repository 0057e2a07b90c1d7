"""Measure the figures to reach: python -m bench [NAME]; ends with 1 where one falls short."""

import sys

from bench import (
    checks,
    county,
    county_dropped,
    county_growth,
    intake,
    keystroke,
    library,
    locate,
    located,
    long_text,
    paste,
    pdf,
    sums,
    window,
    writing,
)
from bench.figure import LOOP, Figure, slowness

FIGURES = (
    *window.FIGURES,
    *library.FIGURES,
    *keystroke.FIGURES,
    *long_text.FIGURES,
    *sums.FIGURES,
    *checks.FIGURES,
    *locate.FIGURES,
    *located.FIGURES,
    *pdf.FIGURES,
    *writing.FIGURES,
    *intake.FIGURES,
    *paste.FIGURES,
    *county.FIGURES,
    *county_growth.FIGURES,
    *county_dropped.FIGURES,
)
ROW = "{:<62} {:>12} {:>12} {:>14}  {}"


def report(figure: Figure) -> bool:
    """Measure one figure and print its row."""
    measured = figure.take()
    target = f"{'≥' if figure.at_least else '≤'} {figure.target:g} {figure.unit}"
    loops = "" if figure.loops is None else f"{figure.loops:.3g} loops"
    reached = figure.reached(measured)
    words = "ok" if reached else "short"
    print(ROW.format(figure.name, f"{measured:.3g} {figure.unit}", target, loops, words), flush=True)
    return reached


def calibration() -> str:
    """Say how fast this machine is: times are divided by it, so that they hold on any machine."""
    times = slowness()
    now, there = f"{times * LOOP * 1000:.3g} ms", f"{LOOP * 1000:g} ms"
    return ROW.format("calibration: a fixed loop of plain Python", now, there, "1 loop", f"÷ {times:.2f}")


def main(name: str = "") -> int:
    """Print the table of all figures whose name contains `name`."""
    print(ROW.format("figure", "measured", "target", "target", ""))
    print(calibration())
    short = [figure for figure in FIGURES if name in figure.name and not report(figure)]
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
