"""The lines of a list in the settings, and looking through them."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget


def show_lines(listing: QListWidget, words: str) -> bool:
    """Show the lines only that hold some words, in capitals or not; return whether there are any."""
    wanted = words.casefold()
    found = [wanted in listing.item(row).text().casefold() for row in range(listing.count())]
    for row, is_found in enumerate(found):
        listing.setRowHidden(row, not is_found)
    if any(found) and not (0 <= listing.currentRow() < len(found) and found[listing.currentRow()]):
        listing.setCurrentRow(found.index(True))
    return any(found)
