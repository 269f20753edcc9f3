"""The paragraphs page's right side: one passage with all that was found in it, and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from ui import evidence, findings, url_state
from ui.cache import kept
from ui.filters import Result
from ui.markup import chips, copy_button, copy_link_button, esc, link, switch
from ui.paragraphs import content as paragraphs_content
from ui.params import ParagraphsParams
from ui.view import View


def marks_of(
    view: View[ParagraphsParams], passage: str, kinds: Sequence[str], result: Result
) -> tuple[findings.Mark, ...]:
    """Everything found in a passage, of the kinds to be shown, and where the search words stand."""
    report = view.report
    tables = [
        findings.mention_findings(report.table("mentions"), None, findings.MENTION_KINDS),
        findings.plain_findings(report.table("presences"), "presence"),
        findings.plain_findings(report.table("figures"), "figure"),
        findings.plain_findings(report.table("citations"), "citation"),
        findings.theme_findings(report.table("themes")),
    ]
    found = pd.concat([t[t["passage"] == passage] for t in tables], ignore_index=True)
    gathered = findings.evidence(report.passages, found[found["kind"].isin(list(kinds))])
    return (*gathered.marks.get(passage, ()), *result.hits.get(passage, ()))


def neighbours(passage: str, order: Sequence[str]) -> tuple[str | None, str | None]:
    """The passages before and after one in an order."""
    at = order.index(passage)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def draw(view: View[ParagraphsParams]) -> None:
    """The passage that was chosen, or the first of the results; nothing where there is none."""
    passage = view.params.passage or paragraphs_content.first_of(paragraphs_content.found(view))
    if passage is not None:
        st.html(html(view, passage))


@kept
def html(view: View[ParagraphsParams], passage: str) -> str:
    """One passage with all that was found in it."""
    words, here, result = view.words, view.here, paragraphs_content.found(view)
    rows = evidence.rows_by_passage(view)
    row = rows[passage]
    kinds = url_state.chosen(view.params.highlight, paragraphs_content.MARKS_BY_DEFAULT)
    order = [*result.paragraphs, *result.footnotes]
    outside = passage not in order
    if outside:
        order = [p for p, other in rows.items() if other["kind"] == row["kind"]]
    name = "paragraph" if row["kind"] == "paragraph" else "footnote"
    aside = f'<p class="quiet">{esc(words("paragraphs.outside"))}</p>' if outside else ""
    section = view.section(str(row["section"])) if row["section"] else ""
    address_of = copy_link_button(words("paragraphs.permalink"), here.to("paragraphs", passage=passage))
    report_error = link(here.to("method", passage=passage), esc(words("method.report_error")))
    return (
        f'<section class="panel reading" data-chosen="{esc(view.params.passage or "")}" aria-live="polite">'
        f'<header class="panel-head"><h2>{esc(words(f"paragraphs.{name}", n=row["number"]))}</h2>'
        f'<nav class="steps">{_steps(view, neighbours(passage, order))}</nav></header>'
        f'<p class="subtitle">{esc(section)}</p>{aside}{_toggles(view, kinds)}'
        f'<p class="text" lang="{view.text_lang}">{_text(view, row, kinds, result)}</p>'
        f"{_footnotes(view, rows, passage, kinds, result)}"
        f'<footer class="actions">{copy_button(words("evidence.cite"), evidence.citation(view, row))}'
        f"{address_of}{evidence.add_quote(view, passage)}{report_error}</footer>{_found(view, passage)}</section>"
    )


def _text(view: View[ParagraphsParams], row: evidence.Row, kinds: Sequence[str], result: Result) -> str:
    marks = marks_of(view, str(row["passage"]), kinds, result)
    return findings.marked_html(str(row["text"]), marks, evidence.mark_labels(view))


def _steps(view: View[ParagraphsParams], ends: tuple[str | None, str | None]) -> str:
    parts = []
    for passage, which, rel in zip(ends, ("previous", "next"), ("prev", "next"), strict=True):
        text = esc(view.words(f"paragraphs.{which}"))
        step = (
            link(view.here.link(passage=passage), text, rel=rel)
            if passage
            else f'<span class="quiet">{text}</span>'
        )
        parts.append(step)
    if view.params.passage:
        # On a phone the pane lies over the list.
        close = esc(view.words("app.close"))
        parts.append(link(view.here.link(passage=None), close, class_="close phone-only"))
    return "".join(parts)


def _toggles(view: View[ParagraphsParams], kinds: Sequence[str]) -> str:
    inner = ""
    for kind, label in evidence.mark_labels(view).items():
        if kind in paragraphs_content.MARK_KINDS:
            target = view.here.toggle(
                "highlight", kind, paragraphs_content.MARK_KINDS, paragraphs_content.MARKS_BY_DEFAULT
            )
            sample = f'<mark class="mark mark-{kind} mark-first mark-last">{esc(label)}</mark>'
            inner += switch(target, sample, kind in kinds)
    return chips(view.words("paragraphs.marks"), inner)


def _footnotes(
    view: View[ParagraphsParams],
    rows: Mapping[str, evidence.Row],
    passage: str,
    kinds: Sequence[str],
    result: Result,
) -> str:
    attached = [row for row in rows.values() if row["attached_to"] == passage]
    items = "".join(
        f'<p lang="{view.text_lang}"><sup>{row["number"]}</sup> {_text(view, row, kinds, result)}</p>'
        for row in attached
    )
    title = esc(view.words("paragraphs.footnotes"))
    return f'<div class="footnotes"><h3>{title}</h3>{items}</div>' if items else ""


def _found(view: View[ParagraphsParams], passage: str) -> str:
    """What the tables hold of a passage, as a list of terms and links."""
    words, report, lang = view.words, view.report, view.text_lang

    def of(table: str) -> pd.DataFrame:
        frame = report.table(table)
        return frame[frame["passage"] == passage]

    def links(page: str, param: str, names: Mapping[str, str]) -> str:
        return "".join(link(view.here.to(page, **{param: code}), esc(name)) for code, name in names.items())

    themes = of("themes")
    countries = {str(i): view.country(str(i)) for i in of("mentions")["iso3"]}
    about = {str(t): view.theme(str(t)) for t in themes.loc[themes["basis"] == "words", "theme"]}
    engagements = dict.fromkeys(of("engagements").sort_values("rank")["engagement"])
    presences = ""
    for kind, rows in of("presences").groupby("presence", sort=False):
        names = words.listing(view.country(str(i)) for i in dict.fromkeys(rows["iso3"]) if i)
        presences += (
            f"<span>{esc(words(f'presences.{kind}'))}{words('app.colon') if names else ''}{esc(names)}</span>"
        )
    found = {
        "countries": links("countries", "country", countries),
        "engagements": "".join(f"<span>{esc(words(f'engagements.{e}'))}</span>" for e in engagements),
        "presences": presences,
        "figures": "".join(f'<span lang="{lang}">{esc(phrase)}</span>' for phrase in of("figures")["phrase"]),
        "themes": links("themes", "theme", about),
        "citations": "".join(f"<span>{esc(s)}</span>" for s in dict.fromkeys(of("citations")["symbol"])),
    }
    items = "".join(
        f"<dt>{esc(words(f'paragraphs.found_{name}'))}</dt><dd>{inner}</dd>"
        for name, inner in found.items()
        if inner
    )
    return f'<h3>{esc(words("paragraphs.findings"))}</h3><dl class="found">{items}</dl>' if items else ""
