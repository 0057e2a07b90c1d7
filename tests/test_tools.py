"""A tool that is given what it does not know says so, and writes nothing: `--check` is no folder."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
GIVEN = [
    path.name
    for path in sorted(TOOLS.glob("*.py"))
    if "__main__" in (words := path.read_text("utf-8"))
    and ("argv" in words or "argparse" in words or "in_step" in words)
]


def test_the_tools_that_take_something_are_known() -> None:
    assert {"make_manual.py", "make_rules.py", "make_fonts.py", "package.py"} <= set(GIVEN)


@pytest.mark.parametrize("name", GIVEN)
def test_an_option_that_is_not_known_is_refused(name: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(TOOLS / name), "--no-such-option"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 2, run.stderr
    assert "--no-such-option" in run.stderr or "usage" in run.stderr
    assert list(tmp_path.iterdir()) == []
