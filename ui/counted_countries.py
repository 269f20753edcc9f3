"""Countries by how many paragraphs speak of them: as a map of the world, as bars, in words. Of the overview, and of the page
of countries under its conditions; every number is counted by `ui/queries/country_counts.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ui import exhibits, findings, legends, map_windows, world_map
from ui.content import Bar, Bars, Exhibit, Headline, Key, MapSpec, Piece, Place, Section
from ui.params import CountriesParams
from ui.queries import country_counts, country_glance
from ui.view import View

_LABELS = 8  # most names written on a map


def world(
    view: View[CountriesParams],
    absent: str,
    href: Callable[[str], str],
    *,
    chosen: str = "",
    tiles: bool = False,
    at: str | None = None,
) -> MapSpec:
    """The world by the number of paragraphs; `absent` says what it means to have none, `href` is where a country leads to,
    one without a number as well; `at` is what is seen of the world (`map_windows`)."""
    words, counts = view.words, country_counts.counts(view)
    places = {
        iso3: Place(legends.class_tone(n), (), words.count("paragraphs", n), href(iso3), n, lines)
        for (iso3, n), lines in zip(counts.items(), _lines(view, counts), strict=True)
    }
    sizes = (words.count("countries", n) for n in findings.class_sizes(counts))
    return world_map.spec(
        view,
        _alt(view, counts),
        places,
        (*legends.class_keys(view, sizes), Key(absent, tone="nowhere")),
        absent,
        href,
        chosen=chosen,
        labels=_labels(view, counts),
        tiles=tiles,
        others=words("countries.other_areas"),
        window=map_windows.of(at),
    )


def _lines(view: View[CountriesParams], counts: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Of each country its number and rank, its kinds of work, and the first sentence that speaks of it."""
    words, numbers = view.words, list(counts.values())
    work, sentences = country_glance.work(view), country_glance.sentences(view)
    for iso3, n in counts.items():
        rank = "rank" if numbers.count(n) == 1 else "rank_shared"
        kinds = " · ".join(f"{words(f'engagements.{kind}')} {k}" for kind, k in work.get(iso3, ()))
        said = words("countries.quoted", sentence=sentences[iso3])
        place = words(f"countries.{rank}", rank=numbers.index(n) + 1, total=len(numbers))
        first = f"{words.count('paragraphs', n)} · {place}"
        yield tuple(line for line in (first, kinds, said) if line)


def _alt(view: View, counts: Mapping[str, int]) -> str:
    """The map in words: its title and the three highest values."""
    top = exhibits.highest(view, {iso3: view.country(iso3) for iso3 in counts}, counts)
    return f"{view.words('countries.map')}{view.words('app.colon')}{view.words.listing(top)}"


def _labels(view: View, counts: Mapping[str, int]) -> dict[str, str]:
    """The names of the countries named most, with their numbers: equal numbers are named together or not at all."""
    least = max([1, *list(counts.values())[_LABELS : _LABELS + 1]])
    return {i: f"{view.country(i)} {view.words.number(n)}" for i, n in counts.items() if n > least}


def bars(view: View[CountriesParams], href: Callable[[str], str], most: int) -> Section | None:
    """The countries named most, each a bar that leads somewhere."""
    words, counts = view.words, country_counts.counts(view)
    rows = tuple(
        Bar(view.country(iso3), (Piece(n),), words.count("paragraphs", n), href(iso3), code=iso3)
        for iso3, n in list(counts.items())[:most]
    )
    label = words("overview.top")
    return Section(label, (Bars(label, rows),), kind="") if rows else None


def map_exhibit(
    view: View[CountriesParams], headline: Headline, spec: MapSpec, slide: MapSpec, notes: Sequence[str]
) -> Exhibit:
    """A map as a picture and on a slide, whose countries lead to their sentences; the evidence is of the country chosen, or
    of the one named most."""
    words, counts = view.words, country_counts.counts(view)
    chosen = spec.chosen if spec.chosen in counts else next(iter(counts), "")
    kosovo = exhibits.kosovo(view, counts)
    return Exhibit(
        headline,
        (spec,),
        spec.legend,
        (words("countries.meaning"), *notes, *kosovo),
        (words("countries.meaning"), words("countries.disclaimer"), *kosovo),
        exhibits.highest(view, {iso3: view.country(iso3) for iso3 in counts}, counts),
        paragraphs(view),
        evidence_of(view, chosen),
        slide=slide,
    )


def paragraphs(view: View[CountriesParams]) -> tuple[str, ...]:
    """The paragraphs behind the numbers."""
    return exhibits.in_order(view, (p for found in country_counts.named(view).values() for p in found))


def evidence_of(view: View[CountriesParams], iso3: str) -> findings.Evidence:
    """The sentences of one country; nothing where there is none."""
    return country_counts.gathered(view, iso3) if iso3 else findings.Evidence()
