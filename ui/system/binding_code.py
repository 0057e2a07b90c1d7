"""Keep the compiled code of the binding: its Python lies in its library as source, and is compiled at each start.

Python keeps the code of every other module; what is kept here lies beside the code of this one, and is made anew where
a source differs. A package brings it along, for nobody may write into its folder: python -m ui.system.binding_code FILE
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import CodeType
from typing import Any

ITS_OWN = ("shibokensupport/", "signature_bootstrap.py")  # how the names of its sources begin
SUFFIX = ".marshal"  # of the file that holds the code

_Kept = dict[tuple[str, int, int], CodeType]  # by the name of a source, its length and its check sum
_compile = builtins.compile


@contextmanager
def code_kept(place: Path | None = None) -> Iterator[None]:
    """Let the binding's own calls of `compile` return what was compiled once; keep what they compile now."""
    place = place or _place()
    kept = _read(place)
    known = len(kept)

    def compile_once(source: Any, name: Any, *how: Any, **also: Any) -> Any:  # noqa: ANN401 — as `compile` takes them
        if how != ("exec",) or also or type(source) is not bytes or not str(name).startswith(ITS_OWN):
            return _compile(source, name, *how, **also)
        which = name, len(source), zlib.crc32(source)
        if which not in kept:
            kept[which] = _compile(source, name, "exec")
        return kept[which]

    builtins.compile = compile_once  # type: ignore[assignment]  # it takes what the other takes
    try:
        yield
    finally:
        builtins.compile = _compile
    if len(kept) > known and not sys.dont_write_bytecode:
        with suppress(OSError):  # then it is compiled at the next start, too
            _write(place, kept)


def _place() -> Path:
    """Return where it is kept: beside the code of this module, wherever Python puts that."""
    return Path(globals().get("__cached__") or __file__).with_suffix(SUFFIX)


def _read(place: Path) -> _Kept:
    """Read what is kept; nothing, where there is none or it is another Python's."""
    try:
        python, kept = marshal.loads(place.read_bytes())  # noqa: S302 — as trusted as the code of this module beside it
    except (OSError, EOFError, TypeError, ValueError):
        return {}
    return kept if python == sys.hexversion else {}


def _write(place: Path, kept: _Kept) -> None:
    """Write it at once or not at all: several may start together."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    beside.write_bytes(marshal.dumps((sys.hexversion, kept)))
    beside.replace(place)


if __name__ == "__main__":
    sys.dont_write_bytecode = False  # this file is asked for
    with code_kept(Path(sys.argv[1])):
        import shiboken6  # noqa: F401
