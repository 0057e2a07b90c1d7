"""The tabs of numbers: a section's table, its one editor, its keys, copy and paste of blocks."""
