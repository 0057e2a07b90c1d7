"""Write the keys in docs/手册.md from the actions: tools/make_keys.py, or --check to see whether they are in step."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import in_step  # noqa: E402 — the project's root is known only now
from ui.actions.overview import markdown  # noqa: E402 — the project's root is known only now

TARGET = ROOT / "docs" / "手册.md"
_MARK = "<!-- 由 tools/make_keys.py 根据程序中的定义生成，请勿手工修改。 -->\n\n"
_TABLE = re.compile(re.escape(_MARK) + r"(?:\|.*\n)*\n*")


def with_keys(manual: str) -> str:
    """Return the manual with the keys as they are.

    Raises:
        ValueError: it has no place for them.
    """
    written, count = _TABLE.subn(lambda _: f"{_MARK}{markdown()}\n\n", manual)
    if count != 1:
        raise ValueError("docs/手册.md has no place for the table of keys")
    return written


def main() -> int:
    """Write the table, or say whether it is in step."""
    return in_step.write_or_check({TARGET: with_keys(TARGET.read_text("utf-8"))}, "make_keys.py")


if __name__ == "__main__":
    sys.exit(main())
