"""A country on a page or two: to print, to keep as one file, and its findings as a table with sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache

import htpy as h
import pandas as pd
import streamlit as st
from htpy import Element, Node
from markupsafe import Markup

from ui import evidence, exports, findings, palette
from ui.cache import kept
from ui.country import content as country_content
from ui.params import CountryParams
from ui.queries import country_counts, country_profile, presence_places
from ui.render.html.passages import marked
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


def _block(view: View[CountryParams], iso3: str, block: str) -> Element:
    words = view.words
    counts = country_profile.bars_of(view.report, country_profile.sets(view.report, iso3), block)
    longest = max(counts.values(), default=1)
    items = [
        h.li[
            h.span[country_content.name_of(view, block, code)],
            h.i[h.b(style=f"width:{100 * n / longest:.0f}%")],
            h.em[str(n)],
        ]
        for code, n in list(counts.items())[:_BARS]
    ]
    left = len(counts) - _BARS
    more = h.p(".brief-more")[words("profile.brief_more", n=left)] if left > 0 else None
    body: Node = [h.ul[items], more] if items else h.p[words(f"profile.{block}_none")]
    return h.section[h.h2[words(f"profile.{block}")], body]


def _posted(view: View[CountryParams], iso3: str) -> Node:
    """Presences and visits, and figures, in words."""
    words, rows = view.words, country_profile.rows_of(view.report, iso3)
    kinds = [
        h.li[words(f"presences.{kind}"), " ", h.span[words.listing(_numbers(view, same["passage"]))]]
        for kind, same in rows["presences"].groupby("presence", sort=False)
    ]
    figures = rows["figures"]
    phrases = [
        h.li[h.q(lang=view.text_lang)[phrase], " ", h.span[number]]
        for phrase, number in zip(
            figures["phrase"], _numbers(view, figures["passage"], each=True), strict=True
        )
    ]
    return [
        _in_words(words("profile.posted"), kinds, words("profile.posted_none")),
        _in_words(words("profile.figures"), phrases, words("nothing.no_figure")),
    ]


def _numbers(view: View[CountryParams], passages: Iterable[str], each: bool = False) -> list[str]:
    """Passages as they are cited, one said twice only where `each` is."""
    return [
        view.words("evidence.paragraph_mark", n=p) for p in (passages if each else dict.fromkeys(passages))
    ]


def _in_words(heading: str, items: list[Element], none: str) -> Element:
    return h.section(".brief-words")[h.h2[heading], h.ul[items] if items else h.p[none]]


def _tile(view: View[CountryParams], iso3: str, tile: str) -> Element:
    n, words = country_profile.number(view.report, iso3, tile), view.words
    if n:
        return h.li[h.b[words.number(n)], h.span[country_content.tile_label(view, tile, n)]]
    return h.li[h.b(".brief-none")[words(f"profile.none_{tile}")], h.span[words(f"profile.row_{tile}")]]


def _sentences(view: View[CountryParams], named: findings.Evidence) -> Iterator[Element]:
    for passage, said, marks in evidence.sentences(view, named):
        number = h.b[evidence.number_of(view, passage)]
        yield h.li[number, h.p(lang=view.text_lang)[marked(said, marks, {})]]


@kept
def article(view: View[CountryParams], iso3: str, served: str = "") -> Markup:
    """The brief as HTML: finding, numbers, bars, sentences, source."""
    words, named = view.words, country_profile.sets(view.report, iso3).get(country_profile.NAMED)
    body: Node = h.p[words("profile.searched", name=view.country(iso3))]
    if named:
        body = [
            h.ul(".brief-tiles")[(_tile(view, iso3, tile) for tile in country_profile.TILES)],
            h.div(".brief-blocks")[
                (_block(view, iso3, block) for block in country_profile.BARS), _posted(view, iso3)
            ],
            h.section(".brief-sentences")[h.h2[words("profile.sentences")], h.ol[_sentences(view, named)]],
        ]
    kosovo = [words("countries.kosovo")] if iso3 == "XKX" else []
    gap = words("app.sentence_gap")
    notes = [words("profile.counted"), words("profile.rules"), words("profile.meaning"), *kosovo]
    there = f"{served}{view.here.to('country', country=iso3)}"
    dated = words("profile.dated", name=words("app.name"), date=words.date(view.report.atlas.date))
    made = h.article(".brief", lang=view.lang)[
        h.p(".brief-over")[f"{words('profile.brief')} · {words('app.name')}"],
        h.h1[country_content.finding(view, iso3)],
        h.p(".brief-lies")[country_content.lies(view, iso3)],
        body,
        h.footer[
            h.p[source_line(view, named.paragraphs if named else ())],
            h.p[gap.join(notes)],
            h.p[f"{words('api.disclaimer')}{gap}{dated}"],
            h.p[words("profile.online"), h.a(href=there)[there]] if served else None,
        ],
    ]
    return Markup(made)


def document(view: View[CountryParams], iso3: str, served: str) -> bytes:
    """The brief as a file that needs nothing else."""
    page = h.html(lang=view.lang)[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[f"{view.country(iso3)} · {view.report.row['symbol']} · {view.words('app.name')}"],
            h.style[Markup(f"body{{margin:0;background:#fff}}{style()}")],
        ],
        h.body[article(view, iso3, served)],
    ]
    return str(page).encode()


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
    printed = article(view, country_profile.country_of(view), origin())
    st.html(f"{printed}{h.style[Markup(style())]}")
