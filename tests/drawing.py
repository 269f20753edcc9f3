"""Pages drawn line by line, for tests of what the place of a line tells."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from making import pdf_bytes

LEFT, LEADING = 120, 12
PROSE = (
    "The Office worked with the authorities and with all of its partners in the country during the year, and"
)


@dataclass
class Page:
    """A page under construction, from the top; `y` is where the next line stands."""

    y: float = 760
    drawing: list[str] = field(default_factory=list)

    def put(
        self, text: str, x: float = LEFT, y: float | None = None, size: float = 10, face: str = "F"
    ) -> None:
        """Text at a place; ^1^ is a raised mark."""
        out = f"BT {x} {self.y if y is None else y} Td "
        for at, piece in enumerate(text.split("^")):
            shown = re.sub(r"([\\()])", r"\\\1", piece)
            rise, here = (4, size * 0.6) if at % 2 else (0, size)
            out += f"/{face} {here} Tf {rise} Ts ({shown}) Tj "
        self.drawing.append(out + "ET")

    def line(self, text: str, x: float = LEFT, size: float = 10, face: str = "F") -> None:
        """The next line."""
        self.put(text, x, None, size, face)
        self.y -= LEADING

    def block(self, *lines: str, x: float = LEFT, size: float = 10, face: str = "F") -> None:
        """Lines of one block, white space below it."""
        for text in lines:
            self.line(text, x, size, face)
        self.y -= 8

    def paragraph(self, number: int, *lines: str) -> None:
        """A numbered paragraph whose first line is full."""
        self.block(f"{number}. {PROSE}", *lines)

    def heading(self, text: str, size: float = 12) -> None:
        """A bold heading."""
        self.block(text, x=LEFT - 20, size=size, face="B")

    def rule(self, x: float, y: float, width: float) -> None:
        """A drawn line."""
        self.drawing.append(f"{x} {y} {width} 0.5 re f")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A drawn rectangle."""
        self.drawing.append(f"{x} {y} {width} {height} re S")


def pdf(path: Path, *pages: Page) -> Path:
    """A PDF of these pages, written there."""
    path.write_bytes(pdf_bytes([zlib.compress(" ".join(page.drawing).encode("cp1252")) for page in pages]))
    return path
