"""The countries page's parts: title, kinds of mention, panel and list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from ui import charts, evidence, exports, findings
from ui.markup import chips, current, esc, link, switch
from ui.view import View

_TOP = 12


def title_html(view: View, counts: Mapping[str, int]) -> str:
    """The page's finding in a sentence, and what is counted."""
    words, first = view.words, findings.leaders(counts)
    key = ("finding_none", "finding")[len(first)] if len(first) < 2 else "finding_tie"
    names = words.listing(view.country(i) for i in first)
    title = words(f"countries.{key}", name=names, names=names, n=max(counts.values(), default=0))
    subtitle = words("countries.subtitle", countries=len(counts))
    return f'<h1>{esc(title)}</h1><p class="subtitle">{esc(subtitle)}</p>'


def kinds_html(view: View, kinds: Sequence[str]) -> str:
    """Chips that switch kinds of mention on and off, with the number of mentions of each."""
    words, mentions = view.words, view.report.table("mentions")
    inner = ""
    for kind in findings.MENTION_KINDS:
        target = view.here.toggle("k", kind, findings.MENTION_KINDS, findings.COUNTED_BY_DEFAULT)
        n = words.number(int((mentions["kind"] == kind).sum()))
        inner += switch(target, esc(words(f"kinds.{kind}")), kind in kinds, n)
    return chips(words("countries.kinds"), inner, shown=True)


def caption_html(view: View, counts: Mapping[str, int]) -> str:
    """What the map means, whence it comes, and what it does not say."""
    words = view.words
    said = [words("countries.meaning"), words("countries.small"), words("countries.disclaimer")]
    said += [words("countries.kosovo")] if "XKX" in counts else []
    said.append(words("app.source", symbol=view.report.row["symbol"]))
    return f'<p class="caption">{esc(words("app.sentence_gap").join(said))}</p>'


def country_evidence(view: View, iso3: str, kinds: Sequence[str]) -> findings.Evidence:
    """The paragraphs that name a country in the ways selected."""
    mentions = view.report.table("mentions")
    return findings.evidence(view.report.passages, findings.mention_findings(mentions, iso3, kinds))


def panel(view: View, counts: Mapping[str, int], kinds: Sequence[str]) -> None:
    """The chosen country's sentences, or the countries named most."""
    words, chosen = view.words, view.here.get("c")
    if chosen is None:
        evidence.nothing(view, words("countries.choose_title"), words("countries.choose"))
        st.html(top_html(view, counts, {i: view.here.link(c=i) for i in list(counts)[:_TOP]}))
        return
    name, close = view.country(chosen), view.here.link(c=None)
    gathered = country_evidence(view, chosen, kinds)
    if gathered.number:
        # The list counts the usual kinds of mention; with others chosen it would show another number.
        usual = tuple(kinds) == findings.COUNTED_BY_DEFAULT
        lead = evidence.as_list(view, c=chosen) if usual else ""
        evidence.panel(view, name, gathered, close, key=chosen, lead=lead)
        return
    anywhere = country_evidence(view, chosen, findings.MENTION_KINDS)
    sentence = "countries.absent_kinds" if anywhere.marks else "countries.absent"
    evidence.nothing(view, name, words(sentence, name=name), close)
    st.html(top_html(view, counts, {i: view.here.link(c=i) for i in list(counts)[:_TOP]}))


def top_html(view: View, counts: Mapping[str, int], targets: Mapping[str, str]) -> str:
    """Some countries as bars, each a link."""
    words = view.words
    rows = [
        charts.Bar(view.country(i), target, (counts[i],), words.count("paragraphs", counts[i]))
        for i, target in targets.items()
    ]
    label = words("overview.top")
    return f"<h2>{esc(label)}</h2>" + charts.bars(rows, max(counts.values(), default=1), label)


def list_frame(view: View, named: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The list as a table to take away: a row a country."""
    words = view.words
    rows = [
        {
            words("export.iso3"): iso3,
            words("countries.column_country"): view.country(iso3),
            words("countries.column_region"): view.region_of(iso3),
            words("countries.column_number"): len(paragraphs),
            words("countries.column_paragraphs"): " ".join(paragraphs),
        }
        for iso3, paragraphs in named.items()
    ]
    return pd.DataFrame(rows)


def whole_list(view: View, kinds: Sequence[str]) -> None:
    """All countries named, as a table of links, and as files."""
    words, chosen = view.words, view.here.get("c")
    named = findings.country_paragraphs(view.report.passages, view.report.table("mentions"), kinds)
    longest = max((len(paragraphs) for paragraphs in named.values()), default=1)
    rows = ""
    for iso3, paragraphs in named.items():
        n = len(paragraphs)
        name = link(view.here.link(c=iso3), esc(view.country(iso3)), aria_current=current(iso3 == chosen))
        numbers = "".join(link(view.here.to("paragraphs", p=p), p) for p in paragraphs)
        rows += (
            f'<tr><th scope="row">{name}</th><td class="region">{esc(view.region_of(iso3))}</td>'
            f'<td class="number"><i class="piece0" style="width:{60 * n / longest:.1f}px"></i>{n}</td>'
            f'<td class="numbers">{numbers}</td></tr>'
        )
    heads = ("column_country", "column_region", "column_number", "column_paragraphs")
    head = "".join(f'<th scope="col">{esc(words(f"countries.{h}"))}</th>' for h in heads)
    st.html(
        f"<h2>{esc(words('countries.list'))}</h2>"
        f'<p class="subtitle">{esc(words("countries.region_m49"))}</p>'
        f'<table class="list"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )
    about = exports.source(
        view,
        {words("countries.kinds"): words.listing(words(f"kinds.{kind}") for kind in kinds)},
        len(named),
        words("countries.subtitle", countries=len(named)),
        words("countries.meaning") + (words("countries.kosovo") if "XKX" in named else ""),
    )
    exports.buttons(view, lambda: list_frame(view, named), "countries", about)
