"""One report: its numbers and texts, the totals that follow, and its file."""
