"""Pictures on a PDF page that are large enough to hold a table, of which nothing can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float
from itertools import islice
from typing import Any

from intake.reading import Problem

_LARGE = 1 / 8  # of the page
_MOST = 20_000  # things on a page that are looked at


def has_large_picture(page: Any) -> bool:  # noqa: ANN401 — pypdfium2 has no types
    """Whether a picture covers a good part of the page, by itself or inside a form."""
    from pypdfium2 import raw

    width, height = page.get_size()
    shapes = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    return any(_area(shape) > _LARGE * width * height for shape in islice(shapes, _MOST) if _is_picture(shape))


def _is_picture(shape: Any, depth: int = 3) -> bool:  # noqa: ANN401 — as above
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(shape)
    if kind != raw.FPDF_PAGEOBJ_FORM or not depth:
        return bool(kind == raw.FPDF_PAGEOBJ_IMAGE)
    inside = (raw.FPDFFormObj_GetObject(shape, index) for index in range(raw.FPDFFormObj_CountObjects(shape)))
    return any(_is_picture(one, depth - 1) for one in islice(inside, _MOST))


def _area(shape: Any) -> float:  # noqa: ANN401 — as above
    from pypdfium2 import raw

    left, bottom, right, top = (c_float() for _ in range(4))
    found = raw.FPDFPageObj_GetBounds(shape, byref(left), byref(bottom), byref(right), byref(top))
    return (right.value - left.value) * (top.value - bottom.value) if found else 0.0


def problems(pages: Iterable[int]) -> Iterator[Problem]:
    """Say on which pages there are pictures."""
    if numbers := "、".join(map(str, pages)):
        yield Problem(f"第{numbers}页", "有大幅图片（扫描的页或贴成图片的表格），图片里的文字和数字读不到，请对照原件")
