"""What the pictures and slides of the overview say: its numbers, the map, the sections of the longest chapter."""

from __future__ import annotations

from dataclasses import replace

from ui import counted_countries, exhibits, findings
from ui.content import Exhibit, Headline, Note, Tiles
from ui.findings import Evidence
from ui.overview import content
from ui.params import CountriesParams, OverviewParams
from ui.queries import country_counts, report_figures
from ui.view import View


def world(view: View[OverviewParams]) -> Exhibit:
    """The small map of the overview."""
    words, there, spec = view.words, view.on(CountriesParams), content.world(view)
    counted = words("countries.subtitle_paragraphs", countries=len(spec.places))
    headline = Headline(content.finding(view), counted)
    notes = (words("pictures.circles"), words("countries.disclaimer"))
    made = counted_countries.map_exhibit(there, headline, spec, spec, notes)
    return replace(made, href=view.here.link())


def outline(view: View[OverviewParams]) -> Exhibit:
    """The sections of the longest chapter, with their share of the report."""
    words, report = view.words, view.report
    bars, parts = content.outline_bars(view), report_figures.outline_parts(report)
    inside = [findings.section_findings(report.passages, path)["passage"].astype(str) for path in parts]
    paragraphs = exhibits.in_order(view, (p for each in inside for p in each))
    return Exhibit(
        Headline(content.outline_finding(view) or words("themes.title"), words("overview.outline_subtitle")),
        (bars if bars.rows else Note(words("nothing.absent"), "none"),),
        small=(words("api.disclaimer"),),
        top=exhibits.highest(view, {bar.code: bar.label for bar in bars.rows}, parts),
        paragraphs=paragraphs,
        evidence=Evidence(paragraphs),
        href=view.here.link(),
    )


def numbers(view: View[OverviewParams]) -> Exhibit:
    """The headline numbers, with the sentences of those that have some."""
    words = view.words
    behind = [report_figures.evidence_of(view.report, what) for what in report_figures.OPENED]
    return Exhibit(
        Headline(content.finding(view), words("present.numbers_subtitle")),
        (Tiles(words("overview.tiles"), content.numbers(view)),),
        notes=(words("method.count_source"), words("method.count_unit"), words("countries.meaning")),
        small=(words("pictures.meaning"), words("api.disclaimer")),
        paragraphs=tuple(country_counts.paragraphs_of(view.report)),
        evidence=Evidence(
            exhibits.in_order(view, (p for each in behind for p in each.paragraphs)),
            marks={p: marks for each in behind for p, marks in each.marks.items()},
        ),
        href=view.here.link(),
    )
