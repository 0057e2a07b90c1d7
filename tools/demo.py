"""Show what the program does with the example report, or with that of a county: ./dev demo [--county].

What is wrong with it, its PDF, and, where there is a display, the window on a fresh library that holds it. Of the
county: its roll call, what its units come to, and the window on the collection.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MAIN = ROOT / "main.py"
EXAMPLE = ROOT / "assets" / "example.json"


def program(*arguments: object) -> int:
    """Run the program as a user would."""
    return subprocess.run([sys.executable, str(MAIN), *map(str, arguments)], check=False).returncode


def has_display() -> bool:
    """Return whether a window can open."""
    return os.name == "nt" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def library_with_the_example(folder: Path) -> Path:
    """Make a library in `folder` that holds the example and nothing else."""
    from intake import read
    from model.report.totals import without_derivable_totals
    from model.storage.library import Library

    path = folder / "library.db"
    library = Library(path)
    library.create(without_derivable_totals(read(EXAMPLE)), step="示例")
    library.close()
    return path


def library_with_the_county(folder: Path) -> tuple[Path, int]:
    """Make a library in `folder` that holds the example of a county; return it with the year of the example."""
    from app.collecting.example import make_example
    from model.storage.library import Library

    path = folder / "library.db"
    library = Library(path)
    collection = make_example(library, datetime.now().astimezone().date(), "示例")
    library.remember("county", str(collection))
    year = library.county.collection(collection).heading.year
    library.close()
    return path, year


def show(library: Path, *arguments: str) -> int:
    """Open the window on a library, where there is a display."""
    print(f"library: {library}", flush=True)
    if has_display():
        return program("--library", library, *arguments)
    print("no display here: the window is not opened", file=sys.stderr)
    return 0


def show_county(folder: Path) -> int:
    """Call the roll, add up what was passed, and open the window."""
    library, year = library_with_the_county(folder)
    program("roll-call", "--library", library, "--year", year)
    summed = folder / "sum.xlsx"
    program("sum", "--library", library, "--year", year, "--to", summed)
    print(f"sum: {summed}", flush=True)
    return show(library)


def main() -> int:
    """Do one after the other; what is wrong with the example is what it is there to show."""
    parser = argparse.ArgumentParser(prog="./dev demo")
    parser.add_argument("--county", action="store_true", help="the example of a county office")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gouji-demo-"))
    return show_county(folder) if options.county else show_report(folder)


def show_report(folder: Path) -> int:
    """Check the example report, write its PDF, and open the window."""
    pdf = folder / "example.pdf"
    program("check", EXAMPLE)
    if program("convert", EXAMPLE, pdf):
        return 1
    print(f"\nPDF: {pdf}", flush=True)
    library = library_with_the_example(folder)
    return show(library)


if __name__ == "__main__":
    sys.exit(main())
