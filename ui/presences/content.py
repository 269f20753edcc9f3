"""The presences page's parts: the stated total, conditions, regions, list, visits by official, panel."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import charts, evidence, exports
from ui.cache import kept
from ui.markup import chips, copy_button, current, esc, link, switch
from ui.params import PresencesParams
from ui.presences.presence_map import sign_html
from ui.queries import presence_places
from ui.queries.presence_places import (
    COUNTLESS,
    EVERYTHING,
    GROUP_OF,
    GROUPS,
    NOWHERE,
    SCHEMES,
    TOTAL,
    VISITS,
    Place,
)
from ui.view import View

# What a link to something else to open takes away.
_CLOSED: dict[str, str | None] = {"open": None, "country": None, "passage": None}


@kept
def title_html(view: View[PresencesParams]) -> str:
    """The page's finding in a sentence, and the total that the report states without a list."""
    words, here = view.words, view.here
    rows = presence_places.of_type(view.report.table("presences"), None)
    countries = len(presence_places.countries_of(rows))
    visited = len(presence_places.countries_of(presence_places.of_type(rows, "official")))
    key = "finding" if visited else "finding_no_visits" if len(rows) else "finding_none"
    key = "finding_nowhere" if len(rows) and not countries else key
    places = words.count("places", len(presence_places.places(rows)))
    title = words(f"fieldwork.{key}", visited=visited, countries=countries, places=places)
    said = presence_places.total_said(view)
    if said == words("nothing.absent"):
        return f"<h1>{esc(title)}</h1>"
    size = "" if said[:1].isdigit() else ' class="in-words"'
    number = link(
        here.link(**{**_CLOSED, "open": TOTAL}),
        f"<strong{size}>{esc(said)}</strong><span>{esc(words('fieldwork.total_link'))}</span>",
        aria_current=current(view.params.open == TOTAL),
    )
    return (
        f'<h1>{esc(title)}</h1><div class="stated">{number}'
        f"<p>{esc(words('fieldwork.total', n=said))}</p></div>"
    )


@kept
def conditions_html(view: View[PresencesParams]) -> str:
    """Types as chips with the number of places of each, which are also the map's signs; the region chosen."""
    words, here = view.words, view.here
    kind, region = view.params.presence, view.params.region
    table, countries = view.report.table("presences"), view.report.atlas.countries
    inner = ""
    for group in ("", *GROUPS):
        inside = presence_places.of_region(presence_places.of_type(table, group or None), countries, region)
        if group and not len(presence_places.of_type(table, group)):
            continue
        sign = sign_html(group) if group else ""
        label = sign + esc(words(f"fieldwork.{group or 'everything'}"))
        n = words.number(len(presence_places.places(inside)))
        target = here.link(**{**_CLOSED, "presence": group or None})
        inner += switch(target, label, (kind or "") == group, n, role="radio")
    row = chips(words("fieldwork.types"), inner, role="radiogroup", shown=True)
    active = {"presence": words(f"presences.{kind}")} if kind and kind not in GROUPS else {}
    active |= {"region": region_name(view, region)} if region else {}
    if not active:
        return row
    chosen = "".join(
        link(
            here.link(**{**_CLOSED, param: None}),
            f"{esc(label)} <span>×</span>",
            class_="chip chip-on",
            aria_label=words("paragraphs.remove", name=label),
        )
        for param, label in active.items()
    )
    clear = link(here.to("presences"), esc(words("paragraphs.clear")), class_="clear")
    return row + chips(words("fieldwork.shown"), chosen + clear, shown=True)


def region_name(view: View[PresencesParams], code: str) -> str:
    """A region of either scheme, with whose it is."""
    if code.isdigit():
        return view.words("fieldwork.region_m49", name=view.region(code))
    return view.words("fieldwork.region_office", name=view.office_region(code))


@kept
def caption_html(view: View[PresencesParams]) -> str:
    """What the signs mean and do not mean, what is not on the map, and the disclaimers."""
    words, here, rows = view.words, view.here, presence_places.shown(view)
    said = [words("fieldwork.map_note"), words("countries.disclaimer")]
    said += [words("countries.kosovo")] if "XKX" in set(rows["iso3"]) else []
    said.append(words("app.source", symbol=view.report.row["symbol"]))
    n = len(presence_places.places(rows[rows["iso3"] == ""]))
    off = ""
    if n:
        sentence = words("fieldwork.off_map", n=words.count("places", n))
        off = f'<p class="off-map">{link(here.link(**{**_CLOSED, "open": NOWHERE}), esc(sentence))}</p>'
    return off + f'<p class="caption">{esc(words("app.sentence_gap").join(said))}</p>'


@kept
def regions_html(view: View[PresencesParams]) -> str:
    """Countries in each region, as M49 and as the Office divide the world; a bar keeps to its region."""
    words, countries = view.words, view.report.atlas.countries
    rows = presence_places.of_type(view.report.table("presences"), view.params.presence)
    if not presence_places.countries_of(rows):
        return ""
    blocks = ""
    for scheme in SCHEMES:
        counts = presence_places.region_counts(rows, countries, scheme)
        name = view.region if scheme == "m49" else view.office_region
        bars = [
            charts.Bar(
                name(code),
                view.here.link(**{**_CLOSED, "region": code, "open": EVERYTHING}),
                (n,),
                words.count("countries", n),
                view.params.region == code,
            )
            for code, n in counts.items()
        ]
        label = words(f"fieldwork.regions_{scheme}")
        body = charts.bars(bars, max(counts.values(), default=1), label)
        blocks += f"<div><h3>{esc(label)}</h3>{body}</div>"
    note = f'<p class="caption">{esc(words("fieldwork.regions_note"))}</p>'
    return f'<h2>{esc(words("fieldwork.regions"))}</h2><div class="side-by-side">{blocks}</div>{note}'


@kept
def list_html(view: View[PresencesParams]) -> str:
    """All places by type; every paragraph number opens its sentences."""
    words = view.words
    listed = presence_places.places(presence_places.shown(view))
    if not listed:
        return f'<p class="empty">{esc(words("fieldwork.empty"))}</p>'
    bodies = ""
    for presence in dict.fromkeys(place.presence for place in listed):
        same = [place for place in listed if place.presence == presence]
        target = view.here.link(**{**_CLOSED, "open": presence})
        sign = sign_html(GROUP_OF[presence])
        head = f"{sign}{esc(words(f'presences.{presence}'))}"
        n = esc(words.count("places", len(same)))
        opened = current(view.params.open == presence and not view.params.country)
        bodies += (
            f'<tbody><tr class="kind"><th scope="rowgroup" colspan="5">'
            f"{link(target, f'{head} <span>{n}</span>', aria_current=opened)}</th></tr>"
            f"{''.join(_line(view, place) for place in same)}</tbody>"
        )
    heads = ("column_country", "column_place", "column_count", "column_status", "column_paragraphs")
    head = "".join(f'<th scope="col">{esc(words(f"fieldwork.{h}"))}</th>' for h in heads)
    return (
        f"<h2>{esc(words('fieldwork.list'))}</h2>"
        f'<p class="subtitle">{esc(words("fieldwork.counted"))}</p>'
        f'<table class="list places"><thead><tr>{head}</tr></thead>{bodies}</table>'
        f"{_nothings_html(view, listed)}"
    )


def _line(view: View[PresencesParams], place: Place) -> str:
    words = view.words
    where = esc(view.country(place.iso3)) if place.iso3 else _unstated(words("fieldwork.nowhere"))
    names = f'<span lang="{view.text_lang}">{esc(words.listing(place.names))}</span>' if place.names else ""
    if place.doubtful:
        names += f' <span class="unread">{esc(words("nothing.unread"))}</span>'
    stated = [link(_to(view, place, None), esc(words.number(n))) for n in place.counts]
    count = words("app.separator").join(stated)
    if not count and GROUP_OF[place.presence] in COUNTLESS:
        count = f'<span class="quiet" title="{esc(words("fieldwork.countless"))}">–</span>'
    count = count or _unstated("", words("fieldwork.no_count"))
    status = words.listing(presence_places.status_name(view, s) for s in place.statuses)
    numbers = "".join(
        link(
            _to(view, place, p),
            esc(p),
            aria_current=current(
                view.params.passage == p
                and view.params.open == place.presence
                and (view.params.country or "") == place.iso3
            ),
        )
        for p in place.passages
    )
    country = link(_to(view, place, None), where) if place.iso3 else where
    return (
        f'<tr><th scope="row">{country}</th><td>{names}</td><td class="number">{count}</td>'
        f'<td class="region">{esc(status)}</td><td class="numbers">{numbers}</td></tr>'
    )


def _to(view: View[PresencesParams], place: Place, passage: str | None) -> str:
    return view.here.link(open=place.presence, country=place.iso3 or None, passage=passage)


def _unstated(shown: str, said: str = "") -> str:
    hidden = f' title="{esc(said)}" role="img" aria-label="{esc(said)}"' if said else ""
    return f'<span class="unstated"{hidden}>{esc(shown)}</span>'


def _nothings_html(view: View[PresencesParams], listed: list[Place]) -> str:
    """What the patterns in the list mean, of those that are in it."""
    words = view.words
    items = ""
    if any(not p.counts and GROUP_OF[p.presence] not in COUNTLESS for p in listed):
        items += f'<li><i class="swatch unstated"></i>{esc(words("fieldwork.no_count_legend"))}</li>'
    if any(place.doubtful for place in listed):
        items += f'<li><i class="swatch unread"></i>{esc(words("fieldwork.unread_legend"))}</li>'
    return f'<ul class="legend">{items}</ul>' if items else ""


@kept
def visits_html(view: View[PresencesParams]) -> str:
    """Which official visited which countries: three lists, each to be copied with its source."""
    words, rows = view.words, presence_places.shown(view)
    visits = rows[rows["presence"].isin(VISITS) & (rows["iso3"] != "")]
    items = ""
    for official in VISITS:
        countries = presence_places.countries_of(visits[visits["presence"] == official])
        if not countries:
            items += (
                f"<dt>{esc(words(f'officials.{official}'))}</dt>"
                f'<dd class="quiet">{esc(words("fieldwork.visits_none"))}</dd>'
            )
            continue
        n = esc(words.count("countries", len(countries)))
        who = link(
            view.here.link(**{**_CLOSED, "open": official}),
            f"{esc(words(f'officials.{official}'))} <span>{n}</span>",
        )
        names = words("app.separator").join(
            link(view.here.link(**{**_CLOSED, "open": official, "country": i}), esc(view.country(i)))
            for i in countries
        )
        button = copy_button(
            words("fieldwork.copy_list"), presence_places.paste_text(view, rows, (official,))
        )
        items += f"<dt>{who}{button}</dt><dd>{names}</dd>"
    title = words("fieldwork.visits", n=words.number(len(presence_places.countries_of(visits))))
    everything = copy_button(words("fieldwork.copy_all"), presence_places.paste_text(view, rows))
    return (
        f'<section class="visits"><header class="block-head"><h2>{esc(title)}</h2>{everything}</header>'
        f'<dl class="officials">{items}</dl><p class="caption">{esc(words("fieldwork.choose"))}</p></section>'
    )


def panel(view: View[PresencesParams]) -> None:
    """The sentences of what was opened; where nothing was, the visits by official."""
    if any(name in view.here.values for name in _CLOSED):
        with st.container(key="evidence"):
            st.html(panel_html(view))
    elif presence_places.of_type(presence_places.shown(view), "official").empty:
        evidence.nothing(view, view.words("fieldwork.choose_title"), view.words("fieldwork.choose"))
    else:
        st.html(visits_html(view))


@kept
def panel_html(view: View[PresencesParams]) -> str:
    """The sentences of what was opened; why there are none."""
    here, words, rows = view.here, view.words, presence_places.shown(view)
    chosen, close = presence_places.opened(view, rows), here.link(**_CLOSED)
    if chosen.empty:
        country = view.params.country
        name = view.country(country) if country else title_of(view)
        filtered = view.params.presence or view.params.region or view.params.open
        key = "empty" if not country else "absent_filtered" if filtered else "absent"
        return evidence.nothing_html(view, title_of(view), words(f"fieldwork.{key}", name=name), close)
    gathered = presence_places.rows_evidence(view, chosen)
    return evidence.panel_html(
        view, title_of(view), gathered, close, key=here.link(), lead=named_html(view, chosen)
    )


def title_of(view: View[PresencesParams]) -> str:
    """What is opened, in words."""
    words = view.words
    asked, country = view.params.open, view.params.country
    parts = [view.country(country)] if country else []
    if asked == NOWHERE:
        parts.append(words("fieldwork.nowhere"))
    elif asked and asked != EVERYTHING:
        parts.append(words(f"presences.{asked}"))
    if not parts and view.params.region:
        parts.append(region_name(view, view.params.region or ""))
    kind = view.params.presence
    if kind and asked in (None, EVERYTHING, NOWHERE):
        parts.append(words(f"fieldwork.{kind}" if kind in GROUPS else f"presences.{kind}"))
    return " · ".join(parts) or words("fieldwork.everything")


def named_html(view: View[PresencesParams], rows: pd.DataFrame) -> str:
    """The places opened by name, by type: what was counted, before the sentences that say so."""
    words = view.words
    if (rows["presence"] == TOTAL).all():
        return f'<p class="lead">{esc(words("fieldwork.total", n=presence_places.total_said(view)))}</p>'
    listed = presence_places.places(rows)
    items = ""
    for presence in dict.fromkeys(place.presence for place in listed):
        same = [place for place in listed if place.presence == presence]
        names = words.listing(
            view.country(p.iso3) or words.listing(p.names) or words("fieldwork.nowhere") for p in same
        )
        n = esc(words.count("places", len(same)))
        items += (
            f'<dt>{esc(words(f"presences.{presence}"))} <span class="quiet">{n}</span></dt>'
            f"<dd>{esc(names)}</dd>"
        )
    countries = len(presence_places.countries_of(rows))
    sums = (
        [words.count("places", len(listed)), words.count("countries", countries)] if len(listed) > 1 else []
    )
    sum_up = f'<p class="quiet">{esc(" · ".join(sums[: 2 if countries else 1]))}</p>' if sums else ""
    return (
        f'<div class="named" tabindex="0" data-countries="{countries}">{sum_up}'
        f'<dl class="officials">{items}</dl></div>'
    )


def taken(view: View[PresencesParams]) -> pd.DataFrame:
    """The rows that the files hold: those shown, and the stated total with them where nothing is left out."""
    filtered = view.params.presence or view.params.region
    return presence_places.shown(view) if filtered else view.report.table("presences")


@kept
def about(view: View[PresencesParams]) -> dict[str, str]:
    """What the source sheet of the files says."""
    words, rows = view.words, taken(view)
    kind, region = view.params.presence, view.params.region
    said = {}
    if kind:
        name = words(f"fieldwork.{kind}" if kind in GROUPS else f"presences.{kind}")
        said[words("fieldwork.types")] = name
    if region:
        said[words("countries.column_region")] = region_name(view, region)
    disclaimer = words("countries.kosovo") if "XKX" in set(rows["iso3"]) else ""
    total = words("fieldwork.total", n=presence_places.total_said(view))
    note = total + words("app.sentence_gap") + disclaimer
    return exports.source(view, said, len(rows), words("fieldwork.counted"), note)


def listing(view: View[PresencesParams]) -> exports.Listing:
    """The rows shown, to take away."""
    return exports.Listing(presence_places.frame(view, taken(view)), about(view), "presences")
