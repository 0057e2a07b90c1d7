"""Feed every reader damaged files: python tools/fuzz_intake.py [INPUTS] [KIND]; each is read, or refused."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import export  # noqa: E402 — needs the path
from intake import READERS  # noqa: E402
from model.errors import UserError  # noqa: E402
from model.report.file_format import loads  # noqa: E402

MOSTLY = 0.8
SLOW = 1.0  # seconds of the processor; the user is promised two on the clock
WORDS = ("七", "三、收到和处理政府信息公开申请情况", "（", "一", "⼀")
TOKENS = (
    *(b"<table>", b"</td>", b'<td colspan="999999999">', b"<tr>", b"&#xD800;", b"&nbsp;", b"<!DOCTYPE x [", b"<w:tbl>"),
    *(b"\x00", b"\xff\xfe", b"|", b"\t", b"\r\n", b"1" * 400, b"-", b"NaN", b"1e999", b'"gouji": 1', b"\xed\xa0\x80"),
    *(b"endobj", b"xref", b"<c r='ZZZ9999999'>"),
    *(word.encode() for word in WORDS),
)


def seeds(suffix: str) -> list[bytes]:
    """Return whole files of a kind: the example in it, and the published reports where they are at hand."""
    report = loads((ROOT / "assets" / "example.json").read_bytes())
    found: list[bytes] = []
    if suffix in export.WRITERS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"seed{suffix}"
            export.write(report, path)
            found.append(path.read_bytes())
    published = ROOT.parent / "shared" / "reports"
    found += [path.read_bytes() for path in sorted(published.glob(f"*{suffix}")) if "expected" not in path.name]
    return found or ["三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n".encode()]


def damaged(rng: random.Random, data: bytes) -> bytes:
    """Cut, change, double or insert bytes; inside the parts of an Office file too, so that it can still be opened."""
    if data.startswith(b"PK") and rng.random() < MOSTLY:
        return _damaged_parts(rng, data)
    if not data.startswith((b"%PDF", b"PK")) and rng.random() < MOSTLY:
        return _damaged_words(rng, data.decode()).encode()
    return _damaged_bytes(rng, data)


def _damaged_words(rng: random.Random, text: str) -> str:
    """Change a text by whole characters."""
    for _ in range(rng.choice([1, 2, 5, 20])):
        at, other = rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)
        length = rng.choice([1, 5, 40, 400])
        new = rng.choice(["", "\t", "\n", "|", "0", "７", "<td>", "</table>", "⼀", text[other : other + length]])
        text = text[:at] + new + text[at + rng.choice([0, 1, length]) :]
    return text


def _damaged_bytes(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5, 30])):
        at, length = rng.randrange(len(changed) + 1), rng.choice([1, 2, 8, 100, 3000])
        match rng.randrange(6):
            case 0:
                del changed[at : at + length]
            case 1:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 2:
                changed[at:at] = rng.choice(TOKENS)
            case 3:
                changed[at:at] = changed[at : at + length]
            case 4:
                other = rng.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + length]
            case _ if rng.random() > MOSTLY:
                del changed[at:]
            case _:
                changed[at : at + length] = rng.randbytes(min(length, 8))
    return bytes(changed)


def _damaged_parts(rng: random.Random, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        chosen = rng.sample([name for name in names if name.endswith((".xml", ".rels"))], rng.choice([1, 1, 2]))
        for name in names:
            part = source.read(name)
            target.writestr(name, _damaged_text(rng, part) if name in chosen else part)
    return out.getvalue()


def _damaged_text(rng: random.Random, part: bytes) -> bytes:
    """Change attributes and texts of XML so that it mostly stays well-formed."""
    pieces = part.split(b'"') if rng.random() < MOSTLY else part.split(b">")
    mark = b'"' if len(pieces) == part.count(b'"') + 1 else b">"
    for _ in range(rng.choice([1, 3, 10])):
        at = rng.randrange(len(pieces))
        pieces[at] = rng.choice(
            [b"", b"0", b"-1", b"99999999999", b"x", "一".encode(), pieces[rng.randrange(len(pieces))]]
        )
    return mark.join(pieces)


def run(suffix: str, inputs: int) -> Counter[str]:
    """Read damaged files of a kind and count what came of them; a bug is printed with its seed."""
    reader, whole = READERS[suffix], seeds(suffix)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(inputs):
        rng = random.Random(f"{suffix}{seed}")  # noqa: S311 — no secret
        data = damaged(rng, rng.choice(whole))
        started = time.process_time()
        outcomes[_outcome(reader.load, data, seed)] += 1
        took = time.process_time() - started
        slowest = max(slowest, took)
        outcomes["slow"] += took > SLOW
        if took > SLOW:
            print(f"seed {seed}: {took:.1f} s", flush=True)
    print(f"{suffix}: {dict(outcomes)}, slowest {slowest * 1000:.0f} ms", flush=True)
    return outcomes


def _outcome(load: object, data: bytes, seed: int) -> str:
    try:
        load(data, "")  # type: ignore[operator]
    except UserError:
        return "refused"
    except Exception:  # noqa: BLE001 — that is what is looked for
        print(f"seed {seed}:", *traceback.format_exc().splitlines()[-5:], sep="\n  ", flush=True)
        return "bug"
    return "read"


def kinds(only: str) -> Iterator[str]:
    """Name the kinds that have a reader of their own."""
    readers: Mapping[int, str] = {id(reader): suffix for suffix, reader in reversed(list(READERS.items()))}
    yield from (suffix for suffix in readers.values() if only in suffix)


def main(inputs: str = "20000", only: str = "") -> int:
    """Try every reader; 1 where a bug or a slow file was found."""
    found = sum((run(suffix, int(inputs)) for suffix in kinds(only)), Counter())
    return int(bool(found["bug"] or found["slow"]))


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("inputs", nargs="?", default="20000")
    given.add_argument("only", nargs="?", default="")
    wanted = given.parse_args()
    sys.exit(main(wanted.inputs, wanted.only))
