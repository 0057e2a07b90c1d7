"""Arguments of the commands, and what is said when they are wrong."""

from __future__ import annotations

import glob
import os
from argparse import ArgumentError, ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, Self

from commands import UsageError

_SEVERAL = "…"


class Arguments:
    """The arguments of one command, by the names that its usage gives them: “文件…” is one or more of “文件”."""

    def __init__(
        self,
        *operands: str,
        needed: Iterable[str] = (),
        options: Iterable[str] = (),
        flags: Iterable[str] = (),
    ) -> None:
        self._parser = _Parser(add_help=False, allow_abbrev=False, exit_on_error=False)
        self._needed = [*needed, *(name.removesuffix(_SEVERAL) for name in operands)]  # in the order of the complaints
        self._flags = set(flags)
        self._values: dict[str, Any] = {}
        for name in operands:
            several = {"nargs": "+"} if name.endswith(_SEVERAL) else {}
            # what is missing is told here, in Chinese
            self._parser.add_argument(name.removesuffix(_SEVERAL), **several).required = False  # type: ignore[arg-type]
        for name in (*needed, *options):
            self._parser.add_argument(name, dest=name)
        for name in self._flags:
            self._parser.add_argument(name, dest=name, action="store_true")

    def read(self, argv: Sequence[str]) -> Self:
        """Read what was given.

        Raises:
            UsageError: it makes no sense; the sentence says why.
        """
        try:
            values, unknown = self._parser.parse_known_intermixed_args(argv)
        except ArgumentError as error:
            says = "不能有内容" if error.argument_name in self._flags else "缺少内容"
            raise UsageError(f"{error.argument_name}后面{says}") from error
        self._values = vars(values)
        missing = [name for name in self._needed if self._values[name] is None]
        if missing:
            only = [name for name in missing if name.startswith("-")]
            raise UsageError(f"缺少{', '.join(only or missing)}")
        if unknown:
            raise UsageError(f"不认识的参数：{' '.join(unknown)}")
        return self

    def one(self, name: str) -> str:
        """Return what was given for a name that is needed."""
        return str(self._values[name])

    def one_or_none(self, name: str) -> str | None:
        """Return what was given for an option; None where it was left out, "" where nothing follows it."""
        value: str | None = self._values[name]
        return value

    def all(self, name: str) -> list[str]:
        """Return all that was given for a name that may stand for several."""
        return list(self._values[name])

    def has(self, flag: str) -> bool:
        """Whether a flag was given."""
        return bool(self._values[flag])


class _Parser(ArgumentParser):
    """Raises in place of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("参数不对") from ValueError(message)


def files(names: Sequence[str]) -> list[Path]:
    """Return the files that were named; a pattern that no shell has expanded (Windows) is expanded here."""
    found: list[Path] = []
    for name in names:
        # not Path.exists, which raises where a folder may not be read: reading says why; glob: a name may be absolute
        matches = [] if os.path.exists(name) else sorted(glob.glob(name))  # noqa: PTH110, PTH207
        found += [Path(match) for match in matches] or [Path(name)]
    return found
