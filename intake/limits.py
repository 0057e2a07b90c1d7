"""How much of a foreign file is looked at; a report needs a hundredth of any of these."""

LARGEST_FILE = 30_000_000  # bytes; a report with photographs in it
LARGEST_TEXT_FILE = 4_000_000
LARGEST_PART = 20_000_000  # bytes of one file inside a zip file, unpacked
LARGEST_SHEET = 100_000_000  # bytes of a sheet, unpacked: a million empty rows
MOST_PARTS = 5_000
MOST_TEXT = 400_000  # characters
MOST_MARKUP = 3_000_000  # characters with all tags
MOST_ELEMENTS = 300_000  # of one XML file or web page
MOST_CELLS = 20_000
MOST_ROWS = 6_000  # of tables, and lines
MOST_PAGES = 100
MOST_LETTERS = 100_000  # of a PDF, where each has a place
MOST_SHAPES = 300_000  # words and lines of all pages of a PDF
MOST_WORDS = 12_000  # of one page of a PDF
