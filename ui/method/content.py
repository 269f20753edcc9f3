"""The method page's parts in words: how things are counted, how exactly, what is in doubt, citing, terms."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import evidence, findings, tables
from ui.cache import kept
from ui.i18n import LANGUAGES, words
from ui.markup import copy_button, esc, link, part_head, sheet
from ui.method import data_dictionary
from ui.view import View

QUALITY = tables.ROOT / "data" / "quality.json"
PARTS = ("count", "quality", "doubtful", "data", "dictionary", "correct", "cite", "terms", "version")
_DOUBTFUL = ("engagements", "presences", "figures", "mentions", "themes")
_FIRST = 6
_END_OF_SENTENCE = re.compile(r"[。！？!?]|\.(?=\s)")


def quality() -> dict[str, Any]:
    """What `etl check` measured; empty where it has not."""
    return dict(json.loads(QUALITY.read_text(encoding="utf-8"))) if QUALITY.is_file() else {}


def title_html(view: View) -> str:
    """The finding in a sentence: how well names are read."""
    return _title(view, quality())


@kept
def _title(view: View, measured: Mapping[str, Any]) -> str:
    say = view.words
    score = next((s for s in measured.get("scores", []) if s["table"] == "mentions"), None)
    title = say("method.title_unmeasured")
    if score:
        wrong = score["found"] - score["hits"]
        key = "method.title" if wrong else "method.title_clean"
        last = measured["annotated"]["last"]
        title = say(key, last=last, expected=score["annotated"], hits=score["hits"], wrong=wrong)
    return f'<h1>{esc(title)}</h1><p class="subtitle">{esc(say("method.subtitle"))}</p>'


@kept
def contents_html(view: View) -> str:
    """The parts of the page, as links within it."""
    items = "".join(f'<li><a href="#{part}">{esc(_name(view, part))}</a></li>' for part in PARTS)
    return f'<nav class="contents" aria-label="{esc(view.words("method.contents"))}"><ol>{items}</ol></nav>'


def _name(view: View, part: str) -> str:
    if part == "doubtful":
        return view.words("method.doubtful", n=len(doubtful(view)))
    return view.words(f"method.{part}")


@kept
def count_html(view: View) -> str:
    """How it is counted."""
    kinds = ("source", "unit", "names", "rules", "figures", "nothing", "meaning")
    items = "".join(f"<li>{esc(view.words(f'method.count_{kind}'))}</li>" for kind in kinds)
    return f'{part_head("count", _name(view, "count"))}<ul class="plain">{items}</ul>'


def quality_html(view: View) -> str:
    """Precision and recall a table, and how they were measured."""
    return _quality(view, quality())


@kept
def _quality(view: View, measured: Mapping[str, Any]) -> str:
    say = view.words
    if not measured:
        return f"{part_head('quality', _name(view, 'quality'))}<p>{esc(say('method.quality_missing'))}</p>"
    symbol = measured["report"]
    if symbol in view.report.atlas.reports:
        symbol = view.report.atlas.report(symbol).row["symbol"]
    how = say("method.quality_how", symbol=symbol, **measured["annotated"])
    nth: Counter[str] = Counter()
    rows = ""
    for score in measured["scores"]:
        table = score["table"]
        nth[table] += 1
        name = f"<b>{esc(say(f'tables.{table}'))}</b>" if nth[table] == 1 else ""
        rows += (
            f'<tr><th scope="row">{name}<span>{esc(say(f"method.measure_{table}_{nth[table]}"))}</span></th>'
            f'<td class="n">{score["annotated"]}</td><td class="n">{_per_cent(score["precision"])}</td>'
            f'<td class="n">{_per_cent(score["recall"])}</td></tr>'
        )
    heads = [say(f"method.column_{column}") for column in ("measure", "n", "precision", "recall")]
    return (
        f"{part_head('quality', _name(view, 'quality'))}<p>{esc(how)}</p>"
        f'<p class="notice">{esc(say("method.quality_caution"))}</p>{sheet(heads, rows, (1, 2, 3))}'
    )


def _per_cent(share: float) -> str:
    """One decimal; "100%" only where nothing is missing."""
    return "100%" if share >= 1 else f"{min(100 * share, 99.9):.1f}%"


def doubtful(view: View) -> pd.DataFrame:
    """Every finding marked ambiguous: table, passage, start, end, and what it was taken for."""
    rows: list[dict[str, object]] = []
    for table in _DOUBTFUL:
        frame = view.report.table(table)
        for row in frame[frame["certainty"] == "ambiguous"].to_dict("records"):
            places = str(row["spans"]).split() if table == "themes" else [f"{row['start']}:{row['end']}"]
            start, _, end = (places or ["0:0"])[0].partition(":")
            rows.append(
                {
                    "table": table,
                    "passage": str(row["passage"]),
                    "start": int(start),
                    "end": int(end),
                    "said": data_dictionary.finding_words(view, table, row),
                }
            )
    return pd.DataFrame(rows, columns=["table", "passage", "start", "end", "said"])


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds a stretch of text begins and ends."""
    begin = max((m.end() for m in _END_OF_SENTENCE.finditer(text, 0, start)), default=0)
    after = _END_OF_SENTENCE.search(text, max(end - 1, 0))
    return begin, after.end() if after else len(text)


@kept
def doubtful_html(view: View) -> str:
    """The ambiguous findings with their sentences; each opens its paragraph."""
    say, every = view.words, doubtful(view)
    if every.empty:
        return f"{part_head('doubtful', _name(view, 'doubtful'))}<p>{esc(say('method.doubtful_none'))}</p>"
    passages = evidence.rows_by_passage(view)
    items = [_doubtful_item(view, passages[str(row["passage"])], row) for row in every.to_dict("records")]
    shares = ""
    for table, n in every["table"].value_counts().items():
        name, total = say(f"tables.{table}"), len(view.report.table(str(table)))
        shares += f"<li>{esc(say('method.doubtful_share', name=name, n=n, total=total))}</li>"
    more = ""
    if len(items) > _FIRST:
        rest = esc(say("method.doubtful_more", n=len(items) - _FIRST))
        more = (
            f'<details><summary>{rest}</summary><ol class="doubtful">{"".join(items[_FIRST:])}</ol></details>'
        )
    return (
        f"{part_head('doubtful', _name(view, 'doubtful'))}<p>{esc(say('method.doubtful_note'))}</p>"
        f'<ul class="shares">{shares}</ul>'
        f'<ol class="doubtful">{"".join(items[:_FIRST])}</ol>{more}'
    )


def _doubtful_item(view: View, passage: evidence.Row, row: dict[Any, Any]) -> str:
    text, start, end = str(passage["text"]), int(row["start"]), int(row["end"])
    begin, stop = sentence(text, start, end)
    kind = {"presences": "presence", "figures": "figure", "themes": "theme"}.get(str(row["table"]), "country")
    mark = findings.Mark(start - begin, min(end, stop) - begin, kind, True)
    name = f"{passage['kind']}_mark"
    number = view.words(f"evidence.{name}", n=passage["number"])
    return (
        f"<li><header>{link(view.here.to('paragraphs', p=str(row['passage'])), esc(number))} {esc(row['said'])}</header>"
        f'<p lang="{view.text_lang}">{findings.marked_html(text[begin:stop], [mark], evidence.mark_labels(view))}</p></li>'
    )


@kept
def cite_html(view: View) -> str:
    """How to cite, in both languages."""
    atlas, row = view.report.atlas, view.report.row
    blocks = ""
    for lang in (view.lang, *(other for other in LANGUAGES if other != view.lang)):
        say = words(lang)
        text = say(
            "method.cite_text",
            date=say.date(atlas.date),
            version=atlas.version[:8],
            title=view.report.titles(lang)[""],
            symbol=row["symbol"],
            address=row["address"],
        )
        copy = copy_button(view.words("method.cite_copy"), text)
        blocks += f'<div class="cite"><p lang="{lang}">{esc(text)}</p>{copy}</div>'
    return f"{part_head('cite', _name(view, 'cite'))}<p>{esc(view.words('method.cite_note'))}</p>{blocks}"


@kept
def terms_html(view: View) -> str:
    """Whose data this is, on what terms, and what the map does not say."""
    say = view.words
    kinds = ("findings", "text", "boundaries", "names", "places")
    items = "".join(f"<li>{esc(say(f'method.terms_{kind}'))}</li>" for kind in kinds)
    notes = "".join(f"<p>{esc(say(key))}</p>" for key in ("api.disclaimer", "countries.kosovo"))
    lead = f'{part_head("terms", _name(view, "terms"))}<ul class="plain">{items}</ul>'
    return f"{lead}<h3>{esc(say('method.terms_disclaimer'))}</h3>{notes}"


@kept
def version_html(view: View) -> str:
    """Date, versions and hashes."""
    say, atlas = view.words, view.report.atlas
    facts = {
        say("method.version_date"): esc(say.date(atlas.date)),
        say("method.version_data"): f"<code>{esc(atlas.version)}</code>",
        say("method.version_contract"): f"<code>{esc(atlas.package.get('version', ''))}</code>",
        say("method.version_report"): f"<code>{esc(view.report.row['sha256'])}</code>",
    }
    items = "".join(f"<dt>{esc(name)}</dt><dd>{value}</dd>" for name, value in facts.items())
    hashes = "".join(
        f"<dt><code>{table}</code></dt><dd><code>{esc(atlas.hashes.get(table, ''))}</code></dd>"
        for table in tables.NAMES
    )
    summary = esc(say("method.version_tables"))
    return (
        f'{part_head("version", _name(view, "version"))}<dl class="facts">{items}</dl>'
        f'<details><summary>{summary}</summary><dl class="facts">{hashes}</dl></details>'
    )
