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

_LINES, _LONGEST = 6, 450  # of a title, in characters
_LINES_LABELLED, _LONGEST_LABELLED = 12, 900  # … that stands out and has a label
_SHORT = 3  # lines of a heading that is only slanted, or only stands apart
_TYPED = 3  # a document with fewer headings that stand out has them typed like its text
_WORDY = 6  # letters for each digit in a heading; a table has fewer
_CLOSED = re.compile(r"(?:[.;:,，。；：]|[;,]\s(?:and|or)|[；，](?:以及|和|或))\W*$")

_BULLET = re.compile(r"[•●▪■◦–—-]\s")
_MARKS = re.compile(r"[\s⁰¹²³⁴-⁹,–]+$")  # of footnotes, at the end of a line

_ANNOUNCED = re.compile(r"[:：][\s⁰¹²³⁴-⁹]*$")  # the list that follows

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
        readings = [
            m for m in found if (out or m[0] < LETTERED - (not leads)) and not self._item(i, m, reached)
        ]
        for level, ordinal, label, begin in sorted(
            readings, key=lambda m: (m[1] != reached.get(m[0], 0) + 1, m[1] != 1)
        ):
            if out or ordinal in (1, reached.get(level, 0) + 1):
                return Title(i, end, level, ordinal, label, line.start + begin)
        if found and not (out and readings):
            return None
        return Title(i, end, self._level(line, reached), 0, "", line.start)

    def _item(self, i: int, mark: tuple[int, int, str, int], reached: Mapping[int, int]) -> bool:
        """Whether a letter numbers an item of the paragraph that a line stands in, whose text may stand out as well.

        The first one stands behind a colon, any other where the letter before it stands in the paragraph and is no heading.
        """
        level, ordinal = mark[:2]
        if level != LETTERED or not i or i - 1 in self.inside:
            return False
        if ordinal == 1:
            return bool(_ANNOUNCED.search(self.setting.text(self.setting.body[i - 1])))
        if reached.get(level) == ordinal - 1:
            return False
        return any(
            (level, ordinal - 1) == earlier[:2]
            for line in self.setting.body[max((n for n in self.starts if n < i), default=i) : i]
            for earlier in marks(self.setting.text(line), self.language)
        )

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
        line, text = body[i], setting.text(body[i])
        if line.turned or not text or text[0].islower() or setting.small(line) or _BULLET.match(text):
            return None
        labels = marks(text, self.language)
        alone = any(begin == len(text) for *_, begin in labels)  # its title stands below its label
        end = self._extent(i, limit, alone)
        title = " ".join(setting.text(at) for at in body[i:end])
        closed = bool(_CLOSED.search(title)) and not alone
        labelled = labels and setting.stands_out(line)
        longest = _LONGEST_LABELLED if labelled else _LONGEST
        if len(title) > longest or sum(c.isalpha() for c in title) < 2 or closed or self._overleaf(end):
            return None
        before = body[i - 1] if i and i - 1 not in self.inside else None
        if setting.stands_out(line):
            return end if self._stands_free(before, line, end) else None
        if self._joined(end) or end - i > _SHORT or (before and not setting.apart(before, line)):
            return None
        ended = before is None or self._ended(before)
        if labels:
            return end if ended or (before and not setting.prose(before)) else None
        if self.typed and all(setting.centred(at) for at in body[i:end]):
            return end
        wordy = sum(c.isalpha() for c in title) > _WORDY * sum(c.isdigit() for c in title)
        return end if ended and (line.italic or (self.typed and wordy)) and self._leads(end) else None

    def _extent(self, i: int, limit: int, alone: bool) -> int:
        """The index behind the lines that are set like a line and go on with it; `alone`: it is only a label.

        The last line of a title with a label may be set otherwise in part, or the last two: B. A title [agenda item 3].
        """
        setting, body = self.setting, self.setting.body
        labelled = setting.stands_out(body[i]) and marks(setting.text(body[i]), self.language)
        most = _LINES_LABELLED if labelled else _LINES
        end = i + 1
        while end < limit and end - i <= most and not self._blocked(end):
            italic = setting.stands_out(body[i]) and setting.stands_out(body[end])  # the name of a book in it
            alike = _style(body[end])[: 2 + (not italic)] == _style(body[i])[: 2 + (not italic)]
            if not alike or (setting.apart(body[end - 1], body[end]) and not alone):
                break
            if setting.stands_out(body[i]) and marks(setting.text(body[end]), self.language):
                break
            alone = False
            end += 1
        if labelled and self._bracketed(i, end):
            end += 2
        elif labelled and self._joined(end) and not self._blocked(end) and not self._joined(end + 1):
            sentence = setting.prose(body[end]) and _CLOSED.search(setting.text(body[end]))
            end += not sentence
        return end

    def _bracketed(self, i: int, end: int) -> bool:
        """Whether a title ends two lines further on, with a bracket set like the text: [agenda | item 10]."""
        if not self._joined(end) or not self._joined(end + 1) or self._joined(end + 2):
            return False
        title = "".join(self.setting.text(line) for line in self.setting.body[i : end + 2])
        return title.endswith("]") and title.count("[") == title.count("]")

    def _stands_free(self, before: Printed | None, line: Printed, end: int) -> bool:
        """Whether what stands out is a heading, not part of a paragraph set bold or a bold word that opens one."""
        first_below = self.setting.body[end] if self._joined(end) else None
        if first_below and self.setting.text(first_below)[0].islower():
            return False
        if (
            first_below
            and _style(first_below) == _style(line)
            and not marks(self.setting.text(first_below), self.language)
        ):
            return False
        if before is None or _style(before) != _style(line):
            return True
        return self.setting.apart(before, line) and (
            before.page == line.page or self._ended(before, alike=True)
        )

    def _joined(self, end: int) -> bool:
        """Whether a line goes on with the one before without white space, and begins no paragraph."""
        body = self.setting.body
        return end < len(body) and end not in self.starts and not self.setting.apart(body[end - 1], body[end])

    def _overleaf(self, end: int) -> bool:
        """Whether a full line ends its page and its sentence goes on overleaf, set alike: no title is parted like this."""
        body, setting = self.setting.body, self.setting
        if not 0 < end < len(body) or self._blocked(end) or body[end].page == body[end - 1].page:
            return False
        alike = _style(body[end]) == _style(body[end - 1])
        return alike and setting.prose(body[end - 1]) and setting.text(body[end])[0].islower()

    def _ended(self, line: Printed, alike: bool = False) -> bool:
        """Whether a sentence ends with a line, or a heading: not of one that stands out like what follows (`alike`)."""
        text = _MARKS.sub("", self.setting.text(line))
        return (self.setting.stands_out(line) and not alike) or bool(self.language.sentence_end.search(text))

    def _leads(self, end: int) -> bool:
        """Whether a paragraph or a heading that stands out follows."""
        return end in self.starts or (
            end < len(self.setting.body)
            and not self._blocked(end)
            and self.setting.stands_out(self.setting.body[end])
        )


def _style(line: Printed) -> Style:
    return round(line.size), line.bold, line.italic
