"""Which lines of a page are headings: told by weight, size, slant and white space, and by the labels of the outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from etl.language import Language
from etl.layout import Printed
from etl.structure.numbering import marks
from etl.structure.outline import LETTERED
from etl.structure.setting import Setting

_LINES = 6
_LONGEST = 450  # characters of a title
_SHORT = 3  # lines of a heading that is only slanted, or only stands apart
_TYPED = 3  # a document with fewer headings that stand out has them typed like its text
_WORDY = 6  # letters for each digit in a heading; a table has fewer
_CLOSED = re.compile(r"[.;:,，。；：]\W*$")

_MARKS = re.compile(r"[\s⁰¹²³⁴-⁹,–]+$")  # of footnotes, at the end of a line

Style = tuple[int, bool, bool]


@dataclass(frozen=True)
class Title:
    """A heading as lines of the body: its text begins at `begin` in the raw text. `ordinal` 0: it has no label."""

    first: int
    last: int
    level: int
    ordinal: int
    label: str
    begin: int


@dataclass
class Titles:
    """Finds the headings of a document; remembers at which level each way to set them stands."""

    setting: Setting
    language: Language
    starts: Collection[int]
    inside: Collection[int]  # lines of regions
    levels: dict[Style, int] = field(default_factory=dict)
    typed: bool = False

    def __post_init__(self) -> None:
        seen: dict[Style, Counter[int]] = {}
        count = 0
        for i, line in enumerate(self.setting.body):
            if self._blocked(i) or not self.setting.stands_out(line):
                continue
            end = self._block(i, len(self.setting.body))
            if end is None:
                continue
            count += 1
            found = marks(self.setting.text(line), self.language)
            if found:
                seen.setdefault(_style(line), Counter())[found[0][0]] += 1
        self.levels = {style: levels.most_common(1)[0][0] for style, levels in seen.items()}
        self.typed = count < _TYPED

    def at(self, i: int, reached: Mapping[int, int], limit: int) -> Title | None:
        """The heading that begins with a line, given the ordinals reached at each level of the outline."""
        if self._blocked(i):
            return None
        end = self._block(i, limit)
        if end is None:
            return None
        line = self.setting.body[i]
        found = marks(self.setting.text(line), self.language)
        out = self.setting.stands_out(line)
        leads = self._leads(end)
        readings = [m for m in found if out or m[0] < LETTERED - (not leads)]
        for level, ordinal, label, begin in sorted(
            readings, key=lambda m: (m[1] != reached.get(m[0], 0) + 1, m[1] != 1)
        ):
            if out or ordinal in (1, reached.get(level, 0) + 1):
                return Title(i, end, level, ordinal, label, line.start + begin)
        if found and not out:
            return None
        return Title(i, end, self._level(line, reached), 0, "", line.start)

    def _blocked(self, i: int) -> bool:
        return i in self.starts or i in self.inside

    def _level(self, line: Printed, reached: Mapping[int, int]) -> int:
        """The level of a heading without a label: that of headings set alike, or one below those set larger."""
        deepest = max((n for n in reached if reached[n] > 0), default=0)
        if (known := self.levels.get(_style(line))) is not None:
            return known if known < deepest or reached.get(known, -1) < 0 else min(known + 1, LETTERED)
        larger = [level for style, level in self.levels.items() if style[0] > _style(line)[0]]
        return min(max([*larger, deepest]) + 1, LETTERED)

    def _block(self, i: int, limit: int) -> int | None:
        """The index behind a heading that begins with a line, as far as its looks tell; None if it is none."""
        setting, body = self.setting, self.setting.body
        line, before = body[i], body[i - 1] if i else None
        text = setting.text(line)
        if line.turned or not text or text[0].islower() or setting.small(line):
            return None
        out = setting.stands_out(line)
        alone = any(begin == len(text) for *_, begin in marks(text, self.language))  # its title stands below its label
        end = i + 1
        while end < limit and end - i < _LINES and not self._blocked(end):
            below = body[end]
            if _style(below) != _style(line) or (setting.apart(body[end - 1], below) and not alone):
                break
            if marks(setting.text(below), self.language) and _CLOSED.search(setting.text(body[end - 1])) is None and out:
                break
            alone = False
            end += 1
        if end - i == _LINES and end < limit and _style(body[end]) == _style(line) and not setting.apart(body[end - 1], body[end]):
            return None  # a paragraph set bold
        title = " ".join(setting.text(at) for at in body[i:end])
        after = body[end] if end < len(body) else None
        joined = after is not None and end not in self.starts and not setting.apart(body[end - 1], after)
        if joined and out and marks(text, self.language) and not self._blocked(end) and not setting.prose(body[end]):
            below = body[end + 1] if end + 1 < len(body) else None
            if below is None or end + 1 in self.starts or setting.apart(body[end], below):
                end, joined = end + 1, False  # its last line is not set like it throughout
                title += f" {setting.text(body[end - 1])}"
        if len(title) > _LONGEST or sum(c.isalpha() for c in title) < 2 or (_CLOSED.search(title) and not alone):
            return None
        if before is not None and (i - 1) not in self.inside and not setting.apart(before, line):
            if _style(before) == _style(line) or not out:
                return None
        if out:
            same = before is not None and _style(before) == _style(line) and (i - 1) not in self.inside
            open_before = same and before is not None and not self._ended(before) and before.page != line.page
            goes_on = joined and after is not None and setting.text(after)[0].islower()
            return None if open_before or goes_on else end
        if joined or end - i > _SHORT:
            return None
        if marks(text, self.language):
            return end if before is None or self._ended(before) or not setting.prose(before) else None
        if self.typed and all(setting.centred(at) for at in body[i:end]):
            return end
        plain = sum(c.isalpha() for c in title) > _WORDY * sum(c.isdigit() for c in title)
        slanted = line.italic or (self.typed and plain)
        return end if slanted and (before is None or self._ended(before)) and self._leads(end) else None

    def _ended(self, line: Printed) -> bool:
        """Whether a sentence, or a heading, ends with a line."""
        text = _MARKS.sub("", self.setting.text(line))
        return self.setting.stands_out(line) or bool(self.language.sentence_end.search(text))

    def _leads(self, end: int) -> bool:
        """Whether a paragraph or a heading that stands out follows."""
        return end in self.starts or (
            end < len(self.setting.body) and not self._blocked(end) and self.setting.stands_out(self.setting.body[end])
        )


def _style(line: Printed) -> Style:
    return round(line.size), line.bold, line.italic
