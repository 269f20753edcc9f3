"""Which text of a Word document nobody sees: hidden, struck out, white on white, or too small to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = ("vanish", "webHidden", "specVanish", "strike", "dstrike")
_READABLE = 4  # half points: smaller letters nobody can read
_WHITE = 0xF5  # of 255, in each colour: so light is as good as white
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Unseen:
    """What the styles of a document say: style → the properties that decide whether text is seen."""

    styles: dict[str, dict[str, str]]

    @staticmethod
    def of(document: Any) -> Unseen:
        """Read a document's styles, each with what it takes over from those it is based on."""
        nodes = {s.get(f"{_W}styleId"): s for s in document.styles.element.findall(f"{_W}style")}
        return Unseen({name: _inherited(name, nodes) for name in nodes})

    def __call__(self, run: Any) -> bool:
        """Whether a run is not seen: by itself, by its style, or by that of its paragraph."""
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        of_paragraph = paragraph.find(f"{_W}pPr") if paragraph is not None else None
        properties = run.find(f"{_W}rPr")
        said = dict(self.styles.get(_value(of_paragraph, "pStyle"), {}))
        said |= self.styles.get(_value(properties, "rStyle"), {})
        said |= _own(properties) | ({"shd": "1"} if _shaded(of_paragraph) else {})
        marked = any(said.get(name, "0") not in _OFF for name in _MARKS)
        white = _white(said.get("color", "")) and "shd" not in said
        return marked or white or _tiny(said.get("sz", ""))


def _inherited(name: str, nodes: dict[str, Any]) -> dict[str, str]:
    said: dict[str, str] = {}
    at = name
    for _ in range(len(nodes)):
        style = nodes.get(at)
        if style is None:
            break
        said = _own(style.find(f"{_W}rPr")) | said
        at = _value(style, "basedOn")
    return said


def _own(properties: Any) -> dict[str, str]:
    """What some run properties say: name → value, `1` where a mark has none."""
    if properties is None:
        return {}
    said = {
        name: node.get(f"{_W}val") or "1"
        for name in (*_MARKS, "color", "sz")
        if (node := properties.find(f"{_W}{name}")) is not None
    }
    dark = _shaded(properties) or properties.find(f"{_W}highlight") is not None
    return said | ({"shd": "1"} if dark else {})


def _shaded(properties: Any) -> bool:
    node = properties.find(f"{_W}shd") if properties is not None else None
    fill = (node.get(f"{_W}fill") or "auto") if node is not None else "auto"
    return fill != "auto" and not _white(fill)


def _white(colour: str) -> bool:
    try:
        return len(colour) == 6 and all(part >= _WHITE for part in bytes.fromhex(colour))
    except ValueError:
        return False


def _tiny(size: str) -> bool:
    try:
        return bool(size) and float(size) < _READABLE
    except ValueError:
        return False


def _value(node: Any, name: str) -> str:
    found = node.find(f"{_W}{name}") if node is not None else None
    return (found.get(f"{_W}val") or "") if found is not None else ""
