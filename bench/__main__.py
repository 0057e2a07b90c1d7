"""Measure the figures to reach: python -m bench [NAME]; ends with 1 where one falls short."""

import sys

from bench import checks, intake, keystroke, library, locate, long_text, paste, pdf, sums, window, writing
from bench.figure import Figure

FIGURES = (
    *window.FIGURES,
    *library.FIGURES,
    *keystroke.FIGURES,
    *long_text.FIGURES,
    *sums.FIGURES,
    *checks.FIGURES,
    *locate.FIGURES,
    *pdf.FIGURES,
    *writing.FIGURES,
    *intake.FIGURES,
    *paste.FIGURES,
)
ROW = "{:<62} {:>12} {:>12}  {}"


def report(figure: Figure) -> bool:
    """Measure one figure and print its row."""
    measured = figure.measure()
    target = f"{'≥' if figure.at_least else '≤'} {figure.target:g} {figure.unit}"
    reached = figure.reached(measured)
    print(ROW.format(figure.name, f"{measured:.3g} {figure.unit}", target, "ok" if reached else "short"), flush=True)
    return reached


def main(name: str = "") -> int:
    """Print the table of all figures whose name contains `name`."""
    print(ROW.format("figure", "measured", "target", ""))
    short = [figure for figure in FIGURES if name in figure.name and not report(figure)]
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
