"""A few pages as pictures: what they look like today is what was looked at and found good.

A picture that is missing is made, and the test fails once: look at it before committing it.
"""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from export.pdf.writer import write_pdf

from .examples import extreme_report, full_report

GOLDEN = Path(__file__).with_name("golden")
SCALE = 1.0  # 72 dpi
NOTICEABLE = 96  # of 255 levels of grey: more than another way of smoothing edges
TOLERATED = 0.001  # of the pixels
PAGES = {
    "text": (full_report, 0),
    "table-2": (full_report, 1),
    "table-3": (full_report, 2),
    "table-4": (full_report, 3),
    "long-title": (extreme_report, 0),
    "large-numbers": (extreme_report, 45),
}


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_looks_as_it_did(name: str) -> None:
    report, number = PAGES[name]
    page = pypdfium2.PdfDocument(write_pdf(report()))[number]
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    path = GOLDEN / f"{name}.png"
    if not path.exists():
        picture.quantize(16).save(path, optimize=True)
        pytest.fail(f"{path} was not there; look at it")
    assert share_that_differs(picture, Image.open(path).convert("L")) <= TOLERATED


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[NOTICEABLE:]) / (one.width * one.height)


def test_a_moved_rule_is_noticed() -> None:
    picture = Image.open(GOLDEN / "table-3.png").convert("L")
    assert share_that_differs(picture, ImageChops.offset(picture, 1, 0)) > TOLERATED
