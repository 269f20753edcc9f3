"""What is said of a slide in the notes of a file."""

from __future__ import annotations

from collections.abc import Mapping

from ui import evidence
from ui.deck import Slide
from ui.slides import content as slide_content


def notes_text(slide: Slide, asked: Mapping[str, str]) -> str:
    """A slide's own note, the sentences behind it and how it is read, as plain text."""
    view, made = slide_content.view_of(slide, asked), slide_content.face(slide, asked)
    say, lines = view.words, [slide.note] if slide.note else []
    quoted = [f"{where} {said}" for _, where, said in slide_content.sentences(view, made.evidence)]
    left = slide_content.left_out(made.evidence)
    quoted += [say("present.more_paragraphs", n=left)] if left else []
    rows = evidence.rows_by_passage(view)
    cited = [evidence.citation(view, rows[p]) for p in made.evidence.paragraphs[:1]]
    lines += [say("present.behind"), *quoted] if quoted else []
    lines += [say("present.counted"), *made.notes, slide_content.source(view, made), *cited]
    return "\n".join(lines)
