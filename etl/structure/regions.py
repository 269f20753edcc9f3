"""What stands beside the text on its pages: tables, figures, maps and boxes, each with its caption and its notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.language import Language
from etl.layout import Box, Printed, Region
from etl.structure.setting import Setting

_ROWS = 3  # lines with cells that make a table
_COLUMNS = 3  # cells that begin an entry of several lines
_FEW = 8  # one line in so many runs across the columns
_BRIDGE = 2  # lines between two of a region that belong to it as well
_CAPTION = 6  # lines from a caption to what it stands over
_UNDER = 4.0  # points from a text to the line under it
_LOW = 10.0  # points: a double rule is no table
_RULED = 0.25  # of the page's width: the rules of a table are wider
_TALL = 320.0  # points between two rules of one table
_EDGE = 0.09  # of the page's height in which rules belong to heads and feet
_TITLE = 3  # lines of a title without a label
_ALIGNED = 6.0  # points between edges of cells below each other
_ALONE = re.compile(r"\S+\s?[\dIVXA-Z一二三四五六七八九十]{1,5}\.?\s*")  # Figure II, 表 3, without a title
_LABEL = re.compile(r"(?:\S{1,6}[.．、)]|[(（]\w{1,4}[)）]|[•–—-])\s")  # of a paragraph, a heading, an item


@dataclass(frozen=True)
class Found:
    """A region as the indices of its lines in the body, the first `captions` of which are its caption."""

    kind: str
    first: int
    last: int
    captions: int

    def region(self, body: Sequence[Printed], passage: str) -> Region:
        """The region, beside a paragraph."""
        lines = list(body[self.first : self.last])
        inside = lines[self.captions :]
        return Region(
            self.kind,
            [(line.start, line.end) for line in inside],
            [(line.start, line.end) for line in lines[: self.captions]],
            lines,
            passage,
        )


def find(setting: Setting, starts: Collection[int], language: Language) -> list[Found]:
    """The regions of a document, in order and apart from each other; `starts` are lines that begin a paragraph."""
    body = setting.body
    alien = _alien(setting, starts, language)
    out: list[Found] = []
    i = 0
    while i < len(body):
        caption = _caption_end(setting, i, starts, language)
        if caption:
            first, begin = i, caption
        elif alien[i]:
            first = begin = i
        else:
            i += 1
            continue
        first = (
            first if caption else _title_above(setting, first, starts, out[-1].last if out else 0, language)
        )
        last = _end(setting, begin, alien, starts, language, captioned=bool(caption))
        kind = _kind(setting, body[begin:last], body[first:begin], language)
        out.append(Found(kind, first, last, begin - first))
        i = max(last, i + 1)
    return out


def _alien(setting: Setting, starts: Collection[int], language: Language) -> list[bool]:
    """Which lines are not the text's: turned, small, in cells, or within something drawn."""
    body = setting.body
    numbered = [_middle(body[i]) for i in starts]
    drawn: dict[int, list[Box]] = {}
    tables: dict[int, list[Box]] = {}
    frames: dict[int, list[Box]] = {}
    for sheet in setting.layout.sheets:
        here = [point for point in numbered if point[0] == sheet.page]
        lines = [line for line in body if line.page == sheet.page]
        grids = _grids(_ruled(sheet.rules, lines), sheet.width, sheet.height)
        drawn[sheet.page] = [b for b in (*grids, *sheet.pictures) if not _holds(b, here)]
        tables[sheet.page] = [b for b in drawn[sheet.page] if b in grids and _tabular(setting, b, lines)]
        frames[sheet.page] = [b for b in sheet.frames if _many(setting, b) and not _holds(b, here)]
    celled = _celled(setting)
    columned = {i for rows in _columned(setting, starts, language) for i in rows}
    out: list[bool] = []
    for i, line in enumerate(body):
        page, x, y = _middle(line)
        within = any(box.holds(x, y) for box in drawn[page])
        boxed = i in columned or any(box.holds(x, y) for box in (*frames[page], *tables[page]))
        goes_on = (
            i > 0
            and not out[-1]
            and not setting.apart(body[i - 1], line)
            and setting.prose(body[i - 1])
            and len(line.cells) == 1
        )
        text = i in starts or ((setting.prose(line) or goes_on) and len(line.cells) == 1 and not boxed)
        out.append(line.turned or setting.small(line) or (not text and (within or boxed or celled[i])))
    return out


def _middle(line: Printed) -> tuple[int, float, float]:
    return line.page, (line.left + line.right) / 2, line.base + 0.3 * line.size


def _holds(box: Box, points: Sequence[tuple[int, float, float]]) -> bool:
    """Whether a numbered paragraph begins within something drawn: then it is only the ground of the page."""
    return any(box.holds(x, y) for _, x, y in points)


def _many(setting: Setting, frame: Box) -> bool:
    """Whether a frame is drawn around several lines, not behind one."""
    return frame.height > 2.2 * setting.leading


def _celled(setting: Setting) -> list[bool]:
    """Lines parted into cells, at least three of them near each other with cells below each other."""
    body = setting.body
    rows = [i for i, line in enumerate(body) if len(line.cells) > 1 and not _LABEL.match(setting.text(line))]
    out = [False] * len(body)
    run: list[int] = []
    for i in [*rows, len(out) + 2 * _ROWS]:
        if run and (i - run[-1] > _BRIDGE or body[i].page != body[run[-1]].page):
            edges = Counter(round(cell.left / _ALIGNED) for k in run for cell in body[k].cells[1:])
            if len(run) >= _ROWS and edges.most_common(1)[0][1] * 2 >= len(run):
                out[run[0] : run[-1] + 1] = [True] * (run[-1] + 1 - run[0])
            run = []
        run.append(i)
    return out


def _columned(setting: Setting, starts: Collection[int], language: Language) -> list[range]:
    """Stretches of a page in which lines of three cells or more stand below each other, each with the lines of its entry."""
    body = setting.body
    rows = [i for i, line in enumerate(body) if len(line.cells) >= _COLUMNS]
    runs: list[list[int]] = []
    for i in rows:
        before = runs[-1][-1] if runs else i
        entry = range(before + 1, i)
        goes_on = body[i].page == body[before].page and i - before > 0
        if goes_on and not any(_leaves(setting, k, runs[-1][0], starts, language) for k in entry):
            runs[-1].append(i)
        else:
            runs.append([i])
    out = []
    for run in runs:
        longest = max((below - above for above, below in pairwise(run)), default=1)
        last = range(run[-1] + 1, min(run[-1] + longest, len(body)))  # no longer than the entries above
        end = next((k for k in last if _leaves(setting, k, run[0], starts, language, last=True)), last.stop)
        across = sum(_across(body[k], body[run[0]]) for k in range(run[0], end))
        if len(run) > 1 and across * _FEW < end - run[0]:
            out.append(range(run[0], end))
    return out


def _across(line: Printed, first: Printed) -> bool:
    """Whether a line runs on where the second cell of a table's first line begins."""
    edge = first.cells[1].left
    return any(cell.left < edge - _ALIGNED and cell.right > edge for cell in line.cells)


def _leaves(
    setting: Setting, i: int, first: int, starts: Collection[int], language: Language, last: bool = False
) -> bool:
    """Whether a line is no part of an entry of the table that begins with `first`; `last`: no entry follows."""
    body, line = setting.body, setting.body[i]
    if i in starts or line.page != body[first].page or _caption_end(setting, i, starts, language):
        return True
    titled = setting.stands_out(line) and (
        language.outlined(setting.text(line)) or (last and setting.apart(body[i - 1], line))
    )
    return len(line.cells) == 1 and (titled or (setting.prose(line) and _across(line, body[first])))


def _ruled(rules: Sequence[Box], lines: Sequence[Printed]) -> list[Box]:
    """The rules of a page that underline nothing."""
    cells = [(cell.left, cell.right, line.base) for line in lines for cell in line.cells]
    return [
        rule
        for rule in rules
        if not any(
            abs(rule.left - left) < _UNDER
            and abs(rule.right - right) < _UNDER
            and -1 < base - rule.bottom < _UNDER
            for left, right, base in cells
        )
    ]


def _tabular(setting: Setting, grid: Box, lines: Sequence[Printed]) -> bool:
    """Whether most lines between rules are no prose."""
    inside = [line for line in lines if grid.holds(*_middle(line)[1:])]
    return sum(setting.prose(line) and len(line.cells) == 1 for line in inside) * 2 < len(inside)


def _grids(rules: Sequence[Box], width: float, height: float) -> list[Box]:
    """Where rules one above the other make a table."""
    inner = sorted(
        (r for r in rules if r.width > _RULED * width and _EDGE * height < r.bottom < (1 - _EDGE) * height),
        key=lambda r: -r.top,
    )
    out: list[Box] = []
    for above, below in pairwise(inner):
        overlap = min(above.right, below.right) - max(above.left, below.left)
        if above.bottom - below.top < _TALL and overlap > 0.5 * min(above.width, below.width):
            joined = above.joined(below)
            if out and out[-1].bottom <= joined.top:
                out[-1] = out[-1].joined(joined)
            else:
                out.append(joined)
    return [grid for grid in out if grid.height > _LOW]


def _caption_end(setting: Setting, i: int, starts: Collection[int], language: Language) -> int:
    """The index behind a caption that begins with a line; 0 if none does."""
    body, line = setting.body, setting.body[i]
    text = setting.text(line)
    if i in starts or not language.caption.match(text) or not (i == 0 or setting.apart(body[i - 1], line)):
        return 0
    if not (setting.stands_out(line) or setting.small(line) or line.italic) and (
        setting.prose(line) or language.sentence_end.search(text)
    ):
        return 0
    end, look = i + 1, line
    while end < len(body) and end - i < _CAPTION and end not in starts and body[end].page == line.page:
        below = body[end]
        if end == i + 1 and _ALONE.fullmatch(text) and setting.stands_out(below):
            look = below  # Figure II, and its title set bold below
        same = (below.bold, below.italic) == (look.bold, look.italic) and abs(below.size - look.size) < 1
        if not same or len(below.cells) > 1 or setting.step(body[end - 1], below) is None:
            break
        if setting.prose(below) and not (below.bold or below.italic):
            break
        end += 1
    return end


def _title_above(setting: Setting, i: int, starts: Collection[int], limit: int, language: Language) -> int:
    """The first of the lines right above a region that stand out without a label: its title. `i` if it has none."""
    body, first = setting.body, i
    while first > limit and first - 1 not in starts and body[first - 1].page == body[i].page:
        if not setting.stands_out(body[first - 1]) or language.outlined(setting.text(body[first - 1])):
            break
        first -= 1
    alone = first == 0 or setting.apart(body[first - 1], body[first])
    closed = first < i and language.sentence_end.search(setting.text(body[i - 1]))
    return first if alone and not closed and i - first <= _TITLE else i


def _end(
    setting: Setting,
    begin: int,
    alien: Sequence[bool],
    starts: Collection[int],
    language: Language,
    captioned: bool,
) -> int:
    """The index behind the last line of a region whose lines begin with one, notes on it included."""
    body, at = setting.body, begin
    page = body[begin - captioned].page
    while at < len(body) and body[at].page == page and at not in starts:
        if alien[at]:
            at += 1
            continue
        ahead = range(at + 1, min(at + 1 + _BRIDGE, len(body)))
        joined = next((k for k in ahead if alien[k] and body[k].page == page), None)
        bridge = joined is not None and not any(
            k in starts
            or setting.prose(body[k])
            or (setting.stands_out(body[k]) and language.outlined(setting.text(body[k])))
            for k in range(at, joined)
        )
        if bridge and joined is not None and not _caption_end(setting, at, starts, language):
            at = joined
            continue
        break
    while (
        at < len(body)
        and at not in starts
        and language.table_note.match(setting.text(body[at]))
        and body[at].page == page
    ):
        at += 1
        while (
            at < len(body)
            and at not in starts
            and not setting.apart(body[at - 1], body[at])
            and abs(body[at].size - body[at - 1].size) < 0.5
        ):
            at += 1
    return at


def _kind(setting: Setting, lines: Sequence[Printed], caption: Sequence[Printed], language: Language) -> str:
    """What a region is: its caption says so, or what it looks like."""
    named = language.caption.match(setting.text(caption[0])) if caption else None
    if named:
        return "table" if language.table.match(setting.text(caption[0])) else language.region_kind(named)
    if any(line.turned for line in lines):
        return "figure"
    sheet = setting.layout.sheets[lines[0].page - 1]
    celled = sum(len(line.cells) > 1 for line in lines)
    if celled * 3 >= len(lines) and celled >= 2:
        return "table"
    middle = lines[len(lines) // 2]
    if any(p.holds((middle.left + middle.right) / 2, middle.base) for p in sheet.pictures):
        return "figure"
    if any(f.holds((middle.left + middle.right) / 2, middle.base) for f in sheet.frames):
        return "box"
    return "text"


def text(raw: str, region: Region) -> str:
    """The text of a region: a table's cells parted by tabs, each under those of its column; else its lines."""
    spans = set(region.spans)
    lines = [line for line in region.lines if (line.start, line.end) in spans]
    if region.kind != "table" or not lines:
        return "\n".join(raw[a:b] for a, b in region.spans)
    columns = _columns(lines)
    out = []
    for line in lines:
        row = [""] * len(columns)
        for cell in line.cells:
            at = max(range(len(columns)), key=lambda k: _overlap(columns[k], (cell.left, cell.right)))
            row[at] = f"{row[at]} {raw[cell.start : cell.end].strip()}".strip()
        out.append("\t".join(row))
    return "\n".join(out)


def _columns(lines: Sequence[Printed]) -> list[tuple[float, float]]:
    """The columns of a table: stretches that no gap between cells runs through in the lines with most cells."""
    most = max(len(line.cells) for line in lines)
    spans = sorted(
        (cell.left, cell.right)
        for line in lines
        if len(line.cells) > max(1, most // 2) or most == 1
        for cell in line.cells
    )
    out: list[tuple[float, float]] = []
    for left, right in spans:
        if out and left < out[-1][1] - 1:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    return min(a[1], b[1]) - max(a[0], b[0])
