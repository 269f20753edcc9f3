"""The method page's data: every table as a file, and what its columns mean."""

from __future__ import annotations

from ui import contract, data_dictionary, exports, tables, url_state
from ui.content import Cell, File, Files, Fold, Note, Section, Table
from ui.method.content import part, sheet
from ui.params import MethodParams
from ui.view import View

FORMS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "parquet": "Parquet"}


def href(view: View[MethodParams], table: str, form: str) -> str:
    """Where this report's rows of a table lie as a file."""
    # Notes and the source sheet in the reader's language; bare rows need none.
    said = {k: v for k, v in view.here.shared.items() if k != url_state.LANG or form in ("json", "xlsx")}
    return url_state.href(f"api/{table}.{form}", said, view.here.base)


def data(view: View[MethodParams]) -> Section:
    """Every table in every format, and all in one."""
    say = view.words
    api = f"{view.here.base}/api?lang={view.lang}"
    rows = [
        (
            Cell(say(f"tables.{table}"), code=table),
            Cell(say.number(len(view.report.table(table))), kind="n"),
            Cell(
                files=tuple(File(label, href(view, table, form)) for form, label in FORMS.items()),
                kind="files",
            ),
        )
        for table in tables.NAMES
    ]
    return part(
        view,
        "data",
        Note(say("method.data_note"), "text"),
        Files(
            (
                File(say("method.data_package"), exports.package_href(view)),
                File(say("method.data_api"), api, apart=True),
            ),
            kind="ways",
        ),
        sheet(view, ("table", "rows", "files"), rows, numbers=1),
    )


def dictionary(view: View[MethodParams]) -> Section:
    """Every column of every table."""
    say = view.words
    folds = tuple(
        Fold(
            say(f"tables.{table}"),
            (_columns(view, table),),
            code=table,
            note=data_dictionary.table_words(say, table),
        )
        for table in tables.NAMES
    )
    return part(
        view, "dictionary", Note(say("method.dictionary_note"), "text"), Section("", folds, kind="tables")
    )


def _columns(view: View[MethodParams], table: str) -> Table:
    """What the columns of a table are, and the values that each can hold."""
    say, rows = view.words, []
    for column in contract.columns(table):
        may = say("method.optional") if column.optional else ""
        codes = tuple(
            (code, data_dictionary.code_words(say, table, column.name, code)) for code in column.allowed
        )
        meaning = data_dictionary.column_words(say, table, column)
        rows.append(
            (
                Cell(code=column.name),
                Cell(say(f"method.kind_{column.kind}"), note=may, kind="kind"),
                Cell(meaning, codes=codes, said=say("method.allowed") if codes else ""),
            )
        )
    return sheet(view, ("column", "kind", "meaning"), rows)
