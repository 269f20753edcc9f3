"""The same report in two languages: how far what was found agrees, where it does not, and paragraphs side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from ui import evidence, exports, findings
from ui.cache import kept
from ui.compare import content as compare_content
from ui.compare import labels as compare_labels
from ui.markup import chips, current, esc, link, switch
from ui.queries import bilingual_comparison, report_comparison
from ui.queries.bilingual_comparison import COUNTRIES, KINDS, Check
from ui.queries.report_comparison import ALL
from ui.tables import Report
from ui.view import View


def kind_of(view: View) -> str:
    """What is checked."""
    return view.here.get("k") or COUNTRIES


def checks(view: View) -> tuple[Check, ...]:
    """The check of every paired paragraph."""
    kind = kind_of(view)
    a, b = report_comparison.both(view)
    return checked(view, a.report, b.report, kind)


@kept
def checked(view: View, a: str, b: str, kind: str) -> tuple[Check, ...]:
    """`bilingual.checks` of two reports."""
    return bilingual_comparison.checks(view.report.atlas.report(a), view.report.atlas.report(b), kind)


def doubts(view: View) -> tuple[Check, ...]:
    """The pairs in which something was found in one language only."""
    return tuple(check for check in checks(view) if not check.agrees)


def reading(view: View) -> str:
    """The number of the pair that is shown: the one opened, else the first in doubt, else the first."""
    first = [*(check.number for check in doubts(view)), *(check.number for check in checks(view))]
    return report_comparison.opened(view) or (str(first[0]) if first else "")


@kept
def title_html(view: View) -> str:
    """How many pairs agree, and what a difference means."""
    words, of, doubt = view.words, len(checks(view)), len(doubts(view))
    form = "agreed_none" if not of else "agreed" if doubt else "agreed_all"
    kind = words(f"compare.inside_{kind_of(view)}")
    # Where most pairs differ the numbers are off, not the reading.
    off = f'<p class="subtitle">{esc(words("compare.numbers_off"))}</p>' if 2 * doubt > of else ""
    title = words(f"compare.{form}", agree=of - doubt, of=of, doubt=doubt, kind=kind)
    return f'<h1>{esc(title)}</h1><p class="subtitle">{esc(words("compare.counted_languages"))}</p>{off}'


@kept
def conditions_html(view: View) -> str:
    """What is checked, with how many pairs are in doubt; only these, or all."""
    words, here = view.words, view.here
    a, b = report_comparison.both(view)
    inner = ""
    for kind in KINDS:
        n = sum(not check.agrees for check in checked(view, a.report, b.report, kind))
        target = here.link(k=None if kind == COUNTRIES else kind)
        inner += switch(
            target, esc(words(f"compare.kind_{kind}")), kind == kind_of(view), words.number(n), role="radio"
        )
    rows = chips(words("compare.kind"), inner, role="radiogroup", shown=True)
    every = here.get("g") == ALL
    inner = switch(
        here.link(g=None),
        esc(words("compare.rows_doubt")),
        not every,
        words.number(len(doubts(view))),
        role="radio",
    )
    inner += switch(
        here.link(g=ALL), esc(words("compare.rows_all")), every, words.number(len(checks(view))), role="radio"
    )
    return f'<div class="chip-rows">{rows}{chips(words("compare.rows_shown"), inner, role="radiogroup", shown=True)}</div>'


def code_name(view: View, kind: str, code: str) -> str:
    """What was found, in words: a country, `Country office Chad`, `1,200`, a symbol."""
    head, _, tail = code.partition(" ")
    if kind == COUNTRIES:
        return view.country(code)
    if kind == bilingual_comparison.PRESENCES:
        name = view.words(f"presences.{head}")
        return f"{name}{view.words('app.colon')}{view.country(tail)}" if tail else name
    if kind != bilingual_comparison.FIGURES:
        return code
    low, _, high = head.partition("..")
    numbers = {"value": math.nan if high else low, "low": low, "high": high}
    return f"{view.words.value(numbers)} {tail}".strip()


def _names(view: View, codes: Iterable[str]) -> str:
    return view.words.listing(code_name(view, kind_of(view), code) for code in codes)


@kept
def table_html(view: View) -> str:
    """The pairs in doubt, or all, and then the paragraphs that have no partner."""
    words, every = view.words, view.here.get("g") == ALL
    title = f"<h2>{esc(words('compare.check_all' if every else 'compare.check'))}</h2>"
    shown = checks(view) if every else doubts(view)
    if not shown:
        return f'{title}<p class="empty">{esc(words("compare.no_doubt"))}</p>{_unpaired(view)}'
    rows, opened = "", reading(view)
    for check in shown:
        number = words("evidence.paragraph_mark", n=check.number)
        target = view.here.link(p=str(check.number))
        first = link(target, esc(number), aria_current=current(opened == str(check.number)))
        cells = ""
        for codes in (check.only_a, check.only_b):
            inner = (
                link(target, esc(_names(view, codes)), class_="unread doubt")
                if codes
                else '<span class="quiet">—</span>'
            )
            cells += f"<td>{inner}</td>"
        both = esc(_names(view, check.shared)) or "—"
        rows += f'<tr><th scope="row">{first}</th>{cells}<td class="quiet">{both}</td></tr>'
    languages = [compare_labels.language_of(view, report) for report in report_comparison.both(view)]
    heads = [words("compare.column_number")]
    heads += [words("compare.column_only", language=language) for language in languages]
    heads.append(words("compare.column_shared"))
    cells = "".join(f'<th scope="col">{esc(head)}</th>' for head in heads)
    table = f'<table class="sheet checks"><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>'
    return f"{title}{table}{_unpaired(view)}"


def _unpaired(view: View) -> str:
    """Paragraph numbers that stand in one language only, each a link."""
    words, (a, b) = view.words, report_comparison.both(view)
    every, blocks = bilingual_comparison.aligned(a, b), ""
    for report, missing in (
        (a, [one for one in every if not one.b]),
        (b, [one for one in every if not one.a]),
    ):
        if missing:
            links = "".join(
                link(view.here.link(p=str(one.number)), esc(words("evidence.paragraph_mark", n=one.number)))
                for one in missing
            )
            said = words("compare.unpaired_in", language=compare_labels.language_of(view, report))
            count = words.count("paragraphs", len(missing))
            blocks += (
                f'<p class="numbers-only">{esc(said)} <span class="quiet">{esc(count)}</span> {links}</p>'
            )
    if not blocks:
        return f'<p class="caption">{esc(words("compare.unpaired_none"))}</p>'
    return f"<h2>{esc(words('compare.unpaired'))}</h2>{blocks}"


@kept
def panel_html(view: View) -> str:
    """A pair side by side, what was checked marked and what only one language has marked as a doubt."""
    words, chosen, (a, b) = view.words, report_comparison.opened(view), report_comparison.both(view)
    every, number = bilingual_comparison.aligned(a, b), reading(view)
    if not number:
        return evidence.nothing_html(view, words("compare.choose_title"), words("compare.pair_choose"))
    one = next(pair for pair in every if str(pair.number) == number)
    check = next((check for check in checks(view) if check.number == one.number), None)
    only = {a.report: check.only_a if check else (), b.report: check.only_b if check else ()}
    columns = "".join(
        _column(view, report, passage, only[report.report]) for report, passage in ((a, one.a), (b, one.b))
    )
    said = ""
    if check and check.agrees:
        said = f'<p class="lead">{esc(words("compare.pair_agrees"))}</p>'
    elif check:
        names = _names(view, dict.fromkeys((*check.only_a, *check.only_b)))
        said = f'<p class="lead unread">{esc(words("compare.pair_doubt", names=names))}</p>'
    steps = _steps(view, [pair.number for pair in every], one.number)
    title = esc(words("compare.pair_title", n=one.number))
    return (
        f'<section class="panel parallel" data-chosen="{esc(chosen)}" aria-live="polite"><header class="panel-head">'
        f'<h2>{title}</h2><nav class="steps">{steps}</nav></header>{said}<div class="columns">{columns}</div></section>'
    )


def _steps(view: View, numbers: Sequence[int], number: int) -> str:
    at, parts = list(numbers).index(number), []
    for place, which in ((at - 1, "previous"), (at + 1, "next")):
        text = esc(view.words(f"paragraphs.{which}"))
        inside = 0 <= place < len(numbers)
        parts.append(
            link(view.here.link(p=str(numbers[place])), text)
            if inside
            else f'<span class="quiet">{text}</span>'
        )
    if report_comparison.opened(view):
        parts.append(link(view.here.link(p=None), esc(view.words("app.close")), class_="close"))
    return "".join(parts)


def _column(view: View, report: Report, passage: str, doubtful: tuple[str, ...]) -> str:
    """One language of a pair, as a card."""
    words, own = view.words, report_comparison.side(view, report)
    head = f"<h3>{esc(compare_labels.language_of(view, report))}</h3>"
    if not passage:
        missing = words("compare.pair_missing", language=compare_labels.language_of(view, report))
        return f'<div>{head}<p class="quiet">{esc(missing)}</p></div>'
    marks = {passage: bilingual_comparison.marks(report, passage, kind_of(view), doubtful)}
    gathered = findings.Evidence(paragraphs=(passage,), marks=marks)
    return f"<div>{head}{evidence.cards(own, gathered)}</div>"


def list_frame(view: View) -> pd.DataFrame:
    """The check table to take away, all pairs or those in doubt."""
    words = view.words
    languages = [compare_labels.language_of(view, report) for report in report_comparison.both(view)]
    lines = [
        {
            words("compare.column_number"): check.number,
            words("compare.column_only", language=languages[0]): _names(view, check.only_a),
            words("compare.column_only", language=languages[1]): _names(view, check.only_b),
            words("compare.column_shared"): _names(view, check.shared),
        }
        for check in (checks(view) if view.here.get("g") == ALL else doubts(view))
    ]
    return pd.DataFrame(lines)


def listing(view: View) -> exports.Listing:
    """The check table to take away."""
    frame = list_frame(view)
    about = compare_content.about(view, len(frame), view.words("compare.counted_languages"))
    return exports.Listing(frame, about, "compare", kind_of(view))
