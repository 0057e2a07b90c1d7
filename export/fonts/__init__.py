"""The fonts that come with the program, and what a PDF needs to know of them."""
