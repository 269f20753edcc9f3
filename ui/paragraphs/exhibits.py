"""The slide of a paragraph in its own words."""

from __future__ import annotations

from ui import evidence, readings, url_state
from ui.content import Exhibit, Headline, Quote
from ui.findings import Evidence
from ui.params import ParagraphsParams
from ui.queries import country_counts
from ui.view import View


def quote(view: View[ParagraphsParams]) -> Exhibit:
    """The passage asked for, else the first paragraph."""
    passage = view.params.passage or next(iter(country_counts.paragraphs_of(view.report)), "")
    row = evidence.rows_by_passage(view)[passage]
    where, there = evidence.where(view, row), view.here.to("paragraphs", passage=passage)
    reading = readings.whole(view, passage) if view.wording != url_state.SOURCE else None
    text, lang = (reading.text, reading.lang) if reading else (str(row["text"]), view.text_lang)
    if reading and view.wording == url_state.BOTH:
        text = f"{text}\n{row['text']}"
    aid = (readings.said(view),) if reading else ()
    return Exhibit(
        Headline(where, view.words("present.quote_subtitle")),
        (Quote(text, lang, where, there),),
        notes=(evidence.citation(view, row),),
        small=(*aid, view.words("api.disclaimer")),
        paragraphs=(passage,) if row["kind"] == "paragraph" else (),
        evidence=Evidence((passage,)),
        href=there,
    )
