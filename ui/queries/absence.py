"""Words for what a report does not say, and for what it says of the Office: those that are true of this report."""

from __future__ import annotations

from ui.queries import looked_for
from ui.tables import Report
from ui.view import View

_OTHER = "_of_others"  # the same phrase for reports of other bodies


def nothing(view: View, table: str) -> str:
    """That there is none of what a table of findings holds: it is not mentioned, or it was not looked for."""
    if table and table not in looked_for.tables(view.report):
        return view.words("nothing.not_looked_for")
    return about(view, "nothing.absent") if table == "presences" else view.words("nothing.absent")


def none(view: View, table: str, key: str, **values: object) -> str:
    """That there is none of what a table of findings holds, in the words of a phrase on it; or that it was not looked for."""
    if table not in looked_for.tables(view.report):
        return view.words("nothing.not_looked_for")
    return about(view, key, **values)


def none_in(view: View, table: str, report: Report, name: str) -> str:
    """The same of one of several reports, by its name."""
    sought = table in looked_for.tables(report)
    return view.words("compare.absent_in" if sought else "compare.unsought_in", report=name)


def about(view: View, key: str, **values: object) -> str:
    """A phrase on the Office; of a report that is not its own in the words for other bodies' reports, where there are some."""
    return view.words(_key(view, key), **values)


def phrase(view: View, key: str) -> str:
    """The same, its placeholders not filled in yet."""
    return view.words.phrases[_key(view, key)]


def _key(view: View, key: str) -> str:
    other = f"{key}{_OTHER}"
    own = other not in view.words.phrases or looked_for.of_the_office(view.report)
    return key if own else other
