"""How the presences page speaks of types, regions, numbers and statuses, and the signs of its map."""

from __future__ import annotations

from collections.abc import Mapping

from ui import condition_names
from ui.content import Sign
from ui.params import PresencesParams
from ui.queries import absence
from ui.queries.presence_places import COUNTLESS, GROUP_OF, GROUPS, of_type
from ui.view import View

# Group of types → its sign on the map and beside its name.
SIGNS: Mapping[str, Sign] = {
    "official": Sign("circle", "warm"),
    "office": Sign("square", "accent"),
    "team": Sign("triangle-up", "accent"),
    "monitoring": Sign("circle", "warm", filled=False),
    "remote": Sign("diamond", "accent", filled=False),
    "other": Sign("cross", "quiet"),
}


def type_name(view: View, kind: str) -> str:
    """A type of presence, or a group of types, in words."""
    return view.words(f"fieldwork.{kind}" if kind in GROUPS else f"presences.{kind}")


def region_name(view: View, code: str) -> str:
    """A region of either scheme, with whose it is: here both schemes stand side by side."""
    said = condition_names.region_name(view, code)
    return view.words("fieldwork.region_m49", name=said) if code.isdigit() else said


def conditions(view: View[PresencesParams]) -> dict[str, str]:
    """Parameter → the condition in force, in words: a type or group of types, a region."""
    kind, region = view.params.presence, view.params.region
    said = {"presence": type_name(view, kind)} if kind else {}
    return said | ({"region": region_name(view, region)} if region else {})


def none_said(view: View[PresencesParams]) -> str:
    """Why no place is shown: the text names none, none meets the conditions, or none was looked for."""
    if len(of_type(view.report.table("presences"), None)):
        return view.words("fieldwork.empty")
    return absence.none(view, "presences", "fieldwork.finding_none")


def count_said(view: View, presence: str, count: object) -> int | str:
    """How many, as stated; in words where no number is, or where none is expected."""
    if str(count).isdigit():
        return int(str(count))
    key = "countless" if GROUP_OF.get(presence) in COUNTLESS else "no_count"
    return view.words(f"fieldwork.{key}")


def status_name(view: View, status: str) -> str:
    """A status in words."""
    return view.words(f"fieldwork.status_{status}")
