"""Which rules are not asked, and which are though they usually are not: of a library, or handed out by a county."""

from __future__ import annotations

from dataclasses import dataclass, replace

SETTING = "rules"  # under which a library keeps them
LIMIT = 1000  # characters of section one, where an office sets a limit


@dataclass(frozen=True)
class Switches:
    """What differs from the presets: rules switched off, rules switched on, the longest section one in characters."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    limit: int = LIMIT

    def switched(self, rule_id: str, *, on: bool) -> Switches:
        """Return the switches with one rule on or off."""
        one = frozenset({rule_id})
        return replace(self, off=self.off - one if on else self.off | one, on=self.on | one if on else self.on - one)

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
