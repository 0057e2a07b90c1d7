"""No sentence sets a name in quotes that a report may be without: “” tells nobody anything."""

import re
from pathlib import Path

import pytest

from tests.samples import ROOT

NAME_IN_QUOTES = re.compile(r"“\{[^{}“”]*\.unit\b[^{}“”]*\}”")
SOURCES = [
    path for part in ("app", "ui", "commands", "model/report", "model/storage") for path in (ROOT / part).rglob("*.py")
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_name_that_may_be_missing_is_quoted_by_the_one_function(path: Path) -> None:
    assert NAME_IN_QUOTES.findall(path.read_text("utf-8")) == []
