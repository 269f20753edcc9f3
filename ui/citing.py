"""How a report is cited, in words of any language: by its symbol and its title where it has one, and where it is published."""

from __future__ import annotations

from ui.i18n import Words
from ui.tables import Report


def titled(report: Report, lang: str) -> str:
    """A report's title; "" where none could be read, and its symbol stands in its place."""
    title = report.titles(lang)[""]
    return "" if title == report.row["symbol"] else title


def document(say: Words, report: Report, title_first: bool = False) -> str:
    """`A/74/36, Report of …`, in bibliographies the title first; the symbol alone where there is no title."""
    symbol, title = str(report.row["symbol"]), titled(report, say.lang)
    if not title:
        return symbol
    return say("app.document_title_first" if title_first else "app.document", symbol=symbol, title=title)


def at(say: Words, report: Report) -> str:
    """Where a report is published, to follow what was said of it; "" where that is not known."""
    address = str(report.row["address"])
    return say("app.document_at", address=address) if address else ""
