"""Words for what a report does not say, and for what it says of the Office: those that are true of this report."""

from __future__ import annotations

from ui.queries import looked_for
from ui.view import View

_OTHER = "_of_others"  # the same phrase for reports of other bodies


def nothing(view: View, table: str) -> str:
    """That there is none of what a table of findings holds: it is not mentioned, or it was not looked for."""
    if table and table not in looked_for.tables(view.report):
        return view.words("nothing.not_looked_for")
    return about(view, "nothing.absent") if table == "presences" else view.words("nothing.absent")


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
