"""The paragraphs page's left side: search, conditions, the list of results, the result as a file."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from ui import evidence, exports, filters, findings, url_state
from ui.cache import kept
from ui.filters import CHOICES, SWITCHES, Index, Result
from ui.markup import chips, current, esc, link, switch
from ui.params import ParagraphsParams
from ui.queries import paragraph_facets
from ui.view import View

# Parameters that are conditions.
MARK_KINDS = ("country", "name", "presence", "figure", "theme", "citation")
MARKS_BY_DEFAULT = ("country", "name", "presence", "figure")
FIRST = 30
# Letters of a snippet in a script of wide letters; of narrow ones as many as fill the same room.
_SNIPPET, _NARROW = 68, 2
_WORD_END = re.compile(r"[A-Za-z\u00c0-\u024f’'-]*$")


def facets(view: View) -> dict[str, Index]:
    """Every condition that can be chosen, as option → passages."""
    return paragraph_facets.facets_of(view.report)


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    return {
        **{name: url_state.one_of(index) for name, index in facets(view).items()},
        "q": url_state.text(),
        "passage": url_state.one_of(evidence.rows_by_passage(view)),
        "highlight": url_state.some_of(MARK_KINDS),
        "all": url_state.one_of({"1"}),
    }


def name_of(view: View, facet: str, option: str) -> str:
    """An option in words."""
    if facet in SWITCHES:
        return view.words(f"paragraphs.{facet}")
    if facet == "place":
        return view.region(option) if option.isdigit() else view.country(option)
    if facet == "theme":
        return view.theme(option)
    return view.section(option) if facet == "section" else view.words(f"engagements.{option}")


def chosen_of(view: View[ParagraphsParams]) -> dict[str, str]:
    """Condition → option, as the address has them, in its order."""
    return {name: value for name, value in view.here.values.items() if name in paragraph_facets.CONDITIONS}


def said(view: View[ParagraphsParams]) -> dict[str, str]:
    """Every condition in words, in the order of the address: parameter → what it says."""
    chosen = {facet: name_of(view, facet, option) for facet, option in chosen_of(view).items()}
    query = view.params.q
    if query:
        chosen["q"] = view.words("paragraphs.quoted", text=query)
    return {param: chosen[param] for param in view.here.values if param in chosen}


@kept
def found(view: View[ParagraphsParams]) -> Result:
    """The passages that meet the query and every condition."""
    return filters.keep(view.report.passages, facets(view), chosen_of(view), view.params.q or "")


@kept
def numbers(view: View[ParagraphsParams]) -> dict[str, dict[str, int]]:
    """Condition → option → how many paragraphs it would leave, given all other conditions."""
    indexes, chosen = facets(view), chosen_of(view)
    in_query = frozenset(filters.keep(view.report.passages, {}, {}, view.params.q or "").paragraphs)
    return {facet: filters.options(indexes, chosen, in_query, facet) for facet in indexes}


@kept
def _offered(view: View[ParagraphsParams], facet: str) -> dict[str, str]:
    """Option → its label with its number; without those that leave nothing."""
    counted, chosen = numbers(view)[facet], chosen_of(view).get(facet)
    options = [option for option, n in counted.items() if n or option == chosen]
    if facet != "section":
        # Regions (their codes are digits) first, then most paragraphs first.
        options.sort(key=lambda option: (not option.isdigit(), -counted[option], option))
    return {option: f"{name_of(view, facet, option)} · {counted[option]}" for option in options}


def conditions(view: View[ParagraphsParams]) -> None:
    """Draw the row of search and conditions."""
    words, here = view.words, view.here
    chosen, query = chosen_of(view), view.params.q or ""

    def search() -> None:
        typed = str(st.session_state["q"] or "").strip()
        here.put(q=typed[: url_state.LONGEST_QUERY] or None, passage=None)

    def choose(facet: str) -> None:
        here.put(**{facet: st.session_state[facet], "passage": None})

    # The address rules; while somebody types, what they typed is the same but for spaces at its ends.
    if str(st.session_state.get("q") or "").strip() != query:
        st.session_state["q"] = query
    with st.container(key="conditions"):
        columns = st.columns([4, 4, 3, 3, 3], gap="small")
        columns[0].text_input(
            words("paragraphs.search"),
            key="q",
            type="search",
            live=True,
            max_chars=url_state.LONGEST_QUERY,
            placeholder=words("paragraphs.search_placeholder"),
            on_change=search,
        )
        for column, facet in zip(columns[1:], CHOICES, strict=True):
            st.session_state[facet] = chosen.get(facet)
            labels = _offered(view, facet)
            column.selectbox(
                words(f"paragraphs.{facet}"),
                list(labels),
                key=facet,
                index=None,
                format_func=labels.__getitem__,
                placeholder=words("paragraphs.any"),
                on_change=choose,
                args=(facet,),
            )
    st.html(_chips(view))


@kept
def _chips(view: View[ParagraphsParams]) -> str:
    words, here, active, chosen = view.words, view.here, said(view), chosen_of(view)
    inner = ""
    for facet in SWITCHES:
        target = here.link(**{facet: None if facet in chosen else "1", "passage": None})
        inner += switch(
            target, esc(name_of(view, facet, "1")), facet in chosen, str(numbers(view)[facet]["1"])
        )
    for param, label in active.items():
        if param not in SWITCHES:
            target = here.link(**{param: None, "passage": None})
            remove = words("paragraphs.remove", name=label)
            inner += link(target, f"{esc(label)} <span>×</span>", class_="chip chip-on", aria_label=remove)
    if active:
        inner += link(here.to("paragraphs"), esc(words("paragraphs.clear")), class_="clear")
    return chips(words("paragraphs.conditions"), inner)


def heading(view: View[ParagraphsParams], result: Result) -> str:
    """How many paragraphs of how many."""
    total = int((view.report.passages["kind"] == "paragraph").sum())
    n = len(result.paragraphs)
    key = "paragraphs.all" if n == total else "paragraphs.some"
    return view.words(key, n=n, total=total)


@kept
def results_html(view: View[ParagraphsParams]) -> str:
    """How many, and the list."""
    words, result = view.words, found(view)
    n = len(result.paragraphs)
    head = f'<h1 class="small" data-number="{n}">{esc(heading(view, result))}</h1>'
    if not n and not result.footnotes:
        param, label = list(said(view).items())[-1]
        remove = link(view.here.link(**{param: None}), esc(words("paragraphs.empty_action", name=label)))
        return f'{head}<div class="empty"><p>{esc(words("paragraphs.empty"))}</p><p>{remove}</p></div>'
    rows = evidence.rows_by_passage(view)
    everything = bool(view.params.all)
    shown = result.paragraphs if everything else result.paragraphs[:FIRST]
    items = "".join(_item(view, rows[p], result) for p in shown)
    if n > FIRST:
        label = words("paragraphs.fewer", n=FIRST) if everything else words("paragraphs.more", n=n - FIRST)
        items += f'<li class="more">{link(view.here.link(all=None if everything else "1"), esc(label))}</li>'
    if result.footnotes:
        hits = words("paragraphs.footnote_hits", n=len(result.footnotes))
        items += f'<li class="apart">{esc(hits)}</li>'
        items += "".join(_item(view, rows[p], result) for p in result.footnotes)
    return f'{head}<ol class="results" aria-label="{esc(words("paragraphs.results"))}">{items}</ol>'


@kept
def about(view: View[ParagraphsParams]) -> dict[str, str]:
    """What the source sheet of the files says."""
    words, result, active = view.words, found(view), said(view)
    filters_said = {words("paragraphs.conditions"): words.listing(active.values())} if active else {}
    return exports.source(view, filters_said, len(result.paragraphs), heading(view, result))


def listing(view: View[ParagraphsParams]) -> exports.Listing:
    """The result to take away."""
    return exports.Listing(result_frame(view, found(view)), about(view), "paragraphs")


def files_html(view: View[ParagraphsParams]) -> str:
    """The ways to take the result away, where there is any."""
    result = found(view)
    return exports.links(view) if result.paragraphs or result.footnotes else ""


def first_of(result: Result) -> str | None:
    """The passage that is read when none was chosen."""
    return next(iter([*result.paragraphs, *result.footnotes]), None)


def snippet(text: str, marks: tuple[findings.Mark, ...]) -> str:
    """The words around the first mark, or the beginning, as HTML; no word is cut."""
    room = _SNIPPET * (_NARROW if text.isascii() or text[:200].count(" ") > len(text[:200]) / 12 else 1)
    start = max(0, marks[0].start - room // 4) if marks else 0
    end = min(len(text), start + room)
    start -= _begun(text[:start])
    end -= _begun(text[:end]) if end < len(text) and text[end].isalnum() else 0
    inside = [
        findings.Mark(m.start - start, m.end - start, m.kind)
        for m in marks
        if start <= m.start and m.end <= end
    ]
    cut_before, cut_after = "…" if start else "", "…" if end < len(text) else ""
    return f"{cut_before}{findings.marked_html(text[start:end], inside)}{cut_after}"


def _begun(text: str) -> int:
    """How many letters of a word a text ends with."""
    word = _WORD_END.search(text)
    return len(word[0]) if word else 0


def _item(view: View[ParagraphsParams], row: evidence.Row, result: Result) -> str:
    passage = str(row["passage"])
    inner = (
        f'<span class="where">{esc(evidence.where(view, row))}</span><span class="snippet" '
        f'lang="{view.text_lang}">{snippet(str(row["text"]), result.hits.get(passage, ()))}</span>'
    )
    read = passage == (view.params.passage or first_of(result))
    return f"<li>{link(view.here.link(passage=passage), inner, aria_current=current(read))}</li>"


def result_frame(view: View[ParagraphsParams], result: Result) -> pd.DataFrame:
    """The result as a table to take away: a row a paragraph, with its citation."""
    words, report = view.words, view.report
    rows, titles = evidence.rows_by_passage(view), report.titles(view.lang)
    mentions, themes = report.table("mentions"), report.table("themes")
    mentions = mentions[mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)]
    themes = themes[themes["basis"] == "words"]
    table = []
    for passage in result.paragraphs:
        row = rows[passage]
        named = dict.fromkeys(mentions.loc[mentions["passage"] == passage, "iso3"].astype(str))
        about = dict.fromkeys(themes.loc[themes["passage"] == passage, "theme"].astype(str))
        table.append(
            {
                words("export.number"): int(row["number"]),
                words("export.section"): str(row["section"]),
                words("export.section_title"): titles.get(str(row["section"]), ""),
                words("export.text"): str(row["text"]),
                words("export.countries"): words.listing(view.country(i) for i in named),
                words("export.themes"): words.listing(view.theme(t) for t in about),
                words("export.citation"): evidence.citation(view, row),
            }
        )
    return pd.DataFrame(table)
