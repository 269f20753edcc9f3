"""Two reports compared, as pictures: the map of change, and the greatest changes with both numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ui.compare import change_map
from ui.compare import content as compare_content
from ui.compare import labels as compare_labels
from ui.palette import LIGHT
from ui.params import CompareParams
from ui.plates import maps
from ui.plates.base import FULL, PASSING, Picture, kosovo, none_said
from ui.queries import report_comparison
from ui.queries.report_comparison import COUNTRIES
from ui.render import svg
from ui.render.svg import Drawn, Key, Row
from ui.tables import Report
from ui.view import View

_MOST = 20


def compare(view: View[CompareParams]) -> Picture:
    """The map of change; the numbers where it is not countries that are compared."""
    if report_comparison.aspect_of(view) != COUNTRIES:
        return changes(view)
    named = change_map.countries(view)
    return _of_both(view, maps.by_change(view, named), _map_keys(view), tuple(named))


def changes(view: View[CompareParams]) -> Picture:
    """What changed most, a bar for either report."""
    lines, (a, b) = listed(view), report_comparison.both(view)
    rows = []
    for line in lines[:_MOST]:
        name = compare_labels.row_name(view, report_comparison.aspect_of(view), line.code)
        rows.append(Row(name, ((line.a, PASSING),), _number(view, a, line.a), code=line.code))
        rows.append(Row("", ((line.b, FULL),), _number(view, b, line.b), code=line.code))
    longest = max((n for line in lines for n in (line.a, line.b)), default=1)
    names = compare_labels.names(view)
    keys = [Key(names["a"], fill=PASSING), Key(names["b"], fill=FULL)]
    pieces = [svg.bars(rows, longest) if rows else none_said(view.words("compare.empty"))]
    if left := len(lines) - _MOST:
        pieces += [svg.block(view.words("pictures.more", n=left), 14, LIGHT.quiet)] if left > 0 else []
    return _of_both(view, svg.stack(pieces, 8), keys, tuple(line.code for line in lines))


def listed(view: View[CompareParams]) -> list[report_comparison.Row]:
    """The lines of the comparison in the order of its table, those without a change last."""
    aspect = report_comparison.aspect_of(view)
    groups = compare_content.listed(view, aspect).values()
    lines = [line for rows in groups for line in rows if not line.code.isupper() or aspect == COUNTRIES]
    return sorted(lines, key=lambda line: -abs(line.change))


def said(view: View[CompareParams], line: report_comparison.Row) -> str:
    """Both numbers of a line in words."""
    (a, b), names = report_comparison.both(view), compare_labels.names(view)
    numbers = {"a_n": _number(view, a, line.a), "b_n": _number(view, b, line.b)}
    return view.words("compare.from_to", **names, **numbers)


def _number(view: View[CompareParams], report: Report, n: int) -> str:
    return compare_labels.shown(view, report, n) if n else view.words("compare.none_here")


def _of_both(view: View[CompareParams], body: Drawn, keys: Sequence[Key], codes: tuple[str, ...]) -> Picture:
    words, aspect = view.words, report_comparison.aspect_of(view)
    notes = list(compare_labels.notes(view))
    if aspect == COUNTRIES:
        notes += [words("compare.map_note"), words("countries.disclaimer"), *kosovo(view, codes)]
    tops = [
        f"{compare_labels.row_name(view, aspect, line.code)}{words('app.colon')}{said(view, line)}"
        for line in listed(view)[:3]
    ]
    group = view.params.change
    return Picture(
        compare_content.finding(view),
        words(f"compare.counted_{aspect}"),
        body,
        tuple(keys),
        tuple(notes),
        top=tuple(tops),
        over=words(f"compare.group_{group}") if group else "",
        source=compare_content.source_said(view),
    )


def _map_keys(view: View[CompareParams]) -> list[Key]:
    words, fills = view.words, change_map.fills(LIGHT)
    keys = [
        Key(words(f"compare.group_{group}"), words.count("countries", len(rows)), fill)
        for (group, rows), fill in zip(
            report_comparison.grouped(view, COUNTRIES).items(), fills[1:], strict=True
        )
    ]
    keys.append(Key(words("compare.map_neither"), "", LIGHT.nowhere, LIGHT.nowhere_line))
    return [*keys, Key(words("countries.neutral"), "", LIGHT.neutral)]
