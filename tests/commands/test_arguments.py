"""What arguments mean, and what is said of wrong ones: the answers are those of the first release.

A `.` stands for a path of no letters. Left out is what comes after `--`, which differs between versions of Python.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import commands
from commands.support.arguments import Arguments

ANSWERS = [json.loads(line) for line in Path(__file__).with_name("arguments.jsonl").read_text("utf-8").splitlines()]
PATHS = {"--last-year", "--to"}
NEWER = {"--without", "--with", "--adjust"}  # not known to the first release
NEWER_OF_SUM = {"--json"}


class Read(Exception):  # noqa: N818 — it ends the command where its work would begin
    """What the arguments came to."""


def said_of(argv: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> str | dict[str, Any]:
    """Return what a command makes of its arguments: values by their names, or the sentence that refuses them."""
    read = Arguments.read

    def stopping(self: Arguments, given: Sequence[str]) -> Arguments:
        raise Read(read(self, given)._values)

    monkeypatch.setattr(Arguments, "read", stopping)
    try:
        commands.find(argv[0]).run(argv[1:])
    except commands.UsageError as error:
        return error.sentence
    except Read as error:
        values: dict[str, Any] = error.args[0]
        newer = NEWER | NEWER_OF_SUM if argv[0] == "sum" else NEWER
        return {name: _plain(name, value) for name, value in values.items() if name not in newer or value}
    raise AssertionError(argv)


def _plain(name: str, value: object) -> object:
    if name == "--unit":
        return value or ""
    return str(Path(value)) if name in PATHS and isinstance(value, str) else value


@pytest.mark.parametrize("argv, answer", ANSWERS, ids=[" ".join(argv) for argv, _ in ANSWERS])
def test_every_list_of_arguments_means_what_it_always_meant(
    argv: list[str], answer: str | dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said_of(argv, monkeypatch) == answer
