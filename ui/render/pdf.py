"""Drawings as a PDF with title, author, language and dates of its own, tagged for those who read it with a screen reader.

A drawing says with `tag` where an element begins: a mark beyond the edge of the paper, which the file has no longer.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree

from markupsafe import Markup

from ui.render import fonts
from ui.render.svg.shapes import bare

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

# Heading, paragraph, picture; what is decoration only.
Role = Literal["H1", "H2", "P", "Figure", "Artifact"]
_MARK = Markup(
    '<rect class="tag" x="-9000" y="0" width="1" height="1" fill="#FFFFFF" '
    'data-role="{}" data-alt="{}" data-text="{}" data-lang="{}"/>'
)
_IN_FILE = re.compile(rb"q\n/\w+ cs\n1 1 1 scn\n-9000 0 m\n(?:[^\n]+ l\n){3}h\nf\nQ\n")


def tag(role: Role, text: str = "", lang: str = "", alt: str = "") -> Markup:
    """Where an element begins: it ends where the next one begins. `text` is what it says, without the ends of lines, and
    `alt` says a picture in words."""
    return _MARK.format(role, bare(alt), bare(text), lang)


def document(drawings: Iterable[str], title: str, author: str, lang: str) -> bytes:
    """SVG documents as the pages of a PDF. What stands before a page's first tag is decoration."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer, elements, parents = PdfWriter(), ArrayObject(), ArrayObject()
    root = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")}))
    whole = writer._add_object(_element("Document", root, ArrayObject()))
    for drawing in drawings:
        read = PdfReader(io.BytesIO(fonts.pdf(drawing, lang[:2]))).pages[0]
        contents = read.get_contents()
        parts = _IN_FILE.split(b"" if contents is None else contents.get_data())
        made = _tagged(writer, writer.add_page(read), drawing, parts, whole)
        writer.pages[-1][NameObject("/StructParents")] = _number(len(parents) // 2)
        elements.extend(made)
        parents.extend([_number(len(parents) // 2), writer._add_object(ArrayObject(made))])
    whole.get_object()[NameObject("/K")] = elements  # type: ignore[index]
    tree = DictionaryObject({NameObject("/Nums"): parents})
    root.get_object().update(  # type: ignore[union-attr]
        {NameObject("/K"): whole, NameObject("/ParentTree"): writer._add_object(tree)}
    )
    yes = BooleanObject(True)
    writer.root_object.update(
        {
            NameObject("/Lang"): TextStringObject(lang),
            NameObject("/MarkInfo"): DictionaryObject({NameObject("/Marked"): yes}),
            NameObject("/StructTreeRoot"): root,
            NameObject("/ViewerPreferences"): DictionaryObject({NameObject("/DisplayDocTitle"): yes}),
        }
    )
    now = datetime.now(UTC).strftime("D:%Y%m%d%H%M%SZ")
    said = {
        "/Title": bare(title),
        "/Author": author,
        "/Creator": author,
        "/CreationDate": now,
        "/ModDate": now,
    }
    writer.add_metadata(said)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _tags_of(drawing: str) -> list[tuple[str, str, str, str]]:
    """(role, picture in words, text, language) of every tag of a drawing, in their order."""
    names = ("data-role", "data-alt", "data-text", "data-lang")
    marks = (each for each in ElementTree.fromstring(drawing).iter() if each.get("class") == "tag")
    return [
        (each.get(names[0], ""), each.get(names[1], ""), each.get(names[2], ""), each.get(names[3], ""))
        for each in marks
    ]


def _tagged(
    writer: PdfWriter, page: PageObject, drawing: str, parts: list[bytes], whole: IndirectObject
) -> list[IndirectObject]:
    """The elements of a page; `parts` are what is drawn before its first mark and after each."""
    from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

    first, *rest = parts
    data = b"/Artifact BMC\n" + first
    made: list[IndirectObject] = []
    for (role, alt, text, lang), part in zip(_tags_of(drawing), rest, strict=True):
        if role == "Artifact":
            data += b"EMC\n/Artifact BMC\n" + part
            continue
        data += b"EMC\n/%s <</MCID %d>> BDC\n" % (role.encode(), len(made)) + part
        element = _element(role, whole, _number(len(made)))
        element[NameObject("/Pg")] = page.indirect_reference or page
        for key, said in (("/Alt", alt), ("/ActualText", text), ("/Lang", lang)):
            if said:
                element[NameObject(key)] = TextStringObject(said)
        made.append(writer._add_object(element))
    stream = DecodedStreamObject()
    stream.set_data(data + b"\nEMC\n")
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    page[NameObject("/Tabs")] = NameObject("/S")
    return made


def _element(role: str, parent: IndirectObject, inside: object) -> DictionaryObject:
    from pypdf.generic import DictionaryObject, NameObject

    names = {"/Type": NameObject("/StructElem"), "/S": NameObject(f"/{role}"), "/P": parent, "/K": inside}
    return DictionaryObject({NameObject(key): value for key, value in names.items()})


def _number(value: int) -> NumberObject:
    from pypdf.generic import NumberObject

    return NumberObject(value)
