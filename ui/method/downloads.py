"""The method page's data: every table as a file, and what its columns mean."""

from __future__ import annotations

from ui import tables, url_state
from ui.cache import kept
from ui.markup import esc, part_head, sheet
from ui.method import data_dictionary
from ui.view import View

FORMS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "parquet": "Parquet"}


def href(view: View, table: str, form: str) -> str:
    """Where this report's rows of a table lie as a file."""
    # Notes and the source sheet in the reader's language; bare rows need none.
    said = {k: v for k, v in view.common.items() if k != url_state.LANG or form in ("json", "xlsx")}
    return url_state.href(f"api/{table}.{form}", said, view.here.base)


def package_href(view: View) -> str:
    """Where all tables lie as one file: of everyone's reports, or of the one that is the session's own."""
    whose = (
        {url_state.REPORT: view.report.report, url_state.OWN: view.report.atlas.key}
        if view.report.own
        else {}
    )
    return url_state.href("api/package.zip", whose, view.here.base)


@kept
def data_html(view: View) -> str:
    """Every table in every format, and all in one."""
    say, base = view.words, view.here.base
    rows = ""
    for table in tables.NAMES:
        files = "".join(
            f'<a href="{esc(href(view, table, form))}" download>{label}</a>' for form, label in FORMS.items()
        )
        rows += (
            f'<tr><th scope="row">{esc(say(f"tables.{table}"))} <code>{table}</code></th>'
            f'<td class="n">{esc(say.number(len(view.report.table(table))))}</td><td class="files">{files}</td></tr>'
        )
    heads = [say(f"method.column_{name}") for name in ("table", "rows", "files")]
    return (
        f"{part_head('data', say('method.data'))}<p>{esc(say('method.data_note'))}</p>"
        f'<p class="ways"><a href="{esc(package_href(view))}" download>{esc(say("method.data_package"))}</a>'
        f'<a href="{esc(base)}/api?lang={view.lang}" target="_blank">{esc(say("method.data_api"))}</a></p>'
        + sheet(heads, rows, (1,))
    )


@kept
def dictionary_html(view: View) -> str:
    """Every column of every table."""
    say = view.words
    blocks = ""
    heads = [say(f"method.column_{name}") for name in ("column", "kind", "meaning")]
    for table in tables.NAMES:
        rows = ""
        for column in tables.columns(table):
            kind = say(f"method.kind_{column.kind}")
            may = f'<span class="quiet">{esc(say("method.optional"))}</span>' if column.optional else ""
            rows += (
                f'<tr><th scope="row"><code>{column.name}</code></th><td class="kind">{esc(kind)} {may}</td>'
                f"<td>{esc(data_dictionary.column_words(say, table, column))}{_codes(view, table, column)}</td></tr>"
            )
        blocks += (
            f"<details><summary><b>{esc(say(f'tables.{table}'))}</b> <code>{table}</code> "
            f'<span class="quiet">{esc(data_dictionary.table_words(say, table))}</span></summary>{sheet(heads, rows)}</details>'
        )
    lead = f"{part_head('dictionary', say('method.dictionary'))}<p>{esc(say('method.dictionary_note'))}</p>"
    return f'{lead}<div class="tables">{blocks}</div>'


def _codes(view: View, table: str, column: tables.Column) -> str:
    """The values that a column can hold, with their names."""
    items = ""
    for code in column.allowed:
        name = data_dictionary.code_words(view.words, table, column.name, code)
        items += f"<li><code>{esc(code)}</code>{f' {esc(name)}' if name and name != code else ''}</li>"
    label = esc(view.words("method.allowed"))
    return f'<ul class="codes" aria-label="{label}">{items}</ul>' if items else ""
