"""A country in three sentences made of the tables: how much is said of it, what was done, who was there. Each number in
them leads to the sentences it was counted in."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence

from ui.content import Columns, Link, Locator, Prose
from ui.country import content
from ui.palette import DARK
from ui.params import CountryParams
from ui.queries import absence, country_counts, country_profile, looked_for, presence_places
from ui.queries.country_profile import ALONE, FIGURES, NAMED, OTHER
from ui.view import View

Parts = Sequence[str | Link]
_MOST = 3  # kinds of work and themes in a sentence
_TABLES = {
    "work": "engagements",
    "themes": "themes",
    "presence": "presences",
    "visit": "presences",
    "figure": "figures",
}


def lead(view: View[CountryParams]) -> Columns | None:
    """The story of the page's country and where it lies; nothing where others stand beside it."""
    if country_profile.beside(view):
        return None
    spoken = country_profile.spoken_of(view.report, country_profile.country_of(view))
    blocks = (told(view) if spoken else None, locator(view))
    return Columns(tuple(block for block in blocks if block), "lead-row")


def told(view: View[CountryParams]) -> Prose:
    """The sentences."""
    iso3 = country_profile.country_of(view)
    named = country_profile.number(view.report, iso3, NAMED)
    made = ([_named(view, iso3), _work(view, iso3)] if named else []) + [_posted(view, iso3)]
    return Prose(tuple(tuple(parts) for parts in made), view.words("app.sentence_gap"))


def _named(view: View[CountryParams], iso3: str) -> Parts:
    """In how many paragraphs it is named, and in how many a sentence names no other country."""
    words, n = view.words, country_profile.number(view.report, iso3, NAMED)
    own = country_profile.number(view.report, iso3, ALONE)
    key = "story.alone" if own else "story.never_alone"
    return _filled(
        words.phrases["story.named"],
        symbol=[str(view.report.row["symbol"])],
        name=[words.within(view.country(iso3))],
        named=[_way(view, iso3, NAMED, words.count("paragraphs", n))],
        alone=_filled(words.phrases[key], own=[_way(view, iso3, ALONE, words.count("paragraphs", own))]),
    )


def _work(view: View[CountryParams], iso3: str) -> Parts:
    """The kinds of work and the themes of its sentences, most first."""
    words, phrases = view.words, view.words.phrases
    counts = {block: content.counts_of(view, iso3, block) for block in ("work", "themes")}
    counts["work"] = {kind: n for kind, n in counts["work"].items() if kind != OTHER}
    lists: dict[str, Parts] = {}
    for block, of in counts.items():
        letter = country_profile.BARS[block]
        ways = [
            _way(
                view,
                iso3,
                f"{letter}.{code}",
                f"{words.inside(content.name_of(view, block, code))} ({_number(view, iso3, block, code, n)})",
            )
            for code, n in list(of.items())[:_MOST]
        ]
        left = len(of) - len(ways)
        more = [words("story.more", n=left)] if left else []
        lists[block] = [*_listed(view, ways), *more] if ways else [_none(view, block)]
    work = (
        _filled(absence.phrase(view, "story.work"), work=lists["work"]) if counts["work"] else lists["work"]
    )
    themes = _filled(phrases["story.themes"], themes=lists["themes"]) if counts["themes"] else lists["themes"]
    return _filled(phrases["story.done"], work=work, themes=themes)


def _number(view: View[CountryParams], iso3: str, block: str, code: str, n: int) -> str:
    """A number of paragraphs, and in how many of them the kind of work was read without certainty."""
    if block != "work":
        return view.words.number(n)
    rows = country_profile.rows_of(view.report, iso3)["engagements"]
    doubtful = (
        rows[rows["engagement"] == code]
        .groupby("passage")["certainty"]
        .agg(lambda c: set(c) == {"ambiguous"})
    )
    kinds = country_counts.passage_kinds(view.report)
    k = sum(kinds[str(passage)] == "paragraph" for passage in doubtful.index[doubtful])
    return view.words("story.doubtful", n=n, k=k) if k else view.words.number(n)


def _posted(view: View[CountryParams], iso3: str) -> Parts:
    """Presences, visits of officials, and figures."""
    words, found = view.words, country_profile.sets(view.report, iso3)
    kinds = {code[2:]: each.number for code, each in found.items() if code.startswith("p.")}
    official = presence_places.GROUPS["official"]

    def ways(chosen: Iterable[str], section: str) -> Parts:
        # Presences are common nouns, officials have titles.
        inside = words.inside if section == "presences" else str
        said = [_way(view, iso3, f"p.{k}", f"{inside(words(f'{section}.{k}'))} ({kinds[k]})") for k in chosen]
        return _listed(view, said)

    there, visits = [k for k in kinds if k not in official], [k for k in kinds if k in official]
    figures = country_profile.number(view.report, iso3, FIGURES)
    stated = [_way(view, iso3, FIGURES, words.count("paragraphs", figures))]
    return _filled(
        words.phrases["story.posted"],
        posted=_filled(words.phrases["story.presences"], ways=ways(there, "presences"))
        if there
        else [_none(view, "presence")],
        visited=_filled(words.phrases["story.visits"], ways=ways(visits, "officials"))
        if visits
        else [_none(view, "visit")],
        figures=_filled(words.phrases["story.figures"], ways=stated) if figures else [_none(view, "figure")],
    )


def _none(view: View[CountryParams], what: str) -> str:
    """That there is no such thing, or that it was not looked for."""
    if _TABLES[what] not in looked_for.tables(view.report):
        return view.words("story.not_looked_for", name=view.words(f"story.{what}_name"))
    return absence.about(view, f"story.no_{what}")


def _way(view: View[CountryParams], iso3: str, code: str, said: str) -> Link:
    return Link(said, content.target(view, iso3, code), chosen=content.is_open(view, iso3, code))


def _listed(view: View, ways: Iterable[Link]) -> Parts:
    made: list[str | Link] = []
    for way in ways:
        made += [view.words("app.separator"), way] if made else [way]
    return made


def _filled(phrase: str, **parts: Parts) -> Parts:
    """A phrase with parts in place of its placeholders; its first letter is as it is."""
    made: list[str | Link] = []
    for text, name, _, _ in string.Formatter().parse(phrase):
        made += [text] if text else []
        made += parts[name] if name else []
    return made


def locator(view: View[CountryParams]) -> Locator | None:
    """Where the country lies, where it has a place on the map."""
    iso3 = country_profile.country_of(view)
    if not view.report.atlas.countries.at[iso3, "label_lon"]:
        return None
    words, asked = view.words, {"country": iso3, **({"dark": "1"} if view.colours == DARK else {})}
    alt = words("story.locator", name=view.country(iso3), lies=content.lies(view, iso3))
    return Locator(view.served("picture/locator.svg", asked), alt, words("countries.disclaimer"))
