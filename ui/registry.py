"""The one list of pages: what each is asked, what it may be asked, its place in the menu, and what is taken from it.

A new page is one entry here, its class in `ui/params.py`, its folder `ui/<page>/` and its script `pages/<page>.py`.
Everything that goes through the pages goes through `PAGES`. What a page is made of does not know this list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import briefs, deck, evidence, map_windows, missing, url_state
from ui.compare import exhibits as compare_exhibits
from ui.compare import listing as compare_listing
from ui.content import Brief, Exhibit, Grid, Note
from ui.countries import content as countries_content
from ui.countries import exhibits as countries_exhibits
from ui.countries import listing as countries_listing
from ui.country import brief as country_brief
from ui.country import content as country_content
from ui.country import exhibits as country_exhibits
from ui.country import listing as country_listing
from ui.exports import Listing
from ui.funding import content as funding_content
from ui.funding import exhibits as funding_exhibits
from ui.i18n import LANGUAGES, words
from ui.overview import exhibits as overview_exhibits
from ui.paragraphs import across
from ui.paragraphs import exhibits as paragraphs_exhibits
from ui.paragraphs import grid as paragraphs_grid
from ui.paragraphs import listing as paragraphs_listing
from ui.params import (
    CompareParams,
    CountriesParams,
    CountryParams,
    FundingParams,
    MethodParams,
    OverviewParams,
    ParagraphsParams,
    Params,
    PresencesParams,
    PresentParams,
    ReportsParams,
    ThemesParams,
    YearsParams,
)
from ui.presences import exhibits as presences_exhibits
from ui.presences import listing as presences_listing
from ui.presences import wording as presences_wording
from ui.queries import (
    archive_search,
    country_counts,
    country_profile,
    funding_figures,
    library,
    over_years,
    paragraph_search,
    presence_places,
    report_comparison,
    report_figures,
    theme_crosstab,
)
from ui.render.html import put
from ui.reports import grid as reports_grid
from ui.reports import listing as reports_listing
from ui.tables import Report
from ui.themes import brief as theme_brief
from ui.themes import content as themes_content
from ui.themes import exhibits as themes_exhibits
from ui.themes import listing as themes_listing
from ui.url_state import Rules
from ui.view import View, asked_of, current, page_file
from ui.years import brief as years_brief
from ui.years import country as years_country
from ui.years import exhibits as years_exhibits

Q = TypeVar("Q", bound=Params)
T = TypeVar("T")
# A table of the API and the conditions on it, as (name, value).
Rows = tuple[str, list[tuple[str, str]]]
# Places in the menu: in the bar, at its end under "more", or nowhere.
BAR, MORE, NOWHERE = "bar", "more", "nowhere"


@dataclass(frozen=True)
class Page(Generic[Q]):
    """One page.

    `params` is its type of parameters, which bears its name; `rules` say what these may hold, given the view and the
    address as it came; `rows` are the rows of the API behind it as it is shown. Where it is not in the menu it stands
    `under` another page. `pictures`, `lists` and `briefs` are what can be taken away, by the name of the part; "" is the
    page's main one, as of `grids`. `slides` are shown beside the pictures. Lists and briefs are given where the app is,
    for the addresses in them. `every` are the pictures shown where the page is about all reports.
    `chosen` says in words what of the report a view shows, for the names of files. `stands` is
    the view of an address under the report that it is of, None where nothing can be shown, and `drawn` is what a picture or
    slide shows of it.
    """

    params: type[Q]
    rules: Callable[[View, Mapping[str, str]], Rules]
    rows: Callable[[Report, Q], Rows]
    menu: str = BAR
    under: str = ""
    pictures: Mapping[str, Callable[[View[Q]], Exhibit]] = field(default_factory=dict)
    slides: Mapping[str, Callable[[View[Q]], Exhibit]] = field(default_factory=dict)
    lists: Mapping[str, Callable[[View[Q], str], Listing]] = field(default_factory=dict)
    briefs: Mapping[str, Callable[[View[Q], str], Brief]] = field(default_factory=dict)
    grids: Mapping[str, Callable[[View[Q]], Grid]] = field(default_factory=dict)
    every: Sequence[str] = ()
    chosen: Callable[[View[Q]], Iterable[str]] = lambda _view: ()
    stands: Callable[[View[Q]], View[Q] | None] = lambda view: view
    drawn: Callable[[View[Q]], View[Q]] = lambda view: view

    @property
    def name(self) -> str:
        """What it is called in addresses."""
        return self.params.page

    @property
    def title(self) -> str:
        """The key of its title among the words."""
        return f"pages.{self.name}"


def _of_view(make: Callable[[View[Q]], T]) -> Callable[[View[Q], object], T]:
    """What hangs on the view alone, and not on the address or where the app is served."""
    return lambda view, _more: make(view)


def _each(make: Callable[[View[Q], str], T], parts: Iterable[str]) -> dict[str, Callable[[View[Q]], T]]:
    """A maker for each of several parts of a page."""

    def of(part: str) -> Callable[[View[Q]], T]:
        return lambda view: make(view, part)

    return {part: of(part) for part in parts}


def _everything(asked: Mapping[str, str]) -> bool:
    """Whether an address of the paragraphs is about all reports."""
    return asked.get("scope") == archive_search.EVERY


def _table(name: str) -> Callable[[Report, Params], Rows]:
    """All rows of one table."""
    return lambda _report, _params: (name, [])


# Page → the pictures shown where it is about all reports, by their parts; of the others the numbers over the years are.
_OF_ALL: Mapping[str, Mapping[str, Callable[[View[Any]], Exhibit]]] = {
    "countries": {"": years_exhibits.world, "list": years_exhibits.over},
    "country": {"": years_exhibits.over, **_each(years_country.exhibit, years_country.PARTS)},
}


def _also_of_all(page: Page[Any]) -> Page[Any]:
    """A page that can be about all reports as well (`scope=all`): all that is taken from it is then what the page over the years
    says."""
    shown = _OF_ALL.get(page.name, {"": years_exhibits.over})

    def either(of_one: Callable[..., T], of_all: Callable[..., T]) -> Callable[..., T]:
        return lambda view, *more: (of_all if over_years.everything(view) else of_one)(view, *more)

    def rows(report: Report, params: Any) -> Rows:
        if params.scope != archive_search.EVERY:
            return page.rows(report, params)
        return over_years.rows_behind(report, page.name, vars(params))

    listing = _of_view(years_country.listing if page.name == "country" else years_exhibits.listing)
    return replace(
        page,
        rules=lambda view, asked: over_years.or_one(view, asked, page.rules(view, asked)),
        rows=rows,
        pictures={
            part: either(make, shown.get(part, years_exhibits.over)) for part, make in page.pictures.items()
        },
        slides={part: either(make, years_exhibits.over) for part, make in page.slides.items()},
        lists={part: either(make, listing) for part, make in page.lists.items()},
        briefs={subject: either(make, years_brief.brief) for subject, make in page.briefs.items()},
        every=tuple(shown),
        chosen=either(page.chosen, years_exhibits.chosen),
    )


_EACH: tuple[Page[Any], ...] = (
    Page(
        OverviewParams,
        lambda _view, _asked: {
            "open": url_state.one_of(report_figures.OPENED),
            "at": map_windows.accepted,
            "light": map_windows.lit,
        },
        report_figures.rows_behind,
        pictures={"": overview_exhibits.world, "outline": overview_exhibits.outline},
        slides={"numbers": overview_exhibits.numbers},
    ),
    Page(
        CountriesParams,
        _of_view(country_counts.rules),
        country_counts.rows_behind,
        pictures={
            "": countries_exhibits.world,
            "list": countries_exhibits.ranking,
            **_each(countries_exhibits.coverage, country_counts.SCHEMES),
        },
        lists={"": _of_view(countries_listing.listing)},
        chosen=countries_content.chosen,
    ),
    Page(
        CountryParams,
        _of_view(country_profile.rules),
        country_profile.rows_behind,
        menu=NOWHERE,
        under="countries",
        pictures={
            "": country_exhibits.country,
            **_each(country_exhibits.bars, country_content.BLOCKS),
        },
        lists={"": country_listing.listing},
        briefs={briefs.COUNTRY: country_brief.one_page},
        chosen=country_profile.columns,
    ),
    Page(
        ThemesParams,
        _of_view(theme_crosstab.rules),
        theme_crosstab.rows_behind,
        pictures={
            "": themes_exhibits.sections,
            "words": themes_exhibits.by_words,
            "crossing": themes_exhibits.crossing,
        },
        lists={
            "outline": _of_view(themes_listing.outline),
            "crossing": _of_view(themes_listing.crossing),
        },
        briefs={briefs.THEME: theme_brief.brief},
        chosen=themes_content.chosen,
    ),
    Page(
        PresencesParams,
        _of_view(presence_places.rules),
        presence_places.rows_behind,
        pictures={
            "": presences_exhibits.presences,
            "types": presences_exhibits.types,
            **_each(presences_exhibits.regions, presence_places.SCHEMES),
        },
        slides={"visits": presences_exhibits.visits},
        lists={"": _of_view(presences_listing.listing)},
        chosen=lambda view: presences_wording.conditions(view).values(),
    ),
    Page(
        FundingParams,
        _of_view(funding_figures.rules),
        _table("figures"),
        pictures={"": funding_exhibits.categories, "funds": funding_exhibits.funds},
        slides={"plain": funding_exhibits.plain},
        lists={"": _of_view(funding_content.listing)},
        chosen=lambda view: [view.words(f"funding.{view.params.category}")] if view.params.category else [],
    ),
    Page(
        ParagraphsParams,
        lambda view, asked: (archive_search if _everything(asked) else paragraph_search).rules(view),
        lambda _report, _params: ("passages", [("kind", "paragraph")]),
        slides={"quote": paragraphs_exhibits.quote},
        grids={
            "": lambda view: (across.table if _everything(view.here.values) else paragraphs_grid.grid)(view)
        },
        lists={
            "": lambda view, _origin: (
                across.rows_to_take if _everything(view.here.values) else paragraphs_listing.listing
            )(view)
        },
        chosen=lambda view: across.said(view).values(),
    ),
    Page(
        CompareParams,
        report_comparison.rules,
        _table("reports"),
        menu=MORE,
        pictures={"": compare_exhibits.compare, "list": compare_exhibits.changes},
        lists={"": _of_view(compare_listing.listing)},
        chosen=compare_listing.chosen,
        stands=report_comparison.later,
        drawn=report_comparison.drawn,
    ),
    Page(
        YearsParams,
        _of_view(over_years.rules),
        _table("reports"),
        menu=MORE,
        pictures={"": years_exhibits.over, "map": years_exhibits.world},
        lists={"": _of_view(years_exhibits.listing)},
        chosen=years_exhibits.chosen,
    ),
    Page(
        ReportsParams,
        _of_view(library.rules),
        _table("reports"),
        menu=MORE,
        grids={"": reports_grid.grid},
        lists={"": _of_view(reports_listing.listing)},
    ),
    Page(
        MethodParams,
        lambda view, _asked: {
            "passage": url_state.one_of(evidence.rows_by_passage(view)),
            "sort": url_state.sort,
        },
        _table("reports"),
        menu=MORE,
    ),
    Page(PresentParams, lambda _view, _asked: deck.rules(), _table("reports"), menu=MORE),
)
_ALL = tuple(_also_of_all(page) if page.name in over_years.OF_PAGE else page for page in _EACH)
PAGES: Mapping[str, Page[Any]] = {page.name: page for page in _ALL}


def name_of(page: str, part: str) -> str:
    """What a part of a page is called in an address; "" is the page's main one."""
    return f"{page}.{part}" if part else page


PICTURES: Mapping[str, Callable[[View[Any]], Exhibit]] = {
    name_of(page.name, part): make for page in _ALL for part, make in page.pictures.items()
}
SLIDES: Mapping[str, Callable[[View[Any]], Exhibit]] = {
    **PICTURES,
    **{name_of(page.name, part): make for page in _ALL for part, make in page.slides.items()},
}
# The slide of a paragraph in its own words; those that a ready-made deck keeps even where the report has nothing on them.
QUOTE, ALWAYS = "paragraphs.quote", ("overview.numbers", "funding.plain")
LISTS: Mapping[str, Callable[[View[Any], str], Listing]] = {
    name_of(page.name, part): make for page in _ALL for part, make in page.lists.items()
}
GRIDS: Mapping[str, Callable[[View[Any]], Grid]] = {
    name_of(page.name, part): make for page in _ALL for part, make in page.grids.items()
}


def chosen(view: View[Any]) -> tuple[str, ...]:
    """What of the report a view shows, in words."""
    return tuple(PAGES[view.here.page].chosen(view))


# What a brief is about → its page.
BRIEFS: Mapping[str, Page[Any]] = {subject: page for page in _ALL for subject in page.briefs}


def opened(kind: type[Q]) -> View[Q]:
    """The view of the page that is being run, its parameters read; says so on the page where one is not understood.

    Raises `Missing` where one names a thing that is not here.
    """
    asked = current(kind)
    view, refused = asked.reading(PAGES[kind.page].rules(asked, asked_of(kind)))
    if lacking := missing.find(
        kind, view.report.atlas, asked_of(kind), kind.renamed(dict.fromkeys(refused, "")).keys()
    ):
        raise lacking
    if refused:
        put(view, Note(view.words("notice.refused", names=view.words.listing(refused[:5])), "status"))
    return view


def bar_page(name: str) -> Page[Any]:
    """The page of the menu that a page stands in or under."""
    page = PAGES[name]
    return PAGES[page.under] if page.under else page


@lru_cache(maxsize=len(LANGUAGES))
def pages_in(lang: str) -> dict[str, StreamlitPage]:
    """The pages with their titles, to be copied in each run: making them asks the file system where each one lies."""
    say = words(lang)
    return {
        name: st.Page(
            page_file(name),
            title=f"{say(page.title)} · {say('app.name')}",
            url_path="" if name == "overview" else name,
            default=name == "overview",
        )
        for name, page in PAGES.items()
    }
