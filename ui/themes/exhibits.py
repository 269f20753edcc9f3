"""What the pictures and slides of the themes page say: the outline, themes across it, and what those meet with."""

from __future__ import annotations

from dataclasses import replace

from ui import exhibits, findings
from ui.content import Bar, Bars, Exhibit, Headline, Note, Piece
from ui.findings import Evidence
from ui.params import ThemesParams
from ui.queries import absence, country_counts, report_outline, theme_crosstab
from ui.themes import content
from ui.themes.outline import opening
from ui.view import View


def sections(view: View[ThemesParams]) -> Exhibit:
    """The outline in the order of print, as bars; on a slide the parts of one order, longest first."""
    words, counts = view.words, report_outline.counts(view.report)
    names, first = {path: view.section(path) for path in counts}, report_outline.first_order(counts)
    inside = [findings.section_findings(view.report.passages, path)["passage"].astype(str) for path in counts]
    paragraphs = exhibits.in_order(view, (p for each in inside for p in each))
    ordered = {path: first[path] for path in sorted(first, key=lambda path: -first[path])}
    return Exhibit(
        Headline(content.finding(view), words("overview.outline_subtitle")),
        (outline_bars(view) if counts else Note(words("themes.outline_none"), "none"),),
        small=(words("api.disclaimer"),),
        top=exhibits.highest(view, names, first),
        paragraphs=paragraphs,
        evidence=Evidence(paragraphs),
        href=view.here.link(),
        slide=Bars(words("themes.outline"), tuple(_bar(view, path, n) for path, n in ordered.items()))
        if counts
        else None,
    )


def outline_bars(view: View[ThemesParams]) -> Bars:
    """Chapters, sections and subsections; one that is longer than every part of another has no bar of its own."""
    counts = report_outline.counts(view.report)
    longest = max((n for path, n in counts.items() if "." in path), default=max(counts.values(), default=1))
    rows = tuple(
        replace(
            _bar(view, path, n),
            pieces=(Piece(n),) if n <= longest else (),
            bold=path.count(".") < 2,
            indent=path.count("."),
        )
        for path, n in counts.items()
    )
    return Bars(view.words("themes.outline"), rows, longest)


def _bar(view: View[ThemesParams], path: str, n: int) -> Bar:
    words, whole = view.words, len(country_counts.paragraphs_of(view.report))
    there = opening(view, section=path)
    return Bar(view.section(path), (Piece(n),), words.number(n), there, words.share(n, whole), code=path)


def by_words(view: View[ThemesParams]) -> Exhibit:
    """Themes that run across the report, most paragraphs first: core, and in passing."""
    words, report, found = view.words, view.report, content.counts_by_words(view)
    names, counts = {t: view.theme(t) for t in found}, {t: sum(n.values()) for t, n in found.items()}
    every = theme_crosstab.theme_rows(report, theme_crosstab.weights_of(view))
    first = findings.theme_findings(every, next(iter(found), None))
    return Exhibit(
        Headline(
            exhibits.most(view, names, counts, "pictures.themes") or words("themes.title"),
            words("themes.words_subtitle", n=len(found)),
            words("themes.core_only") if view.params.weight else "",
        ),
        (content.bars(view) if found else Note(absence.nothing(view, "themes"), "none"),),
        notes=(words("themes.rule_note"),),
        small=(words("api.disclaimer"),),
        top=exhibits.highest(view, names, counts),
        paragraphs=exhibits.in_order(view, every["passage"].astype(str)),
        evidence=findings.evidence(report.passages, first),
        href=view.here.link(),
    )


def crossing(view: View[ThemesParams]) -> Exhibit:
    """Themes by regions, kinds of work or themes: a cross-table; on a slide the pairs as bars, most first."""
    words, kind, found = view.words, theme_crosstab.kind_of(view), content.crossing_of(view)
    known = theme_crosstab.indexes(view.report, theme_crosstab.weights_of(view))
    others = known[theme_crosstab.PARAMS[kind]]
    behind = (p for row, column in found.numbers for p in known["theme"][row] & others[column])
    paragraphs, slide = exhibits.in_order(view, behind), pairs(view)
    names = {bar.code: bar.label for bar in slide.rows}
    top = exhibits.highest(view, names, {bar.code: int(bar.length) for bar in slide.rows})
    diagonal = [words("pictures.diagonal")] if kind == theme_crosstab.THEME else []
    return Exhibit(
        Headline(
            content.crossing_finding(view),
            words(f"themes.counted_{kind}"),
            words("themes.core_only") if view.params.weight else "",
        ),
        (content.matrix(view) if slide.rows else Note(words(f"themes.none_{kind}"), "none"),),
        content.legend(view) if slide.rows else None,
        (*diagonal, *content.meaning(view), words("themes.rule_note")),
        (words("themes.meaning"), words("api.disclaimer")),
        top,
        paragraphs,
        Evidence(paragraphs),
        href=view.here.link(),
        slide=slide if slide.rows else None,
    )


def pairs(view: View[ThemesParams]) -> Bars:
    """What meets in a crossing as bars, each pair once."""
    words, kind = view.words, theme_crosstab.kind_of(view)
    param, numbers = theme_crosstab.PARAMS[kind], content.crossing_of(view).meetings
    rows = tuple(
        Bar(
            f"{view.theme(theme)} × {content.column_name(view, kind, other)}",
            (Piece(numbers[theme, other]),),
            words.number(numbers[theme, other]),
            opening(view, theme=theme, **{param: other}),
            code=f"{theme} {other}",
        )
        for theme, other in sorted(numbers, key=lambda pair: -numbers[pair])
    )
    return Bars(words(f"themes.cross_{kind}"), rows)
