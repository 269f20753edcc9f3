"""A country on a page or two: to print, to keep as one file, and its findings as a table with sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache

import pandas as pd
import streamlit as st

from ui import evidence, exports, findings, palette
from ui.cache import kept
from ui.country import content as country_content
from ui.markup import esc
from ui.params import CountryParams
from ui.queries import country_counts, country_profile, presence_places
from ui.view import View, origin

_BARS = 6


@lru_cache(maxsize=1)
def style() -> str:
    """The brief's own style, always in the colours of paper."""
    colours = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(palette.LIGHT).items())
    sheet = (palette.STATIC / "brief.css").read_text(encoding="utf-8")
    return f".brief{{{colours}font-family:{palette.FONT}}}{sheet}"


def source_line(view: View, paragraphs: Sequence[str]) -> str:
    """The report, its symbol, the paragraphs counted, and where it is published."""
    report, rows, order = (
        view.report.row,
        evidence.rows_by_passage(view),
        country_counts.paragraphs_of(view.report),
    )
    cited = findings.runs([(order[p], str(rows[p]["number"])) for p in paragraphs])
    key = ("source_none", "source_one", "source")[min(len(paragraphs), 2)]
    return view.words(
        f"brief.{key}",
        title=view.title,
        symbol=report["symbol"],
        n=view.words.listing(cited),
        address=report["address"],
    )


def _block(view: View[CountryParams], iso3: str, block: str) -> str:
    words = view.words
    counts = country_profile.bars_of(view.report, country_profile.sets(view.report, iso3), block)
    longest = max(counts.values(), default=1)
    items = "".join(
        f"<li><span>{esc(country_content.name_of(view, block, code))}</span>"
        f'<i><b style="width:{100 * n / longest:.0f}%"></b></i><em>{n}</em></li>'
        for code, n in list(counts.items())[:_BARS]
    )
    left = len(counts) - _BARS
    more = f'<p class="brief-more">{esc(words("profile.brief_more", n=left))}</p>' if left > 0 else ""
    body = f"<ul>{items}</ul>{more}" if items else f"<p>{esc(words(f'profile.{block}_none'))}</p>"
    return f"<section><h2>{esc(words(f'profile.{block}'))}</h2>{body}</section>"


def _posted(view: View[CountryParams], iso3: str) -> str:
    """Presences and visits, and figures, in words."""
    words, rows = view.words, country_profile.rows_of(view.report, iso3)
    items = ""
    for kind, same in rows["presences"].groupby("presence", sort=False):
        numbers = words.listing(words("evidence.paragraph_mark", n=p) for p in dict.fromkeys(same["passage"]))
        items += f"<li>{esc(words(f'presences.{kind}'))} <span>{esc(numbers)}</span></li>"
    posted = f"<ul>{items}</ul>" if items else f"<p>{esc(words('profile.posted_none'))}</p>"
    phrases = "".join(
        f'<li><q lang="{view.text_lang}">{esc(phrase)}</q> '
        f"<span>{esc(words('evidence.paragraph_mark', n=passage))}</span></li>"
        for phrase, passage in zip(rows["figures"]["phrase"], rows["figures"]["passage"], strict=True)
    )
    figures = f"<ul>{phrases}</ul>" if phrases else f"<p>{esc(words('nothing.no_figure'))}</p>"
    return (
        f'<section class="brief-words"><h2>{esc(words("profile.posted"))}</h2>{posted}</section>'
        f'<section class="brief-words"><h2>{esc(words("profile.figures"))}</h2>{figures}</section>'
    )


def _tile(view: View[CountryParams], iso3: str, tile: str) -> str:
    n, words = country_profile.number(view.report, iso3, tile), view.words
    if n:
        return (
            f"<li><b>{words.number(n)}</b><span>{esc(country_content.tile_label(view, tile, n))}</span></li>"
        )
    none, label = words(f"profile.none_{tile}"), words(f"profile.row_{tile}")
    return f'<li><b class="brief-none">{esc(none)}</b><span>{esc(label)}</span></li>'


@kept
def article(view: View[CountryParams], iso3: str, served: str = "") -> str:
    """The brief as HTML: finding, numbers, bars, sentences, source."""
    words, named = view.words, country_profile.sets(view.report, iso3).get(country_profile.NAMED)
    lies = country_content.lies(view, iso3)
    tiles = "".join(_tile(view, iso3, tile) for tile in country_profile.TILES)
    spoken = ""
    for passage, said, marks in evidence.sentences(view, named) if named else ():
        text = findings.marked_html(said, marks)
        spoken += (
            f'<li><b>{esc(evidence.number_of(view, passage))}</b><p lang="{view.text_lang}">{text}</p></li>'
        )
    bars = "".join(_block(view, iso3, block) for block in country_profile.BARS) + _posted(view, iso3)
    body = (
        f'<ul class="brief-tiles">{tiles}</ul><div class="brief-blocks">{bars}</div>'
        f'<section class="brief-sentences"><h2>{esc(words("profile.sentences"))}</h2><ol>{spoken}</ol></section>'
        if named
        else f"<p>{esc(words('profile.searched', name=view.country(iso3)))}</p>"
    )
    kosovo = [words("countries.kosovo")] if iso3 == "XKX" else []
    gap = words("app.sentence_gap")
    notes = [words("profile.counted"), words("profile.rules"), words("profile.meaning"), *kosovo]
    there = f"{served}{view.here.to('country', country=iso3)}"
    online = f'<p>{esc(words("profile.online"))}<a href="{esc(there)}">{esc(there)}</a></p>' if served else ""
    dated = words("profile.dated", name=words("app.name"), date=words.date(view.report.atlas.date))
    return (
        f'<article class="brief" lang="{view.lang}"><p class="brief-over">{esc(words("profile.brief"))} · '
        f"{esc(words('app.name'))}</p><h1>{esc(country_content.finding(view, iso3))}</h1>"
        f'<p class="brief-lies">{esc(lies)}</p>{body}<footer><p>{esc(source_line(view, named.paragraphs if named else ()))}</p>'
        f"<p>{esc(gap.join(notes))}</p><p>{esc(words('api.disclaimer'))}{gap}{esc(dated)}</p>{online}</footer></article>"
    )


def document(view: View[CountryParams], iso3: str, served: str) -> bytes:
    """The brief as a file that needs nothing else."""
    title = esc(f"{view.country(iso3)} · {view.report.row['symbol']} · {view.words('app.name')}")
    return (
        f'<!doctype html><html lang="{view.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>body{{margin:0;background:#fff}}{style()}</style></head>"
        f"<body>{article(view, iso3, served)}</body></html>"
    ).encode()


def frame(view: View[CountryParams], countries: tuple[str, ...], served: str) -> pd.DataFrame:
    """What was found of the countries: a row a finding, with its sentence, its citation and a link to it."""
    words, rows = view.words, evidence.rows_by_passage(view)
    titles = view.report.titles(view.lang)
    table = []
    for iso3 in countries:
        for passage, start, kind, what, phrase, certainty in _found(view, iso3):
            row = rows[passage]
            text = str(row["text"])
            low, high = findings.sentence_of(text, start)
            paragraph = row["kind"] == "paragraph"
            table.append(
                {
                    words("countries.column_country"): view.country(iso3),
                    words("export.iso3"): iso3,
                    words("export.number"): int(row["number"]) if paragraph else passage,
                    words("export.section"): str(row["section"]),
                    words("export.section_title"): titles.get(str(row["section"]), ""),
                    words("profile.column_kind"): words(f"profile.kind_{kind}"),
                    words("profile.column_what"): what,
                    words("fieldwork.column_phrase"): phrase,
                    words("profile.column_sentence"): text[low:high].strip(),
                    words("fieldwork.column_certainty"): presence_places.certainty_name(view, certainty),
                    words("export.citation"): evidence.citation(view, row),
                    words("profile.column_link"): f"{served}{view.here.to('paragraphs', passage=passage)}",
                }
            )
    return pd.DataFrame(table)


def _found(view: View[CountryParams], iso3: str) -> Iterator[tuple[str, int, str, str, str, str]]:
    """(passage, start, kind, what in words, phrase, certainty) of every finding, in the order of print."""
    words, rows, texts = (
        view.words,
        country_profile.rows_of(view.report, iso3),
        evidence.rows_by_passage(view),
    )
    themes = [
        findings.theme_findings(rows["themes"], theme).assign(what=view.theme(theme))
        for theme in dict.fromkeys(rows["themes"]["theme"].astype(str))
    ]
    named = {
        "mention": ("mentions", "kind", "kinds"),
        "work": ("engagements", "engagement", "engagements"),
        "presence": ("presences", "presence", "presences"),
        "figure": ("figures", "category", "funding"),
    }
    parts = [
        rows[table].assign(sort=kind, what=[words(f"{section}.{code}") for code in rows[table][column]])
        for kind, (table, column, section) in named.items()
    ]
    parts += [part.assign(sort="theme") for part in themes]
    columns = ("passage", "start", "end", "sort", "what", "certainty")
    found = [row for part in parts for row in zip(*(part[column] for column in columns), strict=True)]
    order = {passage: k for k, passage in enumerate(texts)}
    for passage, start, end, kind, what, certainty in sorted(
        found, key=lambda row: (order[row[0]], *row[1:])
    ):
        yield passage, start, kind, what, str(texts[passage]["text"])[start:end], certainty


@kept
def about(view: View[CountryParams]) -> dict[str, str]:
    """What the source sheet of the table says."""
    words, columns = view.words, country_profile.columns(view)
    return exports.source(
        view,
        {words("profile.pick"): words.listing(view.country(i) for i in columns)},
        len(frame(view, columns, "")),
        words("profile.counted_files"),
        words("profile.meaning"),
    )


def listing(view: View[CountryParams], served: str) -> exports.Listing:
    """The findings of the country, and of those beside it, to take away."""
    columns = country_profile.columns(view)
    return exports.Listing(frame(view, columns, served), about(view), "country", "-".join(columns))


def to_print(view: View[CountryParams]) -> None:
    """The brief, seen on paper only."""
    st.html(f"{article(view, country_profile.country_of(view), origin())}<style>{style()}</style>")
