"""A plain list as a PDF: fonts embedded, the same bytes for the same list."""

from __future__ import annotations

from export.fonts.shipped import typesetter
from export.layout.document import Document, Title
from export.layout.listing import PrintedList, paginate_list
from export.pdf.writer import draw


def write_list_pdf(listing: PrintedList) -> bytes:
    """Print a list.

    Raises:
        MissingCharactersError: no font has a character; it names the character and its place.
    """
    document = Document(Title("", listing.heading), listing.unit, ())
    return draw(document, paginate_list(listing, typesetter()), typesetter(), subject=listing.heading)
