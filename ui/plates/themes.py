"""Themes as pictures: the report's own outline, and the themes that run across it."""

from __future__ import annotations

from ui import charts, findings
from ui.palette import LIGHT
from ui.params import ThemesParams
from ui.plates.base import FULL, PASSING, Picture, in_order, most, none_said, tops
from ui.queries import country_counts, theme_crosstab
from ui.render import svg
from ui.render.svg import Drawn, Key, Row
from ui.themes import content as themes_content
from ui.themes import outline
from ui.view import View


def sections(view: View[ThemesParams]) -> Picture:
    """Chapters, sections and subsections in the order of print; a chapter that has parts has no bar of its own."""
    words, passages = view.words, view.report.passages
    counts = outline.counts(view.report)
    names = {path: view.section(path) for path in counts}
    of_first = {path: n for path, n in counts.items() if path.count(".") == 1} or counts
    longest = max((n for path, n in counts.items() if "." in path), default=max(counts.values(), default=1))
    rows = [
        Row(
            names[path],
            ((n, FULL),) if n <= longest else (),
            words.number(n),
            bold=path.count(".") < 2,
            indent=path.count("."),
            code=path,
        )
        for path, n in counts.items()
    ]
    first = outline.longest_section(counts)
    share = words.share(counts.get(first, 0), len(country_counts.paragraphs_of(view.report)))
    inside = [findings.section_findings(passages, path)["passage"].astype(str) for path in counts]
    return Picture(
        words("themes.finding", name=names[first], n=counts[first], share=share)
        if first
        else words("themes.title"),
        words("themes.outline_subtitle"),
        svg.bars(rows, longest) if rows else none_said(words("themes.outline_none")),
        paragraphs=in_order(view, (p for each in inside for p in each)),
        top=tops(view, names, of_first),
        rows=tuple(rows),
    )


def by_words(view: View[ThemesParams]) -> Picture:
    """Themes that run across the report, most paragraphs first: core, and in passing."""
    words, report = view.words, view.report
    weights = theme_crosstab.weights_of(view)
    found = findings.theme_counts(report.passages, report.table("themes"), weights)
    names, counts = {t: view.theme(t) for t in found}, {t: sum(n.values()) for t, n in found.items()}
    rows = [
        Row(names[t], ((n["core"], FULL), (n["secondary"], PASSING)), words.number(counts[t]), code=t)
        for t, n in found.items()
    ]
    both = len(weights) == 2
    keys = (Key(words("themes.core"), fill=FULL), Key(words("themes.secondary"), fill=PASSING))
    return Picture(
        most(view, names, counts, "pictures.themes") or words("themes.title"),
        words("themes.words_subtitle", n=len(found)),
        svg.bars(rows, max(counts.values(), default=1)) if rows else none_said(words("nothing.absent")),
        keys if both else (),
        (words("themes.rule_note"),),
        in_order(view, theme_crosstab.theme_rows(report, weights)["passage"].astype(str)),
        tops(view, names, counts),
        "" if both else words("themes.core_only"),
        tuple(rows),
    )


def crossing(view: View[ThemesParams]) -> Picture:
    """Themes by regions, kinds of work or themes: numbers in a table, shaded by class."""
    words, report, kind = view.words, view.report, theme_crosstab.kind_of(view)
    weights, found = theme_crosstab.weights_of(view), themes_content.crossing_of(view)
    names = {code: themes_content.column_name(view, kind, code) for code in found.columns}
    sizes = findings.class_sizes({f"{a} {b}": n for (a, b), n in found.numbers.items()})
    keys = [
        Key(charts.class_label(view, k), words("themes.cells", n=n), LIGHT.classes[k])
        for k, n in enumerate(sizes)
    ]
    empty = len(found.rows) * len(found.columns) - len(found.numbers)
    keys += [Key(f"— {words('themes.none_together')}", words("themes.cells", n=empty))] if empty else []
    unnamed = (
        [themes_content.column_name(view, kind, code) for code in theme_crosstab.unnamed(report, kind)]
        if kind in (theme_crosstab.REGION, theme_crosstab.OFFICE)
        else []
    )
    notes = [words("pictures.diagonal")] if kind == theme_crosstab.THEME else []
    notes += [words("themes.zero"), words("themes.meaning")]
    notes += [words("themes.unnamed", names=words.listing(unnamed))] if unnamed else []
    known = theme_crosstab.indexes(report, weights)
    others = known[theme_crosstab.PARAMS[kind]]
    # A theme with itself is no meeting.
    pairs = {p: n for p, n in found.numbers.items() if p[0] != p[1]}
    highest = sorted(pairs, key=lambda pair: -pairs[pair])[:3]
    return Picture(
        themes_content.crossing_finding(view),
        words(f"themes.counted_{kind}"),
        _table(view, found, names) if pairs else none_said(words(f"themes.none_{kind}")),
        tuple(keys) if pairs else (),
        (*notes, words("themes.rule_note")),
        in_order(view, (p for row, column in found.numbers for p in known["theme"][row] & others[column])),
        tuple(
            words("countries.hover", name=f"{view.theme(a)} × {names[b]}", n=pairs[a, b]) for a, b in highest
        ),
        words("themes.core_only") if view.params.weight else "",
    )


def _table(view: View[ThemesParams], found: theme_crosstab.Crossing, names: dict[str, str]) -> Drawn:
    """The heads of the columns aslant, then a row of cells a theme."""
    label = max(svg.width_of(view.theme(row), 15) for row in found.rows) + 12
    long = {code: svg.width_of(name, 14) for code, name in names.items()}
    aslant = max(long.values()) * 0.71
    wide = min(84.0, (svg.CONTENT - label - aslant) / len(found.columns))
    top, high = aslant + 24, 34
    markup = ""
    for k, code in enumerate(found.columns):
        x = label + (k + 0.5) * wide
        said = svg.text(0, 0, names[code], 14)
        markup += f'<g transform="translate({x:.1f} {top - 8:.1f}) rotate(-45)">{said}</g>'
    for j, row in enumerate(found.rows):
        y = top + j * high
        markup += svg.text(0, y + 22, view.theme(row), 15)
        for k, code in enumerate(found.columns):
            n, x = found.numbers.get((row, code), 0), label + k * wide
            level = findings.class_of(n)
            ink = LIGHT.quiet if not n else LIGHT.paper if level >= 2 else LIGHT.ink
            # On the diagonal stands a theme with itself: all its paragraphs.
            cell = svg.rect(x + 1, y + 1, wide - 2, high - 2, LIGHT.classes[level] if n else LIGHT.raised)
            markup += cell.replace("<rect", f'<rect rx="{high / 2 - 1:g}"') if row == code else cell
            markup += svg.text(
                x + wide / 2, y + 22, view.words.number(n) if n else "—", 14, ink, anchor="middle"
            )
    return Drawn(markup, top + len(found.rows) * high)
