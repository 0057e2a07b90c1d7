"""Arguments of the commands, and what is said when they are wrong."""

from __future__ import annotations

import argparse
import glob
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from commands import UsageError

_SENTENCES = (
    (r"the following arguments are required: (.+)", "缺少{}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{}"),
    (r"argument (.+): expected one argument", "{}后面缺少内容"),
    (r"argument ([^:]+): ignored explicit argument .+", "{}后面不能有内容"),
)


class Parser(argparse.ArgumentParser):
    """Reads the arguments of one command and refuses in Chinese; it never ends the process."""

    def __init__(self) -> None:
        super().__init__(add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments.

        Raises:
            UsageError: always.
        """
        for pattern, sentence in _SENTENCES:
            if found := re.fullmatch(pattern, message):
                raise UsageError(sentence.format(found[1]))
        raise UsageError("参数不对")


def files(names: Sequence[str]) -> list[Path]:
    """Return the files that were named; a pattern that no shell has expanded (Windows) is expanded here."""
    found: list[Path] = []
    for name in names:
        # not Path.exists, which raises where a folder may not be read: reading says why; glob: a name may be absolute
        matches = [] if os.path.exists(name) else sorted(glob.glob(name))  # noqa: PTH110, PTH207
        found += [Path(match) for match in matches] or [Path(name)]
    return found
