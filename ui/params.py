"""What every page may be asked, typed: one class a page, one field a parameter of the address.

A name means the same on every page. The names of old addresses, one letter each, are written beside the new ones and
are understood for ever (`Params.renamed`). A parameter that is not given is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, ClassVar

from typing_extensions import TypeVar


def _param(*old: str) -> Any:
    """A parameter, and how older addresses call it."""
    return field(default=None, metadata={"old": old})


@dataclass(frozen=True)
class Params:
    """The parameters of a page; `page` is the page's name."""

    page: ClassVar[str] = ""

    @classmethod
    @cache
    def names(cls) -> frozenset[str]:
        """The names of the parameters."""
        return frozenset(each.name for each in fields(cls))

    @classmethod
    @cache
    def old_names(cls) -> dict[str, str]:
        """Name in an older address → name now."""
        return {old: each.name for each in fields(cls) for old in each.metadata.get("old", ())}

    @classmethod
    def renamed(cls, asked: Mapping[str, str]) -> dict[str, str]:
        """An address with the names of today, in its order; where it gives one thing twice, the first stands."""
        now: dict[str, str] = {}
        for name, value in asked.items():
            now.setdefault(cls.old_names().get(name, name), value)
        return now

    @classmethod
    def check(cls, names: Mapping[str, object]) -> None:
        """Raises TypeError for a name that is no parameter of the page."""
        if not names.keys() <= cls.names():
            unknown = ", ".join(sorted(names.keys() - cls.names()))
            raise TypeError(f"the page {cls.page} has no parameter {unknown}")


P_co = TypeVar("P_co", bound=Params, default=Params, covariant=True)


@dataclass(frozen=True)
class SeriesParams(Params):
    """Of a page that can be about all reports (`scope`) as well: some `reports` of them, and numbers `per` 100 paragraphs."""

    scope: str | None = _param()
    reports: str | None = _param()
    per: str | None = _param()


@dataclass(frozen=True)
class OverviewParams(Params):
    """`open`: the tile whose sentences are shown, `at` what the map shows of the world, and `light` the class of its
    legend that is lit."""

    page: ClassVar[str] = "overview"
    open: str | None = _param()
    at: str | None = _param()
    light: str | None = _param()


@dataclass(frozen=True)
class CountriesParams(SeriesParams):
    """`kinds` of mention that are counted, `view` is the map or tiles and `at` what it shows of the world, `group` of
    countries (LDC, LLDC, SIDS)."""

    page: ClassVar[str] = "countries"
    country: str | None = _param("c")
    measure: str | None = _param("m")
    kinds: str | None = _param("k")
    view: str | None = _param("v")
    theme: str | None = _param("t")
    section: str | None = _param("s")
    engagement: str | None = _param("e")
    region: str | None = _param("r")
    group: str | None = _param("g")
    at: str | None = _param()
    sort: str | None = _param()
    light: str | None = _param()


@dataclass(frozen=True)
class CountryParams(SeriesParams):
    """`beside` are the countries compared with, `who` and `of` say whose sentences are shown, and of what set."""

    page: ClassVar[str] = "country"
    country: str | None = _param("iso3")
    beside: str | None = _param("with")
    who: str | None = _param()
    of: str | None = _param()


@dataclass(frozen=True)
class ThemesParams(SeriesParams):
    """`crossing` is what themes are crossed with, `weight` whether those in passing count; of all reports, the `aspect`
    followed is themes or kinds of work."""

    page: ClassVar[str] = "themes"
    section: str | None = _param("s")
    theme: str | None = _param("t")
    other_theme: str | None = _param("u")
    region: str | None = _param("r")
    engagement: str | None = _param("e")
    passage: str | None = _param("p")
    crossing: str | None = _param("x")
    weight: str | None = _param("w")
    aspect: str | None = _param()


@dataclass(frozen=True)
class PresencesParams(SeriesParams):
    """`presence` is a type of presence or a group of types; `open`, `country` and `passage` say whose sentences show, `at`
    what the map shows of the world."""

    page: ClassVar[str] = "presences"
    presence: str | None = _param("t")
    region: str | None = _param("r")
    open: str | None = _param()
    country: str | None = _param("c")
    passage: str | None = _param("p")
    at: str | None = _param()
    sort: str | None = _param()
    light: str | None = _param()


@dataclass(frozen=True)
class FundingParams(SeriesParams):
    """`category` of the other figures; `open`: the figure, fund, category or statements whose sentences are shown."""

    page: ClassVar[str] = "funding"
    category: str | None = _param("k")
    open: str | None = _param()
    sort: str | None = _param()


@dataclass(frozen=True)
class ParagraphsParams(Params):
    """Of `place` (a country, or an M49 region for all of its countries), `theme`, `section` and `engagement` any of several
    may be met; those of `_all` must all be, of `_not` none. `group` of countries (LDC, LLDC, SIDS) narrows the places. `sort`
    names columns, `-` before those that fall; rows stand in groups `by` country, section or theme; `columns` are shown in
    that order, and `rows` are those that are chosen; `highlight` the kinds of mark that are shown. In the `scope` of all
    reports they can be of some `reports`, of a `year` or a `body`, and are shown from `offset` on."""

    page: ClassVar[str] = "paragraphs"
    q: str | None = _param()
    place: str | None = _param("c", "country", "region")
    place_all: str | None = _param()
    place_not: str | None = _param()
    group: str | None = _param("g")
    theme: str | None = _param("t")
    theme_all: str | None = _param()
    theme_not: str | None = _param()
    section: str | None = _param("s")
    section_not: str | None = _param()
    engagement: str | None = _param("e")
    engagement_all: str | None = _param()
    engagement_not: str | None = _param()
    has_figure: str | None = _param("fig")
    has_presence: str | None = _param("pre")
    cites: str | None = _param("doc")
    by: str | None = _param()
    sort: str | None = _param()
    columns: str | None = _param()
    rows: str | None = _param()
    passage: str | None = _param("p")
    highlight: str | None = _param("hl")
    all: str | None = _param()
    scope: str | None = _param()
    reports: str | None = _param()
    year: str | None = _param()
    body: str | None = _param()
    offset: str | None = _param()


@dataclass(frozen=True)
class CompareParams(Params):
    """The `earlier` and the `later` report, the `aspect` that is compared, numbers `per` 100 paragraphs, the groups of
    `change` shown, what is `checked` between two languages, `at` what the map shows of the world; the others open a row of
    their aspect."""

    page: ClassVar[str] = "compare"
    earlier: str | None = _param("a")
    later: str | None = _param("b")
    aspect: str | None = _param("x")
    per: str | None = _param("n")
    change: str | None = _param("g")
    checked: str | None = _param("k")
    country: str | None = _param("c")
    theme: str | None = _param("t")
    engagement: str | None = _param("e")
    presence: str | None = _param("s")
    category: str | None = _param("f")
    passage: str | None = _param("p")
    at: str | None = _param()
    light: str | None = _param()


@dataclass(frozen=True)
class YearsParams(Params):
    """The `reports` shown, the `aspect` counted in them, numbers `per` 100 paragraphs, the `measure`, the window (`at`) and
    the lit class (`light`) of the map; the others open a row of their aspect."""

    page: ClassVar[str] = "years"
    reports: str | None = _param()
    aspect: str | None = _param()
    per: str | None = _param()
    measure: str | None = _param()
    country: str | None = _param()
    theme: str | None = _param()
    engagement: str | None = _param()
    presence: str | None = _param()
    category: str | None = _param()
    at: str | None = _param()
    light: str | None = _param()


@dataclass(frozen=True)
class ReportsParams(Params):
    """Words in title or symbol (`q`), any of several years, bodies and languages; `sort` names a column, `-` before one that
    falls; `open` is the report whose card is shown."""

    page: ClassVar[str] = "reports"
    q: str | None = _param()
    year: str | None = _param()
    body: str | None = _param()
    language: str | None = _param()
    sort: str | None = _param()
    open: str | None = _param()


@dataclass(frozen=True)
class MethodParams(Params):
    """`passage` is the one to be corrected."""

    page: ClassVar[str] = "method"
    passage: str | None = _param("p")
    sort: str | None = _param()


@dataclass(frozen=True)
class PresentParams(Params):
    """`deck` is the presentation, packed; `edit` the place of the slide that is being edited."""

    page: ClassVar[str] = "present"
    deck: str | None = _param()
    edit: str | None = _param()


OF_PAGE: Mapping[str, type[Params]] = {
    each.page: each for kind in (Params, SeriesParams) for each in kind.__subclasses__() if each.page
}
