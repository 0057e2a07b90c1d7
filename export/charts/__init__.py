"""Charts: laid out here as boxes, lines and words; the window, the PDF and the SVG only draw what stands there."""
