"""The themes page's parts: outline, cross-cutting themes, panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui import charts, evidence, findings
from ui.markup import chips, esc, switch
from ui.view import View


def finding(view: View, counts: Mapping[str, int]) -> str:
    """The longest section and its share, in a sentence."""
    words = view.words
    longest = longest_section(counts)
    if not longest:
        return words("themes.title")
    whole = sum(n for path, n in counts.items() if "." not in path)
    return words(
        "themes.finding",
        name=view.section(longest),
        n=counts[longest],
        share=words.share(counts[longest], whole),
    )


def longest_section(counts: Mapping[str, int]) -> str:
    """The section with most paragraphs; of chapters where there are no sections; "" where there is no outline."""
    sections = {path: n for path, n in counts.items() if path.count(".") == 1} or dict(counts)
    return findings.leaders(sections)[0] if sections else ""


def outline_html(view: View, counts: Mapping[str, int]) -> str:
    """Chapters, sections and subsections as bars."""
    words, here = view.words, view.here
    # A chapter may hold nine tenths of a report; beside its bar its parts' would be slivers: it gets none.
    longest = max((n for path, n in counts.items() if "." in path), default=max(counts.values(), default=1))
    rows = [
        charts.Bar(
            view.section(path),
            here.link(s=path, t=None),
            (n,) if n <= longest else (),
            str(n),
            here.get("s") == path,
            path.count("."),
        )
        for path, n in counts.items()
    ]
    return (
        f'<h2>{words("themes.outline")}</h2><p class="subtitle">{words("themes.outline_subtitle")}</p>'
        + charts.bars(rows, longest, words("themes.outline"))
    )


def words_html(view: View, counts: Mapping[str, Mapping[str, int]], weights: Sequence[str]) -> str:
    """Cross-cutting themes as bars of two pieces, core and in passing."""
    words, here = view.words, view.here
    rows = [
        charts.Bar(
            view.theme(theme),
            here.link(t=theme, s=None),
            (n["core"], n["secondary"]),
            str(n["core"] + n["secondary"]),
            here.get("t") == theme,
        )
        for theme, n in counts.items()
    ]
    longest = max((sum(n.values()) for n in counts.values()), default=1)
    both = len(weights) == 2
    inner = "".join(
        switch(here.link(w=value), esc(words(f"themes.{label}")), on, role="radio")
        for label, value, on in (("both", None, both), ("core_only", "core", not both))
    )
    legend = (
        f'<ul class="legend"><li><i class="swatch piece0"></i>{words("themes.core")}</li>'
        f'<li><i class="swatch piece1"></i>{words("themes.secondary")}</li></ul>'
    )
    return (
        f"<h2>{words('themes.words')}</h2>"
        f'<p class="subtitle">{esc(words("themes.words_subtitle", n=len(counts)))}</p>'
        + chips(words("themes.weight"), inner, role="radiogroup")
        + charts.bars(rows, longest, words("themes.words"))
        + (legend if both else "")
        + f'<p class="caption">{words("themes.rule_note")}</p>'
    )


def section_evidence(view: View, section: str) -> findings.Evidence:
    """The paragraphs of a part of the outline."""
    passages = view.report.passages
    return findings.evidence(passages, findings.section_findings(passages, section))


def theme_evidence(view: View, theme: str, weights: Sequence[str]) -> findings.Evidence:
    """The paragraphs of a cross-cutting theme, those only in passing noted as such."""
    themes = view.report.table("themes")
    chosen = themes[(themes["theme"] == theme) & themes["weight"].isin(list(weights))]
    passing = chosen.loc[chosen["weight"] == "secondary", "passage"]
    notes = {str(p): view.words("themes.secondary") for p in passing}
    return findings.evidence(view.report.passages, findings.theme_findings(chosen, theme), notes)


def panel(view: View, counts: Mapping[str, int], weights: Sequence[str]) -> None:
    """The sentences of what was chosen; where nothing was, those of the section that the title speaks of."""
    section, theme = view.here.get("s"), view.here.get("t")
    close = view.here.link(s=None, t=None)
    if theme:
        gathered = theme_evidence(view, theme, weights)
        lead = evidence.as_list(view, t=theme) if len(weights) == 2 else ""
        evidence.panel(view, view.theme(theme), gathered, close, key=theme, lead=lead)
    elif section:
        gathered, lead = section_evidence(view, section), evidence.as_list(view, s=section)
        evidence.panel(view, view.section(section), gathered, close, key=section, lead=lead)
    elif longest := longest_section(counts):
        gathered, lead = section_evidence(view, longest), evidence.as_list(view, s=longest)
        evidence.panel(view, view.section(longest), gathered, "", key="", lead=lead)
