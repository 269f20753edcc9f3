"""The comparison page's parts: finding, the two reports, what is compared, tables, sentences of both, files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ui import evidence, exports
from ui.cache import kept
from ui.compare import labels as compare_labels
from ui.markup import chips, current, esc, link, switch
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.presence_places import TOTAL
from ui.queries.report_comparison import (
    ALL,
    COUNTRIES,
    DROPPED,
    FIGURES,
    GROUPS,
    LANGUAGES,
    NEW,
    PER,
    PRESENCES,
    THEMES,
    WORK,
    Row,
)
from ui.tables import Report
from ui.view import View

_GREATEST = 10
# What a link to something else closes.
_CLOSED: dict[str, str | None] = dict.fromkeys((*report_comparison.OPENS.values(), "change", "checked"))


@kept
def alone_html(view: View) -> str:
    """Instead of a comparison where there is but one report: that this is so, and how to add another."""
    words = view.words
    way = link(view.here.to("reports"), esc(words("compare.alone_reports")))
    return (
        f'<h1>{esc(words("compare.alone"))}</h1><p class="subtitle">{esc(words("compare.alone_note"))}</p>'
        f'<p class="ways">{way}</p>'
        f"<p>{esc(words('compare.alone_command'))} <code>python -m etl add report.pdf</code></p>"
    )


def finding(view: View[CompareParams]) -> str:
    """The greatest difference in a sentence."""
    words, names, aspect = view.words, compare_labels.names(view), report_comparison.aspect_of(view)
    if aspect == COUNTRIES:
        groups = report_comparison.grouped(view, aspect)
        new, dropped = (words.count("countries", len(groups[group])) for group in (NEW, DROPPED))
        differ = groups[NEW] or groups[DROPPED]
        return words(
            f"compare.finding_countries{'' if differ else '_same'}", new=new, dropped=dropped, **names
        )
    rows = report_comparison.headline(view)
    up = next((row for row in rows if row.change > 0), None)
    down = next((row for row in rows if row.change < 0), None)
    form = "both" if up and down else "up" if up else "down" if down else "same" if rows else "none"
    said = _said(view, aspect, "up", up) | _said(view, aspect, "down", down)
    return words(f"compare.finding_{form}", **names, **said)


def _said(view: View[CompareParams], aspect: str, which: str, row: Row | None) -> dict[str, str]:
    if row is None:
        return {}
    a, b = report_comparison.both(view)
    name = compare_labels.row_name(view, aspect, row.code)
    if aspect == FIGURES:
        name = view.words("compare.figures_on", name=view.words.inside(name))
    return {
        which: name,
        f"{which}_a": compare_labels.shown(view, a, row.a),
        f"{which}_b": compare_labels.shown(view, b, row.b),
    }


@kept
def title_html(view: View[CompareParams]) -> str:
    """The finding, and what is counted."""
    counted = view.words(f"compare.counted_{report_comparison.aspect_of(view)}")
    return f'<h1>{esc(finding(view))}</h1><p class="subtitle">{esc(counted)}</p>'


@kept
def sides_html(view: View[CompareParams]) -> str:
    """The two reports with length, period and language, each a menu of the others."""
    words, (a, b) = view.words, report_comparison.both(view)
    blocks = [_side(view, a, b, "a"), _side(view, b, a, "b")]
    swap = link(
        _to_pair(view, b, a),
        "⇄",
        class_="swap",
        title=words("compare.swap"),
        aria_label=words("compare.swap"),
    )
    said = esc(words("app.sentence_gap").join(compare_labels.notes(view)))
    # A change of sides keeps no opened row: the other report may not have it.
    return (
        f'<div class="sides" role="group" aria-label="{esc(words("compare.reports"))}">{blocks[0]}{swap}{blocks[1]}</div>'
        + (f'<p class="side-notes">{said}</p>' if said else "")
    )


def _to_pair(view: View[CompareParams], a: Report, b: Report) -> str:
    known = report_comparison.aspects_of((a, b))
    kept_aspect = view.params.aspect if view.params.aspect in known else None
    here = report_comparison.side(view, b).here
    return here.link(**{**_CLOSED, "earlier": a.report, "later": b.report, "aspect": kept_aspect})


def _side(view: View[CompareParams], own: Report, other: Report, which: str) -> str:
    words, items = view.words, ""
    for name in view.report.atlas.reports:
        one = view.report.atlas.report(name)
        rest = own if one.report == other.report else other
        target = _to_pair(view, one, rest) if which == "a" else _to_pair(view, rest, one)
        line = f"{one.row['symbol']} · {compare_labels.language_of(view, one)}"
        items += f"<li>{link(target, esc(line), aria_current=current(one.report == own.report))}</li>"
    facts = [
        compare_labels.length_of(view, own),
        compare_labels.language_of(view, own),
        compare_labels.period_of(view, own),
    ]
    title = own.titles(view.lang)[""]
    # A report whose title could not be read bears its symbol.
    said = f"<p>{esc(title)}</p>" if title != own.row["symbol"] else ""
    return (
        f'<div class="side side-{which}"><details class="pick"><summary aria-label='
        f'"{esc(words(f"compare.report_{which}"))}{esc(words("app.colon"))}{esc(compare_labels.name_of(view, own))}">'
        f"<b>{esc(compare_labels.name_of(view, own))}</b></summary><ul>{items}</ul></details>"
        f"{said}<p class=quiet>{esc(' · '.join(facts))}</p></div>"
    )


@kept
def conditions_html(view: View[CompareParams]) -> str:
    """What is compared, whether counts or rates are shown, and of countries which groups of change."""
    words, here = view.words, view.here
    aspect, two = report_comparison.aspect_of(view), report_comparison.both(view)
    inner = "".join(
        switch(
            here.link(**{**_CLOSED, "aspect": one}),
            esc(words(f"compare.aspect_{one}")),
            one == aspect,
            role="radio",
        )
        for one in report_comparison.aspects_of(two)
    )
    if LANGUAGES not in report_comparison.aspects_of(two):
        for own, other in report_comparison.translations(two):
            label = words("compare.in_both_languages", symbol=own.row["symbol"])
            inner += switch(_to_pair(view, own, other), esc(label), False, role="radio")
    row = chips(words("compare.aspect"), inner, role="radiogroup", shown=True)
    if aspect == LANGUAGES:
        return row
    per = view.params.per == PER
    inner = switch(here.link(per=None), esc(words("compare.numbers_counts")), not per, role="radio")
    inner += switch(here.link(per=PER), esc(words("compare.numbers_per")), per, role="radio")
    numbers = chips(words("compare.numbers"), inner, role="radiogroup", shown=True)
    groups = _groups_html(view) if aspect == COUNTRIES else ""
    return f'<div class="chip-rows">{row}{numbers}{groups}</div>'


def _groups_html(view: View[CompareParams]) -> str:
    """The groups of change as chips with how many lines each has."""
    words, here = view.words, view.here
    groups = report_comparison.grouped(view, COUNTRIES)
    numbers: dict[str | None, int] = {None: sum(map(len, groups.values()))}
    numbers |= {group: len(rows) for group, rows in groups.items()}
    inner = ""
    for group, n in numbers.items():
        swatch = f'<i class="swatch change-{group}"></i>' if group else ""
        label = swatch + esc(words(f"compare.group_{group or ALL}"))
        on = (view.params.change or ALL) == (group or ALL)
        inner += switch(here.link(change=group), label, on, words.number(n), role="radio")
    return chips(words("compare.group"), inner, role="radiogroup", shown=True)


@kept
def caption_html(view: View[CompareParams]) -> str:
    """What the map means, whence it comes, and what it does not say."""
    words, named = view.words, {row.code for row in report_comparison.rows(view, COUNTRIES)}
    said = [words("compare.map_note"), words("countries.small"), words("countries.disclaimer")]
    said += [words("countries.kosovo")] if "XKX" in named else []
    said.append(source_said(view))
    return f'<p class="caption">{esc(words("app.sentence_gap").join(said))}</p>'


def source_html(view: View[CompareParams]) -> str:
    """The line under a table: whence its numbers come."""
    return f'<p class="caption">{esc(source_said(view))}</p>'


def source_said(view: View[CompareParams]) -> str:
    """Both reports as the source."""
    return view.words("app.source", symbol=view.words.listing(compare_labels.names(view).values()))


def listed(view: View[CompareParams], aspect: str) -> dict[str, Sequence[Row]]:
    """Heading → its lines in the order of the table; without a heading where lines are not grouped."""
    groups, rows = report_comparison.grouped(view, aspect), report_comparison.rows(view, aspect)
    if aspect == COUNTRIES:
        wanted = view.params.change
        return {group: groups[group] for group in GROUPS if wanted in (None, ALL, group) and groups[group]}
    return {"": rows} if rows else {}


@kept
def list_html(view: View[CompareParams]) -> str:
    """All that is compared as a table of links; figures with amounts of money apart."""
    aspect = report_comparison.aspect_of(view)
    if aspect != FIGURES:
        return table_html(view, aspect, listed(view, aspect))
    rows = report_comparison.rows(view, aspect)
    money = [row for row in rows if row.code.isupper()]
    counts = table_html(view, aspect, {"": [row for row in rows if row not in money]})
    note = f'<p class="subtitle">{esc(view.words("compare.currencies_note"))}</p>'
    return counts + (table_html(view, "currencies", {"": money}, note) if money else "")


def table_html(view: View[CompareParams], name: str, blocks: dict[str, Sequence[Row]], note: str = "") -> str:
    """Lines with the number of either report, each a link to the sentences of both."""
    words, (a, b), aspect = view.words, report_comparison.both(view), report_comparison.aspect_of(view)
    every = [row for rows in blocks.values() for row in rows]
    title = f"<h2>{esc(words(f'compare.list_{name}'))}</h2>{note}"
    if not every:
        return f'{title}<p class="empty">{esc(words("compare.empty"))}</p>'
    longest = max(
        report_comparison.measured(view, report, n) for row in every for report, n in ((a, row.a), (b, row.b))
    )
    bodies = ""
    for group, rows in blocks.items():
        head = ""
        if group:
            label = f'<i class="swatch change-{group}"></i>{esc(words(f"compare.group_{group}"))}'
            head = f'<tr class="kind"><th scope="colgroup" colspan="4">{label} <span class="quiet">{len(rows)}</span></th></tr>'
        bodies += f"<tbody>{head}{''.join(_line(view, aspect, row, longest) for row in rows)}</tbody>"
    heads = [
        words(f"compare.column_{name}"),
        *compare_labels.names(view).values(),
        words("compare.column_change"),
    ]
    cells = "".join(f'<th scope="col">{esc(head)}</th>' for head in heads)
    return f'{title}<table class="changes"><thead><tr>{cells}</tr></thead>{bodies}</table>'


def _line(view: View[CompareParams], aspect: str, row: Row, longest: float) -> str:
    a, b = report_comparison.both(view)
    name, param = compare_labels.row_name(view, aspect, row.code), report_comparison.OPENS[aspect]
    target, chosen = view.here.link(**{param: row.code}), current(report_comparison.reading(view) == row.code)
    cells = "".join(
        _number(view, report, n, which, target, name, longest)
        for report, n, which in ((a, row.a, "a"), (b, row.b, "b"))
    )
    said = f'<td class="change change-is-{row.group}">{esc(compare_labels.change_shown(view, row))}</td>'
    return f'<tr><th scope="row">{link(target, esc(name), aria_current=chosen)}</th>{cells}{said}</tr>'


def _number(
    view: View[CompareParams], report: Report, n: int, which: str, target: str, name: str, longest: float
) -> str:
    words, symbol = view.words, compare_labels.name_of(view, report)
    if not n:
        said = esc(words("compare.absent_in", report=symbol))
        return f'<td data-report="{esc(symbol)}"><span class="quiet" title="{said}">—</span></td>'
    width = 100 * report_comparison.measured(view, report, n) / longest
    said = f"{name} · {symbol}{words('app.colon')}{words.count('paragraphs', n)}"
    inner = (
        f'<span class="track" aria-hidden="true"><i class="of-{which}" style="width:{width:.1f}%"></i></span>'
        f"<b>{_shown_html(view, report, n)}</b>"
    )
    return f'<td data-report="{esc(symbol)}">{link(target, inner, title=said, aria_label=said)}</td>'


def _shown_html(view: View[CompareParams], report: Report, n: int) -> str:
    """A number as the page shows it; a rate with the number of paragraphs beside it."""
    beside = f' <span class="quiet">({n})</span>' if view.params.per == PER else ""
    return esc(compare_labels.shown(view, report, n)) + beside


@kept
def panel_html(view: View[CompareParams]) -> str:
    """The sentences of both reports on the row opened; else how to open one, and the greatest changes."""
    words, aspect, chosen = view.words, report_comparison.aspect_of(view), report_comparison.opened(view)
    code = report_comparison.reading(view)
    if not code:
        head = evidence.nothing_html(view, words("compare.choose_title"), words("compare.choose"))
        return head + (_greatest_html(view) if aspect == COUNTRIES else "")
    name, target = (
        compare_labels.row_name(view, aspect, code),
        view.here.link(**{report_comparison.OPENS[aspect]: None}),
    )
    close = link(target, esc(words("app.close")), class_="close") if chosen else ""
    two = report_comparison.both(view)
    if not any(code in report_comparison.found(report, aspect) for report in two):
        sentence = words("compare.neither", name=name, **compare_labels.names(view))
        return evidence.nothing_html(view, name, sentence, target)
    blocks = "".join(
        _of_report(view, report, aspect, code, which) for report, which in zip(two, "ab", strict=True)
    )
    return (
        f'<section class="panel contrast" data-chosen="{esc(chosen)}" aria-live="polite"><header class="panel-head">'
        f"<h2>{esc(name)}</h2>{close}</header>{blocks}</section>"
    )


def _of_report(view: View[CompareParams], report: Report, aspect: str, code: str, which: str) -> str:
    """One report's sentences under its symbol."""
    words, own = view.words, report_comparison.side(view, report)
    gathered, symbol = report_comparison.found(report, aspect).get(code), compare_labels.name_of(view, report)
    if gathered is None:
        head = f'<h3 class="of of-side-{which}" data-number="0">{esc(symbol)}</h3>'
        return f'{head}<p class="quiet">{esc(words("compare.absent_in", report=symbol))}</p>'
    count = words.count("paragraphs", gathered.number)
    heading = esc(words("compare.side_heading", report=symbol, count=count))
    param = {COUNTRIES: "place", THEMES: "theme", WORK: "engagement"}.get(aspect)
    more = evidence.as_list(own, **{param: code}) if param else ""
    return (
        f'<h3 class="of of-side-{which}" data-number="{gathered.number}">{heading}</h3>'
        f"{more}{_lead(own, aspect, code, gathered.paragraphs)}"
        f'<div class="cards" tabindex="0">{evidence.cards(own, gathered)}</div>'
    )


def _lead(own: View, aspect: str, code: str, paragraphs: Sequence[str]) -> str:
    """What else a report says of the row: places named, amounts as printed."""
    words = own.words
    if aspect not in (PRESENCES, FIGURES):
        return ""
    rows = report_comparison.rows_behind(own.report, aspect, code)
    rows = rows[rows["passage"].isin(list(paragraphs))]
    if aspect == FIGURES:
        if not code.isupper():
            return ""
        items = "".join(
            f'<li><span lang="{own.text_lang}">{esc(phrase)}</span> '
            f'<span class="quiet">{esc(words("evidence.paragraph_mark", n=passage))}</span></li>'
            for phrase, passage in zip(rows["phrase"], rows["passage"], strict=True)
        )
        return f'<p class="quiet">{esc(words("compare.amounts_here"))}</p><ul class="printed">{items}</ul>'
    if code == TOTAL:
        stated = [words.number(int(n)) for n in rows["count"].dropna()]
        said = words.listing(stated) or words("nothing.no_figure")
        return f'<p class="lead">{esc(words("compare.stated_total"))}{esc(words("app.colon"))}<b>{esc(said)}</b></p>'
    places = dict.fromkeys(
        own.country(str(iso3)) if iso3 else str(place)
        for iso3, place in zip(rows["iso3"], rows["place"], strict=True)
    )
    named = words.listing(place for place in places if place)
    if not named:
        return ""
    return f'<p class="lead">{esc(words("compare.places_here"))}{esc(words("app.colon"))}{esc(named)}</p>'


def _greatest_html(view: View[CompareParams]) -> str:
    """The countries that change most, as a short list of links."""
    words, (a, b) = view.words, report_comparison.both(view)
    groups = listed(view, COUNTRIES)
    chosen = sorted((row for rows in groups.values() for row in rows), key=lambda row: -abs(row.change))
    items = ""
    for row in chosen[:_GREATEST]:
        numbers = f"{compare_labels.shown(view, a, row.a)} → {compare_labels.shown(view, b, row.b)}"
        inner = (
            f'<span><i class="swatch change-{row.group}"></i>{esc(view.country(row.code))}</span>'
            f'<span class="n">{esc(numbers)}</span><span class="quiet">{esc(words(f"compare.group_{row.group}"))}</span>'
        )
        items += f"<li>{link(view.here.link(country=row.code), inner)}</li>"
    label = words("compare.greatest")
    return f'<h2>{esc(label)}</h2><ol class="greatest" aria-label="{esc(label)}">{items}</ol>'


@kept
def years_html(view: View[CompareParams]) -> str:
    """Themes or kinds of work in every report loaded, where these are more than the two compared."""
    words, aspect = view.words, report_comparison.aspect_of(view)
    columns = _one_language(view)
    if aspect not in (THEMES, WORK) or len(columns) < 3:
        return ""
    numbers = {one.report: report_comparison.found(one, aspect) for one in columns}
    sums: dict[str, float] = {}
    for one in columns:
        for code, there in numbers[one.report].items():
            sums[code] = sums.get(code, 0) + report_comparison.measured(view, one, there.number)
    rows = ""
    for code in sorted(sums, key=lambda code: -sums[code]):
        cells = ""
        for one in columns:
            own, gathered = report_comparison.side(view, one), numbers[one.report].get(code)
            target = (
                own.here.to("themes", theme=code)
                if aspect == THEMES
                else own.here.to("paragraphs", engagement=code)
            )
            inner = link(target, _shown_html(view, one, gathered.number)) if gathered else "—"
            cells += f'<td class="n">{inner}</td>'
        rows += f'<tr><th scope="row">{esc(compare_labels.row_name(view, aspect, code))}</th>{cells}</tr>'
    heads = "".join(
        f'<th scope="col" class="n">{esc(one.row["symbol"])}'
        f'<span class="quiet">{esc(report_comparison.moment(one)[:4])}</span></th>'
        for one in columns
    )
    head = f'<thead><tr><th scope="col">{esc(words(f"compare.column_{aspect}"))}</th>{heads}</tr></thead>'
    return (
        f'<section class="over-years"><h2>{esc(words("compare.over_years"))}</h2>'
        f'<p class="subtitle">{esc(words("compare.over_years_note"))}</p>'
        f'<div class="wide" tabindex="0"><table class="sheet years">{head}<tbody>{rows}</tbody></table></div></section>'
    )


def _one_language(view: View[CompareParams]) -> list[Report]:
    """All reports, the oldest first; of one in two languages that of the report on the left, or the first."""
    a, b = report_comparison.both(view)
    wanted = sorted(
        report_comparison.in_order(a),
        key=lambda one: (one.report not in (a.report, b.report), one.row["language"] != a.row["language"]),
    )
    chosen: dict[str, str] = {}
    for one in wanted:
        chosen.setdefault(str(one.row["symbol"]), one.report)
    return [one for one in report_comparison.in_order(a) if one.report in chosen.values()]


def list_frame(view: View[CompareParams]) -> pd.DataFrame:
    """The table to take away: a row a line, with the paragraphs of either report."""
    words, aspect, (a, b) = view.words, report_comparison.aspect_of(view), report_comparison.both(view)
    name_a, name_b = compare_labels.names(view).values()
    lines = []
    for rows in listed(view, aspect).values():
        for row in rows:
            line: dict[str, object] = {
                words("export.code"): row.code,
                words(f"compare.column_{aspect}"): compare_labels.row_name(view, aspect, row.code),
            }
            for name, report, n in ((name_a, a, row.a), (name_b, b, row.b)):
                line[name] = n
                if view.params.per == PER:
                    rate = report_comparison.rate(n, report_comparison.paragraphs(report))
                    line[f"{name} · {words('compare.numbers_per')}"] = rate
            line[words("compare.column_change")] = row.change
            line[words("compare.column_group")] = words(f"compare.group_{row.group}")
            for name, report in ((name_a, a), (name_b, b)):
                there = report_comparison.found(report, aspect).get(row.code)
                numbers = " ".join(there.paragraphs) if there else ""
                line[words("compare.column_paragraphs", report=name)] = numbers
            lines.append(line)
    return pd.DataFrame(lines)


@kept
def about(view: View[CompareParams], rows: int, counted: str) -> dict[str, str]:
    """What the source sheet says: both reports."""
    words, (a, b) = view.words, report_comparison.both(view)
    group = view.params.change
    said = {words("compare.group"): words(f"compare.group_{group}")} if group in GROUPS else {}
    sheet = exports.source(
        view, said, rows, counted, words("app.sentence_gap").join(compare_labels.notes(view))
    )
    return sheet | {
        words("export.symbol"): "; ".join(compare_labels.names(view).values()),
        words("export.title"): "; ".join(report.titles(view.lang)[""] for report in (a, b)),
        words("export.address"): "; ".join(str(report.row["address"]) for report in (a, b)),
    }


def listing(view: View[CompareParams]) -> exports.Listing:
    """The table to take away."""
    aspect, (a, _) = report_comparison.aspect_of(view), report_comparison.both(view)
    counted = view.words(f"compare.counted_{aspect}")
    rows = sum(len(rows) for rows in listed(view, aspect).values())
    first = str(a.row["symbol"]).replace("/", "-")
    return exports.Listing(list_frame(view), about(view, rows, counted), "compare", first)


@kept
def since_html(view: View) -> str:
    """Three facts of what changed since the report before of the same series; nothing where there is none."""
    before = report_comparison.before(view.report)
    if before is None:
        return ""
    words = view.words
    there = view.on(CompareParams, earlier=before.report, later=view.report.report)
    here = there.here
    groups = report_comparison.grouped(there, COUNTRIES)
    facts = [
        (
            here.link(change=group),
            words.count("countries", len(groups[group])),
            words(f"compare.changed_{group}"),
        )
        for group in (NEW, DROPPED)
    ]
    themes = report_comparison.rows(there, THEMES)
    if themes:
        first = themes[0]
        name = compare_labels.row_name(there, THEMES, first.code)
        target = here.link(aspect=THEMES, theme=first.code)
        facts.append((target, f"{first.a} → {first.b}", words("compare.changed_theme", name=name)))
    items = "".join(
        f"<li>{link(target, f'<b>{esc(number)}</b> {esc(said)}')}</li>" for target, number, said in facts
    )
    symbol = str(before.row["symbol"])
    head = f"<h2>{esc(words('compare.changed', report=symbol))}</h2>{link(here.link(), esc(words('compare.changed_more')))}"
    return f'<section class="since"><header class="block-head">{head}</header><ul>{items}</ul></section>'
