"""The themes page's parts besides the outline: title, cross-cutting themes, what they meet with, panel, files."""

from __future__ import annotations

import pandas as pd

from ui import charts, evidence, exports, findings
from ui.cache import kept
from ui.markup import chips, current, esc, link, switch
from ui.paragraphs import content as paragraphs_content
from ui.params import ThemesParams
from ui.queries import country_counts, paragraph_facets, theme_crosstab
from ui.queries.theme_crosstab import CROSSINGS, ENGAGEMENT, OFFICE, PARAMS, REGION, THEME, Crossing
from ui.themes import outline
from ui.themes.outline import opening
from ui.view import View

_UPRIGHT = 6  # with more columns than these, their heads are turned


@kept
def title_html(view: View[ThemesParams]) -> str:
    """The longest section and its share in a sentence, and what is counted."""
    words, numbers = view.words, outline.counts(view.report)
    longest, whole = outline.longest_section(numbers), len(country_counts.paragraphs_of(view.report))
    title = words("themes.title")
    if longest:
        share = words.share(numbers[longest], whole)
        title = words("themes.finding", name=view.section(longest), n=numbers[longest], share=share)
    counted = words("themes.subtitle", n=words.number(whole))
    return f'<h1>{esc(title)}</h1><p class="subtitle">{esc(counted)}</p>'


@kept
def outline_html(view: View[ThemesParams]) -> str:
    """The report's own outline: boxes, chapters, table; a sentence where it has none."""
    words = view.words
    head = f"<h2>{esc(words('themes.outline'))}</h2>"
    if not outline.blocks(view.report):
        return f'{head}<p class="none">{esc(words("themes.outline_none"))}</p>'
    subtitle = f'<p class="subtitle">{esc(words("themes.outline_subtitle"))}</p>'
    outside = len(country_counts.paragraphs_of(view.report)) - sum(
        part.n for part in outline.blocks(view.report)
    )
    apart = words("themes.outside", paragraphs=words.count("paragraphs", outside)) if outside else ""
    note = f'<p class="caption">{esc(apart)}</p>' if apart else ""
    return f"{head}{subtitle}{outline.chapters_html(view)}{outline.treemap_html(view)}{note}{outline.table_html(view)}"


@kept
def words_html(view: View[ThemesParams]) -> str:
    """Cross-cutting themes as bars of two pieces, core and in passing."""
    words, here, weights = view.words, view.here, theme_crosstab.weights_of(view)
    counts = findings.theme_counts(view.report.passages, view.report.table("themes"), weights)
    head = f"<h2>{esc(words('themes.words'))}</h2>"
    everything = findings.theme_counts(view.report.passages, view.report.table("themes"))
    if not everything:
        return f'{head}<p class="none">{esc(words("themes.words_none"))}</p>'
    alone = theme_crosstab.conditions_of(view) == (("theme", view.params.theme),)
    rows = [
        charts.Bar(
            view.theme(theme),
            opening(view, theme=theme),
            (n["core"], n["secondary"]),
            str(n["core"] + n["secondary"]),
            alone and view.params.theme == theme,
        )
        for theme, n in counts.items()
    ]
    longest = max((sum(n.values()) for n in counts.values()), default=1)
    both = len(weights) == 2
    inner = "".join(
        switch(here.link(weight=value), esc(words(f"themes.{label}")), on, role="radio")
        for label, value, on in (("both", None, both), ("core_only", "core", not both))
    )
    legend = (
        f'<ul class="legend"><li><i class="swatch piece0"></i>{esc(words("themes.core"))}</li>'
        f'<li><i class="swatch piece1"></i>{esc(words("themes.secondary"))}</li></ul>'
    )
    return (
        f'<div class="by-words">{head}'
        f'<p class="subtitle">{esc(words("themes.words_subtitle", n=len(everything)))}</p>'
        + chips(words("themes.weight"), inner, role="radiogroup")
        + charts.bars(rows, longest, words("themes.words"))
        + (legend if both else "")
        + f'<p class="caption">{esc(words("themes.rule_note"))}</p></div>'
    )


def column_name(view: View[ThemesParams], kind: str, code: str) -> str:
    """A column of a crossing in words."""
    if kind == REGION:
        return view.region(code)
    if kind == OFFICE:
        return view.office_region(code)
    return view.words(f"engagements.{code}") if kind == ENGAGEMENT else view.theme(code)


def crossing_of(view: View[ThemesParams]) -> Crossing:
    """The crossing chosen, under the weights chosen."""
    return theme_crosstab.crossing(view.report, theme_crosstab.kind_of(view), theme_crosstab.weights_of(view))


def crossing_finding(view: View[ThemesParams]) -> str:
    """Which theme meets most often with what, in a sentence."""
    words, kind = view.words, theme_crosstab.kind_of(view)
    numbers = dict(crossing_of(view).numbers)
    if kind == THEME:
        # Each pair once, and no theme with itself.
        numbers = {(row, column): n for (row, column), n in numbers.items() if row < column}
    best = max(numbers.values(), default=0)
    first = [pair for pair, n in numbers.items() if n == best]
    if not first:
        return words(f"themes.cross_{kind}")
    n = numbers[first[0]]
    if len(first) > 1:
        return words(f"themes.tie_{kind}", k=len(first), n=n)
    theme, other = first[0]
    return words(f"themes.most_{kind}", theme=view.theme(theme), other=column_name(view, kind, other), n=n)


@kept
def crossing_html(view: View[ThemesParams]) -> str:
    """Themes by regions, kinds of work or themes: a table of links, shaded by class; a sentence where there is none."""
    words, kind = view.words, theme_crosstab.kind_of(view)
    found = crossing_of(view)
    inner = "".join(
        switch(
            view.here.link(crossing=None if k == REGION else k),
            esc(words(f"themes.cross_{k}")),
            k == kind,
            role="radio",
        )
        for k in CROSSINGS
    )
    choice = chips(words("themes.cross"), inner, role="radiogroup", shown=True)
    if not found.numbers:
        key = "words_none" if not found.rows else f"none_{kind}"
        return f'<h2>{esc(words("themes.crossing"))}</h2>{choice}<p class="none">{esc(words(f"themes.{key}"))}</p>'
    gap = words("app.sentence_gap")
    said = [
        words(f"themes.counted_{kind}"),
        words("themes.zero"),
        words("themes.meaning"),
        _unnamed_said(view, kind),
    ]
    return (
        f'<div class="crossed"><h2>{esc(crossing_finding(view))}</h2>'
        f'<p class="subtitle">{esc(words(f"themes.subtitle_{kind}"))}</p>{choice}'
        f"{_table(view, kind, found)}{_legend(view, found)}"
        f'<p class="caption">{esc(gap.join(part for part in said if part))}</p></div>'
    )


def _unnamed_said(view: View[ThemesParams], kind: str) -> str:
    if kind not in (REGION, OFFICE):
        return ""
    names = [column_name(view, kind, code) for code in theme_crosstab.unnamed(view.report, kind)]
    return view.words("themes.unnamed", names=view.words.listing(names)) if names else ""


def _table(view: View[ThemesParams], kind: str, found: Crossing) -> str:
    words = view.words
    turned = " turned" if len(found.columns) > _UPRIGHT else ""
    heads = "".join(
        f'<th scope="col"><span>{esc(column_name(view, kind, code))}</span></th>' for code in found.columns
    )
    groups = _continents(view, found.columns) if kind == REGION else ""
    corner = f"<td{' rowspan=2' if groups else ''}></td>"
    top = f"<tr>{corner}{groups}</tr><tr>{heads}</tr>" if groups else f"<tr>{corner}{heads}</tr>"
    alone = theme_crosstab.conditions_of(view)
    body = ""
    for row in found.rows:
        on = current(alone == (("theme", row),))
        label = link(opening(view, theme=row), esc(view.theme(row)), aria_current=on)
        cells = "".join(f"<td>{_cell(view, kind, found, row, column)}</td>" for column in found.columns)
        body += f'<tr><th scope="row">{label}</th>{cells}</tr>'
    return (
        f'<div class="wide" tabindex="0"><table class="crossing{turned}" aria-label="{esc(words(f"themes.cross_{kind}"))}">'
        f"<thead>{top}</thead><tbody>{body}</tbody></table></div>"
    )


def _continents(view: View[ThemesParams], columns: tuple[str, ...]) -> str:
    """The head over the subregions; a continent that is one subregion needs none."""
    parents, spans = view.report.atlas.regions["parent"], dict[str, int]()
    for code in columns:
        parent = parents.get(code) or code
        spans[parent] = spans.get(parent, 0) + 1
    return "".join(
        f'<th scope="colgroup" colspan="{n}"><span>{esc(view.region(code))}</span></th>'
        for code, n in spans.items()
    )


def _cell(view: View[ThemesParams], kind: str, found: Crossing, row: str, column: str) -> str:
    """A number and its class; a dash where the two are never in one paragraph."""
    words, n = view.words, found.numbers.get((row, column), 0)
    if kind == THEME and row == column:
        title = words("themes.cell_self", theme=view.theme(row), paragraphs=words.count("paragraphs", n))
        target, on = opening(view, theme=row), theme_crosstab.conditions_of(view) == (("theme", row),)
    else:
        names = {"theme": view.theme(row), "other": column_name(view, kind, column)}
        if not n:
            title = words("themes.cell_none", **names)
            return f'<span class="cell" title="{esc(title)}">—<span class="unseen">{esc(title)}</span></span>'
        title = words("themes.cell", **names, paragraphs=words.count("paragraphs", n))
        target, on = opening(view, theme=row, **{PARAMS[kind]: column}), chosen(view, kind, row, column)
    # All paragraphs of one theme are no meeting of two: no class.
    itself = kind == THEME and row == column
    fill = "cell itself" if itself else f"cell class{findings.class_of(n)}"
    return link(target, str(n), class_=fill, title=title, aria_label=title, aria_current=current(on))


def chosen(view: View[ThemesParams], kind: str, row: str, column: str) -> bool:
    """Whether this cell is what the panel shows."""
    return theme_crosstab.conditions_of(view) == (("theme", row), (PARAMS[kind], column))


def _legend(view: View[ThemesParams], found: Crossing) -> str:
    words = view.words
    sizes = findings.class_sizes({f"{a} {b}": n for (a, b), n in found.numbers.items() if a != b})
    items = "".join(
        f'<li><i class="swatch class{k}"></i>{esc(charts.class_label(view, k))}'
        f'<span class="quiet">{esc(words("themes.cells", n=n))}</span></li>'
        for k, n in enumerate(sizes)
    )
    empty = len(found.rows) * len(found.columns) - len(found.numbers)
    none = f'<li>— {esc(words("themes.none_together"))}<span class="quiet">{esc(words("themes.cells", n=empty))}</span></li>'
    return f'<ul class="legend" aria-label="{esc(words("countries.legend"))}">{items}{none if empty else ""}</ul>'


def name_of(view: View[ThemesParams], param: str, option: str) -> str:
    """A condition's option in words."""
    if param == "region":
        return (
            view.region(option)
            if option.isdigit()
            else view.words("fieldwork.region_office", name=view.office_region(option))
        )
    facet = "theme" if param in theme_crosstab.OF_THEMES else param
    return paragraphs_content.name_of(view, facet, option)


@kept
def panel_html(view: View[ThemesParams]) -> str:
    """The sentences of what was chosen; where nothing was, those of the section that the title speaks of."""
    words, close = view.words, opening(view)
    conditions = theme_crosstab.conditions_of(view)
    if paragraph := view.params.passage:
        title = words("paragraphs.paragraph", n=paragraph)
        return evidence.panel_html(view, title, theme_crosstab.gathered(view), close, key=f"p {paragraph}")
    if not conditions:
        return _longest_html(view)
    found = theme_crosstab.gathered(view)
    title = " × ".join(name_of(view, param, option) for param, option in conditions)
    if not found.number and not found.footnotes:
        return evidence.nothing_html(view, title, words("themes.none_met"), close)
    alone = len(conditions) == 1 and conditions[0][0] == "theme"
    brief = exports.brief_links(view, "theme", title, theme=conditions[0][1]) if alone else ""
    return evidence.panel_html(view, title, found, close, key=title, lead=brief + _as_list(view, found))


def _longest_html(view: View[ThemesParams]) -> str:
    longest = outline.longest_section(outline.counts(view.report))
    if not longest:
        return evidence.nothing_html(view, view.words("themes.choose_title"), view.words("themes.choose"))
    shown = view.on(ThemesParams, section=longest)
    found = theme_crosstab.gathered(shown)
    return evidence.panel_html(view, view.section(longest), found, "", key="", lead=_as_list(shown, found))


def _as_list(view: View[ThemesParams], found: findings.Evidence) -> str:
    """The way to the same paragraphs as a list, where the list can show exactly these."""
    conditions = theme_crosstab.conditions_of(view)
    # A region is a place there.
    asked = {"place" if param == "region" else param: option for param, option in conditions}
    if view.params.other_theme or not found.number:
        return ""
    return evidence.as_list(view, **asked) if paragraph_facets.same(view.report, asked, found) else ""


def crossing_frame(view: View[ThemesParams]) -> pd.DataFrame:
    """The crossing as a table to take away: a row a theme, a column each thing that it may meet with."""
    kind, found = theme_crosstab.kind_of(view), crossing_of(view)
    rows = [
        {view.words("themes.column_theme"): view.theme(row)}
        | {column_name(view, kind, code): found.numbers.get((row, code), 0) for code in found.columns}
        for row in found.rows
    ]
    return pd.DataFrame(rows)


@kept
def _about(view: View[ThemesParams], kind: str, rows: int) -> dict[str, str]:
    """What the source sheet of a file says."""
    words = view.words
    said = {words("themes.weight"): words("themes.core_only")} if view.params.weight and kind else {}
    counted = words(f"themes.counted_{kind}") if kind else words("themes.outline_subtitle")
    note = words("themes.rule_note") + words("app.sentence_gap") + words("themes.meaning") if kind else ""
    return exports.source(view, said, rows, counted, note)


def outline_listing(view: View[ThemesParams]) -> exports.Listing:
    """The outline to take away."""
    return exports.Listing(outline.frame(view), _about(view, "", len(outline.counts(view.report))), "outline")


def outline_files(view: View[ThemesParams]) -> str:
    """The ways to take the outline away, where there is one."""
    return exports.links(view, "outline") if outline.counts(view.report) else ""


def crossing_listing(view: View[ThemesParams]) -> exports.Listing:
    """The crossing shown, to take away."""
    kind = theme_crosstab.kind_of(view)
    about = _about(view, kind, len(crossing_of(view).rows))
    of = view.words(f"themes.cross_{kind}").replace(" ", "-")
    return exports.Listing(crossing_frame(view), about, "crossing", of)


def crossing_files(view: View[ThemesParams]) -> str:
    """The ways to take the crossing away, where there is one."""
    return exports.links(view, "crossing") if crossing_of(view).numbers else ""
