"""The typefaces for files: a part of Noto Sans SC (OFL) in two weights, for servers that have no Chinese typeface.

`python -m etl.reference.typefaces FOLDER` makes data/fonts from the collections `NotoSansCJK-Regular.ttc` and
`NotoSansCJK-Bold.ttc` in a folder (Debian: fonts-noto-cjk). The letters: all of GB 2312, Latin, Greek and Cyrillic letters
and punctuation as far as the typeface has them, and what the texts of this repository use beyond that.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from etl.paths import DATA

FAMILY = "Noto Sans SC"
WEIGHTS = ("Regular", "Bold")
_FACE = "Noto Sans CJK SC"
_RANGES = ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2100, 0x22FF),
           (0x2460, 0x24FF), (0x2500, 0x25FF), (0x3000, 0x303F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))  # fmt: skip


def letters() -> set[str]:
    """All letters that the part holds."""
    chinese = (
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
    )
    ranges = (chr(code) for first, last in _RANGES for code in range(first, last + 1))
    texts = [
        *(DATA / "text").glob("*"),
        *(DATA / "reference").glob("*.csv"),
        *(DATA / "reports").glob("*/*.txt"),
    ]
    used = chain.from_iterable(path.read_text(encoding="utf-8-sig") for path in texts)
    return {letter for letter in chain("".join(chinese), ranges, used) if letter.isprintable()}


def build(source: Path, out: Path) -> None:
    """Write `NotoSansSC-<weight>.otf` for every weight into `out`."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    options = subset.Options(
        layout_features=["kern"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        hinting=False,
        desubroutinize=False,
        notdef_outline=True,
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    for weight in WEIGHTS:
        faces = TTCollection(str(source / f"NotoSansCJK-{weight}.ttc")).fonts
        face = next(
            f
            for f in faces
            if f["name"].getDebugName(1).startswith(_FACE) and "Mono" not in f["name"].getDebugName(4)
        )
        part = subset.Subsetter(options)
        part.populate(unicodes=[ord(letter) for letter in letters()])
        part.subset(face)
        for record in face["name"].names:
            named = record.toUnicode().replace(_FACE, FAMILY).replace("NotoSansCJKsc", "NotoSansSC")
            face["name"].setName(named, record.nameID, record.platformID, record.platEncID, record.langID)
        cff = face["CFF "].cff
        cff.fontNames[0] = f"NotoSansSC-{weight}"
        face["head"].modified = face["head"].created  # the same bytes when made again
        face.recalcTimestamp = False
        face.save(str(out / f"NotoSansSC-{weight}.otf"))


if __name__ == "__main__":
    build(Path(sys.argv[1]), DATA / "fonts")
