"""How much of a foreign file is looked at; a report needs a hundredth of any of these."""

LARGEST_FILE = 30_000_000  # bytes; a report with photographs in it
LARGEST_TEXT_FILE = 4_000_000
LARGEST_PART = 20_000_000  # bytes of one file inside a zip file, unpacked
LARGEST_SHEET = 100_000_000  # bytes of a sheet, unpacked: a million empty rows
MOST_PARTS = 5_000
MOST_TEXT = 400_000  # characters
MOST_MARKUP = 3_000_000  # characters with all tags
MOST_ELEMENTS = 300_000  # of one XML file or web page
MOST_ATTRIBUTES = 10_000  # of one element: a style of Word has some hundred
MOST_ATTRIBUTES_IN_ALL = 500_000  # of one XML file
MOST_CELLS = 20_000
MOST_GROUPS = 2_000  # rows of numbers in one section, of which the largest has 25
MOST_LINES = 40_000  # before those are joined that were broken: as much text as may be, twelve characters in a line
MOST_ROWS = 6_000  # of tables, and lines
MOST_PASTED = 200_000  # characters of a block that is pasted into an open table
MOST_PASTED_WORDS = 100_000  # characters between its tags, the blanks of its source with them
MOST_PASTED_MARKUP = 600_000  # characters with all tags: Word puts a thousand to each cell
MOST_PASTED_TAGS = 8_000
MOST_PASTED_CELLS = 2_000
LONGEST_PASTED_CELL = 5_000
MOST_PAGES = 100
MOST_LETTERS = 100_000  # of a PDF, where each has a place
MOST_SHAPES = 300_000  # words and lines of all pages of a PDF
MOST_PATHS = 40_000  # drawn lines and boxes of all pages of a PDF, each of which may be part of a table
MOST_WORDS = 12_000  # of one page of a PDF
