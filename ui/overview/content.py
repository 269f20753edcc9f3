"""The overview's parts: finding, tiles, what they open, and the outline as a picture."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import charts, evidence, findings
from ui.cache import kept
from ui.markup import block_head, copy_button, current, esc, link
from ui.queries import country_counts, presence_places
from ui.queries.presence_places import VISITS
from ui.view import View

OPENED = ("presences", "visits", "funding")
# Where there is more of what a tile counts.
DOORS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "presences": ("presences", {}),
    "visits": ("presences", {"t": "official"}),
    "funding": ("funding", {}),
}


def opened(view: View, tile: str) -> pd.DataFrame:
    """The rows that a tile counts: the stated total of presences, visits of officials, figures on funding."""
    presences, figures = view.report.table("presences"), view.report.table("figures")
    if tile == "presences":
        return presence_places.totals(view)
    if tile == "visits":
        return presences[presences["presence"].isin(VISITS) & (presences["iso3"] != "")]
    return figures[figures["category"] == "funding"]


def tile_evidence(view: View, tile: str) -> findings.Evidence:
    """The paragraphs behind a tile."""
    kind = "figure" if tile == "funding" else "presence"
    return findings.evidence(view.report.passages, findings.plain_findings(opened(view, tile), kind))


def paragraphs_of(view: View) -> int:
    """How many numbered paragraphs the report has."""
    return len(country_counts.paragraphs_of(view.report))


@kept
def title_html(view: View) -> str:
    """The report's title, the way to its slides, and what it holds in a sentence."""
    slides = link(view.here.to("present"), f"{esc(view.words('present.year'))} →")
    head = f'<div class="over"><p class="eyebrow">{esc(view.title)}</p>{slides}</div>'
    return f"{head}<h1>{esc(finding(view))}</h1>"


def finding(view: View) -> str:
    """The report in a sentence."""
    words, paragraphs, counts = view.words, paragraphs_of(view), country_counts.counts(view)
    first = findings.leaders(counts)
    key = (
        ("finding_none", "finding", "finding_tie", "finding_tie")[len(first)]
        if len(first) < 4
        else "finding_many"
    )
    names = words.listing(view.country(i) for i in first)
    n = max(counts.values(), default=0)
    return words(
        f"overview.{key}",
        paragraphs=paragraphs,
        countries=len(counts),
        name=names,
        names=names,
        k=len(first),
        n=n,
    )


def _said(view: View, n: int) -> str:
    """A number; none is said in words, for it was looked for."""
    return view.words.number(n) if n else view.words("nothing.absent")


@kept
def tiles_html(view: View) -> str:
    """The headline numbers; each is a link to its sentences."""
    words, here = view.words, view.here
    paragraphs, countries = paragraphs_of(view), len(country_counts.counts(view))
    funding = opened(view, "funding")
    amounts = int((funding["currency"] != "").sum())
    money = words("overview.tile_amounts_note", n=amounts) if amounts else words("overview.tile_funding_note")
    tiles = [
        (here.to("paragraphs"), words.number(paragraphs), words("overview.tile_paragraphs"), ""),
        (here.to("countries"), words.number(countries), words("overview.tile_countries"), ""),
    ]
    numbers = {
        "presences": (presence_places.total_said(view), ""),
        "visits": (_said(view, opened(view, "visits")["iso3"].nunique()), ""),
        "funding": (_said(view, len(funding)), f" · {money}" if len(funding) else ""),
    }
    for tile, (number, note) in numbers.items():
        tiles.append((here.link(open=tile), number, words(f"overview.tile_{tile}") + note, tile))
    items = ""
    for href, number, label, tile in tiles:
        size = "" if number[:1].isdigit() else ' class="in-words"'
        inner = f"<strong{size}>{esc(number)}</strong><span>{esc(label)}</span>"
        chosen = current(bool(tile) and here.get("open") == tile)
        items += f"<li>{link(href, inner, aria_current=chosen)}</li>"
    return f'<ul class="tiles" aria-label="{esc(words("overview.tiles"))}">{items}</ul>'


@kept
def panel_html(view: View) -> str:
    """The sentences behind the tile that was opened."""
    words, tile, close = view.words, view.here.get("open") or "", view.here.link(open=None)
    title, gathered = words(f"overview.{tile}_title"), tile_evidence(view, tile)
    if not gathered.number:
        return evidence.nothing_html(view, title, words("nothing.absent"), close)
    if tile == "visits":
        lead = _officials_html(view, opened(view, tile))
    elif tile == "funding":
        lead = _funding_html(view, opened(view, tile))
    else:
        lead = (
            f'<p class="lead">{esc(words("overview.presences_note", n=presence_places.total_said(view)))}</p>'
        )
    page, conditions = DOORS[tile]
    more = link(view.here.to(page, **conditions), esc(words(f"overview.{tile}_more")))
    lead = f'<p class="as-list">{more}</p>{lead}'
    return evidence.panel_html(view, title, gathered, close, key=tile, lead=lead)


def _officials_html(view: View, rows: pd.DataFrame) -> str:
    words = view.words
    items, lines = "", []
    for official in VISITS:
        countries = rows.loc[rows["presence"] == official, "iso3"].drop_duplicates()
        if countries.empty:
            continue
        who, n = words(f"officials.{official}"), words.count("countries", len(countries))
        names = words.listing(view.country(str(i)) for i in countries)
        items += f'<dt>{esc(who)} <span class="quiet">{esc(n)}</span></dt><dd>{esc(names)}</dd>'
        lines.append(f"{who}{words('app.colon')}{names}")
    button = copy_button(words("overview.visits_copy"), "\n".join(lines))
    total = esc(words.count("countries", rows["iso3"].nunique()))
    return f'<p class="quiet">{total}</p><dl class="officials">{items}</dl>{button}'


def _funding_html(view: View, rows: pd.DataFrame) -> str:
    words = view.words
    items = ""
    for row in rows.to_dict("records"):
        items += (
            f'<li><span class="figure-value">{esc(words.value(row))}</span>'
            f'<span lang="{view.text_lang}">{esc(row["phrase"])}</span>'
            f'<span class="quiet">{esc(words("evidence.paragraph_mark", n=row["passage"]))}</span></li>'
        )
    no_money = f'<p class="lead">{esc(words("overview.funding_note"))}</p>'
    return ("" if (rows["currency"] != "").any() else no_money) + f'<ul class="figures">{items}</ul>'


@kept
def outline_html(view: View) -> str:
    """The sections of the longest chapter as bars, with their share of the report."""
    words, here, report = view.words, view.here, view.report
    counts = findings.section_counts(report.passages, report.table("sections"))
    chapters = {path: n for path, n in counts.items() if "." not in path}
    chapter = next(iter(findings.leaders(chapters)), "")
    parts = {p: n for p, n in counts.items() if p.startswith(f"{chapter}.") and p.count(".") == 1}
    if not parts:
        return ""
    whole, longest = sum(chapters.values()), findings.leaders(parts)[0]
    share = words.share(parts[longest], whole)
    title = words("overview.outline", name=view.section(longest), share=share)
    subtitle = words("overview.outline_subtitle")
    rows = [
        charts.Bar(view.section(p), here.to("themes", s=p), (n,), str(n), note=words.share(n, whole))
        for p, n in parts.items()
    ]
    return (
        block_head(title, here.to("themes"), words("overview.outline_more"))
        + f'<p class="subtitle">{esc(subtitle)}</p>'
        + charts.bars(rows, max(parts.values()), subtitle)
    )
