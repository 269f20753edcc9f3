"""What Word and PowerPoint documents have in common: faces and language of every run, and properties of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from ui.render.svg.shapes import bare
from ui.render.svg.text import is_wide
from ui.view import View

# Faces that Office has on every system that shows Chinese; others fall back to their own.
LATIN, CHINESE = "Arial", "Microsoft YaHei"
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def lang_of(said: str) -> str:
    """The language that a text is proofed and hyphenated in."""
    return LANGUAGES["zh" if is_wide(said) else "en"]


def describe(properties: Any, title: str, author: str, lang: str) -> None:
    """A document's properties: its own title, author, language and dates in place of the template's."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.language = title, LANGUAGES[lang]
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = now
    properties.revision, properties.comments, properties.keywords = 1, "", ""


def word_book(view: View, title: str) -> Any:
    """A Word document on A4 without text, its title, author and faces in place of the template's."""
    import docx as word
    from docx.oxml.ns import qn
    from docx.shared import Mm

    book: Any = word.Document()
    describe(book.core_properties, title, view.words("app.name"), view.lang)
    name_word(book.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"))
    for style in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        name_word(book.styles[style].element.get_or_add_rPr())
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    return book


def run(paragraph: Any, said: str, points: float, colour: str, bold: bool = False) -> Any:
    """A run at the end of a paragraph of Word or PowerPoint, with its faces and language named."""
    made = paragraph.add_run()
    made.text = bare(said)
    made.font.size, made.font.bold = round(points * 12700), bold
    properties = made._r.get_or_add_rPr()
    made.font.color.rgb = _rgb(made, colour)
    if "wordprocessingml" in properties.tag:
        name_word(properties)
    else:
        name_drawing(properties, lang_of(said))
    return made


def _rgb(made: Any, colour: str) -> Any:
    """A colour as the library of a run wants it."""
    module = "docx.shared" if type(made).__module__.startswith("docx") else "pptx.dml.color"
    return import_module(module).RGBColor.from_string(colour[1:7])


def name_drawing(properties: Any, lang: str) -> None:
    """Faces and language in properties of text of PowerPoint, in the order that the format wants."""
    from pptx.oxml.ns import qn

    properties.set("lang", lang)
    for tag, name in (("a:latin", LATIN), ("a:ea", CHINESE)):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        face = properties.makeelement(qn(tag), {"typeface": name})
        properties.insert_element_before(
            face, *(["a:ea"] if tag == "a:latin" else []), "a:cs", "a:sym", "a:hlinkClick", "a:extLst"
        )


def name_word(properties: Any) -> None:
    """Faces and language in properties of text of Word."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    faces = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{name}"), LATIN)
    faces.set(qn("w:eastAsia"), CHINESE)
    lang = properties.find(qn("w:lang"))
    if lang is None:
        new: Any = OxmlElement  # which has no types
        lang = new("w:lang")
        properties.insert_element_before(lang, "w:eastAsianLayout", "w:specVanish", "w:oMath")
    lang.set(qn("w:val"), LANGUAGES["en"])
    lang.set(qn("w:eastAsia"), LANGUAGES["zh"])
