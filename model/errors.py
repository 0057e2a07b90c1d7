"""Known conditions, told to the user in one sentence; everything else is a bug."""


class UserError(Exception):
    """Something the user can act on: its only argument is the Chinese sentence to show."""

    @property
    def sentence(self) -> str:
        """What to show."""
        return str(self.args[0])
