"""The page at /api: plain HTML that stands alone, in the app's colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui import data_dictionary, palette, tables
from ui.i18n import LANGUAGES, Words
from ui.render import documents
from ui.routes import api_query

# One question a table that shows what its conditions are for.
EXAMPLES = {
    "reports": "language=zh",
    "sections": "level=1",
    "passages": "iso3=TUN",
    "mentions": "iso3=TUN",
    "groups": "kind=region",
    "engagements": "engagement=training",
    "presences": "status=visit",
    "figures": "category=funding",
    "statements": "figure=none",
    "themes": "theme=women_gender",
    "regions": "kind=table",
    "citations": "section=II.E",
    "readings": "language=en",
}
_RULES = ("conditions", "through", "short", "paging", "fresh", "csv", "errors")
# Forms that hold words: notes and the source sheet in the reader's language.
_WORDED = ("json", "xlsx")


def html(atlas: tables.Atlas, say: Words, formats: Sequence[str], base: str, origin: str) -> str:
    """The whole page; `base` is what our addresses begin with, `origin` how the reader reached us."""
    root = f"{origin}{base}"
    return documents.document(
        "api.html",
        say=say,
        base=base,
        languages=LANGUAGES,
        light=documents.variables(palette.LIGHT),
        dark=documents.variables(palette.DARK),
        font=palette.FONT,
        style=documents.style("api.css"),
        tables=[_table(atlas, say, formats, table) for table in tables.NAMES],
        rules=[
            say(f"api.rule_{name}", cap=say.number(api_query.CAP), longest=api_query.LONGEST)
            for name in _RULES
        ],
        programs=[
            f'curl -o tunisia.xlsx "{root}/api/passages.xlsx?iso3=TUN&lang={say.lang}"',
            f'import pandas as pd\nmentions = pd.read_csv("{root}/api/mentions.csv?iso3=TUN")',
        ],
        dated=say("api.dated", date=say.date(atlas.date), version=atlas.version),
    )


def _table(atlas: tables.Atlas, say: Words, formats: Sequence[str], table: str) -> dict[str, Any]:
    """What the page says of a table: name, meaning, number of rows, files, an example, its conditions."""
    known = atlas.count(table)
    return {
        "name": table,
        "title": say(f"tables.{table}"),
        "meaning": data_dictionary.table_words(say, table),
        "rows": say.count("rows", known) if known is not None else "–",
        "forms": [
            (
                form,
                "Parquet" if form == "parquet" else form.upper(),
                f"?lang={say.lang}" if form in _WORDED else "",
            )
            for form in formats
        ],
        "example": EXAMPLES[table],
        "conditions": [
            *api_query.filters_of(table),
            *(["q"] if table == "passages" else []),
            "limit",
            "offset",
            "lang",
        ],
    }
