"""The only truth about tables: names, columns, types, keys, allowed values, and the words that explain them.

Everything that writes or reads a table takes its columns from here; `datapackage.json` and the data dictionary are
made from it. A column's `description` is what a reader of the data needs, not how it is computed.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandas.api.types import pandas_dtype

SCHEMA_VERSION = "2"

MENTION_KINDS = ("country", "territory", "name", "place")
GROUP_KINDS = ("region", "organisation")
CERTAINTIES = ("verified", "rule", "ambiguous")
PRESENCES = (
    "field_presence_total",
    "headquarters",
    "country_office",
    "regional_office",
    "human_rights_adviser",
    "peace_mission_component",
    "emergency_team",
    "surge_team",
    "deployed_staff",
    "technical_team",
    "cluster_role",
    "monitoring_visit",
    "remote_monitoring",
    "visit_high_commissioner",
    "visit_deputy_high_commissioner",
    "visit_assistant_secretary_general",
    "other",
)
PRESENCE_STATUSES = ("existing", "deployed", "visit", "remote_monitoring")
ENGAGEMENTS = (
    "visit",
    "technical_assistance",
    "training",
    "monitoring",
    "advocacy",
    "humanitarian",
    "transitional_justice",
    "nhri_support",
    "election_monitoring",
    "grant",
    "field_presence",
    "mechanisms_followup",
    "other",
)
FIGURE_CATEGORIES = ("funding", "reach", "presence", "participation", "other")
STATEMENT_KINDS = ("fund", "word")
STATEMENT_FIGURES = ("none", "beside")
QUALIFIERS = ("exact", "about", "at_least", "more_than", "up_to", "less_than", "estimate")
REGION_KINDS = ("table", "figure", "box", "text")


def _text(description: str, **more: Any) -> Any:
    return pa.Field(description=description, coerce=True, **more)


def _number(description: str) -> Any:
    return pa.Field(description=description, nullable=True, coerce=True)


def _choice(description: str, values: tuple[str, ...], blank: bool = False) -> Any:
    return pa.Field(description=description, isin=[*values, ""] if blank else list(values), coerce=True)


def _int(description: str, optional: bool = False) -> Any:
    return pa.Field(description=description, nullable=optional, coerce=True, ge=0)


class Table(pa.DataFrameModel):
    """What all tables share: exactly the columns below, in this order."""

    class Config:
        """Unknown columns are an error, a wrong order too."""

        strict = True
        ordered = True


class Reports(Table):
    """One row a report."""

    report: str = _text("Identifier of the report, such as A-74-36.zh", unique=True)
    symbol: str = _text("United Nations document symbol, such as A/74/36")
    language: str = _text("Language of the text read (ISO 639-1)")
    title: str = _text("Title in the report's own language")
    period_start: str = _text("First day of the period reported on (ISO 8601), empty if not known")
    period_end: str = _text("Last day of the period reported on (ISO 8601), empty if not known")
    source_file: str = _text("Name of the file that was read")
    sha256: str = _text("SHA-256 of that file")
    paragraphs: int = _int("Number of numbered paragraphs read")
    footnotes: int = _int("Number of footnotes read")
    address: str = _text("Where the report is published, empty if not known")
    warnings: str = _text(
        "What was odd in the document: a line of JSON each, a code with its facts; empty if nothing was"
    )


class Sections(Table):
    """One row a chapter, section or subsection of a report's own outline."""

    report: str = _text("Report")
    section: str = _text("Path in the outline, such as II.A.3")
    parent: str = _text("Path of the part that holds it, empty for a chapter")
    level: int = _int("1 chapter, 2 section, 3 subsection")
    label: str = _text("Mark as printed, such as 第二章, A. or 3.")
    title: str = _text("Title as printed")
    first_paragraph: pd.Int64Dtype = _int("First paragraph in it", optional=True)
    last_paragraph: pd.Int64Dtype = _int("Last paragraph in it", optional=True)


class Passages(Table):
    """One row a numbered paragraph or footnote: the text that every other table points into."""

    report: str = _text("Report")
    passage: str = _text(
        "81 for paragraph 81, fn4 for footnote 4, annex2.7 for paragraph 7 of the second annex"
    )
    kind: str = _choice("Paragraph, paragraph of an annex, or footnote", ("paragraph", "annex", "footnote"))
    number: int = _int("Its printed number")
    section: str = _text("Innermost part of the outline that holds it, empty if none does")
    attached_to: str = _text("For a footnote: the paragraph that bears its mark; else empty")
    page: pd.Int64Dtype = _int("Page on which it begins, empty where not known", optional=True)
    text: str = _text("The text: wrapped lines joined, number and footnote marks left out")
    raw_start: int = _int("Offset of its first character in the decoded raw file (code points)")
    raw_end: int = _int("Offset after its last character in the decoded raw file (code points)")
    sentences: str = _text(
        "Where its sentences stand in the text, as 'start:end' pairs parted by spaces, in order; a semicolon ends one too"
    )
    segments: str = _text(
        "How text offsets lead back to the raw file: 'text_start:raw_start:length' triples parted by spaces"
    )
    boxes: str = _text(
        "Where it stands on its pages: 'page:left,top,right,bottom' in points from the upper left corner, parted by "
        "spaces; empty where there are no pages"
    )
    reading: str = _choice(
        "How its beginning was told: by the text alone, by its place on the page alone, or by both",
        ("text", "page", "both"),
    )


class Regions(Table):
    """What stands beside the numbered paragraphs of a PDF: tables, figures, boxes, and text that no number opens."""

    report: str = _text("Report")
    region: str = _text("Its identifier in the report, such as r3")
    page: pd.Int64Dtype = _int("Page on which it begins, empty where not known", optional=True)
    box: str = _text(
        "Where it stands: 'page:left,top,right,bottom' in points from the upper left corner, or empty"
    )
    kind: str = _choice("What it is", REGION_KINDS)
    caption: str = _text("Its caption as printed, empty if it has none")
    text: str = _text("What is printed in it, a line a line; the cells of a table are parted by tabs")
    passage: str = _text("Paragraph beside which it stands, empty if there is none")


class Mentions(Table):
    """One row each time a country, a territory or a place in one is named."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    start: int = _int("Offset of the first character in the passage's text")
    end: int = _int("Offset after the last character")
    surface: str = _text("The characters themselves")
    iso3: str = _text("ISO 3166-1 alpha-3 code; XKX for Kosovo", str_matches=r"^[A-Z]{3}$")
    kind: str = _choice(
        "country: named as a country; territory: named as a territory; name: inside the name of a body, title, "
        "nationality or language; place: a city or region in it",
        MENTION_KINDS,
    )
    rule: str = _text("The rule that found it")
    certainty: str = _choice("Who vouches for it", CERTAINTIES)


class Groups(Table):
    """One row each time a region of several countries or an intergovernmental organisation is named."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    start: int = _int("Offset of the first character in the passage's text")
    end: int = _int("Offset after the last character")
    surface: str = _text("The characters themselves")
    group: str = _text("Identifier in data/reference/groups.csv")
    kind: str = _choice("Region or organisation", GROUP_KINDS)


class Engagements(Table):
    """What the Office did with or in a country named: one row a type, the main one first (rank 1)."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    iso3: str = _text("Country, as in mentions", str_matches=r"^[A-Z]{3}$")
    engagement: str = _choice("Type of engagement", ENGAGEMENTS)
    start: int = _int("Offset of the first character of the words that say so")
    end: int = _int("Offset after the last character")
    phrase: str = _text("The words that say so")
    certainty: str = _choice("Who vouches for it", CERTAINTIES)
    rank: int = _int("1 for the main type of this mention, then 2, 3 …")
    mention_start: int = _int("Offset at which the country is named: the key of the row in mentions")


class Presences(Table):
    """Where the Office says that it is, was, went or sent somebody: one row a country."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    start: int = _int("Offset of the first character of the words that say so")
    end: int = _int("Offset after the last character")
    phrase: str = _text("The words that say so")
    presence: str = _choice("Type of presence", PRESENCES)
    place: str = _text("The place as the text names it, empty if it names none")
    iso3: str = _text("Country, empty where the text names none", str_matches=r"^([A-Z]{3})?$")
    count: pd.Int64Dtype = _int("How many, empty where the text does not say", optional=True)
    status: str = _choice("Existing, deployed, a visit, or watched from afar", PRESENCE_STATUSES)
    certainty: str = _choice("Who vouches for it", CERTAINTIES)


class Figures(Table):
    """One row a stated quantity. Amounts of different currencies are never summed."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    start: int = _int("Offset of the first character of the phrase")
    end: int = _int("Offset after the last character")
    phrase: str = _text("The phrase as printed")
    value: float = _number("The plain number: 6.08 亿 is 608000000; empty for a range")
    low: float = _number("Lower end of a range (5 to 7 million; two or three), else empty")
    high: float = _number("Upper end of a range, else empty")
    qualifier: str = _choice(
        "How exact the text says it is; at_least and up_to include the number itself, more_than and less_than do not",
        QUALIFIERS,
    )
    unit: str = _text("What is counted: an identifier in data/reference/units.csv, or the noun as printed")
    currency: str = _text("ISO 4217 code for an amount of money, else empty", str_matches=r"^([A-Z]{3})?$")
    category: str = _choice("What kind of quantity", FIGURE_CATEGORIES)
    fund: str = _text("Identifier in data/reference/funds.csv of the fund the sentence speaks of, else empty")
    period: str = _text("Time the sentence states for it (ISO 8601 date, month or interval), else empty")
    part_of: pd.Int64Dtype = _int(
        "Offset at which the figure stands, in the same passage, of which this one is a part; empty if none is named",
        optional=True,
    )
    certainty: str = _choice("Who vouches for it", CERTAINTIES)


class Statements(Table):
    """Funding spoken of without a number: one row each time a fund is named, or grants and the like with no figure."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    start: int = _int("Offset of the first character of the name or word")
    end: int = _int("Offset after the last character")
    phrase: str = _text("The characters themselves")
    fund: str = _text(
        "Fund named, or for a word the one named in its sentence: identifier in data/reference/funds.csv; else empty"
    )
    kind: str = _choice("fund: a fund is named; word: a word of funding, such as grants", STATEMENT_KINDS)
    figure: str = _choice(
        "none: no number is given for it; beside: a figure of the fund stands in the passage",
        STATEMENT_FIGURES,
    )
    certainty: str = _choice("Who vouches for it", CERTAINTIES)


class Themes(Table):
    """One row a passage and theme: by the report's own outline, or by words."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    theme: str = _text("Path in the outline (basis outline) or identifier in data/reference/themes.csv")
    basis: str = _choice("By the report's outline or by words", ("outline", "words"))
    weight: str = _choice("core: a topic of the passage; secondary: in passing", ("core", "secondary"))
    certainty: str = _choice("Who vouches for it", CERTAINTIES)
    spans: str = _text("The words found, as 'start:end' pairs parted by spaces; empty for the outline")


class Citations(Table):
    """One row each time a United Nations document is cited."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    start: int = _int("Offset of the first character of the citation")
    end: int = _int("Offset after the last character")
    symbol: str = _text("Document symbol read from the text, such as A/RES/68/268")
    url: str = _text("Link printed in the report for it, kept as evidence; empty if there is none")


class Readings(Table):
    """Unofficial readings of the passages in other languages, by this project: the report's own text is the source."""

    report: str = _text("Report")
    passage: str = _text("Passage")
    language: str = _text("Language of the reading (ISO 639-1)")
    text: str = _text("The reading, sentence by sentence as in the source")
    sentences: str = _text("Where its sentences stand in it, as 'start:end' pairs parted by spaces, in order")
    marks: str = _text(
        "What both texts say: 'kind:key:start:end:reading_start:reading_end' parted by spaces; kind is country, name, "
        "presence, engagement, figure, theme, citation or unstated, key what is found (percent-encoded), then where it "
        "stands in the passage's text and in the reading"
    )


TABLES: dict[str, type[Table]] = {
    "reports": Reports,
    "sections": Sections,
    "passages": Passages,
    "regions": Regions,
    "mentions": Mentions,
    "groups": Groups,
    "engagements": Engagements,
    "presences": Presences,
    "figures": Figures,
    "statements": Statements,
    "themes": Themes,
    "citations": Citations,
    "readings": Readings,
}

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "reports": ("report",),
    "sections": ("report", "section"),
    "passages": ("report", "passage"),
    "regions": ("report", "region"),
    "mentions": ("report", "passage", "start", "iso3"),
    "groups": ("report", "passage", "start", "group"),
    "engagements": ("report", "passage", "mention_start", "iso3", "engagement"),
    "presences": ("report", "passage", "presence", "start", "place", "iso3"),
    "figures": ("report", "passage", "start", "end"),
    "statements": ("report", "passage", "start", "end"),
    "themes": ("report", "passage", "theme", "basis"),
    "citations": ("report", "passage", "start", "symbol"),
    "readings": ("report", "passage", "language"),
}


@cache
def columns(table: str) -> list[str]:
    """Names of a table's columns, in their order."""
    return list(TABLES[table].to_schema().columns)


@cache
def dtypes(table: str) -> dict[str, str]:
    """Column → pandas type name, as `pandas.read_csv` takes it."""
    return {name: str(column.dtype) for name, column in TABLES[table].to_schema().columns.items()}


def describe(table: str) -> dict[str, str]:
    """Column → its explanation."""
    return {name: str(column.description) for name, column in TABLES[table].to_schema().columns.items()}


def empty(table: str) -> pd.DataFrame:
    """The table with no rows."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in dtypes(table).items()})


def frame(table: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as the table: its columns in their order and of their types; a column a row does not name is empty.

    What is written is checked once, when it is finished (`validate`).
    """
    kinds = dtypes(table)
    return pd.DataFrame({n: pd.Series([row.get(n) for row in rows], dtype=kinds[n]) for n in kinds})


def validate(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the contract's types, or `pandera.errors.SchemaErrors` naming every breach."""
    checked = TABLES[table].validate(frame, lazy=True)
    keys = list(PRIMARY_KEYS[table])
    twice = checked[checked.duplicated(keys)]
    if len(twice):
        raise ValueError(f"{table}: rows with the same key {keys}: {twice[keys].head(3).to_dict('records')}")
    return checked


def read_csv(table: str, path: Any) -> pd.DataFrame:
    """Read a table written by `etl.package`: UTF-8 with BOM; empty cells of text columns are empty strings."""
    kinds = dtypes(table)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = [name for name in kinds if name not in frame.columns]
    if missing:
        raise ValueError(f"table {table}: column {', '.join(missing)} is missing in {path}")
    frame = frame[list(kinds)]
    for name, kind in kinds.items():
        if kind in ("int64", "Int64", "float64"):
            frame[name] = pd.to_numeric(frame[name].replace("", None)).astype(pandas_dtype(kind))
    return frame
