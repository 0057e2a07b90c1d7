"""The manual inside the program: its pages from docs, dressed for the screen, with an outline and a search."""
