"""Which rules are not asked, and which are though they usually are not: of a library, or handed out by a county."""

from __future__ import annotations

from dataclasses import replace

from model.values import Value

SETTING = "rules"  # under which a library keeps them
LENGTH = "T12"  # the rule on the length of section one
LIMIT = 1000  # characters of section one, where an office sets a limit


class Switches(Value):
    """What differs from the presets: rules switched off, rules switched on, the longest section one in characters."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    limit: int = LIMIT

    def switched(self, rule_id: str, *, on: bool, preset: bool = True) -> Switches:
        """Return the switches with one rule on or off; what it is by itself need not be said."""
        one = frozenset({rule_id})
        off, also = self.off - one, self.on - one
        if on == preset:
            return replace(self, off=off, on=also)
        return replace(self, off=off, on=also | one) if on else replace(self, off=off | one, on=also)

    @property
    def words(self) -> str:
        """Write them down, to be kept; nothing where all is preset.

        >>> Switches(off=frozenset({"T5", "X4"}), limit=800).words
        '-T5 -X4 limit=800'
        """
        parts = [*(f"-{one}" for one in sorted(self.off)), *(f"+{one}" for one in sorted(self.on))]
        return " ".join([*parts, *([f"limit={self.limit}"] if self.limit != LIMIT else [])])

    @classmethod
    def of(cls, words: str) -> Switches:
        """Read what was written down; what is not understood, as a newer program may have written it, is left out.

        >>> Switches.of("-T5 +T12 limit=800 ?")
        Switches(off=frozenset({'T5'}), on=frozenset({'T12'}), limit=800)
        """
        parts = words.split()
        limits = [one[6:] for one in parts if one.startswith("limit=") and one[6:].isdecimal() and int(one[6:])]
        return cls(
            frozenset(one[1:] for one in parts if one.startswith("-")),
            frozenset(one[1:] for one in parts if one.startswith("+")),
            int(limits[-1]) if limits else LIMIT,
        )


PRESET = Switches()
