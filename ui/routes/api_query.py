"""What a request to the API asks of a table: read against lists, refused with the list, asked of the database.

A name or value is data only: it is looked up and compared, and never becomes a path, an expression or a header. Names in
a query are the contract's, values are its parameters, and only the rows of one answer become a frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from ui import contract, filters, tables, url_state
from ui.cache import kept
from ui.filters import ALL, NOT
from ui.i18n import FALLBACK, LANGUAGES
from ui.queries import archive_conditions, archive_search, country_counts, library
from ui.queries.archive_conditions import Query
from ui.registry import PAGES
from ui.url_state import Refused

LONGEST = 2048
CAP = 10_000
_MOST_FIELDS = 100
# Running text and offsets are no conditions.
_NO_FILTER = {
    "text", "title", "label", "surface", "phrase", "place", "warnings", "address", "url", "source_file", "sha256",
    "start", "end", "raw_start", "raw_end", "segments", "boxes", "box", "caption", "sentences", "spans", "marks",
    "mention_start", "value", "low", "high", "part_of", "count",
    "period_start", "period_end", "period", "paragraphs", "footnotes", "first_paragraph", "last_paragraph",
}  # fmt: skip
# Conditions that a row meets through its passage, as on the pages; a column of that name comes first.
THROUGH = {
    "iso3": "place",
    "theme": "theme",
    "section": "section",
    "engagement": "engagement",
    "has_figure": "has_figure",
    "has_presence": "has_presence",
    "cites": "cites",
    "group": "group",
}
# Those of which several may be asked for at once, and left out: `theme_all`, `theme_not`.
SEVERAL = ("iso3", "theme", "section", "engagement")
# Conditions on a row's country.
OF_COUNTRY = ("region", "group")
# Conditions on the report of a row; `scope=all` takes one text of each report, as the list of paragraphs of all reports does.
OF_REPORT = ("year", "body")
# The pages' names, those of today and of former days, are understood as well.
ALIASES = {
    "country": "iso3",
    "place": "iso3",
    "c": "iso3",
    "t": "theme",
    "s": "section",
    "e": "engagement",
    "p": "passage",
    "fig": "has_figure",
    "pre": "has_presence",
    "doc": "cites",
    "r": "region",
    "g": "group",
    "reports": "report",
}
_ONCE = ("q", "limit", "offset", "lang")


@dataclass(frozen=True)
class Selection:
    """Rows asked for: of one table, those that meet every condition, from `offset` on at most `limit`."""

    table: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    q: str = ""
    limit: int = CAP
    offset: int = 0
    lang: str = FALLBACK
    own: str = ""

    def params(self, **changes: int) -> str:
        """The same as a query, in one order for the same question."""
        pairs = [(name, value) for name, values in self.filters for value in values]
        pairs += [("q", self.q)] if self.q else []
        numbers = {"limit": self.limit, "offset": self.offset, **changes}
        pairs += [(name, str(n)) for name, n in numbers.items() if n != {"limit": CAP, "offset": 0}[name]]
        pairs += [("lang", self.lang)] if self.lang != FALLBACK else []
        return urlencode([*pairs, *([(url_state.OWN, self.own)] if self.own else [])])

    def public(self, **changes: int) -> str:
        """The same without the key of whose reports they are: in a file it would open them to whoever has the file."""
        return replace(self, own="").params(**changes)


@lru_cache(maxsize=len(tables.NAMES))
def filters_of(table: str) -> tuple[str, ...]:
    """The conditions that a table understands."""
    own = [column.name for column in contract.columns(table)]
    of_country = OF_COUNTRY if "iso3" in own else ()
    through = [name for name in THROUGH if name not in (*own, *of_country)] if "passage" in own else []
    through += [f"{name}{ending}" for name in SEVERAL if "passage" in own for ending in (ALL, NOT)]
    of_report = [*OF_REPORT, *(["scope"] if "passage" in own else [])] if "report" in own else []
    return (*[name for name in own if name not in _NO_FILTER], *through, *of_country, *of_report)


def values_of(atlas: tables.Atlas, table: str, name: str) -> tuple[str, ...]:
    """What a condition may ask for: the contract's list, or what there is."""
    name = base_of(name)
    column = next((c for c in contract.columns(table) if c.name == name), None)
    if name == "iso3":
        regions = [str(code) for code in atlas.regions.index]
        blank = [""] if column and "" in _distinct(atlas, table, name) else []
        return (*(str(code) for code in atlas.countries.index), *regions, *blank)
    if name == "section":
        return _distinct(atlas, "sections", "section")
    if name == "report":
        return tuple(atlas.reports)
    if name == "passage":
        return _distinct(atlas, "passages", "passage")
    if column and column.allowed:
        return column.allowed
    if column:
        return _distinct(atlas, table, name)
    if name == "region":
        return (
            *(str(code) for code in atlas.regions.index),
            *(str(code) for code in atlas.office_regions.index),
        )
    if name == "group":
        return country_counts.GROUPS
    if name in ("has_figure", "has_presence", "cites"):
        return ("1",)
    if name in OF_REPORT:
        return tuple(library.facets(atlas)[name])
    if name == "scope":
        return (archive_search.EVERY,)
    if name == "engagement":
        return values_of(atlas, "engagements", name)
    return tuple(dict.fromkeys(theme for theme, _ in atlas.theme_names))


def base_of(name: str) -> str:
    """A condition's name without what says that all its values are meant, or none."""
    return name.removesuffix(ALL).removesuffix(NOT)


def _named(given: str) -> str:
    """A condition by the name that it has here."""
    base = base_of(given)
    return f"{ALIASES.get(base, base)}{given[len(base) :]}"


def read(atlas: tables.Atlas, table: str, raw: str) -> Selection:
    """The selection that a query string asks for; `Refused` says what it may ask."""
    if len(raw) > LONGEST:
        raise Refused(f"the query is longer than {LONGEST} bytes")
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refused("the query is not valid percent-encoded UTF-8, or has too many fields") from None
    pairs = [(name, value) for name, value in pairs if name != url_state.OWN]
    known = filters_of(table)
    single = [name for name in _ONCE if name != "q" or table == "passages"]
    given_values: dict[str, list[str]] = {}
    once: dict[str, str] = {}
    for given, value in pairs:
        name = _named(given)
        if name in single:
            if name in once:
                raise Refused(f"{name} is given twice")
            once[name] = value
        elif name not in known:
            raise Refused(f"{table} has no parameter {_short(given)}", [*known, *single])
        elif value not in (allowed := values_of(atlas, table, name)):
            raise Refused(f"{name} has no value {_short(value)}", allowed)
        else:
            given_values.setdefault(name, []).append(value)
    q, lang = once.get("q", "").strip(), once.get("lang", FALLBACK)
    if url_state.text()(q) is None:
        raise Refused(f"q is longer than {url_state.LONGEST_QUERY} characters or not printable")
    if lang not in LANGUAGES:
        raise Refused(f"there is no language {_short(lang)}", LANGUAGES)
    limit, offset = _whole(once, "limit", CAP, 1), _whole(once, "offset", 0, 0)
    chosen = tuple((name, tuple(sorted(set(given_values[name])))) for name in known if name in given_values)
    return Selection(table, chosen, q, min(limit, CAP), offset, lang, atlas.key)


def rows(atlas: tables.Atlas, selection: Selection) -> tuple[pd.DataFrame, int]:
    """The rows of one answer, in the table's order, and how many meet the conditions in all."""
    query, name = Query(), selection.table
    conditions = _conditions(atlas, query, selection)
    where = f"FROM {{{name}}} p" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
    # A table is in its order as it stands; what asks others besides may not be.
    ordered = " ORDER BY p.line" if any("EXISTS" in each for each in conditions) else ""
    columns = ", ".join(f'p."{column.name}"' for column in contract.columns(name))
    counted = dict(query.values)
    part = f"LIMIT {query.value(selection.limit)} OFFSET {query.value(selection.offset)}"
    frame = atlas.chosen(name, f"SELECT {columns} {where}{ordered} {part}", query.values)
    if len(frame) < selection.limit and (len(frame) or not selection.offset):
        return frame, selection.offset + len(frame)
    return frame, int(atlas.ask(f"SELECT count(*) {where}", counted)[0][0])


def _conditions(atlas: tables.Atlas, query: Query, selection: Selection) -> list[str]:
    """What a row must meet, as parts of a query in which it is `p`."""
    own = {column.name for column in contract.columns(selection.table)}
    found, through = [], {}
    for name, values in selection.filters:
        # A part of the outline holds its parts: as on the pages, through the passage.
        if name in (*OF_REPORT, "scope"):
            found.append(query.among("p.report", _reports(atlas, selection, name, values)))
        elif name in OF_COUNTRY and "iso3" in own:
            found.append(query.among("p.iso3", _countries(atlas, values)))
        elif name in own and not (name == "section" and selection.table == "passages"):
            asked = _countries(atlas, values) if name == "iso3" else values
            found.append(query.among(_text("p", name), asked))
        else:
            base = base_of(name)
            through[f"{THROUGH[base]}{name[len(base) :]}"] = ",".join(values)
    found += archive_conditions.met(atlas, query, filters.conditions(through))
    return found + archive_conditions.searched(atlas, query, selection.q, selection.lang)


def _text(row: str, column: str) -> str:
    """A column of a row as text; empty where nothing is known."""
    return f"coalesce(CAST({row}.\"{column}\" AS VARCHAR), '')"


@kept
def _distinct(atlas: tables.Atlas, table: str, column: str) -> tuple[str, ...]:
    """What stands in a column, in the table's order."""
    text = _text("p", column)
    asked = f"SELECT {text} FROM {{{table}}} p GROUP BY 1 ORDER BY min(p.line)"
    return tuple(str(value) for (value,) in atlas.ask(asked, {}))


def readings_of(atlas: tables.Atlas, passages: pd.DataFrame, lang: str) -> list[str | None]:
    """The unofficial reading of each passage in a language; None where it has none."""
    reports, keys = (tuple(map(str, passages[name])) for name in ("report", "passage"))
    query = Query({"lang": lang})
    asked = (
        f"SELECT report, passage, text FROM {{readings}} WHERE language = $lang "
        f"AND {query.among('report', set(reports))} AND {query.among('passage', set(keys))}"
    )
    texts = {(report, passage): text for report, passage, text in atlas.ask(asked, query.values)}
    return [texts.get(one) for one in zip(reports, keys, strict=True)]


def of_page(atlas: tables.Atlas, name: str, asked: Mapping[str, str]) -> tuple[str, str]:
    """(table, query) behind a page as its address shows it; what the API does not know is left out."""
    kind = PAGES[name].params
    params = kind.renamed(asked)
    wanted = params.get(url_state.REPORT, "")
    report = atlas.report(wanted if wanted in atlas.reports else atlas.reports[0])
    table, fixed = PAGES[name].rows(report, kind(**{k: v for k, v in params.items() if k in kind.names()}))
    pairs, known = list(fixed), filters_of(table)
    if (
        params.get("scope") == archive_search.EVERY
    ):  # whose paragraph is read beside the list is no condition on it
        params = {given: value for given, value in params.items() if given != url_state.REPORT}
    for given, value in params.items():
        target = _named(given)
        if target == "scope" and "report" in dict(fixed):  # its reports are named one by one
            continue
        if target == "q" and table == "passages" and value:
            pairs.append((target, value))
        elif target in known:
            allowed = values_of(atlas, table, target)
            pairs += [(target, each) for each in value.split(",") if each in allowed]
    pairs += [(url_state.OWN, atlas.key)] if atlas.key else []
    return table, urlencode(list(dict.fromkeys(pairs)))


def _short(value: str) -> str:
    return repr(value[:40])


def _whole(given: Mapping[str, str], name: str, default: int, least: int) -> int:
    value = given.get(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) <= 9) or int(value) < least:
        raise Refused(f"{name} is a whole number from {least} on, not {_short(value)}")
    return int(value)


def _countries(atlas: tables.Atlas, values: Sequence[str]) -> set[str]:
    """Country codes, with the countries of every region and group among them."""
    regions, groups = country_counts.members_of(atlas)
    return set(values).union(
        *(members[code] for members in (regions, groups) for code in values if code in members)
    )


def _reports(
    atlas: tables.Atlas, selection: Selection, name: str, values: Sequence[str]
) -> frozenset[str] | tuple[str, ...]:
    """The reports that a condition on reports means."""
    if name == "scope":
        return archive_conditions.texts(atlas, archive_conditions.language_for(selection.q, selection.lang))
    return frozenset[str]().union(*(library.facets(atlas)[name][value] for value in values))
