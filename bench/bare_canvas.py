"""Draw what another PDF shows with nothing but a ReportLab canvas: bare_canvas.py WHAT OUT FONTS."""

import json
import sys
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

what, out, *fonts = sys.argv[1:]
for font in fonts:
    registerFont(TTFont(Path(font).stem, font))
canvas = Canvas(out, invariant=True)
for page in json.loads(Path(what).read_bytes()):
    canvas.setPageSize(page["size"])
    for x, y, font, size, text in page["texts"]:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
    for left, bottom, right, top in page["rules"]:
        canvas.line(left, bottom, right, top)
    canvas.showPage()
canvas.save()
