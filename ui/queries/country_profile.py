"""One country in the report, without Streamlit: every set of paragraphs that its page counts, and its place in the ranking.

A set is asked for by a short code, the value of `of` in the address: `named` (paragraphs that name the country), `alone`
(those with a sentence that names no other), `work`, `presences`, `visits`, `figures`, `places`; or one letter and what it
stands for: `e.training` a kind of work, `t.youth` a theme, `s.II.E` a part of the outline, `p.country_office` a type of
presence, `w.LBN` another country, `f.81` the figures of a passage. Themes and other countries count where they stand in a
sentence that names the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from ui import findings, url_state
from ui.cache import kept
from ui.params import CountryParams
from ui.queries import country_counts, map_measures, nearness, presence_places
from ui.tables import Report
from ui.view import View

NAMED, WORK, PRESENCES, VISITS, FIGURES, PLACES = "named", "work", "presences", "visits", "figures", "places"
ALONE = "alone"
TILES = (NAMED, WORK, PRESENCES, VISITS, FIGURES)
# Tile → the table that it counts in.
TABLES = dict(zip(TILES, ("mentions", "engagements", "presences", "presences", "figures"), strict=True))
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
    return {*TILES, PLACES, ALONE} | {f"{letter}.{code}" for letter, codes in coded.items() for code in codes}


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
        "figures": figures_beside(report, iso3),
        "themes": _themes_beside(
            report, themes[(themes["basis"] == "words") & themes["passage"].isin(named)], iso3
        ),
    }


def figures_beside(report: Report, iso3: str) -> pd.DataFrame:
    """Figures that stand in a sentence that names the country."""
    naming = nearness.naming(report, iso3)
    return report.table("figures").loc[[sentence in naming for sentence in _figure_sentences(report)]]


@kept
def _figure_sentences(report: Report) -> list[nearness.Sentence]:
    rows = report.table("figures")
    return [
        nearness.sentence_at(report, str(passage), int(start))
        for passage, start in zip(rows["passage"], rows["start"], strict=True)
    ]


def _themes_beside(report: Report, themes: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Themes with those of their places only that stand in a sentence that names the country; without places, none."""
    naming = nearness.naming(report, iso3)

    def beside(passage: str, spans: str) -> str:
        inside = (nearness.sentence_at(report, passage, int(span.split(":")[0])) for span in spans.split())
        pairs = zip(spans.split(), inside, strict=True)
        return " ".join(span for span, sentence in pairs if sentence in naming)

    spans = [beside(str(p), str(s)) for p, s in zip(themes["passage"], themes["spans"], strict=True)]
    return themes.assign(spans=spans).loc[[bool(left) for left in spans]]


@kept
def sets(report: Report, iso3: str) -> Sets:
    """Code → its paragraphs with what was counted marked; without those that no paragraph bears out."""
    rows = rows_of(report, iso3)
    naming = findings.rows_of(findings.mention_findings(rows["mentions"], iso3))
    named, company = {passage for passage, *_ in naming}, nearness.company(report)
    found: dict[str, list[findings.Row]] = {NAMED: naming}
    found[ALONE] = [row for row in naming if len(company[nearness.sentence_at(report, row[0], row[1])]) == 1]

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
    sentences = nearness.naming(report, iso3)
    for other, mentions in _by_country(report).items():
        beside_it = [row for row in mentions if nearness.sentence_at(report, row[0], row[1]) in sentences]
        if other != iso3 and beside_it:
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


def quoted(report: Report, iso3: str, code: str = NAMED) -> findings.Evidence:
    """What a brief quotes, the nearest to the country first: a set, or with all that names it every sentence, of whatever
    paragraph, that one of the page's numbers counts."""
    found = sets(report, iso3)
    rows = [(p, m) for p, marks in found.get(code, findings.Evidence()).marks.items() for m in marks]
    if code == NAMED:
        sentences = {nearness.sentence_at(report, p, mark.start) for p, mark in rows}
        for tile in (WORK, PRESENCES, VISITS):
            counted = found.get(tile, findings.Evidence()).marks
            rows += [
                (p, mark)
                for p, marks in counted.items()
                for mark in marks
                if nearness.sentence_at(report, p, mark.start) not in sentences
            ]
    plain = [(p, m.start, m.end, m.kind, "ambiguous" if m.doubtful else "rule") for p, m in rows]
    return nearness.ordered(report, iso3, findings.gathered(country_counts.passage_kinds(report), plain))


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
