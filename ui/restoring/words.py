"""How sizes are said of backups."""

from __future__ import annotations


def size(bytes_: int) -> str:
    """Return how large something is.

    >>> size(4_200_000), size(12)
    ('4.2 MB', '1 KB')
    """
    if bytes_ < 1_000_000:
        return f"{-(-bytes_ // 1000)} KB"
    return f"{bytes_ / 1_000_000:.1f} MB" if bytes_ < 1_000_000_000 else f"{bytes_ / 1_000_000_000:.1f} GB"
