"""Known conditions, told to the user in one sentence; everything else is a bug."""


class UserError(Exception):
    """Something the user can act on: its only argument is the Chinese sentence to show."""

    @property
    def sentence(self) -> str:
        """What to show."""
        return str(self.args[0])


def clip(text: object, limit: int = 20) -> str:
    r"""Show foreign text within a sentence: on one line, not long, and nothing a terminal would obey.

    >>> clip("第一行\n第二\x1b[31m行", 8)
    '第一行 第二�[…'
    """
    flat = "".join(char if char.isprintable() else "�" for char in " ".join(str(text).split()))
    return flat if len(flat) <= limit else flat[:limit] + "…"
