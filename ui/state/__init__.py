"""What the window shows: the open report, its findings, undo — and what it needs of the library."""
