"""One number, as the grammars of all languages give it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Number:
    """A number that was read; `low` and `high` differ where two are said at once (两三个, five or six).

    `qualifier` is what a word inside it says (余, 多, -odd); `scale` is the scale word that it ends in (1 if none), which
    another number may borrow: 4 to 6 million; `grouped`: its thousands are parted, so that it borrows none.
    """

    low: float
    high: float
    qualifier: str = ""
    certain: bool = True
    scale: float = 1
    grouped: bool = False
    decimal: float | None = None  # what it is if its only mark is a decimal point: 1.343 of 1.343 billion

    def as_decimal(self) -> Number:
        """The number where a scale word or a percent sign tells that its mark is a decimal point."""
        if self.decimal is None:
            return self
        return replace(self, low=self.decimal, high=self.decimal, certain=True, grouped=False, decimal=None)

    def times(self, factor: float) -> Number:
        """The number in a scale: 3 million."""
        plain = self.as_decimal()
        low, high = tidy(plain.low * factor), tidy(plain.high * factor)
        return replace(plain, low=low, high=high, scale=self.scale * factor)

    def plus(self, more: float) -> Number:
        """The number and a part behind it: two and a half."""
        return replace(self, low=tidy(self.low + more), high=tidy(self.high + more))


def tidy(value: float) -> float:
    """Without what binary fractions leave behind: 6.08 × 10⁸ is 608000000."""
    return value if value % 1 == 0 else round(float(f"{value:.13g}"), 6)
