"""Draw pages for the window, in a process of its own: requests come in on standard input, pictures go out.

A request is a line of JSON: `number`, `pages` (which to draw, from 0), `scale` (pixels a point) and, if the report is
another one now, `report` (the text of its file) and `dated`. The answer is lines of JSON with the request's `number`
and a `kind`: `sizes` of all pages in points, with the `places` of the bookmarks (page, points from its top); `page`
with its `width`, `height` and `stride`, followed by `bytes` bytes of grey; `sentence` that says what cannot be
printed; and `done`, with `spent` where the memory was used up, and the process ends. At the end of the input it ends.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from commands import command
from intake.process.bounds import limit_memory, limited_time
from model.errors import UserError
from model.report import file_format
from model.report.report import Report

_TOO_MUCH = "生成预览要用的内存太多，没有画出来；填写和保存不受影响"

Write = Callable[[Report, date | None], bytes]


@command()
def main(_argv: Sequence[str] = ()) -> int:
    """Answer requests until there are no more."""
    if hasattr(os, "nice"):
        os.nice(5)  # typing comes first
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that anybody prints gets between the answers
    limit_memory()
    Worker(answers, _write_pdf).run(sys.stdin.buffer)
    return 0


def _write_pdf(report: Report, dated: date | None) -> bytes:
    from export.pdf.writer import write_pdf

    return write_pdf(report, dated=dated, draft=dated is None)


class Worker:
    """Keeps the document that was made last, so that another page of it, or a larger one, is quick."""

    def __init__(self, answers: BinaryIO, write: Write) -> None:
        self._answers = answers
        self._write = write
        self._document: Any = None

    def run(self, requests: BinaryIO) -> None:
        """Answer one request after the other, until there are no more or the memory is used up."""
        for line in requests:
            with limited_time():
                spent = not self.answer(json.loads(line))
            if spent:
                return

    def answer(self, request: Mapping[str, Any]) -> bool:
        """Make the document if it is another one, and draw the pages wanted; False where the memory did not suffice."""
        number = request["number"]
        spent = False
        try:
            if "report" in request:
                self._make(request)
                self._say({"number": number, "kind": "sizes", **self._measures()})
            for page in request["pages"]:
                self._draw(number, page, request["scale"])
        except UserError as error:
            self._say({"number": number, "kind": "sentence", "sentence": error.sentence})
        except MemoryError:
            spent = True
        except Exception as error:  # noqa: BLE001 — whatever it is, the next edit may mend it
            traceback.print_exc()
            sentence = f"暂时无法生成预览，程序内部出错（{type(error).__name__}）；填写和保存不受影响"
            self._say({"number": number, "kind": "sentence", "sentence": sentence})
        if spent:
            self._say({"number": number, "kind": "sentence", "sentence": _TOO_MUCH})
        self._say({"number": number, "kind": "done", **({"spent": True} if spent else {})})
        return not spent

    def _make(self, request: Mapping[str, Any]) -> None:
        from pypdfium2 import PdfDocument

        dated = request.get("dated")
        report = file_format.loads(request["report"].encode())
        pdf = self._write(report, date.fromisoformat(dated) if dated else None)
        if self._document is not None:
            self._document.close()
        self._document = PdfDocument(pdf)

    def _measures(self) -> dict[str, object]:
        sizes = [self._document.get_page_size(page) for page in range(len(self._document))]
        places: dict[str, tuple[int, float]] = {}
        for mark in self._document.get_toc():
            target = mark.get_dest()
            page, (_, top, *_) = target.get_index(), target.get_view()[1]
            places[mark.get_title()] = (page, sizes[page][1] - top)
        return {"sizes": sizes, "places": places}

    def _draw(self, number: int, page: int, scale: float) -> None:
        if self._document is None or not 0 <= page < len(self._document):
            return
        bitmap = self._document[page].render(scale=scale, grayscale=True)
        pixels = bytes(bitmap.buffer)
        size = {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride, "bytes": len(pixels)}
        self._say({"number": number, "kind": "page", "page": page, "scale": scale, **size}, pixels)

    def _say(self, words: Mapping[str, object], pixels: bytes = b"") -> None:
        self._answers.write(json.dumps(words, ensure_ascii=False).encode() + b"\n" + pixels)
        self._answers.flush()
