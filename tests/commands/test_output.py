"""Where what commands say goes, and in which encoding."""

import io
import sys
from pathlib import Path

import pytest

import commands
from model.report.file_format import dumps
from model.report.report import Level, Report
from tests.samples import EXAMPLE

REFUSED = [[f"--encoding={name}"] for name in ("", "latin-1", "idna", "utf-7", "hex", "utf-16")]


class Output(io.TextIOWrapper):
    """Standard output that is kept, in the encoding of an old console."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding="cp437")

    @property
    def data(self) -> bytes:
        """Return all that was written."""
        self.flush()
        return self.kept.getvalue()


def run(*argv: str) -> tuple[int, bytes, bytes]:
    """Run a command with outputs that know no Chinese by themselves; return its code, output and errors."""
    with pytest.MonkeyPatch.context() as patch:
        out, err = Output(), Output()
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = commands.run(argv)
    return code, out.data, err.data


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "GB18030", "utf-8-sig"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_output_is_in_the_encoding_that_is_asked_for_wherever_it_stands(encoding: str, place: int) -> None:
    argv = ["check", str(EXAMPLE), "--json"]
    _, said, _ = run(*argv[:place], "--encoding", encoding, *argv[place:])
    _, plain, _ = run(*argv)
    assert "示例市人民政府" in plain.decode()
    assert said.decode(encoding) == plain.decode()


@pytest.mark.parametrize(
    "given",
    [
        ["--encoding"],
        ["--encoding", "klingon"],
        *([f"--encoding={name}"] for name in ("", "latin-1", "idna", "utf-7", "hex")),
    ],
)
def test_an_encoding_that_has_no_chinese_is_refused_before_anything_is_done(given: list[str]) -> None:
    code, out, err = run("check", str(EXAMPLE), *given)
    assert (code, out) == (commands.FAILED, b"")
    assert "--encoding" in err.decode().splitlines()[0]


def test_what_an_encoding_has_not_is_written_as_an_escape(tmp_path: Path) -> None:
    rare = tmp_path / "r.json"
    rare.write_text(dumps(Report("𠮷县", Level.COUNTY, 2023)), "utf-8")
    _, out, _ = run("check", str(rare), "--encoding", "gb2312")
    assert "\\U00020bb7县" in out.decode("gb2312")


@pytest.mark.parametrize(
    "argv, words", [(["no-such-command"], "没有“no-such-command”这个命令"), (["--help"], "convert")]
)
def test_a_program_without_a_console_shows_a_box(monkeypatch: pytest.MonkeyPatch, argv: list[str], words: str) -> None:
    shown: list[str] = []
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(commands, "_show", shown.append)
    commands.run(argv)
    assert len(shown) == 1
    assert words in shown[0]
