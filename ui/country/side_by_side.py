"""Countries side by side: a column a country, a row what is counted, all bars to one scale."""

from __future__ import annotations

from ui.cache import kept
from ui.country import content as country_content
from ui.markup import current, esc, link
from ui.params import CountryParams
from ui.queries import country_profile
from ui.view import View

_TOP = 8


@kept
def table_html(view: View[CountryParams]) -> str:
    """The whole comparison as a table of links; what the report does not say of a country is a dash with its meaning."""
    words, columns = view.words, country_profile.columns(view)
    longest = max(1, *(country_profile.standing(view.report, iso3).n for iso3 in columns))
    heads = "".join(
        f'<th scope="col">{link(country_content.to_country(view, iso3), esc(view.country(iso3)))}'
        f'<span class="quiet">{esc(rank_said(view, iso3))}</span></th>'
        for iso3 in columns
    )
    body = group(view, "", [(tile, words(f"profile.row_{tile}")) for tile in country_profile.TILES], longest)
    for block in ("work", "sections", "themes", "together"):
        letter = country_profile.BARS[block]
        rows = [
            (f"{letter}.{code}", country_content.name_of(view, block, code)) for code in codes_of(view, block)
        ]
        body += group(view, words(f"profile.{block}"), rows, longest)
    return (
        f'<h2>{esc(words("profile.compared"))}</h2><p class="subtitle">{esc(words("profile.compared_note"))}</p>'
        f'<table class="compare compare-{len(columns)}"><thead><tr><td></td>{heads}</tr></thead>{body}</table>'
    )


def rank_said(view: View, iso3: str) -> str:
    """A country's place in the ranking, in words."""
    place = country_profile.standing(view.report, iso3)
    if not place.n:
        return view.words("nothing.absent")
    return view.words("profile.place_tied" if place.tied else "profile.place", rank=place.rank)


def codes_of(view: View[CountryParams], block: str) -> list[str]:
    """The rows of a block: what any of the columns has, most in all of them first; the outline in its own order."""
    report, columns = view.report, country_profile.columns(view)
    sums: dict[str, int] = {}
    for iso3 in columns:
        for code, n in country_profile.bars_of(report, country_profile.sets(report, iso3), block).items():
            sums[code] = sums.get(code, 0) + n
    if block == "sections":
        return [path for path in country_profile.sections_shown(report) if path in sums]
    ranked = sorted(sums, key=lambda code: -sums[code])
    # A column is not a row: what two of the columns share stands in the sentences of either.
    return [code for code in ranked if code not in columns][:_TOP] if block == "together" else ranked


def group(view: View[CountryParams], title: str, rows: list[tuple[str, str]], longest: int) -> str:
    """Some rows under their heading."""
    columns = country_profile.columns(view)
    if not rows:
        return ""
    head = (
        f'<tr class="kind"><th scope="colgroup" colspan="{len(columns) + 1}">{esc(title)}</th></tr>'
        if title
        else ""
    )
    lines = ""
    for code, label in rows:
        cells = "".join(cell(view, iso3, code, label, longest) for iso3 in columns)
        lines += f'<tr><th scope="row">{esc(label)}</th>{cells}</tr>'
    return f"<tbody>{head}{lines}</tbody>"


def cell(view: View[CountryParams], iso3: str, code: str, label: str, longest: int) -> str:
    """One number with its bar, a link to its sentences."""
    n = country_profile.number(view.report, iso3, code)
    name = view.country(iso3)
    if not n:
        said = view.words("profile.cell_none", name=name, label=label)
        return f'<td data-country="{esc(name)}"><span class="quiet" title="{esc(said)}">—</span></td>'
    said = view.words("profile.cell", name=name, label=label, paragraphs=view.words.count("paragraphs", n))
    inner = f'<i class="piece0" style="width:{100 * n / longest:.1f}%" aria-hidden="true"></i><b>{n}</b>'
    chosen = current(country_profile.opened(view) == (iso3, code))
    opens = link(
        country_content.target(view, iso3, code), inner, title=said, aria_label=said, aria_current=chosen
    )
    return f'<td data-country="{esc(name)}">{opens}</td>'
