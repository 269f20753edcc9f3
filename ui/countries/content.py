"""The countries page's parts: title, conditions, panel, coverage and list."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from ui import charts, evidence, exports, findings
from ui.cache import kept
from ui.condition_names import condition_name
from ui.markup import chips, current, esc, link, switch
from ui.params import CountriesParams
from ui.queries import country_counts, paragraph_facets
from ui.view import View

_TOP = 12
_NAMES = 4  # more names than these make no title
SCHEMES = {"m49": "m49_subregion", "office": "ohchr_region"}


def finding(view: View[CountriesParams]) -> str:
    """The page's finding in a sentence."""
    words, counts = view.words, country_counts.counts(view)
    first = findings.leaders(counts)
    if not first:
        return words("countries.finding_none")
    form = "finding" if len(first) == 1 else "tie" if len(first) <= _NAMES else "many"
    names = words.listing(view.country(iso3) for iso3 in first[:_NAMES])
    n = counts[first[0]]
    return words(f"countries.{form}_{country_counts.measure_of(view)}", names=names, n=n, k=len(first))


def subtitle(view: View[CountriesParams]) -> str:
    """How many countries, and what is counted."""
    return view.words(
        f"countries.subtitle_{country_counts.measure_of(view)}", countries=len(country_counts.counts(view))
    )


@kept
def title_html(view: View[CountriesParams]) -> str:
    """The conditions, the finding under them, and what is counted."""
    said = " · ".join(conditions_said(view).values())
    over = f'<p class="eyebrow">{esc(said)}</p>' if said else ""
    return f'{over}<h1>{esc(finding(view))}</h1><p class="subtitle">{esc(subtitle(view))}</p>'


def region_name(view: View[CountriesParams], code: str) -> str:
    """A region of M49, or one of the Office's, said to be so."""
    if code.isdigit():
        return view.region(code)
    return view.words("fieldwork.region_office", name=view.office_region(code))


def option_name(view: View[CountriesParams], condition: str, option: str) -> str:
    """An option of a condition in words."""
    if condition == "region":
        return region_name(view, option)
    if condition == "group":
        return view.words(f"countries.{option}")
    return condition_name(view, condition, option)


def conditions_said(view: View[CountriesParams]) -> dict[str, str]:
    """Condition → option in words, in the order of the address."""
    return {
        name: option_name(view, name, option) for name, option in country_counts.conditions_of(view).items()
    }


@kept
def _offered(view: View[CountriesParams], condition: str) -> dict[str, str]:
    """Option → its label with how many countries it leaves; without those that leave none."""
    chosen = country_counts.conditions_of(view).get(condition)
    numbers = country_counts.options(view, condition)
    shown = {o: n for o, n in numbers.items() if n or o == chosen}
    if condition == "region":
        ordered = _regions(view)
        shown = {code: shown[code] for code in ordered if code in shown}
    elif condition != "section":
        shown = dict(sorted(shown.items(), key=lambda item: (-item[1], item[0])))
    indent = {"region": _depths(view)} if condition == "region" else {}
    return {
        o: f"{'  ' * indent.get('region', {}).get(o, 0)}{option_name(view, condition, o)} · {n}"
        for o, n in shown.items()
    }


def _regions(view: View[CountriesParams]) -> list[str]:
    """All regions: M49's, each followed by its parts, then the Office's."""
    atlas = view.report.atlas
    parents = dict(zip(atlas.regions["code"], atlas.regions["parent"], strict=True))

    def below(parent: str) -> list[str]:
        parts = sorted(code for code, above in parents.items() if above == parent)
        return [c for part in parts for c in (part, *below(part))]

    return [*below(""), *map(str, atlas.office_regions.index)]


def _depths(view: View[CountriesParams]) -> dict[str, int]:
    """M49 region → how many regions it lies in."""
    frame = view.report.atlas.regions
    parents = dict(zip(frame["code"], frame["parent"], strict=True))

    def depth(code: str) -> int:
        return 1 + depth(parents[code]) if parents.get(code) else 0

    return {str(code): depth(str(code)) for code in parents}


def conditions(view: View[CountriesParams]) -> None:
    """The row of measure and conditions."""
    words, here = view.words, view.here
    choices = {"measure": {m: words(f"countries.measure_{m}") for m in country_counts.MEASURES}}
    choices |= {name: _offered(view, name) for name in ("theme", "section", "engagement", "region")}

    def choose(param: str) -> None:
        asked = st.session_state[f"choose_{param}"]
        here.put(**{param: None if asked == country_counts.PARAGRAPHS else asked})

    with st.container(key="conditions"):
        columns = st.columns([3, 3, 3, 3, 3], gap="small")
        for column, (param, labels) in zip(columns, choices.items(), strict=True):
            measure = param == "measure"
            st.session_state[f"choose_{param}"] = here.values.get(param) or (
                country_counts.PARAGRAPHS if measure else None
            )
            column.selectbox(
                words(f"countries.{param}"),
                list(labels),
                key=f"choose_{param}",
                index=0 if measure else None,
                format_func=labels.__getitem__,
                placeholder=words("paragraphs.any"),
                on_change=choose,
                args=(param,),
            )


@kept
def chips_html(view: View[CountriesParams]) -> str:
    """Switches: kinds of mention, groups of countries; and the conditions that hold."""
    words, here = view.words, view.here
    rows = ""
    if country_counts.measure_of(view) == country_counts.PARAGRAPHS:
        rows += chips(words("countries.kinds"), _kinds(view), shown=True)
    numbers, chosen = country_counts.options(view, "group"), view.params.group
    inner = ""
    for group in country_counts.GROUPS:
        target = here.link(group=None if group == chosen else group)
        label = (
            f'<abbr title="{esc(words(f"countries.{group}_long"))}">{esc(words(f"countries.{group}"))}</abbr>'
        )
        inner += switch(target, label, group == chosen, words.number(numbers[group]))
    rows += chips(words("countries.group"), inner, shown=True)
    said = conditions_said(view)
    active = ""
    for name, label in said.items():
        remove = words("paragraphs.remove", name=label)
        target = here.link(**{name: None})
        active += link(target, f"{esc(label)} <span>×</span>", class_="chip chip-on", aria_label=remove)
    if active:
        cleared = here.link(**dict.fromkeys(country_counts.CONDITIONS))
        active += link(cleared, esc(words("paragraphs.clear")), class_="clear")
        active = chips(words("paragraphs.conditions"), active, shown=True)
    return f'<div class="chip-rows">{rows}</div>{active}'


@kept
def views_html(view: View[CountriesParams]) -> str:
    """The two ways to draw the world."""
    words, here = view.words, view.here
    tiles = view.params.view == country_counts.TILES
    views = "".join(
        switch(here.link(view=value), esc(words(f"countries.view_{name}")), on, role="radio")
        for name, value, on in (
            (country_counts.MAP, None, not tiles),
            (country_counts.TILES, country_counts.TILES, tiles),
        )
    )
    return chips(words("countries.view"), views, role="radiogroup", shown=True)


def _kinds(view: View[CountriesParams]) -> str:
    words, mentions = view.words, view.report.table("mentions")
    numbers, inner = mentions["kind"].value_counts(), ""
    for kind in findings.MENTION_KINDS:
        target = view.here.toggle("kinds", kind, findings.MENTION_KINDS, findings.COUNTED_BY_DEFAULT)
        n = words.number(int(numbers.get(kind, 0)))
        inner += switch(target, esc(words(f"kinds.{kind}")), kind in country_counts.kinds_of(view), n)
    return inner


def absent_said(view: View[CountriesParams]) -> str:
    """What it means that a country has no number: the report does not name it, or nothing meets what was chosen."""
    usual = country_counts.measure_of(view) == country_counts.PARAGRAPHS and not country_counts.conditions_of(
        view
    )
    usual = usual and set(findings.COUNTED_BY_DEFAULT) <= set(country_counts.kinds_of(view))
    return view.words("nothing.absent" if usual else "countries.none_chosen")


@kept
def caption_html(view: View[CountriesParams]) -> str:
    """What the picture means, whence it comes, and what it does not say."""
    words, tiles = view.words, view.params.view == country_counts.TILES
    said = [words("countries.meaning"), words("countries.equal" if tiles else "countries.small")]
    said.append(words("countries.disclaimer"))
    said += [words("countries.kosovo")] if "XKX" in country_counts.counts(view) else []
    said.append(words("app.source", symbol=view.report.row["symbol"]))
    return f'<p class="caption">{esc(words("app.sentence_gap").join(said))}</p>'


@kept
def panel_html(view: View[CountriesParams]) -> str:
    """The sentences of the country chosen, or of all that the conditions leave; else the countries named most."""
    words, chosen = view.words, view.params.country
    conditions = country_counts.conditions_of(view)
    if chosen is None and not conditions:
        head = evidence.nothing_html(view, words("countries.choose_title"), words("countries.choose"))
        return head + _leaders(view)
    close = view.here.link(country=None)
    gathered = country_counts.gathered(view, chosen)
    if chosen is None:
        title, lead = " · ".join(conditions_said(view).values()), _as_list(view, gathered) + _leaders(view)
        return evidence.panel_html(view, title, gathered, "", key="", lead=lead)
    name = view.country(chosen)
    if gathered.number:
        lead = to_profile(view, chosen) + _as_list(view, gathered)
        return evidence.panel_html(view, name, gathered, close, key=chosen, lead=lead)
    nothing = evidence.nothing_html(view, name, _absence(view, chosen), close)
    return nothing + to_profile(view, chosen) + _leaders(view)


def to_profile(view: View[CountriesParams], iso3: str) -> str:
    """The way to all that is known of a country."""
    said = view.words("profile.link", name=view.country(iso3))
    return f'<p class="as-list">{link(view.here.to("country", country=iso3), esc(said))}</p>'


def _absence(view: View[CountriesParams], iso3: str) -> str:
    """Why a country has no paragraph: it is named nowhere, or not under these conditions."""
    words, name = view.words, view.country(iso3)
    if conditions_said(view) or country_counts.measure_of(view) != country_counts.PARAGRAPHS:
        return words("countries.absent_conditions", name=name)
    mentions = view.report.table("mentions")
    return words(f"countries.{'absent_kinds' if (mentions['iso3'] == iso3).any() else 'absent'}", name=name)


def _as_list(view: View[CountriesParams], gathered: findings.Evidence) -> str:
    """The way to the same paragraphs as a list, where the list can show exactly these."""
    params = view.params
    # A country stands for its region there.
    wanted = {
        "place": params.country or params.region,
        "theme": params.theme,
        "section": params.section,
        "engagement": params.engagement,
    }
    asked = {param: value for param, value in wanted.items() if value}
    return evidence.as_list(view, **asked) if paragraph_facets.same(view.report, asked, gathered) else ""


def _leaders(view: View[CountriesParams]) -> str:
    counts = country_counts.counts(view)
    return (
        top_html(view, counts, {i: view.here.link(country=i) for i in list(counts)[:_TOP]}) if counts else ""
    )


def top_html(view: View[CountriesParams], counts: Mapping[str, int], targets: Mapping[str, str]) -> str:
    """Some countries as bars, each a link."""
    words = view.words
    rows = [
        charts.Bar(view.country(i), target, (counts[i],), words.count("paragraphs", counts[i]))
        for i, target in targets.items()
    ]
    label = words("overview.top")
    return f"<h2>{esc(label)}</h2>" + charts.bars(rows, max(counts.values(), default=1), label)


@kept
def coverage_html(view: View[CountriesParams]) -> str:
    """Regions as bars: paragraphs that speak of any of their countries, and how many of their States."""
    words, blocks = view.words, ""
    for scheme, column in SCHEMES.items():
        found = country_counts.coverage(view, column)
        name = view.region if scheme == "m49" else view.office_region
        rows = [
            charts.Bar(
                name(code),
                view.here.link(region=None if view.params.region == code else code, country=None),
                (len(region.paragraphs),),
                words.count("paragraphs", len(region.paragraphs)),
                view.params.region == code,
                note=words("countries.states", n=region.states, of=region.members) if region.members else "",
            )
            for code, region in found.items()
            if region.paragraphs
        ]
        absent = [name(code) for code, region in found.items() if not region.paragraphs]
        label = words(f"fieldwork.regions_{scheme}")
        longest = max((len(region.paragraphs) for region in found.values()), default=1)
        rest = f"{absent_said(view)}{words('app.colon')}{words.listing(absent)}"
        none = f'<p class="caption">{esc(rest)}</p>' if absent else ""
        blocks += f"<div><h3>{esc(label)}</h3>{charts.bars(rows, longest, label)}{none}</div>"
    return (
        f"<h2>{esc(words('countries.coverage'))}</h2>"
        f'<p class="subtitle">{esc(words("countries.coverage_subtitle"))}</p>'
        f'<div class="coverage">{blocks}</div><p class="caption">{esc(words("fieldwork.regions_note"))}</p>'
    )


@kept
def list_html(view: View[CountriesParams]) -> str:
    """All countries counted, as a table of links."""
    words, chosen, named = view.words, view.params.country, country_counts.named(view)
    longest = max((len(paragraphs) for paragraphs in named.values()), default=1)
    rows = ""
    for iso3, paragraphs in named.items():
        n = len(paragraphs)
        name = link(
            view.here.link(country=iso3), esc(view.country(iso3)), aria_current=current(iso3 == chosen)
        )
        numbers = "".join(link(view.here.to("paragraphs", passage=p), p) for p in paragraphs)
        rows += (
            f'<tr><th scope="row">{name}</th><td class="region">{esc(view.region_of(iso3))}</td>'
            f'<td class="number"><i class="piece0" style="width:{60 * n / longest:.1f}px"></i>{n}</td>'
            f'<td class="numbers">{numbers}</td></tr>'
        )
    heads = ("column_country", "column_region", "column_number", "column_paragraphs")
    head = "".join(f'<th scope="col">{esc(words(f"countries.{h}"))}</th>' for h in heads)
    return (
        f"<h2>{esc(words('countries.list'))}</h2>"
        f'<p class="subtitle">{esc(words("countries.region_m49"))}</p>'
        f'<table class="list"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def list_frame(view: View[CountriesParams]) -> pd.DataFrame:
    """The list as a table to take away: a row a country."""
    words = view.words
    rows = [
        {
            words("export.iso3"): iso3,
            words("countries.column_country"): view.country(iso3),
            words("countries.column_region"): view.region_of(iso3),
            words("countries.column_number"): len(paragraphs),
            words("countries.column_paragraphs"): " ".join(paragraphs),
        }
        for iso3, paragraphs in country_counts.named(view).items()
    ]
    return pd.DataFrame(rows)


@kept
def about(view: View[CountriesParams]) -> dict[str, str]:
    """What the source sheet of the list says."""
    words, counts = view.words, country_counts.counts(view)
    said = {words(f"countries.{name}"): option for name, option in conditions_said(view).items()}
    if country_counts.measure_of(view) == country_counts.PARAGRAPHS:
        kinds = words.listing(words(f"kinds.{kind}") for kind in country_counts.kinds_of(view))
        said = {words("countries.kinds"): kinds} | said
    kosovo = words("app.sentence_gap") + words("countries.kosovo") if "XKX" in counts else ""
    return exports.source(view, said, len(counts), subtitle(view), words("countries.meaning") + kosovo)


def listing(view: View[CountriesParams]) -> exports.Listing:
    """The list to take away."""
    return exports.Listing(list_frame(view), about(view), "countries")
