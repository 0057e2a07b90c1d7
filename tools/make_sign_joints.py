"""Write assets/sign-joints.txt, the signs that words have before and behind a sign, by one package's dictionary.

    tools/make_sign_joints.py jieba-0.42.1.tar.gz      write it by the package (pip download --no-deps)
    tools/make_sign_joints.py --check                  say whether it is what the package made

A line is a sign, the signs that words have before it at their end, those that they have behind it at their beginning:
请 申邀聘 示求教. Only signs that our own texts have often are asked about.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.rules.words.signed_twice import SAID_TWICE  # noqa: E402 — the program's own, once it is found
from tools.from_package import write_or_check  # noqa: E402

TARGET = ROOT / "assets" / "sign-joints.txt"
PACKAGE = "jieba 0.42.1 (PyPI, MIT)"
ARCHIVE = "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2"  # SHA-256
MADE = "a73eb42844618db6314f6a7ee3603912b9c9a583a70f71ab99070debeae75a05"  # SHA-256 of what it makes
DICTIONARY = "jieba-0.42.1/jieba/dict.txt"
OFTEN = 12  # times in our own texts
RARE = 10  # times that the dictionary has counted a word at least
ALSO = ("果蔬", "控烟")  # what the dictionary has not
_NAMES = frozenset({"nr", "nrt", "nrfg"})  # of persons


def _signs() -> Counter[str]:
    texts = (
        json.loads(line)["text"]
        for path in sorted((ROOT / "bench" / "corpus").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return Counter(sign for text in texts for sign in text if "一" <= sign <= "\u9fff")


def _lines(words: Iterator[tuple[str, int, str]]) -> Iterator[str]:
    signs = _signs()
    before, behind = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for word, times, kind in words:
        if len(word) > 1 and times >= RARE and kind not in _NAMES:
            before[word[-1]].add(word[-2])
            behind[word[0]].add(word[1])
    for word in ALSO:
        behind[word[0]].add(word[1])
    for sign in sorted({one for one, times in signs.items() if times >= OFTEN} - SAID_TWICE):
        yield f"{sign} {''.join(sorted(before[sign])) or '-'} {''.join(sorted(behind[sign])) or '-'}"


def _of_the_archive(archive: Path) -> list[str]:
    if hashlib.sha256(archive.read_bytes()).hexdigest() != ARCHIVE:
        raise SystemExit(f"{archive} is not {PACKAGE}")
    with tarfile.open(archive) as packed:
        dictionary = packed.extractfile(DICTIONARY)
        entries = dictionary.read().decode("utf-8").splitlines() if dictionary else []
    parted = (entry.split(" ") for entry in entries)
    return list(_lines((word, int(times), kind) for word, times, kind in parted))


def main() -> int:
    """Write the file by the package, or check the one that is there."""
    return write_or_check(TARGET, MADE, "make_sign_joints.py", _of_the_archive)


if __name__ == "__main__":
    raise SystemExit(main())
