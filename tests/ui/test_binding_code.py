"""The code of the binding that is kept: it is compiled once, and anew wherever it could be another's."""

from __future__ import annotations

import builtins
import marshal
import os
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from tests.samples import ROOT
from ui.system import binding_code

NAME = f"{binding_code.ITS_OWN[0]}feature.py"
SOURCE = b"value = 'kept'\n"


def value_of(code: CodeType) -> object:
    """Return the one word that a source says."""
    return next(one for one in code.co_consts if isinstance(one, str))


def held(place: Path) -> dict[tuple[str, int, int], CodeType]:
    """Return what a file keeps."""
    _, kept = marshal.loads(place.read_bytes())  # noqa: S302 — its own
    return kept  # type: ignore[no-any-return]


def compiled(place: Path, source: bytes = SOURCE, name: str = NAME) -> CodeType:
    """Compile as the binding does, while its code is kept at a place."""
    with binding_code.code_kept(place):
        return compile(source, name, "exec")


@pytest.fixture(autouse=True)
def _code_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "code.marshal"


def exchange(place: Path, source: bytes) -> None:
    """Put other code in the place of what is kept, so that it tells whether it is used."""
    other = {which: compile(source, NAME, "exec") for which in held(place)}
    place.write_bytes(marshal.dumps((sys.hexversion, other)))


def test_what_was_compiled_once_is_not_compiled_again(place: Path) -> None:
    assert value_of(compiled(place)) == "kept"
    exchange(place, b"value = 'from the file'")
    assert value_of(compiled(place)) == "from the file"


def test_another_source_is_compiled_anew(place: Path) -> None:
    compiled(place)
    exchange(place, b"value = 'stale'")
    assert value_of(compiled(place, SOURCE.replace(b"kept", b"else"))) == "else"
    assert value_of(compiled(place, SOURCE, f"{binding_code.ITS_OWN[0]}parser.py")) == "kept"


def test_code_of_another_python_is_compiled_anew(place: Path) -> None:
    compiled(place)
    exchange(place, b"value = 'of another Python'")
    place.write_bytes(marshal.dumps((sys.hexversion + 1, held(place))))
    assert value_of(compiled(place)) == "kept"
    assert [value_of(one) for one in held(place).values()] == ["kept"]


@pytest.mark.parametrize("found", [b"", b"\0\1\2", marshal.dumps(7), marshal.dumps((1, 2, 3)), SOURCE])
def test_a_file_that_is_none_is_written_anew(place: Path, found: bytes) -> None:
    place.write_bytes(found)
    assert value_of(compiled(place)) == "kept"
    assert len(held(place)) == 1


def test_only_the_sources_of_the_binding_are_kept(place: Path) -> None:
    assert value_of(compiled(place, SOURCE, "model/report/report.py")) == "kept"
    with binding_code.code_kept(place):
        assert compile("1 + 1", NAME, "eval").co_filename == NAME
        assert compile(SOURCE.decode(), NAME, "exec").co_filename == NAME
    assert not place.exists()


def test_nothing_is_written_where_python_is_told_to_write_no_code(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert value_of(compiled(place)) == "kept"
    assert not place.exists()


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    assert value_of(compiled(tmp_path / "nowhere" / "code.marshal")) == "kept"


def test_python_compiles_as_ever_afterwards_whatever_happens(place: Path) -> None:
    before, seen = builtins.compile, list[object]()

    def fail() -> None:
        with binding_code.code_kept(place):
            seen.append(builtins.compile)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert seen != [before]
    assert builtins.compile is before


def test_the_file_of_a_package_holds_all_that_a_start_compiles(place: Path) -> None:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # as a build does
    subprocess.run([sys.executable, "-m", "ui.system.binding_code", str(place)], cwd=ROOT, check=True, env=environment)
    names = [name for name, *_ in held(place)]
    assert all(any(name.startswith(begin) for name in names) for begin in binding_code.ITS_OWN)
    assert all(name.startswith(binding_code.ITS_OWN) for name in names)
