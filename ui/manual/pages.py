"""Where the pages of the manual lie, and what stands in them."""

from __future__ import annotations

from pathlib import Path

from model.errors import UserError
from ui import ROOT

PLACES = (ROOT / "manual", ROOT / "docs")  # in the package; in the source
MANUAL = "手册.md"


def folder() -> Path:
    """Find the folder that has the manual.

    Raises:
        UserError: there is none; the sentence says where it should be.
    """
    for place in PLACES:
        if (place / MANUAL).exists():
            return place
    raise UserError(f"找不到使用手册“{PLACES[0] / MANUAL}”，请重新安装程序。")


def words(page: Path) -> str:
    """Read a page, without what is noted in it for its makers.

    Raises:
        UserError: it cannot be read; the sentence names it.
    """
    try:
        first, *others = page.read_text("utf-8").split("<!--")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"“{page}”读不了，请重新安装程序。") from error
    return first + "".join(one.partition("-->")[2].lstrip("\n") for one in others)
