"""What the themes page says besides the outline: title, cross-cutting themes, what they meet with, the panel."""

from __future__ import annotations

from collections.abc import Iterator

from ui import exports, findings, panels, sending
from ui.condition_names import condition_name
from ui.content.charts import Bar, Bars, Matrix, Meeting, Piece
from ui.content.layout import Choices, Option, Panel, Section
from ui.content.said import Block, Headline, Key, Legend, Link, Links, Note
from ui.legends import CLASSES, class_label
from ui.params import ThemesParams
from ui.queries import absence, country_counts, report_outline, theme_crosstab
from ui.queries.theme_crosstab import CROSSINGS, ENGAGEMENT, OFFICE, PARAMS, REGION, THEME, Crossing
from ui.themes.outline import opening
from ui.view import View

# What themes are crossed with, and the table that it is found in.
_TABLES = {REGION: "mentions", OFFICE: "mentions", ENGAGEMENT: "engagements", THEME: "themes"}


def finding(view: View[ThemesParams]) -> str:
    """The longest section and its share, in a sentence."""
    words, numbers = view.words, report_outline.counts(view.report)
    longest = report_outline.longest_section(numbers)
    if not longest:
        return words("themes.title")
    share = words.share(numbers[longest], len(country_counts.paragraphs_of(view.report)))
    return words("themes.finding", name=view.section(longest), n=numbers[longest], share=share)


def title(view: View[ThemesParams]) -> Headline:
    """The finding, and what is counted."""
    words, whole = view.words, len(country_counts.paragraphs_of(view.report))
    return Headline(finding(view), words("themes.subtitle", n=words.number(whole)))


def counts_by_words(view: View[ThemesParams]) -> dict[str, dict[str, int]]:
    """Cross-cutting theme → {core, secondary: paragraphs} of the weights chosen, most first."""
    weights = theme_crosstab.weights_of(view)
    return findings.theme_counts(view.report.passages, view.report.table("themes"), weights)


def by_words(view: View[ThemesParams]) -> Section:
    """Cross-cutting themes: core, and in passing where those are counted."""
    words = view.words
    n = len(findings.theme_counts(view.report.passages, view.report.table("themes")))
    if not n:
        none = Note(absence.none(view, "themes", "themes.words_none"), "none")
        return Section(words("themes.words"), (none,), kind="by-words")
    blocks = (_weights(view), bars(view), Note(words("themes.rule_note")))
    return Section(words("themes.words"), blocks, words("themes.words_subtitle", n=n), kind="by-words")


def _weights(view: View[ThemesParams]) -> Choices:
    """Whether themes in passing are counted."""
    words, both = view.words, not view.params.weight
    options = (
        Option(words("themes.both"), view.here.link(weight=None), both),
        Option(words("themes.core_only"), view.here.link(weight="core"), not both),
    )
    return Choices(words("themes.weight"), options, "radio", shown=False)


def bars(view: View[ThemesParams]) -> Bars:
    """Cross-cutting themes as bars of two pieces."""
    words, chosen = view.words, theme_crosstab.conditions_of(view)
    rows = tuple(
        Bar(
            view.theme(theme),
            (Piece(n["core"]), Piece(n["secondary"], "passing")),
            words.number(n["core"] + n["secondary"]),
            opening(view, theme=theme),
            code=theme,
            chosen=chosen == (("theme", theme),),
        )
        for theme, n in counts_by_words(view).items()
    )
    series = (Key(words("themes.core"), tone="full"), Key(words("themes.secondary"), tone="passing"))
    return Bars(words("themes.words"), rows, series=() if view.params.weight else series)


def chosen(view: View[ThemesParams]) -> list[str]:
    """What themes are crossed with and which are counted, where it is not the usual."""
    kind = theme_crosstab.kind_of(view)
    said = [view.words(f"themes.cross_{kind}")] if view.params.crossing else []
    return [*said, view.words("themes.core_only")] if view.params.weight else said


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
    numbers = crossing_of(view).meetings
    best = max(numbers.values(), default=0)
    first = [pair for pair, n in numbers.items() if n == best]
    if not first:
        return words(f"themes.cross_{kind}")
    n = numbers[first[0]]
    if len(first) > 1:
        return words(f"themes.tie_{kind}", k=len(first), n=n)
    theme, other = first[0]
    return words(f"themes.most_{kind}", theme=view.theme(theme), other=column_name(view, kind, other), n=n)


def crossing(view: View[ThemesParams]) -> Iterator[Block]:
    """Themes by regions, kinds of work or themes: numbers shaded by class; a sentence where there is none."""
    words, kind, found = view.words, theme_crosstab.kind_of(view), crossing_of(view)
    options = tuple(
        Option(words(f"themes.cross_{k}"), view.here.link(crossing=None if k == REGION else k), k == kind)
        for k in CROSSINGS
    )
    choice = Choices(words("themes.cross"), options, "radio")
    if not found.numbers:
        table, key = (_TABLES[kind], f"none_{kind}") if found.rows else ("themes", "words_none")
        none = Note(absence.none(view, table, f"themes.{key}"), "none")
        yield Section(words("themes.crossing"), (choice, none), kind="crossed")
        return
    notes = (words(f"themes.counted_{kind}"), *meaning(view))
    blocks = (choice, matrix(view), legend(view), Note(words("app.sentence_gap").join(notes)))
    yield Section(crossing_finding(view), blocks, words(f"themes.subtitle_{kind}"), kind="crossed")
    yield exports.files(view, "crossing")


def meaning(view: View[ThemesParams]) -> list[str]:
    """What the numbers of a crossing mean, and which regions it has no column for."""
    words, kind = view.words, theme_crosstab.kind_of(view)
    said = [words("themes.zero"), words("themes.meaning")]
    if kind not in (REGION, OFFICE):
        return said
    names = [column_name(view, kind, code) for code in theme_crosstab.unnamed(view.report, kind)]
    return [*said, *([words("themes.unnamed", names=words.listing(names))] if names else [])]


def matrix(view: View[ThemesParams]) -> Matrix:
    """The cross-table, each number leading to its paragraphs."""
    kind, found, alone = theme_crosstab.kind_of(view), crossing_of(view), theme_crosstab.conditions_of(view)
    return Matrix(
        view.words(f"themes.cross_{kind}"),
        tuple(column_name(view, kind, code) for code in found.columns),
        tuple(
            Link(view.theme(row), opening(view, theme=row), chosen=alone == (("theme", row),))
            for row in found.rows
        ),
        tuple(
            tuple(_meeting(view, kind, found, row, column) for column in found.columns) for row in found.rows
        ),
        _continents(view, found.columns) if kind == REGION else (),
    )


def _continents(view: View[ThemesParams], columns: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The head over the subregions; a continent that is one subregion needs none."""
    parents, spans = view.report.atlas.regions["parent"], dict[str, int]()
    for code in columns:
        parent = parents.get(code) or code
        spans[parent] = spans.get(parent, 0) + 1
    return tuple((view.region(code), n) for code, n in spans.items())


def _meeting(view: View[ThemesParams], kind: str, found: Crossing, row: str, column: str) -> Meeting:
    """A number and its class. All paragraphs of one theme are no meeting of two: they have none."""
    words, n, chosen = view.words, found.numbers.get((row, column), 0), theme_crosstab.conditions_of(view)
    paragraphs = words.count("paragraphs", n)
    if kind == THEME and row == column:
        title_said = words("themes.cell_self", theme=view.theme(row), paragraphs=paragraphs)
        alone = chosen == (("theme", row),)
        return Meeting(n, title_said, opening(view, theme=row), chosen=alone, itself=True)
    names = {"theme": view.theme(row), "other": column_name(view, kind, column)}
    if not n:
        return Meeting(0, words("themes.cell_none", **names))
    return Meeting(
        n,
        words("themes.cell", **names, paragraphs=paragraphs),
        opening(view, theme=row, **{PARAMS[kind]: column}),
        CLASSES[findings.class_of(n)],
        chosen == (("theme", row), (PARAMS[kind], column)),
    )


def legend(view: View[ThemesParams]) -> Legend:
    """What the classes of a crossing mean, and how many cells each has."""
    words, found, of_themes = view.words, crossing_of(view), view.params.crossing == THEME
    met = {f"{a} {b}": n for (a, b), n in found.numbers.items() if not (of_themes and a == b)}
    sizes = findings.class_sizes(met)
    keys = [Key(class_label(view, k), words("themes.cells", n=n), CLASSES[k]) for k, n in enumerate(sizes)]
    if empty := len(found.rows) * len(found.columns) - len(found.numbers):
        keys.append(Key(f"— {words('themes.none_together')}", words("themes.cells", n=empty)))
    return Legend(words("countries.legend"), tuple(keys))


def name_of(view: View[ThemesParams], param: str, option: str) -> str:
    """A condition's option in words."""
    if param == "region" and not option.isdigit():
        return view.words("fieldwork.region_office", name=view.office_region(option))
    facet = {"region": "place", "other_theme": "theme"}.get(param, param)
    return condition_name(view, facet, option)


def panel(view: View[ThemesParams]) -> Panel:
    """The sentences of what was chosen; where nothing was, those of the section that the title speaks of."""
    words, close = view.words, opening(view)
    chosen, found = theme_crosstab.conditions_of(view), theme_crosstab.gathered(view)
    if paragraph := view.params.passage:
        named = words("paragraphs.paragraph", n=paragraph)
        return panels.panel(view, named, found, close, key=f"p {paragraph}")
    if not chosen:
        return _longest(view)
    named = " × ".join(name_of(view, param, option) for param, option in chosen)
    if not found.number and not found.footnotes:
        return panels.nothing(named, words("themes.none_met"), close)
    alone = len(chosen) == 1 and chosen[0][0] == "theme"
    brief = sending.send(view, "theme", named, {"theme": chosen[0][1]}) if alone else None
    return panels.panel(view, named, found, close, key=named, lead=(brief, as_list(view)))


def _longest(view: View[ThemesParams]) -> Panel:
    longest = report_outline.longest_section(report_outline.counts(view.report))
    if not longest:
        return panels.nothing(view.words("themes.choose_title"), view.words("themes.choose"))
    shown = view.on(ThemesParams, section=longest)
    return panels.panel(view, view.section(longest), theme_crosstab.gathered(shown), lead=(as_list(shown),))


def as_list(view: View[ThemesParams]) -> Links | None:
    """The way to the same paragraphs as a list, where the list can show exactly these."""
    found = theme_crosstab.gathered(view)
    if view.params.other_theme or not found.number:
        return None
    # A region is a place there.
    asked = {
        "place" if param == "region" else param: option
        for param, option in theme_crosstab.conditions_of(view)
    }
    return panels.as_list(view, found, **asked)
