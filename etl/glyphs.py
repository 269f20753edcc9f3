"""What pdfium tells of a page: its characters, each with its place and look, and what is drawn.

A page on which most letters lie on their side is turned, so that what follows reads all pages alike.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from etl.layout import Box, Sheet

_BOLD = 600  # weight from which type is bold
_SKEW = 0.1  # to the side for each step up
_THIN = 3.0  # points; a drawn shape flatter than this is a rule
_STROKES = 12  # so many small shapes side by side are a drawing
_SHAPES = 4_000  # on a page; more are a drawing whose every stroke nobody needs
_NEAR = 12.0  # points between the strokes of one drawing
_SIDE = 40.0  # points; smaller pictures are signs
_OVER = 2.0  # points: so far over its edge a letter is still on the page
_TINY = 1.5  # points: smaller letters nobody can read
_WHITE = 0xF5  # of 255, in each colour: so light is as good as white


ASLANT, _ASLANT = 4, 0.1  # turned by so much of a quarter too far or too little
_NO_INK = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True)
class Look:
    """How a character is set; `size` is that on the page, whatever the font calls it."""

    size: float
    bold: bool
    italic: bool
    angle: int  # quarters, counter-clockwise; or `ASLANT`
    printed: bool = True  # or white, transparent, or invisible as the text behind a scan is


@dataclass(frozen=True)
class Glyph:
    """A character where it stands: left and right edge, base line, look."""

    char: str
    left: float
    right: float
    base: float
    look: Look
    after_blank: bool = False

    @property
    def size(self) -> float:
        """Its size."""
        return self.look.size


def read(
    page: pypdfium2.PdfPage, number: int, textpage: pypdfium2.PdfTextPage
) -> tuple[Sheet, list[Glyph], int]:
    """A page, its characters in the order of the file, blanks left out, the page turned upright, and how many nobody sees.

    White letters are seen on what is drawn, and those without colour belong to the picture that they stand on.
    """
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    found = list(_glyphs(textpage, left, bottom))
    angles = Counter(angle for *_, look in found if (angle := look.angle) < ASLANT)
    quarters = angles.most_common(1)[0][0] if angles else 0
    turn = _Turn(quarters, width, height)
    glyphs = [turn.glyph(*g) for g in found]
    sheet, grounds = _drawn(page, number, left, bottom, turn)
    across, up = (height, width) if quarters % 2 else (width, height)
    seen = [g for g in glyphs if _seen(g, across, up, grounds)]
    shown = (quarters - page.get_rotation() // 90) % 4
    sheet = replace(sheet, width=across, height=up, quarters=-shown % 4)
    return sheet, seen, len(glyphs) - len(seen)


def _seen(g: Glyph, width: float, height: float, grounds: list[Box]) -> bool:
    """Whether a reader of the printed page sees a character."""
    middle = (g.left + g.right) / 2
    if not (-_OVER < middle < width + _OVER and -_OVER < g.base < height + _OVER):
        return False
    if g.size < _TINY and (g.right - g.left) < _TINY:
        return False
    return g.look.printed or any(box.holds(middle, g.base + 0.3 * g.size) for box in grounds)


@dataclass(frozen=True)
class _Turn:
    """Turns a page of this size clockwise by quarters."""

    quarters: int
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        width, height = self.width, self.height
        for _ in range(self.quarters):
            left, bottom, right, top = bottom, width - right, top, width - left
            width, height = height, width
        return left, bottom, right, top

    def glyph(
        self,
        char: str,
        box: tuple[float, float, float, float],
        origin: tuple[float, float],
        blank: bool,
        look: Look,
    ) -> Glyph:
        left, _, right, _ = self.box(*box)
        x, y = origin
        _, base, _, _ = self.box(x, y, x, y)
        if self.quarters:
            look = replace(look, angle=(look.angle - self.quarters) % 4 if look.angle < ASLANT else ASLANT)
        return Glyph(char, left, right, base, look, blank)


def _glyphs(
    textpage: pypdfium2.PdfTextPage, x0: float, y0: float
) -> Iterator[tuple[str, tuple[float, float, float, float], tuple[float, float], bool, Look]]:
    box = pdfium.FS_RECTF()  # as wide as the pen moves: the ink of an f reaches over the blank after it
    x, y = ctypes.c_double(), ctypes.c_double()
    looks: dict[int, Look] = {}
    look, blank = Look(0.0, False, False, 0), False
    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, i)
        char = chr(code) if 0 < code < 0x110000 else ""
        if not char or char in "\r\n\ufffe":
            continue
        if char.isspace():
            blank = True
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, i, box)
        pdfium.FPDFText_GetCharOrigin(textpage, i, x, y)
        if shape := pdfium.FPDFText_GetTextObject(textpage, i):
            key = ctypes.addressof(shape.contents)
            if key not in looks:
                looks[key] = _look(textpage, i, shape)
            look = looks[key]
        corners = box.left - x0, box.bottom - y0, box.right - x0, box.top - y0
        yield "-" if char == "\x02" else char, corners, (x.value - x0, y.value - y0), blank, look
        blank = False


def _look(textpage: pypdfium2.PdfTextPage, i: int, shape: object) -> Look:
    matrix, size, slant = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetMatrix(textpage, i, matrix)
    pdfium.FPDFTextObj_GetFontSize(shape, size)
    font = pdfium.FPDFTextObj_GetFont(shape)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    pdfium.FPDFFont_GetItalicAngle(font, slant)
    called = name.value.lower()
    # a font without a bold or slanted face is drawn with thicker outlines, or skewed
    skewed = abs(matrix.a * matrix.c + matrix.b * matrix.d) > _SKEW * (matrix.c**2 + matrix.d**2)
    return Look(
        round(size.value * math.hypot(matrix.c, matrix.d), 1),
        b"bold" in called
        or b"black" in called
        or pdfium.FPDFFont_GetWeight(font) >= _BOLD
        or pdfium.FPDFTextObj_GetTextRenderMode(shape) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
        b"italic" in called or b"oblique" in called or slant.value < 0 or skewed,
        _quarters(math.atan2(matrix.b, matrix.a) / (math.pi / 2)),
        pdfium.FPDFTextObj_GetTextRenderMode(shape) not in _NO_INK and not _pale(shape),
    )


def _quarters(turned: float) -> int:
    """How far something is turned, in quarters; aslant as a watermark is neither."""
    nearest = round(turned)
    return nearest % 4 if abs(turned - nearest) < _ASLANT else ASLANT


def _pale(shape: object) -> bool:
    """Whether something is filled with white, or with nothing."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(shape, *parts):
        return False
    *colours, opacity = (part.value for part in parts)
    return opacity == 0 or min(colours) >= _WHITE


def _drawn(
    page: pypdfium2.PdfPage, number: int, x0: float, y0: float, turn: _Turn
) -> tuple[Sheet, list[Box]]:
    """A page with its rules, frames and pictures, and the coloured grounds on which white letters are seen."""
    grounds: list[Box] = []
    rules: list[Box] = []
    shapes: list[Box] = []
    pictures: list[Box] = []
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
    for count, shape in enumerate(page.get_objects(filter=kinds, max_depth=4)):
        if count > _SHAPES:
            break
        try:
            left, bottom, right, top = shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        box = Box(number, *turn.box(left - x0, bottom - y0, right - x0, top - y0))
        if shape.type != pdfium.FPDF_PAGEOBJ_PATH or not _pale(shape):
            grounds.append(box)
        if box.width > turn.width * 0.95 and box.height > turn.height * 0.9:
            continue  # the ground of the page
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            if min(box.width, box.height) > _SIDE:
                pictures.append(box)
        elif box.height < _THIN:
            rules += [box] if box.width > _SIDE else []
        elif box.width >= _THIN:
            shapes.append(box)
    drawings = _drawings(shapes)
    frames = [s for s in shapes if s.width > 2 * _SIDE and s.height > _SIDE / 2]
    sheet = Sheet(number, turn.width, turn.height, tuple(rules), tuple(frames), (*pictures, *drawings))
    return sheet, grounds


def _drawings(shapes: list[Box]) -> list[Box]:
    """Where many small shapes stand together: a chart or a map."""
    groups: list[tuple[Box, int]] = []
    for shape in sorted(shapes, key=lambda s: -s.top):
        box, count = shape, 1
        apart = []
        for other, n in groups:
            near = (
                other.left - _NEAR < box.right
                and box.left < other.right + _NEAR
                and other.bottom - _NEAR < box.top
                and box.bottom < other.top + _NEAR
            )
            if near:
                box, count = box.joined(other), count + n
            else:
                apart.append((other, n))
        groups = [*apart, (box, count)]
    return [b for b, n in groups if n >= _STROKES and min(b.width, b.height) > _SIDE]
