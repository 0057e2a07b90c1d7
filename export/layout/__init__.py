"""The report laid out before any writer sees it: document, tables, lines, pages, style."""
