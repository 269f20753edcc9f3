"""One country in the report, without Streamlit: every set of paragraphs that its page counts, and its place in the ranking.

A set is asked for by a short code, the value of `of` in the address: `named` (paragraphs that name the country), `work`,
`presences`, `visits`, `figures`, `places`; or one letter and what it stands for: `e.training` a kind of work, `t.youth`
a theme, `s.II.E` a part of the outline, `p.country_office` a type of presence, `w.LBN` another country, `f.81` the
figures of a passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from ui import findings, url_state
from ui.cache import kept
from ui.params import CountryParams
from ui.queries import country_counts, map_measures, presence_places
from ui.tables import Report
from ui.view import View

NAMED, WORK, PRESENCES, VISITS, FIGURES, PLACES = "named", "work", "presences", "visits", "figures", "places"
TILES = (NAMED, WORK, PRESENCES, VISITS, FIGURES)
BARS = {"work": "e", "sections": "s", "themes": "t", "together": "w"}
MOST_BESIDE = 3
OTHER = "other"

Sets = Mapping[str, findings.Evidence]


@dataclass(frozen=True)
class Standing:
    """A country's place among all that are named; 0 of each where it is not."""

    n: int
    rank: int
    tied: bool
    total: int


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    countries = view.report.atlas.names("countries", view.lang)

    def beside(value: str) -> str | None:
        codes = value.split(",")
        known = len(codes) <= MOST_BESIDE and len(set(codes)) == len(codes) and countries.keys() >= set(codes)
        return value if known else None

    return {
        "country": url_state.one_of(countries),
        "beside": beside,
        "who": url_state.one_of(countries),
        "of": url_state.one_of(_codes(view.report)),
    }


@kept
def _codes(report: Report) -> set[str]:
    """Every set that may be asked of some country."""
    coded: dict[str, Iterable[object]] = {
        "e": report.table("engagements")["engagement"],
        "t": report.table("themes").query("basis == 'words'")["theme"],
        "s": report.table("sections")["section"],
        "p": presence_places.GROUP_OF,
        "w": report.atlas.countries.index,
        "f": report.passages["passage"],
    }
    return {*TILES, PLACES} | {f"{letter}.{code}" for letter, codes in coded.items() for code in codes}


@kept
def ranking(report: Report) -> dict[str, int]:
    """iso3 → paragraphs that name it, most first."""
    return findings.country_counts(report.passages, report.table("mentions"))


def country_of(view: View[CountryParams]) -> str:
    """The country of the page: as asked, else the one named most."""
    return view.params.country or next(iter(ranking(view.report)), str(view.report.atlas.countries.index[0]))


def beside(view: View[CountryParams]) -> tuple[str, ...]:
    """The countries set beside it."""
    codes = (view.params.beside or "").split(",")
    return tuple(code for code in codes if code and code != country_of(view))


def columns(view: View[CountryParams]) -> tuple[str, ...]:
    """The country and those beside it."""
    return (country_of(view), *beside(view))


def opened(view: View[CountryParams]) -> tuple[str, str]:
    """(country, set) whose sentences are shown; a country that is no column is not shown."""
    who = view.params.who or ""
    return (who if who in columns(view) else country_of(view)), view.params.of or NAMED


def standing(report: Report, iso3: str) -> Standing:
    """Where a country stands in the ranking; equal numbers share a place."""
    counts = ranking(report)
    n = counts.get(iso3, 0)
    same = sum(other == n for other in counts.values())
    rank = 1 + sum(other > n for other in counts.values())
    return Standing(n, rank, same > 1, len(counts)) if n else Standing(0, 0, False, len(counts))


def neighbours(report: Report, iso3: str) -> tuple[str | None, str | None]:
    """The countries before and after it in the ranking."""
    order = list(ranking(report))
    if iso3 not in order:
        return None, None
    at = order.index(iso3)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def near(report: Report, iso3: str) -> dict[str, int]:
    """Countries named in the smallest region it shares with any: iso3 → paragraphs, most first."""
    countries, counts = report.atlas.countries, ranking(report)
    for column in ("m49_intermediate", "m49_subregion", "m49_region", "ohchr_region"):
        region = countries.at[iso3, column]
        inside = set(countries.loc[countries[column] == region, "iso3"]) if region else set()
        found = {other: n for other, n in counts.items() if other in inside and other != iso3}
        if found:
            return found
    return {}


def spoken_of(report: Report, iso3: str) -> bool:
    """Whether the report names the country, or a presence or visit there."""
    return bool(set(sets(report, iso3)) - {PLACES})


def number(report: Report, iso3: str, code: str) -> int:
    """How many paragraphs a set holds."""
    found = sets(report, iso3).get(code)
    return found.number if found else 0


def coded(found: Sets, letter: str) -> dict[str, int]:
    """Code without its letter → number of paragraphs, most first and then as found."""
    counts = {code[2:]: each.number for code, each in found.items() if code.startswith(f"{letter}.")}
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


@kept
def rows_of(report: Report, iso3: str) -> dict[str, pd.DataFrame]:
    """The rows that speak of a country: mentions, engagements (main types only), presences, figures, themes."""
    mentions, presences = report.table("mentions"), report.table("presences")
    mentions = mentions[(mentions["iso3"] == iso3) & mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)]
    work, themes = report.table("engagements"), report.table("themes")
    named = set(mentions["passage"])
    return {
        "mentions": mentions,
        "engagements": work[
            (work["iso3"] == iso3) & (work["rank"].astype(int) == 1) & work["passage"].isin(named)
        ],
        "presences": presence_places.of_type(presences, None).query("iso3 == @iso3"),
        "figures": figures_beside(report, mentions),
        "themes": themes[(themes["basis"] == "words") & themes["passage"].isin(named)],
    }


def figures_beside(report: Report, mentions: pd.DataFrame) -> pd.DataFrame:
    """Figures that stand in the same sentence as one of the mentions."""
    sentences = set(_sentences_of(report, mentions))
    return report.table("figures").loc[[sentence in sentences for sentence in _figure_sentences(report)]]


def _sentences_of(report: Report, rows: pd.DataFrame) -> list[tuple[str, tuple[int, int]]]:
    """(passage, bounds of the sentence) of each row."""
    bounds = _bounds(report)
    return [
        (passage, findings.sentence_of(bounds[passage], int(start)))
        for passage, start in zip(rows["passage"], rows["start"], strict=True)
    ]


@kept
def _figure_sentences(report: Report) -> list[tuple[str, tuple[int, int]]]:
    return _sentences_of(report, report.table("figures"))


@kept
def _bounds(report: Report) -> dict[str, str]:
    return dict(zip(report.passages["passage"], report.passages["sentences"].astype(str), strict=True))


@kept
def sets(report: Report, iso3: str) -> Sets:
    """Code → its paragraphs with what was counted marked; without those that no paragraph bears out."""
    rows = rows_of(report, iso3)
    naming = findings.rows_of(findings.mention_findings(rows["mentions"], iso3))
    named = {passage for passage, *_ in naming}
    found: dict[str, list[findings.Row]] = {NAMED: naming}

    def add(code: str, counted: pd.DataFrame | list[findings.Row]) -> None:
        """The counted rows, and the country's name in their passages."""
        plain = counted if isinstance(counted, list) else findings.rows_of(counted)
        inside = {passage for passage, *_ in plain}
        found[code] = plain + [row for row in naming if row[0] in inside]

    work = rows["engagements"]
    add(WORK, findings.plain_findings(work[work["engagement"] != OTHER], "engagement"))
    for kind, same in work.groupby("engagement"):
        add(f"e.{kind}", findings.plain_findings(same, "engagement"))
    lies = dict(
        zip(report.passages["passage"].astype(str), report.passages["section"].astype(str), strict=True)
    )
    for section in report.table("sections")["section"].astype(str):
        found[f"s.{section}"] = [r for r in naming if f"{lies[r[0]]}.".startswith(f"{section}.")]
    for theme in rows["themes"]["theme"].unique():
        add(f"t.{theme}", findings.theme_findings(rows["themes"], str(theme)))
    for other, mentions in _by_country(report).items():
        if other != iso3 and (beside_it := [row for row in mentions if row[0] in named]):
            add(f"w.{other}", beside_it)
    official = rows["presences"]["presence"].isin(list(presence_places.GROUPS["official"]))
    add(VISITS, presence_places.place_findings(rows["presences"][official]))
    add(PRESENCES, presence_places.place_findings(rows["presences"][~official]))
    for kind, same in rows["presences"].groupby("presence"):
        add(f"p.{kind}", presence_places.place_findings(same))
    add(FIGURES, findings.plain_findings(rows["figures"], "figure"))
    for passage, same in rows["figures"].groupby("passage"):
        add(f"f.{passage}", findings.plain_findings(same, "figure"))
    places = findings.rows_of(findings.mention_findings(report.table("mentions"), iso3, ("place",)))
    found[PLACES] = [row for row in places if row[0] not in named]
    kinds = country_counts.passage_kinds(report)
    gathered = {code: findings.gathered(kinds, each) for code, each in found.items()}
    return {code: each for code, each in gathered.items() if each.paragraphs or each.footnotes}


@kept
def _by_country(report: Report) -> dict[str, list[findings.Row]]:
    """iso3 → its mentions that count, by code."""
    mentions = report.table("mentions")
    counted = mentions[mentions["kind"].isin(list(findings.COUNTED_BY_DEFAULT))]
    return {
        str(iso3): findings.rows_of(findings.mention_findings(same)) for iso3, same in counted.groupby("iso3")
    }


def sections_shown(report: Report) -> list[str]:
    """Parts of the outline that get a bar: sections, and chapters that have none."""
    paths = [str(path) for path in report.table("sections")["section"]]
    return [
        path
        for path in paths
        if path.count(".") == 1
        or (path.count(".") == 0 and not any(other.startswith(f"{path}.") for other in paths))
    ]


def bars_of(report: Report, found: Sets, block: str) -> dict[str, int]:
    """One block of bars: code without its letter → number of paragraphs, none of them 0."""
    counts = {code: n for code, n in coded(found, BARS[block]).items() if n}
    if block == "sections":
        return {path: counts[path] for path in sections_shown(report) if path in counts}
    return counts


def rows_behind(_report: Report, _params: CountryParams) -> tuple[str, list[tuple[str, str]]]:
    """The API's table behind the page, and the conditions that it always sets."""
    return map_measures.MEASURES[map_measures.PARAGRAPHS].behind(None)


@kept
def most_about(report: Report, iso3: str) -> tuple[str, ...]:
    """The numbered paragraphs that name a country, those first that name the fewest others."""
    mentions, order = report.table("mentions"), country_counts.paragraphs_of(report)
    mentions = mentions[
        mentions["kind"].isin(findings.COUNTED_BY_DEFAULT) & mentions["passage"].isin(list(order))
    ]
    others = mentions.groupby("passage")["iso3"].nunique()
    here = mentions.loc[mentions["iso3"] == iso3, "passage"].unique()
    return tuple(sorted(map(str, here), key=lambda passage: (others[passage], order[passage])))
