"""Hard limits: what takes too much memory or time ends, and whoever waits is told in one sentence."""

import ctypes
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from intake.process import bounds, windows_job
from intake.process.apart import worker_command
from tests.intake.hostile import docx
from tests.samples import ROOT
from tests.systems import needs_linux_figures

ASKED: dict[str, object] = {"number": 1, "pages": [], "scale": 1.0}
MEGABYTE = 1_000_000
READ = "from commands import read_worker; read_worker.run(sys.stdin.buffer, sys.stdout.buffer)"


def run(script: str, words: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script with the limits at hand."""
    head = "import sys, time; from intake.process.bounds import limit_memory, limited_time\n"
    command = [sys.executable, "-c", head + script]
    return subprocess.run(command, input=words, cwd=ROOT, capture_output=True, text=True, check=False)


@needs_linux_figures
def test_memory_ends_at_the_limit_and_not_before() -> None:
    script = "limit_memory(100_000_000)\nbytearray(60_000_000)\nprint('small')\nbytearray(200_000_000)"
    done = run(script)
    assert done.stdout == "small\n"
    assert "MemoryError" in done.stderr


@needs_linux_figures
def test_a_file_that_takes_too_much_memory_is_one_sentence_and_the_last_of_its_process(tmp_path: Path) -> None:
    large, small = tmp_path / "大.docx", tmp_path / "小.docx"
    large.write_bytes(docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 90_000))
    small.write_bytes(docx("<w:p/>"))
    requests = "".join(json.dumps({"path": str(path)}) + "\n" for path in (small, large, small))
    done = run(f"import intake.docx.reader\nlimit_memory(45_000_000)\n{READ}", requests)
    first, last = map(json.loads, done.stdout.splitlines())
    assert first["sentence"].startswith(f"{small}：Word")
    assert last == {"sentence": f"{large}：读取要用的内存太多，不会是一份年度报告", "spent": True}
    assert (done.returncode, done.stderr) == (0, "")


def test_what_takes_too_long_is_ended_even_within_a_library() -> None:
    script = "import re\nwith limited_time(0.3): re.match('(a|a)*b', 'a' * 40)\nprint('never')"
    done = run(script)
    assert (done.stdout, done.stderr) == ("", "")
    assert done.returncode


def test_what_is_in_time_goes_on() -> None:
    assert run("with limited_time(5): print('done')").stdout == "done\n"


@needs_linux_figures
@pytest.mark.parametrize(
    "name,request_,memory",
    [("read-worker", {"path": "没有.txt"}, bounds.READING), ("preview-worker", ASKED, bounds.MEMORY)],
)
def test_the_workers_have_limits(name: str, request_: dict[str, object], memory: int) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(worker_command(name), stdin=pipe, stdout=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(request_).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        limits = Path(f"/proc/{process.pid}/limits").read_text("ascii")
        process.stdin.close()
    (line,) = [line for line in limits.splitlines() if line.startswith("Max data size")]
    assert memory <= int(line.split()[3]) < memory + 100 * MEGABYTE


def test_each_file_has_its_time() -> None:
    slow = "read_worker.read_file = lambda _: time.sleep(600)\nread_worker.limited_time = lambda: limited_time(0.3)\n"
    done = run(f"from commands import read_worker\n{slow}{READ}", json.dumps({"path": "甲.txt"}) + "\n")
    assert (done.stdout, done.stderr) == ("", "")
    assert done.returncode


class Kernel:
    """Stands in for kernel32, and notes what it was asked."""

    def __init__(self) -> None:
        self.limits: dict[int, tuple[int, int]] = {}  # by job: flags, and bytes for a process
        self.held: list[tuple[int, int]] = []  # job, process
        self.closed: list[int] = []
        self.mode = 0

    def CreateJobObjectW(self, *_: object) -> int:
        self.limits[len(self.limits) + 1] = (0, 0)
        return len(self.limits)

    def SetInformationJobObject(self, job: int, kind: int, at: Any, size: int) -> int:  # noqa: ANN401 — a pointer
        assert (kind, size) == (9, ctypes.sizeof(windows_job.Limits))
        limits = at._obj
        self.limits[job] = (limits.Basic.LimitFlags, limits.ProcessMemoryLimit)
        return 1

    def SetErrorMode(self, mode: int) -> int:
        self.mode = mode
        return 0

    def AssignProcessToJobObject(self, job: int, process: int) -> int:
        self.held.append((job, process))
        return 1

    def GetCurrentProcess(self) -> int:
        return -1

    def OpenProcess(self, rights: int, _inherit: int, pid: int) -> int:
        assert rights == 0x0101
        return pid * 10 if pid != 404 else 0

    def CloseHandle(self, handle: int) -> int:
        self.closed.append(handle)
        return 1


def test_windows_limits_the_memory_of_the_process_that_asks() -> None:
    kernel = Kernel()
    windows_job.limit_own_memory(kernel, bounds.MEMORY)
    assert kernel.limits == {1: (0x0100, bounds.MEMORY + 200 * MEGABYTE)}
    assert kernel.held == [(1, -1)]
    assert kernel.mode == 0x8003


def test_windows_ends_what_was_started_with_the_program() -> None:
    kernel = Kernel()
    for pid in (7, 8, 404):
        windows_job.end_together(kernel, pid)
    assert kernel.limits == {1: (0x2000, 0)}
    assert kernel.held == [(1, 70), (1, 80)]
    assert kernel.closed == [70, 80]


def test_the_structure_is_as_large_as_windows_has_it() -> None:
    assert ctypes.sizeof(ctypes.c_void_p) != 8 or ctypes.sizeof(windows_job.Limits) == 144


@pytest.mark.parametrize("function", ["limit_memory", "end_with_this_process"])
def test_on_windows_the_job_is_asked(function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows_job, "kernel", lambda: kernel)
    getattr(bounds, function)(7)
    assert len(kernel.held) == 1
