"""Show what the program does with the example report: ./dev demo.

What is wrong with it, its PDF, and, where there is a display, the window on a fresh library that holds it.
"""

import os
import subprocess
import sys
import tempfile
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


def main() -> int:
    """Do one after the other; what is wrong with the example is what it is there to show."""
    folder = Path(tempfile.mkdtemp(prefix="gouji-demo-"))
    pdf = folder / "example.pdf"
    program("check", EXAMPLE)
    if program("convert", EXAMPLE, pdf):
        return 1
    print(f"\nPDF: {pdf}", flush=True)
    library = library_with_the_example(folder)
    print(f"library: {library}", flush=True)
    if has_display():
        return program("--library", library)
    print("no display here: the window is not opened", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
