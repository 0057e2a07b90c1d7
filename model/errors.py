"""Known conditions, told to the user in one sentence; everything else is a bug."""


class UserError(Exception):
    """Something the user can act on: its only argument is the Chinese sentence to show."""

    @property
    def sentence(self) -> str:
        """What to show."""
        return str(self.args[0])


class DiskError(UserError):
    """The disk, or whoever else uses the file, did not allow it; the same may be possible a moment later."""


class DamagedError(UserError):
    """The library cannot be read as it is: offer its backups."""


class MissingError(DamagedError):
    """The library is missing or empty although backups of it are there: not a first start."""


def clip(text: object, limit: int = 20) -> str:
    r"""Show foreign text within a sentence: on one line, not long, and nothing a terminal would obey.

    >>> clip("第一行\n第二\x1b[31m行", 8)
    '第一行 第二�[…'
    """
    flat = "".join(char if char.isprintable() else "�" for char in " ".join(str(text).split()))
    return flat if len(flat) <= limit else flat[:limit] + "…"


NAMELESS = "未填单位名称的"  # before “2023年度的年报”, where a name in quotes would stand


def quoted(words: str, nothing: str = NAMELESS) -> str:
    """Set words in quotes within a sentence; what stands there where there are none.

    >>> quoted("青石镇人民政府"), quoted("")
    ('“青石镇人民政府”', '未填单位名称的')
    """
    return f"“{words}”" if words else nothing
