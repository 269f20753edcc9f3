"""What is said of a slide to the one who speaks: beside it on the presenter's screen, and in the notes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui import evidence, exhibits, readings
from ui.content import Exhibit, Wording
from ui.deck import Slide
from ui.slides import content
from ui.view import View


@dataclass(frozen=True)
class Quoted:
    """Sentences of a paragraph behind a slide, in the reader's language and in the report's."""

    where: str
    href: str
    said: tuple[Wording, ...]


@dataclass(frozen=True)
class Notes:
    """What to say (the slide's own note, or what it shows in sentences), the sentences behind it (whose reading they are, and
    how many paragraphs more there are), how it is counted, and how to cite the first paragraph."""

    own: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    aid: str
    more: str
    counted: tuple[str, ...]
    cited: str


def notes_of(slide: Slide, asked: Mapping[str, str]) -> Notes:
    """The notes of a slide."""
    view, made = content.view_of(slide, asked), content.exhibit(slide, asked)
    quoted = tuple(
        Quoted(where, view.here.to("paragraphs", passage=passage), said)
        for passage, where, said in content.sentences(view, made.evidence)
    )
    left, rows = content.left_out(made.evidence), evidence.rows_by_passage(view)
    cited = [evidence.citation(view, rows[p]) for p in made.evidence.paragraphs[:1]]
    return Notes(
        tuple(line for line in slide.note.splitlines() if line.strip()) or (_spoken(view, made),),
        quoted,
        readings.said(view),
        view.words("present.more_paragraphs", n=left) if left else "",
        (*made.top, *made.notes, exhibits.source(view, made, "present")),
        "".join(cited),
    )


def _spoken(view: View[Any], made: Exhibit) -> str:
    """What a slide shows in sentences to be spoken: its finding, the highest values, what they mean."""
    say, head = view.words, made.on_slide
    top = say("present.talk_top", top=say.listing(made.top)) if made.top else ""
    finding, meaning = (exhibits.sentence(view, said) for said in (head.title, head.subtitle or head.title))
    return say("present.talk", finding=finding, top=top, meaning=meaning if head.subtitle else "").strip()


def notes_text(slide: Slide, asked: Mapping[str, str]) -> str:
    """The notes as plain text."""
    notes, say = notes_of(slide, asked), content.view_of(slide, asked).words
    lines = list(notes.own)
    if notes.quoted:
        said = (f"{each.where} {w.text}" for each in notes.quoted for w in each.said)
        lines += [say("present.behind"), *filter(None, [notes.aid]), *said]
    lines += [notes.more, say("present.counted"), *notes.counted, notes.cited]
    return "\n".join(line for line in lines if line)
