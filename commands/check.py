"""main.py check: what is wrong with reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from commands import command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.checking import CheckJob, Said, alone
from commands.support.processes import processes_for
from commands.support.reading import read_telling
from commands.support.switching import switched


@command(
    "check 文件… [--last-year 上年文件] [--without 规则] [--with 规则] [--json]"
    "    核对：没有硬性错误返回0，有返回1，读不了返回2；已说明的也列出"
)
def main(argv: Sequence[str]) -> int:
    """Check every file; 0: nothing hard is broken, 1: something is, 2: a file could not be read."""
    given = Arguments("文件…", options=["--last-year", "--without", "--with"], flags=["--json"]).read(argv)
    last_year, code = given.one_or_none("--last-year"), 0
    switches = switched(given.one_or_none("--without"), given.one_or_none("--with"))
    with Apart() as apart:
        last = read_telling(Path(last_year), apart) if last_year is not None else None
        for said in _checked(CheckJob(tuple(files(given.all("文件"))), last, given.has("--json"), switches), apart):
            _say(said)
            code = max(code, said.code)
    return code


def _checked(job: CheckJob, apart: Apart) -> Iterator[Said]:
    count = processes_for(job.paths)
    if count < 2:  # noqa: PLR2004 — one is this one
        return alone(job, apart)
    from commands.support.together import together  # a few files need none of it

    return together(job, apart, count)


def _say(said: Said) -> None:
    for line in said.err:
        print(line, file=sys.stderr)
    for line in said.out:
        print(line)
