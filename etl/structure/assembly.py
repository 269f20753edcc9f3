"""What a reading found becomes passages: lines joined, marks of footnotes taken out, sections given their range."""

from __future__ import annotations

from etl import segments
from etl.errors import Odd, odd
from etl.language import Language
from etl.layout import Layout, Region
from etl.structure import notes
from etl.structure.hyphens import hyphenation
from etl.structure.outline import Outline, Passage, Reading, Section

MAX_PASSAGE = 20_000  # characters; the longest paragraphs of reports have about 5,000


def assemble(raw: str, reading: Reading, language: Language, layout: Layout | None = None) -> Outline:
    """The outline of a raw text from one reading of it; with no numbered paragraph it is empty and says so."""
    outline = Outline(links=reading.links, warnings=list(reading.warnings), placed=reading.placed)
    if not reading.paragraphs:
        outline.warnings.append(odd(Odd.NONE))
        return outline
    outline.sections, outline.regions = reading.parts.sections, reading.regions
    outline.placed += [("passage", span) for p in reading.paragraphs for span in p.spans]
    outline.placed += [("footnote", span) for note in reading.notes for span in note.spans]
    whole = hyphenation(raw, language) if language.spaced else None
    texts = [segments.join(raw, p.spans, language.join, whole) for p in reading.paragraphs]
    if layout is not None and any(p.lines for p in reading.paragraphs):
        marks = notes.by_page(texts, reading, layout, language)
    else:
        marks = notes.by_text(texts, reading.notes, language)
    for i, (p, joined) in enumerate(zip(reading.paragraphs, texts, strict=True)):
        clean = segments.cut(joined, marks.spans.get(i, []))
        kind = "annex" if p.annex else "paragraph"
        outline.passages.append(Passage(p.passage, kind, p.number, p.section, clean, "", p.lines))
    section_of = {p.passage: p.section for p in outline.passages}
    for note, owner in zip(reading.notes, marks.owners, strict=True):
        if owner is None:
            outline.warnings.append(odd(Odd.FOOTNOTE, n=note.number))
        attached = reading.paragraphs[owner].passage if owner is not None else ""
        joined = segments.join(raw, note.spans, language.join, whole)
        section = section_of.get(attached, "")
        outline.passages.append(
            Passage(note.passage, "footnote", note.number, section, joined, attached, note.lines)
        )
    _ranges(outline.sections, outline.passages)
    _bound(outline, language)
    return outline


def _ranges(sections: list[Section], passages: list[Passage]) -> None:
    """Give each section its first and last paragraph."""
    for section in sections:
        inside = [
            p.number
            for p in passages
            if p.kind != "footnote"
            and (p.section == section.path or p.section.startswith(section.path + "."))
        ]
        if inside:
            section.first, section.last = min(inside), max(inside)


def _bound(outline: Outline, language: Language) -> None:
    """Cut passages that go on without end; what is cut off is kept as a region. Nothing is cut if all are like that."""
    endless = [p for p in outline.passages if len(p.joined.text) > MAX_PASSAGE]
    if len(endless) == len([p for p in outline.passages if p.kind != "footnote"]):
        return
    for p in endless:
        ends = [m.end() for m in language.sentence_split.finditer(p.joined.text, 0, MAX_PASSAGE)]
        at = ends[-1] if ends else MAX_PASSAGE
        rest = segments.cut(p.joined, [(0, at)])
        outline.warnings.append(odd(Odd.CUT, passage=p.passage, n=len(p.joined.text), limit=at))
        p.joined = segments.cut(p.joined, [(at, len(p.joined.text))])
        spans = [(r, r + n) for _, r, n in rest.segments]
        cut_off = [line for line in p.lines if line.start >= spans[0][0]]
        p.lines = [line for line in p.lines if line.start < spans[0][0]]
        outline.regions.append(Region("text", spans, [], cut_off, p.passage))
