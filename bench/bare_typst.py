"""Let Typst set a document: bare_typst.py SOURCE.typ OUT.pdf FONTS."""

import sys

import typst

source, out, fonts = sys.argv[1:]
typst.compile(source, out, font_paths=[fonts], ignore_system_fonts=True)
