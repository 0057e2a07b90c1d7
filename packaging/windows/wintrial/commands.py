"""The commands: check, and convert to every kind and back."""

from __future__ import annotations

import json

from export import WRITERS
from tools.trying import must
from wintrial.machine import HOME, PROGRAM, Machine
from wintrial.using import REPORT

CLI = rf"{PROGRAM}\gouji-cli.exe"
LEAST = 1000  # bytes of a file that has a report in it


def check(machine: Machine) -> None:
    """See that it finds what is in the example, and that it knows its own name."""
    code, said = machine.wine(CLI, "check", REPORT)
    must(code == 0 and "核实" in said, f"check 没有指出示例里要核实的 ({code}): {said}")
    code, said = machine.wine(CLI, "--help")
    must(code == 0 and "gouji-cli check" in said, f"--help 不对 ({code}): {said}")


def convert(machine: Machine) -> None:
    """Convert to every kind that can be written, and read each back: the numbers are the same."""
    numbers = _numbers(machine, REPORT)
    for suffix in WRITERS:
        written, read = rf"{HOME}\转换{suffix}", rf"{HOME}\读回{suffix}.json"
        _run(machine, REPORT, written)
        size = machine.place(written).stat().st_size
        must(size > LEAST, f"{written} 只有 {size} 字节。(It is hardly anything.)")
        _run(machine, written, read)
        must(_numbers(machine, read) == numbers, f"{written} 读回的数不一样。(The numbers have changed.)")


def _run(machine: Machine, source: str, target: str) -> None:
    code, said = machine.wine(CLI, "convert", source, target)
    must(code == 0 and machine.place(target).exists(), f"{source} 不能转换成 {target} ({code}): {said}")


def _numbers(machine: Machine, file: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(machine.place(file).read_text("utf-8"))["numbers"]
    return found
