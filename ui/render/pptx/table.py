"""A list of lines as a table that can be edited: label and note, and what is said."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from ui.content import Lines
from ui.palette import LIGHT
from ui.render import slide_layout as layout
from ui.render.pptx.text import PX, SPARE, Box, Style, describe, paragraphs, quiet, run

# "No style, no grid" of Office: lines between rows only.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def add(shapes: Any, block: Lines, box: Box, alt: str) -> int:
    """As many lines as have room; returns how many have none."""
    made = layout.list_layout(block.items, SPARE)
    room = box.height if sum(made.heights) <= box.height else box.height - 44
    shown = max(1, sum(end <= room for end in accumulate(made.heights)))
    lines, heights = block.items[:shown], made.heights[:shown]
    frame = shapes.add_table(len(lines), 2, *Box(box.x, box.y, box.width, sum(heights)).emu)
    describe(frame, alt)
    table = frame.table
    table._tbl.tblPr.find(f"{{{_DRAWING}}}tableStyleId").text = _PLAIN
    table.first_row = table.horz_banding = False
    table.columns[0].width = int(made.label * PX)
    table.columns[1].width = int((box.width - made.label) * PX)
    for k, (line, height) in enumerate(zip(lines, heights, strict=True)):
        table.rows[k].height = int(height * PX)
        first, second = table.cell(k, 0), table.cell(k, 1)
        paragraphs(first.text_frame, [line.label], Style(made.size, bold=True))
        if line.note:
            _, beside = layout.label_lines(line, made.size, made.label, SPARE)
            note = line.note.replace(" ", "\u00a0")  # a number stands with what it counts
            paragraph = first.text_frame.paragraphs[0] if beside else first.text_frame.add_paragraph()
            run(paragraph, f"  {note}" if beside else note, quiet(max(24, made.size - 4)))
        paragraphs(second.text_frame, [layout.said_of(line)], Style(made.size))
        for cell in (first, second):
            cell.margin_left, cell.margin_top, cell.margin_bottom = 0, 10 * PX, 0
            _line_above(cell)
    return len(block.items) - shown


def _line_above(cell: Any) -> None:
    from pptx.oxml import parse_xml

    line = f'<a:lnT xmlns:a="{_DRAWING}" w="9525"><a:solidFill><a:srgbClr val="{LIGHT.line[1:]}"/></a:solidFill></a:lnT>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))
