"""Break the promises on purpose: python -m faults [--full] [NAME…]; ends with 1 where one did not hold."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from time import monotonic

from faults import parts, record
from faults.checkout import checkout
from faults.part import Part
from faults.process import CannotBuildError
from faults.running import Tally, run

ROW = "{:<12} {:>7} {:>7} {:>9} {:>7}  {}"


def found() -> dict[str, Part]:
    """Return every part under the module that it stands in."""
    names = sorted(f"{parts.__name__}.{one.name}" for one in pkgutil.iter_modules(parts.__path__))
    return {name: import_module(name).PART for name in names if hasattr(import_module(name), "PART")}


def main(arguments: Sequence[str]) -> int:
    """Run the parts that are named, or all of them; with --full, in full, going on where a run was ended."""
    full, named = "--full" in arguments, [one for one in arguments if one != "--full"]
    chosen = {module: part for module, part in found().items() if not named or part.name in named}
    unknown = set(named) - {part.name for part in chosen.values()}
    if unknown:
        print(f"there is no part {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    print(ROW.format("part", "trials", "broken", "held", "s", "counts"), flush=True)
    return 0 if all([_held(module, part, full=full) for module, part in chosen.items()]) else 1  # noqa: C419 — all of them


def _held(module: str, part: Part, *, full: bool) -> bool:
    started, state = monotonic(), checkout()
    try:
        tally = run(module, part, part.full if full else part.sample, resume=full)
    except CannotBuildError as error:
        print(f"{part.name}: {error}", file=sys.stderr)
        return False
    held = tell(part, tally, monotonic() - started)
    if full and checkout() != state:
        print(f"{part.name}: the program was changed while it was tried; this is not recorded", file=sys.stderr)
        return False
    if full:
        record.write(part, tally)
    return held


def tell(part: Part, tally: Tally, took: float) -> bool:
    """Print what came of a part; say whether it held."""
    counts = ", ".join(f"{name} {count}" for name, count in sorted(tally.counts.items()))
    print(ROW.format(part.name, tally.tried, len(tally.broken), f"{tally.held:.2%}", f"{took:.0f}", counts), flush=True)
    for seed, how in list(tally.broken.items())[:5]:
        print(f"    seed {seed}: {how}", flush=True)
    return tally.held >= part.at_least


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("broken off; --full goes on from here")
