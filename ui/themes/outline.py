"""The report's outline as a treemap in HTML: sections, their subsections, and a small cell for every paragraph.

Areas are in proportion to numbers of paragraphs. Boxes keep the order of print, from left to right and from top to
bottom; which of them share a row is chosen so that labels fit. On a narrow screen the same boxes become a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import pandas as pd

from ui import findings
from ui.cache import kept
from ui.markup import current, esc, link, sheet
from ui.params import ThemesParams
from ui.queries import country_counts, theme_crosstab
from ui.render import treemap
from ui.tables import Report
from ui.view import View, short_path

# Pixels of the picture at its full width (atlas.css), for which rows and labels are chosen.
WIDTH, HEIGHT = 756.0, 780.0
_SMALLEST, _LARGEST = 4000.0, 6500.0  # area of one paragraph
_HEAD = 46.0  # pixels of a section's name and number
_BOLD = 1.35  # how much wider a section's name is printed than a subsection's


@dataclass(frozen=True)
class Part:
    """A part of the outline; `rest` where it is only the paragraphs before its first part."""

    path: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    rest: bool = False

    @property
    def n(self) -> int:
        """Number of paragraphs."""
        return len(self.paragraphs)


@kept
def counts(report: Report) -> dict[str, int]:
    """Path → number of paragraphs in it and its parts, in the order of the outline."""
    return findings.section_counts(report.passages, report.table("sections"))


@kept
def blocks(report: Report) -> tuple[Part, ...]:
    """The boxes of the first order: sections, and chapters or paragraphs of chapters that stand in no section."""
    passages, order = report.passages, country_counts.paragraphs_of(report)
    at = {str(p): str(s) for p, s in zip(passages["passage"], passages["section"], strict=True) if p in order}

    def of(path: str, deep: bool = True) -> tuple[str, ...]:
        return tuple(p for p, s in at.items() if s == path or (deep and s.startswith(f"{path}.")))

    def below(path: str) -> list[str]:
        depth = path.count(".") + 1
        return [s for s in counts(report) if s.startswith(f"{path}.") and s.count(".") == depth]

    def split(path: str) -> tuple[Part, ...]:
        """The parts of a part, after the paragraphs that stand before them; none where it has no parts."""
        parts = [Part(child, of(child)) for child in below(path)]
        rest = [Part(path, of(path, deep=False), rest=True)] if parts else []
        return tuple(part for part in (*rest, *parts) if part.n)

    found: list[Part] = []
    for chapter in (path for path in counts(report) if "." not in path):
        sections = below(chapter)
        found.append(Part(chapter, of(chapter, deep=not sections), rest=bool(sections)))
        found += [Part(section, of(section), split(section)) for section in sections]
    return tuple(part for part in found if part.n)


def longest_section(numbers: Mapping[str, int]) -> str:
    """The section with most paragraphs; of chapters where there are no sections; "" where there is no outline."""
    sections = {path: n for path, n in numbers.items() if n and path.count(".") == 1}
    return next(iter(findings.leaders(sections or {path: n for path, n in numbers.items() if n})), "")


def area_of(whole: int) -> float:
    """Square pixels of a paragraph: the picture is about one screen high, unless the report is long."""
    return min(_LARGEST, max(_SMALLEST, WIDTH * HEIGHT / max(whole, 1)))


def name(view: View[ThemesParams], part: Part) -> str:
    """A part in words."""
    return view.words("themes.rest", name=short_path(part.path)) if part.rest else view.section(part.path)


@kept
def treemap_html(view: View[ThemesParams]) -> str:
    """The outline as boxes, each a link to its paragraphs."""
    groups, whole = _stacked(blocks(view.report)), len(country_counts.paragraphs_of(view.report))
    sizes, area = [sum(part.n for part in group) for group in groups], area_of(whole)

    def cost(index: int, width: float, height: float) -> float:
        # A section wants room for its parts, and every block for its name.
        split = any(part.parts for part in groups[index])
        words = [word for part in groups[index] for word in name(view, part).split()]
        room = max(treemap.text_width(word) for word in words) * _BOLD
        narrow = max(0.0, (200 if split else max(64.0, room)) - width) / 4
        low = max(0.0, (150 if split else 70 * len(groups[index])) - height) / 8
        return narrow + low + (2.0 if split else 0.3) * log(width / height / 1.2) ** 2

    rows = ""
    for row in treemap.arranged(sizes, WIDTH, area, cost, stack=1):
        columns = "".join(_group_html(view, groups[box.index], box.width, area, whole) for (box,) in row)
        rows += f'<div class="plots-row" style="--h:{row[0][0].height + _HEAD:.0f}px">{columns}</div>'
    return f'<div class="treemap" role="group" aria-label="{esc(view.words("themes.outline"))}">{rows}</div>'


def _stacked(found: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Blocks side by side; small ones without parts that follow each other stand one above the other."""
    most = max((part.n for part in found), default=0)
    groups: list[tuple[Part, ...]] = []
    for part in found:
        if groups and all(not p.parts and 4 * p.n < most for p in (part, *groups[-1])):
            groups[-1] = (*groups[-1], part)
        else:
            groups.append((part,))
    return groups


def _group_html(
    view: View[ThemesParams], group: Sequence[Part], width: float, area: float, whole: int
) -> str:
    inner = "".join(_block_html(view, part, width, area, whole) for part in group)
    n = sum(part.n for part in group)
    return inner if len(group) == 1 else f'<div class="plots-stack" style="--n:{n}">{inner}</div>'


def _block_html(view: View[ThemesParams], part: Part, width: float, area: float, whole: int) -> str:
    """A section: its head, then its parts, or cells for its paragraphs."""
    labels, sizes = [name(view, inner) for inner in part.parts], [inner.n for inner in part.parts]

    def cost(index: int, across: float, height: float) -> float:
        return treemap.misfit(labels[index], sizes[index], across, height)

    body = ""
    for row in treemap.arranged(sizes, width, area, cost):
        columns = ""
        for column in row:
            inner = "".join(_lot_html(view, part.parts[box.index], box, whole) for box in column)
            n = sum(sizes[box.index] for box in column)
            columns += inner if len(column) == 1 else f'<div class="lots" style="--n:{n}">{inner}</div>'
        n = sum(sizes[box.index] for column in row for box in column)
        body += f'<div class="lots-row" style="--n:{n}">{columns}</div>'
    body = body or f'<div class="lot" style="--n:1">{_cells(view, part)}</div>'
    figure = number(view, part.n, whole)
    if treemap.text_width(figure) > width:
        figure = f"{part.n} · {view.words.share(part.n, whole)}"
    inner = f"<b>{esc(name(view, part))}</b><span>{esc(figure)}</span>"
    head = _box(view, part, inner, whole, "plot-head")
    return f'<div class="plot" style="--n:{part.n}">{head}<div class="lots">{body}</div></div>'


def _lot_html(view: View[ThemesParams], part: Part, box: treemap.Box, whole: int) -> str:
    share = f'<span class="lot-share">{esc(number(view, part.n, whole))}</span>'
    whole_name, code = name(view, part), short_path(part.path)
    # A name that would be cut is not begun: the box shows its code, a list and what reads aloud the whole name.
    short = treemap.cut(whole_name, part.n, box.width, box.height) and whole_name.startswith(f"{code} ")
    rest = f'<span class="lot-more">{esc(whole_name.removeprefix(code))}</span>' if short else ""
    inner = f'<span class="lot-name">{esc(code if short else whole_name)}{rest}</span>{share}'
    side = " lot-one" if part.n == 1 else ""
    side += " lot-beside" if treemap.beside(part.n, box.width, box.height) else ""
    label = _box(view, part, inner, whole, "lot-label")
    return f'<div class="lot{side}" style="--n:{part.n}">{label}{_cells(view, part)}</div>'


def _box(view: View[ThemesParams], part: Part, inner: str, whole: int, kind: str) -> str:
    """What names a box and leads to its paragraphs; the paragraphs before the first part are no part themselves."""
    if part.rest:
        return f'<span class="{kind}">{inner}</span>'
    title = said(view, part.path, part.n, whole)
    on = chosen_part(view) == part.path
    return link(
        opening(view, section=part.path),
        inner,
        class_=kind,
        title=title,
        aria_label=title,
        aria_current=current(on),
    )


def _cells(view: View[ThemesParams], part: Part) -> str:
    cells = "".join(_cell(view, paragraph) for paragraph in part.paragraphs)
    return f'<span class="cells">{cells}</span>'


def _cell(view: View[ThemesParams], paragraph: str) -> str:
    title, on = view.words("paragraphs.paragraph", n=paragraph), current(paragraph == view.params.passage)
    return link(
        opening(view, passage=paragraph), esc(paragraph), title=title, aria_label=title, aria_current=on
    )


def opening(view: View[ThemesParams], **chosen: str) -> str:
    """A link to other paragraphs of this page, all that was chosen before left behind."""
    nothing: dict[str, str | None] = dict.fromkeys((*theme_crosstab.CONDITIONS, "passage"))
    return view.here.link(**{**nothing, **chosen})


def chosen_part(view: View[ThemesParams]) -> str | None:
    """The part of the outline that is open, and nothing besides."""
    asked = view.here.values.keys() & {*theme_crosstab.CONDITIONS, "passage"}
    return view.params.section if asked == {"section"} else None


def number(view: View[ThemesParams], n: int, whole: int) -> str:
    """A number of paragraphs and its share: `26 paragraphs · 21%`."""
    words = view.words
    return words("themes.part_number", paragraphs=words.count("paragraphs", n), share=words.share(n, whole))


def said(view: View[ThemesParams], path: str, n: int, whole: int) -> str:
    """A part with its number and share, in words."""
    words = view.words
    return words(
        "themes.part_said",
        name=view.section(path),
        paragraphs=words.count("paragraphs", n),
        share=words.share(n, whole),
    )


@kept
def chapters_html(view: View[ThemesParams]) -> str:
    """The chapters as a line of links, where the boxes show their sections."""
    numbers, whole = counts(view.report), len(country_counts.paragraphs_of(view.report))
    chapters = {path: n for path, n in numbers.items() if "." not in path}
    if not any("." in part.path for part in blocks(view.report)):
        return ""
    items = "".join(
        f'<li>{_chapter(view, path, n, whole)}<span class="quiet">{esc(number(view, n, whole))}</span></li>'
        for path, n in chapters.items()
        if n
    )
    return f'<ul class="chapters" aria-label="{esc(view.words("themes.chapters"))}">{items}</ul>'


def _chapter(view: View[ThemesParams], path: str, n: int, whole: int) -> str:
    on = current(chosen_part(view) == path)
    return link(
        opening(view, section=path),
        esc(view.section(path)),
        title=said(view, path, n, whole),
        aria_current=on,
    )


@kept
def table_html(view: View[ThemesParams]) -> str:
    """The outline as a table, folded away."""
    words, whole, rows = view.words, len(country_counts.paragraphs_of(view.report)), ""
    for path, n in counts(view.report).items():
        label = link(opening(view, section=path), esc(view.section(path))) if n else esc(view.section(path))
        figure = (
            link(opening(view, section=path), str(n), aria_label=said(view, path, n, whole)) if n else "—"
        )
        rows += (
            f'<tr class="depth{min(path.count("."), 2)}"><th scope="row">{label}</th><td class="n">{figure}</td>'
            f'<td class="n">{words.share(n, whole)}</td></tr>'
        )
    heads = [words(f"themes.column_{column}") for column in ("part", "number", "share")]
    return (
        f'<details class="rest"><summary>{esc(words("themes.outline_table"))}</summary>'
        f"{sheet(heads, rows, (1, 2))}</details>"
    )


def frame(view: View[ThemesParams]) -> pd.DataFrame:
    """The outline as a table to take away: a row a part."""
    words, report = view.words, view.report
    whole, at = len(country_counts.paragraphs_of(report)), report.passages
    rows = [
        {
            words("export.section"): path,
            words("themes.column_level"): path.count(".") + 1,
            words("export.section_title"): report.titles(view.lang).get(path, ""),
            words("themes.column_number"): n,
            words("themes.column_share"): round(n / whole, 4) if whole else 0,
            words("themes.column_numbers"): " ".join(
                findings.section_findings(at, path)["passage"].astype(str)
            ),
        }
        for path, n in counts(report).items()
    ]
    return pd.DataFrame(rows)
