"""Whether words that look like a presence of the Office are one: not planned, closed or another body's, and whose visit.

The words lie in `data/reference/presences.toml`, in the block `context` of a language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.spans import Span, holding


@dataclass(frozen=True)
class Context:
    """`unreal_before`, `unreal_inside` and `unreal_after` a match bar it; so does another body that acts there alone.

    `clause` ends a clause; `persons` are all who travel, `pronoun` stands for the one named before.
    """

    unreal_before: re.Pattern[str]
    unreal_inside: re.Pattern[str]
    unreal_after: re.Pattern[str]
    others: re.Pattern[str]
    office: re.Pattern[str]
    clause: re.Pattern[str]
    persons: re.Pattern[str]

    def bars(self, text: str, start: int, end: int) -> bool:
        """Whether the clause says that it is not so, or that another body did it."""
        begin = max((m.end() for m in self.clause.finditer(text, 0, start)), default=0)
        before, after = text[begin:start], text[end:]
        if self.unreal_before.search(before) or self.unreal_inside.search(text, start, end):
            return True
        if self.unreal_after.match(after):
            return True
        return bool(self.others.search(before)) and not self.office.search(text, begin, end)

    def antecedent(self, text: str, sentences: Sequence[Span], start: int) -> str:
        """Whom a pronoun at `start` means: who is named first in its sentence before it, or else in the sentences before."""
        here = holding(sentences, start)
        spans = [s for s in sentences if s[0] < here[0]]
        for begin, end in [(here[0], start), *reversed(spans)]:
            if found := self.persons.search(text, begin, end):
                return found[0]
        return ""
