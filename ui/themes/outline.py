"""What the themes page says of the report's own outline: chapters, boxes of its parts, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator

from ui import exports
from ui.content import Block, Cell, Files, Fold, Link, Links, Note, Part, Rows, Section, Table, Treemap
from ui.params import ThemesParams
from ui.queries import country_counts, report_outline, theme_crosstab
from ui.view import View


def section(view: View[ThemesParams]) -> Iterator[Block | None]:
    """The outline; a sentence where the report has none."""
    words = view.words
    if not report_outline.blocks(view.report):
        yield Section(words("themes.outline"), (Note(words("themes.outline_none"), "none"),), kind="")
        return
    parts = (chapters(view), treemap(view), outside(view), table(view))
    shown = tuple(part for part in parts if part)
    yield Section(words("themes.outline"), shown, words("themes.outline_subtitle"), kind="")
    yield files(view)


def chapters(view: View[ThemesParams]) -> Links | None:
    """The chapters as a line of links, where the boxes show their sections."""
    if not any("." in part.path for part in report_outline.blocks(view.report)):
        return None
    links = [
        Link(
            view.section(path),
            opening(view, section=path),
            said(view, path, n),
            chosen_part(view) == path,
            number(view, n),
        )
        for path, n in report_outline.counts(view.report).items()
        if n and "." not in path
    ]
    return Links(tuple(links), "chapters", view.words("themes.chapters"))


def treemap(view: View[ThemesParams]) -> Treemap:
    """The outline as boxes, each a link to its paragraphs."""
    parts = report_outline.blocks(view.report)
    return Treemap(view.words("themes.outline"), tuple(_part(view, part) for part in parts))


def _part(view: View[ThemesParams], part: report_outline.Part) -> Part:
    """A box; the paragraphs before the first part are no part themselves."""
    code, path = view.report.outline_code(part.path), part.path
    label = view.words("themes.rest", name=code) if part.rest else view.section(path)
    return Part(
        label,
        part.n,
        number(view, part.n),
        f"{part.n} · {view.words.share(part.n, _whole(view))}",
        tuple(_part(view, inner) for inner in part.parts),
        () if part.parts else tuple(_unit(view, paragraph) for paragraph in part.paragraphs),
        code=code if label.startswith(f"{code} ") else "",
        href="" if part.rest else opening(view, section=path),
        said=said(view, path, part.n),
        chosen=chosen_part(view) == path,
    )


def _unit(view: View[ThemesParams], paragraph: str) -> Link:
    title = view.words("paragraphs.paragraph", n=paragraph)
    return Link(paragraph, opening(view, passage=paragraph), title, paragraph == view.params.passage)


def outside(view: View[ThemesParams]) -> Note | None:
    """How many paragraphs stand in no part."""
    n = _whole(view) - sum(part.n for part in report_outline.blocks(view.report))
    return Note(view.words("themes.outside", paragraphs=view.words.count("paragraphs", n))) if n else None


def table(view: View[ThemesParams]) -> Fold:
    """The outline as a table, folded away."""
    words, rows = view.words, []
    for path, n in report_outline.counts(view.report).items():
        there = opening(view, section=path) if n else ""
        rows.append(
            (
                Cell(view.section(path), there),
                Cell(str(n), there, said(view, path, n), kind="n") if n else Cell("—", kind="n"),
                Cell(words.share(n, _whole(view)), kind="n"),
            )
        )
    kinds = {"part": "", "number": "n", "share": "n"}
    heads = tuple(Cell(words(f"themes.column_{column}"), kind=kind) for column, kind in kinds.items())
    return Fold(
        words("themes.outline_table"), (Table(heads, (Rows(tuple(rows)),), "sheet", wide=True),), "rest"
    )


def files(view: View[ThemesParams]) -> Files:
    """The ways to take the outline away."""
    return exports.files(view, "outline")


def opening(view: View[ThemesParams], **chosen: str) -> str:
    """A link to other paragraphs of this page, all that was chosen before left behind."""
    nothing: dict[str, str | None] = dict.fromkeys((*theme_crosstab.CONDITIONS, "passage"))
    return view.here.link(**{**nothing, **chosen})


def chosen_part(view: View[ThemesParams]) -> str | None:
    """The part of the outline that is open, and nothing besides."""
    asked = view.here.values.keys() & {*theme_crosstab.CONDITIONS, "passage"}
    return view.params.section if asked == {"section"} else None


def number(view: View[ThemesParams], n: int) -> str:
    """A number of paragraphs and its share: `26 paragraphs · 21%`."""
    words = view.words
    share = words.share(n, _whole(view))
    return words("themes.part_number", paragraphs=words.count("paragraphs", n), share=share)


def said(view: View[ThemesParams], path: str, n: int) -> str:
    """A part with its number and share, in words."""
    words = view.words
    return words(
        "themes.part_said",
        name=view.section(path),
        paragraphs=words.count("paragraphs", n),
        share=words.share(n, _whole(view)),
    )


def _whole(view: View[ThemesParams]) -> int:
    """How many paragraphs the report has."""
    return len(country_counts.paragraphs_of(view.report))
